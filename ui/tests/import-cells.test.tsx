import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { leastWidth } from '../src/components/gridColumns';
import { columnWidths } from '../src/features/imports/rows/columnWidths';
import { namesOne, onOneLine } from '../src/features/imports/rows/oneLine';
import { openPlan } from './importing';
import type { Column, PlanRow } from '../src/ipc/bindings';
import { callsOf, openWindow } from './page';

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
  const { user, host, table } = await openPlan([['ana@example.net', 'Ana', 'Sales, Marketting', 'Buyer', '', '']]);
  await user.click(screen.getByRole('button', { name: 'Unknown group 1' }));
  await user.click(screen.getByRole('button', { name: /^Other… than Sales/ }));
  const field = await screen.findByRole('textbox', { name: 'Write in 1 row' });
  expect(field).toHaveValue('Sales, Marketting');
  await user.clear(field);
  await user.type(field, 'Sales; Marketing{Enter}');
  await waitFor(() =>
    expect(callsOf(host, 'mend_plan').at(-1)).toMatchObject({
      mend: { kind: 'everywhere', column: 'group', from: 'Sales, Marketting', to: 'Sales; Marketing' },
    }),
  );
  // The field went with what was wrong: the keyboard is at the rows.
  await waitFor(() => expect(table).toHaveFocus());
});

test('one group of several in a cell is mended where it stands, and with all others of that name', async () => {
  const rows = [...severalGroups, ['jo@example.net', 'Jo', 'Marketting', 'Buyer', '', '']];
  const { user, host, table } = await openPlan(rows);
  await user.click(screen.getByRole('button', { name: 'Unknown group 2' }));
  expect(await screen.findByRole('button', { name: 'Use Marketing for Marketting (2 rows)' })).toBeVisible();
  await user.click(within(table).getAllByRole('button', { name: 'Use Marketing' })[0] ?? table);
  expect(await screen.findByText('1 row mended. 1 row with a problem is left.')).toBeVisible();
  expect(callsOf(host, 'mend_plan').at(-1)).toMatchObject({
    mend: { kind: 'cell', row: 2, cell: 2, text: 'Sales\nMarketing' },
  });
  await user.click(screen.getByRole('button', { name: 'Take back' }));
  await user.click(await screen.findByRole('button', { name: 'Use Marketing for Marketting (2 rows)' }));
  expect(await screen.findByText('2 rows mended. No row with a problem is left.')).toBeVisible();
  expect(callsOf(host, 'mend_plan').at(-1)).toMatchObject({
    mend: { kind: 'everywhere', column: 'group', from: 'Marketting', to: 'Marketing' },
  });
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

test('an empty column takes no width from those with words, whatever language their titles are in', () => {
  const headers = ['Kontakt', 'Wer', 'Wo', 'Als', 'Was', 'Sprache'];
  const meanings: Column[] = ['email', 'name', 'group', 'role', 'action', 'language'];
  const row = (cells: string[]): PlanRow => ({
    row: 2,
    outcome: 'invited',
    skipped_by_hand: false,
    cells,
    was: null,
    problems: [],
  });
  const usual = [row(['ana.lopez@example.net', 'Ana López Example', 'Sales/Americas', 'Administrator', '', ''])];
  const leaving = [row(['ana.lopez@example.net', 'Ana López Example', '', '', 'Remove from account', ''])];
  const text = ({ cells }: PlanRow, at: number) => cells[at] ?? '';
  const widths = (rows: PlanRow[], edited: number | null = null) =>
    columnWidths({ headers, meanings, rows, text, edited }).map((width) => ({ width }));
  const least = (at: number, all: { width: string }[]) => leastWidth(all.slice(at, at + 1)) - leastWidth([]);
  const [empty, filled] = [widths(usual), widths(leaving)];
  expect(least(4, empty)).toBeLessThan(50);
  expect(least(4, filled)).toBeGreaterThan(60);
  expect(least(4, widths(usual, 4))).toBeGreaterThan(120);
  expect(least(0, empty)).toBeGreaterThan(least(3, empty));
  // So much is left for them beside the problems of a window that is 900 pixels wide.
  for (const all of [empty, filled]) expect(leastWidth(all)).toBeLessThanOrEqual(442);
});

test('what somebody has is shown beside what happens where the table has no column of roles', async () => {
  const probe = openWindow();
  const { users } = probe.host.state.account;
  const member = users.find((each) => each.id > 1 && each.status === 'active' && each.assignments.length === 1);
  probe.unmount();
  const has = member?.assignments[0]?.role_name ?? '';
  const address = member?.address ?? '';
  const { table, unmount } = await openPlan([[address, 'Remove from account']], ['Email', 'Action']);
  const happens = within(table).getByText('Remove').closest('[role="gridcell"]');
  expect(happens).toHaveTextContent(new RegExp(`Remove so far ${has} → , then none$`));
  expect(happens).toHaveAttribute('title', `${has} → none`);
  unmount();
  // Where there is such a column it stands there.
  const other = await openPlan([[address, 'Remove from account', '']], ['Email', 'Action', 'Role']);
  const row = within(other.table).getByText('Remove').closest('[role="row"]') as HTMLElement;
  expect(
    within(row)
      .getAllByRole('gridcell')
      .map((cell) => cell.textContent)
      .slice(1, 5),
  ).toEqual(['Remove', address, 'Remove from account', `so far ${has} → , then none`]);
});
