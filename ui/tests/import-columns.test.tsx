import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { inventFiles } from '../src/platform/fake/imports/tables';
import { callsOf, expectAccessible, openWindow } from './page';

async function openFile(name: 'google' | 'staff' | 'titled') {
  const opened = openWindow('#/imports');
  const file = inventFiles(opened.host.state.account)[name];
  if (file === undefined) throw new Error('no such file');
  opened.host.state.files.set(1, file);
  await openDialog(opened);
  await opened.user.click(await screen.findByRole('button', { name: 'Choose a file…' }));
  return opened;
}

async function openDialog({ user }: ReturnType<typeof openWindow>) {
  await user.click(await screen.findByRole('button', { name: 'Import a spreadsheet…' }));
}

async function pick({ user }: ReturnType<typeof openWindow>, button: RegExp, option: string) {
  await user.click(screen.getByRole('button', { name: button }));
  await user.click(await screen.findByRole('option', { name: option }));
}

const preview = () => screen.getByText('One row is read as:').parentElement;

test('a template of another product is known, and what it lacks is chosen for everybody, once', async () => {
  const opened = await openFile('google');
  const { user } = opened;
  expect(await screen.findByText(/says in which role\. Say here what the columns mean/)).toBeVisible();
  expect(screen.getByText('Recognised as a bulk template of Google Workspace')).toBeVisible();
  expect(screen.getByRole('listitem', { current: 'step' })).toHaveTextContent('Columns');
  await expectAccessible();
  const go = screen.getByRole('button', { name: 'Check the rows' });
  expect(go).toBeDisabled();
  expect(go).toHaveAccessibleDescription('Say which column names the role, or choose one for everybody.');
  expect(preview()).toHaveTextContent('Ana López <ana.lopez@example.net> · Sales · no role yet');
  await pick(opened, /^Role for everybody|Choose a role/, 'Buyer');
  expect(preview()).toHaveTextContent('Ana López <ana.lopez@example.net> · Sales · Buyer');
  expect(go).toHaveAccessibleDescription(
    'This is remembered for files with the same titles, for every administrator of this account.',
  );
  await user.click(go);
  const facts = await screen.findByText(/Recognised as a bulk template of Google Workspace/);
  expect(facts).toHaveTextContent(/ · Everybody: Buyer$/);
  expect(screen.getByRole('button', { name: 'Unknown group 1' })).toBeVisible();
});

test('what was said of columns is remembered, and the same file again is said to be', async () => {
  const opened = await openFile('google');
  const { user, host } = opened;
  await screen.findByText(/Say here what the columns mean/);
  await pick(opened, /^Role for everybody|Choose a role/, 'Buyer');
  await user.click(screen.getByRole('button', { name: 'Check the rows' }));
  // Back to the columns, and from there to the same plan.
  await user.click(await screen.findByRole('button', { name: 'Columns…' }));
  await user.click(await screen.findByRole('button', { name: 'Back to the rows' }));
  await user.click(await screen.findByRole('button', { name: 'Send 2 invitations' }));
  await user.click(await screen.findByRole('button', { name: 'Import another file' }));
  await user.click(await screen.findByRole('button', { name: 'Choose a file…' }));
  expect(await screen.findByText(/^This very file was carried out/)).toBeVisible();
  expect(callsOf(host, 'check_again')).toHaveLength(1);
});

test('headers that nobody knows are explained, and what cannot be seen has a mark', async () => {
  const opened = await openFile('staff');
  const table = await screen.findByRole('table', { name: 'The first rows of the table' });
  expect(within(table).getByText('[U+200B]')).toBeVisible();
  await pick(opened, /^Meaning of Reach/, 'Passed over');
  const go = screen.getByRole('button', { name: 'Check the rows' });
  expect(go).toHaveAccessibleDescription('Say first which column has the addresses.');
  await pick(opened, /^Meaning of Reach/, 'Address');
  await pick(opened, /^Titles/, 'There are none');
  expect(screen.getByRole('button', { name: /^Meaning of column 2/ })).toBeVisible();
  await pick(opened, /^Titles/, 'Row 3: Who, Reach, Room, Since');
  await opened.user.click(screen.getByRole('button', { name: /^Group for everybody/ }));
  await opened.user.click(await screen.findByRole('row', { name: /^Finance/ }));
  await pick(opened, /^Role for everybody|Choose a role/, 'Tech');
  await opened.user.click(go);
  await screen.findByRole('grid', { name: /Rows of the file/ });
  expect(callsOf(opened.host, 'check_again').at(-1)).toMatchObject({
    mapping: { header_row: 3, columns: ['name', 'email', null, null], group: 'Finance', role: 'Tech' },
  });
  expect(screen.getByText(/Columns as you explained them/)).toHaveTextContent(/ · Everybody: Finance · Tech$/);
});

