import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fail } from '../src/platform/fake/state';
import { openPlan } from './importing';
import { callsOf, expectAccessible, openWindow } from './page';

const rowNumbers = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.querySelector('[role="gridcell"]')?.textContent);

test('a kind of problem shows its rows, and one press mends all of one text', async () => {
  const { user, host, table } = await openPlan();
  await user.click(screen.getByRole('button', { name: 'Unknown group 3' }));
  await waitFor(() => expect(rowNumbers(table)).toEqual(['2', '3', '4']));
  expect(callsOf(host, 'plan_rows').at(-1)).toMatchObject({ query: { problem: 'group_unknown' } });
  await expectAccessible();
  await user.click(screen.getByRole('button', { name: 'Use Marketing for Marketting (2 rows)' }));
  expect(await screen.findByText('2 rows mended. 1 row with a problem is left.')).toBeVisible();
  expect(screen.getByText('1 mend')).toBeVisible();
  await waitFor(() => expect(rowNumbers(table)).toEqual(['4']));
  await user.click(screen.getByRole('button', { name: 'Create Asia as a group (1 row)' }));
  expect(await screen.findByText(/^1 row mended. 1 row with a problem/)).toBeVisible();
  expect(screen.queryByRole('button', { name: /Unknown group/ })).not.toBeInTheDocument();
  // What had the focus is gone: the rows have it.
  await waitFor(() => expect(table).toHaveFocus());
  expect(screen.getByText('One group will be made: “Asia”')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Take back' }));
  expect(await screen.findByText('Taken back. 1 row with a problem is left.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Unknown group 1' })).toBeVisible();
});

test('rows that are not wanted are skipped, all of a kind or one alone', async () => {
  const { user, host, table } = await openPlan();
  await user.click(screen.getByRole('button', { name: 'Unknown group 3' }));
  await user.click(screen.getByRole('button', { name: 'Skip these 3 rows' }));
  expect(await screen.findByText('3 rows mended. No row with a problem is left.')).toBeVisible();
  await user.keyboard('{Control>}z{/Control}');
  expect(await screen.findByText(/^Taken back/)).toBeVisible();
  act(() => table.focus());
  await user.keyboard('{Shift>}{F10}{/Shift}');
  await user.click(await screen.findByRole('menuitem', { name: 'Skip this row' }));
  expect(await screen.findByText(/^1 row mended/)).toBeVisible();
  expect(callsOf(host, 'mend_plan').at(-1)).toMatchObject({ mend: { kind: 'skip', rows: [2] } });
  expect(table).toHaveFocus();
});

test('a row that was skipped is had back', async () => {
  const { user, host, table } = await openPlan();
  await user.click(screen.getByRole('button', { name: 'Unknown group 3' }));
  await user.click(screen.getByRole('button', { name: 'Skip these 3 rows' }));
  await user.click(await screen.findByRole('button', { name: '3 Skip' }));
  await waitFor(() => expect(rowNumbers(table)).toHaveLength(3));
  act(() => table.focus());
  await user.keyboard('{Shift>}{F10}{/Shift}');
  expect(await screen.findByRole('menu')).not.toHaveTextContent('Skip this row');
  await user.click(screen.getByRole('menuitem', { name: 'Do not skip this row' }));
  expect(await screen.findByText('1 row mended. 1 row with a problem is left.')).toBeVisible();
  expect(callsOf(host, 'mend_plan').at(-1)).toMatchObject({ mend: { kind: 'unskip', rows: [2] } });
  await waitFor(() => expect(rowNumbers(table)).toHaveLength(2));
});

test('a faulty cell is written by the keyboard alone, and Tab goes on to the next one', async () => {
  const { user, host, table } = await openPlan();
  act(() => table.focus());
  await user.keyboard('{Enter}');
  const first = await screen.findByRole('combobox', { name: 'Group, row 2' });
  expect(first).toHaveFocus();
  expect(first).toHaveValue('Marketting');
  expect(first).toHaveAccessibleDescription(/Enter keeps it, Escape leaves it/);
  await expectAccessible();
  // Ctrl+Z is the field's while somebody writes.
  await user.keyboard('{Control>}z{/Control}');
  await user.clear(first);
  await user.keyboard('Marketing{Tab}');
  const second = await screen.findByRole('combobox', { name: 'Group, row 3' });
  await waitFor(() => expect(second).toHaveFocus());
  expect(callsOf(host, 'mend_plan').map((args) => args['mend'])).toEqual([
    { kind: 'cell', row: 2, cell: 2, text: 'Marketing' },
  ]);
  expect(callsOf(host, 'take_back_mend')).toHaveLength(0);
  await user.keyboard('x{Escape}');
  expect(screen.queryByRole('combobox')).not.toBeInTheDocument();
  expect(table).toHaveFocus();
  expect(callsOf(host, 'mend_plan')).toHaveLength(1);
  await user.keyboard('{Control>}z{/Control}');
  expect(await screen.findByText(/^Taken back/)).toBeVisible();
});

