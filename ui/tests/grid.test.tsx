import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { Grid } from '../src/components/Grid';
import { LONGEST, atOf, scrolled, topOf } from '../src/components/gridScroll';
import { expectAccessible } from './page';

const MILLION = 1_000_000;
const LENGTH = MILLION * 36;

function openGrid(onWidths?: (widths: Record<string, number | null>) => void) {
  const visible = vi.fn<(first: number, last: number) => void>();
  render(
    <Grid
      label="Numbers"
      columns={[
        { id: 'number', title: 'Number', width: 'minmax(100px, 1fr)', cell: (row: { id: number }) => `no ${row.id}` },
        { id: 'square', title: 'Square', width: '120px', cell: (row) => row.id ** 2 },
      ]}
      count={MILLION}
      rowAt={(id) => ({ id })}
      keyOf={(row) => row.id}
      onVisible={visible}
      {...(onWidths === undefined ? {} : { onWidths })}
    />,
  );
  const list = screen.getByRole('grid');
  Object.defineProperty(list, 'scrollHeight', { get: () => LONGEST + 32 });
  const scroll = (top: number) =>
    act(() => {
      list.scrollTop = top;
      fireEvent.scroll(list);
    });
  /** The rows in the page, and where on the track each stands. */
  const rows = () =>
    [...list.querySelectorAll<HTMLElement>('[data-index]')].map((row) => ({
      index: Number(row.dataset['index']),
      start: Number(/-?\d+/.exec(row.style.transform)?.[0]),
    }));
  /** The first that can be seen. */
  const first = () => rows().find(({ start }) => start + 36 > list.scrollTop)?.index;
  return { list, visible, scroll, rows, first, user: userEvent.setup() };
}

test('End and Home reach both ends of a million rows, on a track that browsers show whole', async () => {
  const { list, user, rows, visible } = openGrid();
  act(() => list.focus());
  await user.keyboard('{End}');
  expect(list.getAttribute('aria-activedescendant')).toMatch(/-999999$/);
  expect(within(list).getByText('no 999999')).toBeVisible();
  expect(visible.mock.lastCall?.[1]).toBe(MILLION - 1);
  for (const { start } of rows()) expect(start).toBeLessThan(LONGEST);
  await user.keyboard('{Home}');
  expect(within(list).getByText('no 0')).toBeVisible();
  expect(list.scrollTop).toBe(0);
});

test('a million rows are reached by the bar, and a wheel moves them by the pixel wherever they are', () => {
  const { list, scroll, first } = openGrid();
  scroll(LONGEST + 32 - 640);
  expect(within(list).getByText('no 999999')).toBeVisible();
  scroll(LONGEST / 2);
  const middle = first() ?? 0;
  expect(middle).toBeGreaterThan(450_000);
  expect(middle).toBeLessThan(550_000);
  for (let turns = 0; turns < 10; turns += 1) scroll(list.scrollTop + 360);
  expect(first()).toBe(middle + 100);
  for (let turns = 0; turns < 10; turns += 1) scroll(list.scrollTop - 360);
  expect(first()).toBe(middle);
});

test('a list that comes to rest is put where the bar should be, and nothing is seen of it', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { list, scroll, first } = openGrid();
  scroll(LONGEST / 2);
  for (let turns = 0; turns < 20; turns += 1) scroll(list.scrollTop + 3600);
  const [row, top] = [first(), list.scrollTop];
  act(() => vi.advanceTimersByTime(500));
  vi.useRealTimers();
  expect(list.scrollTop).toBeLessThan(top);
  expect(first()).toBe(row);
});

test('places in the list and on its track lead to one another, also where the track is short', () => {
  for (const at of [0, 500_000, 1_000_000, 17_000_003, LENGTH - 1_000_000, LENGTH - 608])
    expect(Math.abs(atOf(topOf(at, LENGTH), LENGTH) - at)).toBeLessThan(4);
  expect(topOf(5_000_000, 9_000_000)).toBe(5_000_000);
  // The end of the track came before that of the list: it goes on.
  const room = LONGEST - 608;
  const stuck = scrolled({ at: 30_000_000, top: room - 100 }, room, LENGTH, room);
  expect(stuck.at).toBe(30_000_100);
  expect(stuck.top).toBeLessThan(room);
});

test('the edge of a title makes its column wider with the arrows, by dragging, and as usual again', async () => {
  const widths = vi.fn<(widths: Record<string, number | null>) => void>();
  const { user } = openGrid(widths);
  const edge = screen.getByRole('separator', { name: 'Width of Square' });
  await expectAccessible();
  Object.defineProperty(edge.parentElement, 'offsetWidth', { get: () => 120 });
  edge.setPointerCapture = () => undefined;
  fireEvent.pointerDown(edge, { button: 0, clientX: 300, pointerId: 1 });
  fireEvent.pointerMove(edge, { clientX: 350 });
  fireEvent.pointerUp(edge, { clientX: 350 });
  // Those before it stay where they are.
  expect(widths.mock.lastCall?.[0]).toEqual({ number: 640, square: 170 });
  fireEvent.pointerMove(edge, { clientX: 400 });
  expect(widths).toHaveBeenCalledTimes(1);
  act(() => edge.focus());
  await user.keyboard('{Home}');
  expect(widths.mock.lastCall?.[0]).toMatchObject({ square: 64 });
  await user.keyboard('{ArrowLeft}');
  expect(widths.mock.lastCall?.[0]['square']).toBeGreaterThan(64);
  await user.keyboard('{Enter}');
  expect(widths.mock.lastCall?.[0]).toEqual({ square: null });
});

test('rows that come in sight take the place of those that went, and there are always as many', () => {
  const { scroll, list, rows } = openGrid();
  const elements = () => new Set(list.querySelectorAll('[data-index]'));
  const before = elements();
  for (let top = 90; top < 20_000; top += 90) {
    scroll(top);
    const shown = rows().map(({ index }) => index);
    const inSight = [Math.floor(top / 36), Math.floor((top + 640 - 33) / 36)];
    expect(shown).toEqual(expect.arrayContaining(inSight));
    expect(new Set(shown).size).toBe(before.size);
  }
  expect([...elements()].every((element) => before.has(element))).toBe(true);
  expect(within(list).getByText('no 555')).toBeInTheDocument();
});
