import { expect, test } from 'vitest';
import { fitting } from '../src/components/gridColumns';
import { moved } from '../src/components/gridKeys';
import { relativeDate, relativeDay } from '../src/components/time';

const key = (name: string, more = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...more });
const size = { rows: 100, cells: 4, page: 10 };

test('keys move in a grid and stop at its ends', () => {
  expect(moved({ row: 5, cell: -1 }, key('PageDown'), size)).toEqual({ row: 15, cell: -1 });
  expect(moved({ row: 95, cell: -1 }, key('PageDown'), size)).toEqual({ row: 99, cell: -1 });
  expect(moved({ row: 0, cell: -1 }, key('ArrowUp'), size)).toEqual({ row: 0, cell: -1 });
  expect(moved({ row: 3, cell: 2 }, key('Home'), size)).toEqual({ row: 3, cell: 0 });
  expect(moved({ row: 3, cell: 2 }, key('Home', { ctrlKey: true }), size)).toEqual({ row: 0, cell: 2 });
  expect(moved({ row: 3, cell: 0 }, key('ArrowLeft'), size)).toEqual({ row: 3, cell: -1 });
  expect(moved({ row: 3, cell: 0 }, key('x'), size)).toBeNull();
});

test('columns go one by one until the rest fits, and those that nothing else says stay', () => {
  const columns = [{ width: 'minmax(100px, 2fr)' }, { width: '80px', spare: 2 }, { width: '60px', spare: 1 }];
  const left = (room: number) => fitting(columns, room).map(({ width }) => width);
  expect(left(264)).toEqual(['minmax(100px, 2fr)', '80px', '60px']);
  expect(left(263)).toEqual(['minmax(100px, 2fr)', '80px']);
  expect(left(50)).toEqual(['minmax(100px, 2fr)']);
});

test('dates are relative in the days people count, and dates when far', () => {
  const now = new Date('2026-11-20T10:00:00').getTime();
  const at = (text: string) => new Date(text).toISOString();
  expect(relativeDate(at('2026-11-20T09:59:40'), now)).toBe('now');
  expect(relativeDate(at('2026-11-20T09:30:00'), now)).toBe('30 min. ago');
  expect(relativeDate(at('2026-11-19T23:00:00'), now)).toBe('yesterday');
  expect(relativeDate(at('2026-12-02T01:00:00'), now)).toBe('in 12 days');
  expect(relativeDate(at('2026-01-02T01:00:00'), now)).toBe('Jan 2, 2026');
  expect(relativeDay(at('2026-11-20T23:00:00'), now)).toBe('today');
});