test('any cell is written after a double click', async () => {
  const { user, host, table } = await openPlan();
  await user.dblClick(within(table).getByText('Tom'));
  const field = await screen.findByRole('textbox', { name: 'Name, row 5' });
  await user.clear(field);
  await user.type(field, 'Thomas{Enter}');
  await waitFor(() => expect(within(table).getByText('Thomas')).toBeVisible());
  expect(callsOf(host, 'mend_plan').map((args) => args['mend'])).toEqual([
    { kind: 'cell', row: 5, cell: 1, text: 'Thomas' },
  ]);
});

test('what is suggested for a cell is one press away, and another text for all its rows can be chosen', async () => {
  const { user, host, table } = await openPlan();
  await user.click(within(table).getAllByRole('button', { name: 'Use Marketing' })[0] as HTMLElement);
  expect(await screen.findByText(/^1 row mended/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: /Unknown group 2/ }));
  await user.click(screen.getByRole('button', { name: 'Other… than Asia' }));
  await user.click(await screen.findByRole('button', { name: /^Write in 1 row/ }));
  await user.click(await screen.findByRole('row', { name: /^Finance/ }));
  await waitFor(() =>
    expect(callsOf(host, 'mend_plan').at(-1)).toMatchObject({
      mend: { kind: 'everywhere', column: 'group', from: 'Asia', to: 'Finance' },
    }),
  );
});

