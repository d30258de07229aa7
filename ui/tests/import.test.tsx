import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { callsOf, expectAccessible, openWindow } from './page';

type Opened = ReturnType<typeof openWindow>;

async function openPlan({ user }: Opened) {
  await user.click(await screen.findByRole('button', { name: 'Import a spreadsheet…' }));
  await user.click(await screen.findByRole('button', { name: 'Choose a file…' }));
  return screen.findByRole('grid', { name: /Rows of the file/ });
}

test('the first step downloads the template and says where it is', async () => {
  const opened = openWindow('#/imports');
  await opened.user.click(await screen.findByRole('button', { name: 'Import a spreadsheet…' }));
  await expectAccessible();
  await opened.user.click(await screen.findByRole('button', { name: 'Download the template…' }));
  expect(await screen.findByText('Saved “Acme users.xlsx” in /home/zoe/Downloads.')).toBeVisible();
  await opened.user.click(screen.getByRole('button', { name: 'Show in folder' }));
  expect(opened.host.state.revealed).toEqual([7]);
});

test('the plan shows rows with problems first, each faulty cell marked and explained', async () => {
  const opened = openWindow('#/imports');
  const table = await openPlan(opened);
  await waitFor(() => expect(within(table).getAllByRole('row')[1]).toHaveTextContent('Problem'));
  const row = within(table).getAllByRole('row')[2] as HTMLElement;
  const cell = within(row).getByText('Finanse').closest('[role="gridcell"]');
  expect(cell).toHaveAttribute('aria-invalid', 'true');
  expect(cell).toHaveAccessibleDescription(/The account has no role “Finanse”.*Use Finance/);
  expect(screen.getByText('8 rows with problems are left out. You get them back in the report.')).toBeVisible();
  await expectAccessible();
});

test('a faulty cell is reached by the arrows', async () => {
  const opened = openWindow('#/imports');
  const table = await openPlan(opened);
  act(() => table.focus());
  await opened.user.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}');
  const active = document.getElementById(table.getAttribute('aria-activedescendant') ?? '');
  expect(active).toHaveTextContent('Finanse');
  expect(active).toHaveAttribute('aria-invalid', 'true');
});

test('a chip shows its rows only', async () => {
  const opened = openWindow('#/imports');
  const table = await openPlan(opened);
  await opened.user.click(screen.getByRole('button', { name: '8 Problem' }));
  await waitFor(() => expect(table).toHaveAttribute('aria-rowcount', '9'));
});

test('the questions make a new plan, and the button says what it does', async () => {
  const opened = openWindow('#/imports');
  await openPlan(opened);
  expect(screen.getByText(/^3 groups do not exist: “Warehouse\/Nord”/)).toBeVisible();
  await opened.user.click(screen.getByRole('checkbox', { name: 'Create them' }));
  expect(await screen.findByText(/^3 groups will be made/)).toBeVisible();
  await opened.user.click(screen.getByRole('checkbox', { name: 'I want that' }));
  await waitFor(() => expect(screen.getByText(/^3 rows with problems are left out/)).toBeVisible());
  // The file is not read again: what was mended in it stays.
  expect(callsOf(opened.host, 'check_file')).toHaveLength(1);
  expect(callsOf(opened.host, 'check_again').map((args) => args['options'])).toEqual([
    { create_groups: true, allow_administrators: false },
    { create_groups: true, allow_administrators: true },
  ]);
  expect(screen.getByRole('button', { name: 'Send 41 invitations' })).toBeEnabled();
});

test('carrying out shows the outcome, its report, and the users', async () => {
  const opened = openWindow('#/imports');
  await openPlan(opened);
  await opened.user.click(screen.getByRole('button', { name: /^Send/ }));
  expect(await screen.findByText(/36 invitations are in the outbox. 8 rows were not processed./)).toBeVisible();
  await expectAccessible();
  await opened.user.click(screen.getByRole('button', { name: 'Save report…' }));
  expect(await screen.findByText(/Saved “New colleagues – report.xlsx”/)).toBeVisible();
  await opened.user.click(screen.getByRole('button', { name: 'Show in Users' }));
  expect(await screen.findByText('335 users')).toBeVisible();
  expect(window.location.hash).toContain('sort=invited_at');
});

test('a cancelled import says that nothing was changed and shows the plan', async () => {
  const opened = openWindow('#/imports', { pace: 30 });
  await openPlan(opened);
  await opened.user.click(screen.getByRole('button', { name: /^Send/ }));
  expect(await screen.findByRole('progressbar')).toBeVisible();
  await opened.user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(await screen.findByText('Cancelled. Nothing was changed.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Send 36 invitations' })).toBeEnabled();
  expect(opened.host.state.imports).toEqual([]);
});