test('what was said of columns is set aside for what the titles say, and that again for what was said', async () => {
  const opened = await openFile('google');
  const { user, host } = opened;
  await screen.findByText(/Say here what the columns mean/);
  // There is nothing yet to set aside.
  expect(screen.queryByRole('button', { name: 'As the titles say' })).not.toBeInTheDocument();
  await pick(opened, /^Role for everybody|Choose a role/, 'Buyer');
  await user.click(screen.getByRole('button', { name: 'Check the rows' }));
  await user.click(await screen.findByRole('button', { name: 'Unknown group 1' }));
  await user.click(screen.getByRole('button', { name: 'Skip 1 row' }));
  expect(await screen.findByText('1 mend')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Columns…' }));
  await user.click(await screen.findByRole('button', { name: 'As the titles say' }));
  expect(await screen.findByText(/says in which role\. Say here what the columns mean/)).toBeVisible();
  expect(callsOf(host, 'check_again').at(-1)).toMatchObject({ mapping: null });
  expect(preview()).toHaveTextContent('no role yet');
  // What was mended is there still.
  await user.keyboard('{Escape}');
  await user.click(await screen.findByRole('button', { name: 'Keep mending' }));
  await user.click(screen.getByRole('button', { name: 'Back to the rows' }));
  expect(await screen.findByText(/Everybody:/)).toHaveTextContent(/Everybody: Buyer$/);
  expect(screen.getByText('1 mend')).toBeVisible();
});

test('titles far below the first row can be seen, and others chosen in their place', async () => {
  const opened = await openFile('titled');
  const table = await screen.findByRole('table', { name: 'The first rows of the table' });
  expect(within(table).getByRole('cell', { name: 'Reach' }).closest('tr')).toHaveAttribute('data-kind', 'header');
  expect(screen.getByRole('button', { name: 'Titles Row 20: Who, Reach, Room' })).toBeVisible();
  await pick(opened, /^Titles/, 'Row 19: Line 19 of what has to be said first');
  expect(within(table).getByRole('cell', { name: 'Reach' }).closest('tr')).toHaveAttribute('data-kind', 'row');
});

test('another sheet of the same file is read', async () => {
  const opened = await openFile('staff');
  await screen.findByRole('table', { name: 'The first rows of the table' });
  await pick(opened, /^Sheet/, 'Users');
  expect(await screen.findByRole('grid', { name: /Rows of the file/ })).toBeVisible();
  expect(screen.getByText('12 rows')).toBeVisible();
  expect(callsOf(opened.host, 'check_file').map((args) => args['sheet'])).toEqual([null, 'Users']);
});

test('rows are pasted anywhere in the first step, or into a field', async () => {
  const opened = openWindow('#/imports');
  await openDialog(opened);
  const dialog = await screen.findByRole('dialog');
  await opened.user.click(await screen.findByRole('button', { name: 'Paste rows…' }));
  const field = screen.getByRole('textbox', { name: 'Rows' });
  expect(field).toHaveFocus();
  await expectAccessible();
  await opened.user.paste('nobody');
  // What is pasted into the field stands in the field.
  expect(callsOf(opened.host, 'check_pasted')).toHaveLength(0);
  await opened.user.click(screen.getByRole('button', { name: 'Cancel' }));
  const rows = 'Email\tName\tGroup\tRole\nana@example.net\tAna\tSales\tBuyer';
  fireEvent.paste(dialog, { clipboardData: { getData: () => rows } });
  expect(await screen.findByText('Pasted rows')).toBeVisible();
  expect(callsOf(opened.host, 'check_pasted')[0]).toMatchObject({ text: rows });
  await waitFor(() => expect(screen.getByRole('button', { name: 'Send 1 invitation' })).toBeEnabled());
});