test('a mend that fails says so, and is tried again', async () => {
  const { user, host } = await openPlan();
  host.state.failing['mend_plan'] = fail('database', 'The workspace could not be read.');
  await user.click(screen.getByRole('button', { name: 'Unknown group 3' }));
  await user.click(screen.getByRole('button', { name: 'Skip these 3 rows' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('The workspace could not be read.');
  delete host.state.failing['mend_plan'];
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('3 rows mended. No row with a problem is left.')).toBeVisible();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

test('what was mended is not lost without a question', async () => {
  const { user, host, table } = await openPlan();
  await user.click(within(table).getAllByRole('button', { name: 'Use Marketing' })[0] as HTMLElement);
  await screen.findByText('1 mend');
  await user.keyboard('{Escape}');
  const question = await screen.findByRole('alertdialog', { name: 'Close without carrying out?' });
  expect(question).toHaveTextContent('What you mended is lost: 1 mend.');
  await expectAccessible();
  await user.click(within(question).getByRole('button', { name: 'Keep mending' }));
  // Nor by a file that is dropped, or by another way to one.
  host.state.files.set(2, { name: 'Others.csv', rows: [['uma@example.net', 'Uma', 'Sales', 'Buyer', '', '']] });
  act(() => host.emit('file-dropped', [{ handle: 2, name: 'Others.csv' }]));
  const asked = await screen.findByRole('alertdialog', { name: 'Choose another file?' });
  await user.click(within(asked).getByRole('button', { name: 'Keep mending' }));
  host.state.failing['mend_plan'] = fail('plan_gone', 'The plan is not kept any more.');
  await user.click(within(table).getAllByRole('button', { name: 'Skip this row' })[0] as HTMLElement);
  const failure = await screen.findByRole('alert');
  await user.click(within(failure).getByRole('button', { name: 'Choose another file…' }));
  await user.click(await screen.findByRole('button', { name: 'Keep mending' }));
  delete host.state.failing['mend_plan'];
  expect(callsOf(host, 'choose_file')).toHaveLength(1);
  expect(callsOf(host, 'check_file')).toHaveLength(1);
  expect(screen.getByText('1 mend')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'More' }));
  await user.click(await screen.findByRole('menuitem', { name: /Save the corrected table/ }));
  expect(await screen.findByText(/Saved “Slips – corrected.xlsx”/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'More' }));
  await user.click(await screen.findByRole('menuitem', { name: /Read the file again/ }));
  await user.click(await screen.findByRole('button', { name: 'Read it again' }));
  expect(await screen.findByText('The file was read again.')).toBeVisible();
  expect(callsOf(host, 'check_file')).toHaveLength(2);
  expect(screen.queryByText('1 mend')).not.toBeInTheDocument();
});

test('a file that is dropped takes the place of one in which something was mended, once that is agreed to', async () => {
  const { user, host, table } = await openPlan();
  await user.click(within(table).getAllByRole('button', { name: 'Use Marketing' })[0] as HTMLElement);
  await screen.findByText('1 mend');
  host.state.files.set(2, { name: 'Others.csv', rows: [['uma@example.net', 'Uma', 'Sales', 'Buyer', '', '']] });
  act(() => host.emit('file-dropped', [{ handle: 2, name: 'Others.csv' }]));
  await user.click(await screen.findByRole('button', { name: 'Choose another file' }));
  expect(await screen.findByText('Others.csv')).toBeVisible();
  expect(screen.queryByText('1 mend')).not.toBeInTheDocument();
  // Where nothing was mended nothing is asked.
  act(() => host.emit('file-dropped', [{ handle: 1, name: 'Slips.csv' }]));
  expect(await screen.findByText('Slips.csv')).toBeVisible();
});

test('one press uses all that is suggested for a kind, and another skips the rows with one text', async () => {
  const { user, host, table } = await openPlan([
    ['ana@example.net', 'Ana', 'Marketting', 'Buyer', '', ''],
    ['jean@example.net', 'Jean', 'Finanse', 'Buyer', '', ''],
    ['mei@example.net', 'Mei', 'Warehouse', 'Buyer', '', ''],
  ]);
  await user.click(screen.getByRole('button', { name: 'Unknown group 3' }));
  await user.click(screen.getByRole('button', { name: 'Use all suggestions (2 rows)' }));
  expect(await screen.findByText('2 rows mended. 1 row with a problem is left.')).toBeVisible();
  expect(within(table).getByText('Mei')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Skip Warehouse (1 row)' }));
  expect(await screen.findByText('1 row mended. No row with a problem is left.')).toBeVisible();
  expect(callsOf(host, 'mend_plan').map((args) => args['mend'])).toEqual([
    { kind: 'suggestions', code: 'group_unknown' },
    { kind: 'skip_value', code: 'group_unknown', column: 'group', value: 'Warehouse' },
  ]);
});

test('where every row is skipped, that is why nothing can be carried out', async () => {
  const { user } = await openPlan([['ana@example.net', 'Ana', 'Marketting', 'Buyer', '', '']]);
  await user.click(screen.getByRole('button', { name: 'Unknown group 1' }));
  await user.click(screen.getByRole('button', { name: 'Skip 1 row' }));
  const button = await screen.findByRole('button', { name: 'Carry out' });
  await waitFor(() => expect(button).toHaveAccessibleDescription('Every row is skipped.'));
  expect(button).toBeDisabled();
});

test('what cannot be seen in a cell has a mark, and is gone from what is written in its place', async () => {
  const { user, table } = await openPlan([['ana@example.net', 'Ana \u202Ezepol', 'Sales', 'Buyer', '', '']]);
  expect(within(table).getByText('[U+202E]')).toBeVisible();
  await user.dblClick(within(table).getByText('[U+202E]'));
  expect(await screen.findByRole('combobox', { name: 'Name, row 2' })).toHaveValue('Ana zepol');
});

test('what somebody has is shown beside what they get', async () => {
  const { openedWith, table } = await openChange();
  const row = within(table).getAllByRole('row')[1] as HTMLElement;
  expect(row).toHaveTextContent(new RegExp(`${openedWith} → .*Tech`));
});

async function openChange() {
  const probe = openWindow();
  const member = probe.host.state.account.users.find(
    (user) =>
      user.status === 'active' && user.assignments.length === 1 && user.id > 1 && user.assignments[0]?.role !== 5,
  );
  const has = member?.assignments[0];
  probe.unmount();
  const rows = [[member?.address ?? '', '', has?.group_path ?? '', 'Tech', 'Change role', '']];
  return { ...(await openPlan(rows)), openedWith: has?.role_name ?? '' };
}