test('an account that changed meanwhile leads to the new plan', async () => {
  const opened = openWindow('#/imports');
  await openPlan(opened);
  opened.host.state.stale = true;
  opened.host.state.account.addGroup('Research');
  await opened.user.click(screen.getByRole('button', { name: /^Send/ }));
  expect(await screen.findByText(/The account changed while you were looking/)).toBeVisible();
  expect(await screen.findByText(/^2 groups do not exist/)).toBeVisible();
});

test('a file that is no table says so and another can be chosen', async () => {
  const opened = openWindow();
  opened.host.state.files.set(9, { name: 'Menu.csv', rows: [] });
  opened.host.state.nextChoice = { handle: 9, name: 'Menu.csv' };
  await opened.user.click(await screen.findByRole('button', { name: 'Add users' }));
  await opened.user.click(await screen.findByRole('menuitem', { name: /From a spreadsheet/ }));
  await opened.user.click(await screen.findByRole('button', { name: 'Choose a file…' }));
  expect(await screen.findByText(/“Menu.csv” is no table/)).toBeVisible();
  opened.host.state.nextChoice = { handle: 1, name: 'New colleagues.xlsx' };
  await opened.user.click(screen.getByRole('button', { name: 'Choose another file…' }));
  expect(await screen.findByText('New colleagues.xlsx')).toBeVisible();
});

test('where nothing would change the button is off and says why', async () => {
  const opened = openWindow('#/imports');
  const known = opened.host.state.account.users.find((user) => user.assignments.length > 0 && user.id > 1);
  const has = known?.assignments[0];
  opened.host.state.files.set(1, {
    name: 'Same.csv',
    rows: [[known?.address ?? '', '', has?.group_path ?? '', has?.role_name ?? '', '', '']],
  });
  await openPlan(opened);
  const button = screen.getByRole('button', { name: 'Carry out' });
  expect(button).toBeDisabled();
  expect(button).toHaveAccessibleDescription('Everything in this file is so already.');
});

test('a file dropped on any page shows its plan', async () => {
  const opened = openWindow('#/groups');
  await screen.findByRole('treegrid', { name: 'Groups' });
  act(() => opened.host.emit('file-over', true));
  expect(screen.getByText(/Drop the spreadsheet/)).toBeVisible();
  act(() => opened.host.emit('file-dropped', [{ handle: 1, name: 'New colleagues.xlsx' }]));
  expect(screen.queryByText(/Drop the spreadsheet/)).not.toBeInTheDocument();
  expect(await screen.findByRole('grid', { name: /Rows of the file/ })).toBeVisible();
});

test('the history lists an import and opens its outcome', async () => {
  const opened = openWindow('#/imports');
  await openPlan(opened);
  await opened.user.click(screen.getByRole('button', { name: /^Send/ }));
  await opened.user.click(await screen.findByRole('button', { name: 'Close' }));
  await opened.user.click(screen.getByRole('link', { name: 'Imports' }));
  const list = await screen.findByRole('grid', { name: /Imports/ });
  await expectAccessible();
  await opened.user.click(within(list).getByText('New colleagues.xlsx'));
  expect(await screen.findByText(/Carried out/)).toHaveTextContent('Carried out now by Zoë Ünal');
  expect(await screen.findByRole('grid', { name: /Rows of the file/ })).toBeVisible();
  await expectAccessible();
});

test('what cannot be seen in the name of a file has a mark wherever the name stands', async () => {
  const opened = openWindow('#/imports');
  opened.host.state.files.set(1, {
    name: 'List\u202Exslx.csv',
    rows: [['lena@example.net', 'Lena', 'Sales', 'Buyer', '', '']],
  });
  await openPlan(opened);
  await opened.user.click(screen.getByRole('button', { name: 'Send 1 invitation' }));
  await opened.user.click(await screen.findByRole('button', { name: 'Close' }));
  const list = await screen.findByRole('grid', { name: /Imports/ });
  await opened.user.click(await within(list).findByText('[U+202E]'));
  expect(await screen.findByRole('heading', { name: 'List[U+202E]xslx.csv' })).toBeVisible();
  await opened.user.click(screen.getByRole('link', { name: 'Show all that it did' }));
  expect(await screen.findByRole('button', { name: /by List\[U\+202E\]xslx\.csv/ })).toBeVisible();
});

test('an account without imports says what to do', async () => {
  openWindow('#/imports');
  expect(await screen.findByRole('heading', { name: 'No imports yet' })).toBeVisible();
});
