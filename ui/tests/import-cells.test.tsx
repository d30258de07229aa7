import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { namesOne, onOneLine } from '../src/features/imports/rows/oneLine';
import { openPlan } from './importing';
import { callsOf } from './page';

const severalGroups = [['ana@example.net', 'Ana\nLópez', 'Sales\nMarketting', 'Buyer', '', '']];

const optionsOf = (field: HTMLElement) =>
  Array.from((field as HTMLInputElement).list?.options ?? [], (option) => option.value);

test('lines of a cell stay apart on the one line of a field', () => {
  expect(onOneLine('Sales\r\nMarketing\n', 'group')).toBe('Sales; Marketing');
  expect(onOneLine('Sales;\nMarketing\u2028Asia', 'group')).toBe('Sales; Marketing; Asia');
  expect(onOneLine('Buyer\n\nTech', 'role')).toBe('Buyer; Tech');
  expect(onOneLine('Ana\n\u202ELópez', 'name')).toBe('Ana López');
  expect(onOneLine('Ana\nLópez', null)).toBe('Ana López');
  expect(onOneLine(' as it is ', 'group')).toBe(' as it is ');
});

test('a cell that may name several things is told from one that names one', () => {
  expect(['Sales', 'Sales/EMEA', 'Sales\n'].every(namesOne)).toBe(true);
  expect(['Sales; Asia', 'Sales\nAsia', 'Sales, Asia'].some(namesOne)).toBe(false);
});

test('a cell of several lines is written on one, and leaving it changes nothing', async () => {
  const { user, host, table } = await openPlan(severalGroups);
  await user.dblClick(within(table).getByText(/Ana ↵ López/));
  expect(await screen.findByRole('textbox', { name: 'Name, row 2' })).toHaveValue('Ana López');
  // Whoever has only looked has changed nothing.
  await user.click(screen.getByRole('button', { name: 'Unknown group 1' }));
  await waitFor(() => expect(screen.queryByRole('textbox')).not.toBeInTheDocument());
  expect(callsOf(host, 'mend_plan')).toHaveLength(0);
  await user.dblClick(within(table).getByText('Sales ↵ Marketting'));
  const field = await screen.findByRole('combobox', { name: 'Group, row 2' });
  expect(field).toHaveValue('Sales; Marketting');
  await user.type(field, '{Enter}');
  await waitFor(() =>
    expect(callsOf(host, 'mend_plan').map((args) => args['mend'])).toEqual([
      { kind: 'cell', row: 2, cell: 2, text: 'Sales; Marketting' },
    ]),
  );
});

test('in place of a cell of several groups a text is written, and none of them is lost by picking one', async () => {
  const { user, host } = await openPlan(severalGroups);
  await user.click(screen.getByRole('button', { name: 'Unknown group 1' }));
  await user.click(screen.getByRole('button', { name: /^Other… than Sales/ }));
  const field = await screen.findByRole('textbox', { name: 'Write in 1 row' });
  expect(field).toHaveValue('Sales; Marketting');
  await user.clear(field);
  await user.type(field, 'Sales; Marketing{Enter}');
  await waitFor(() =>
    expect(callsOf(host, 'mend_plan').at(-1)).toMatchObject({
      mend: { kind: 'everywhere', column: 'group', from: 'Sales\nMarketting', to: 'Sales; Marketing' },
    }),
  );
});

test('what is offered for a cell is what is typed, also of more groups than are shown', async () => {
  const rows = [['ana@example.net', 'Ana', 'Marketting', 'Buyer', '', '']];
  const { user, host, table } = await openPlan(rows);
  for (let at = 0; at < 400; at += 1) host.state.account.addGroup(`Shop ${at}`);
  host.emit('changed', null);
  await user.dblClick(within(table).getByText('Marketting'));
  const field = await screen.findByRole('combobox', { name: 'Group, row 2' });
  await user.clear(field);
  await waitFor(() => expect(optionsOf(field)).toHaveLength(300));
  expect(optionsOf(field)).not.toContain('Shop 399');
  await user.type(field, 'shóp 39');
  // What is suggested is offered whatever is typed.
  const offered = [39, ...Array.from({ length: 10 }, (_, at) => 390 + at)].map((at) => `Shop ${at}`);
  await waitFor(() => expect(optionsOf(field)).toEqual(['Marketing', ...offered]));
});
