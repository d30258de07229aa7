import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { callsOf, expectAccessible, openWindow } from './page';

/** Three members leave. */
async function openLeavers() {
  const opened = openWindow('#/imports');
  const leavers = opened.host.state.account.users.filter((user) => user.status === 'active' && user.id > 1).slice(0, 3);
  const rows = leavers.map((user) => [user.address, '', '', '', 'Remove from account', '']);
  opened.host.state.files.set(1, { name: 'Leavers.csv', rows });
  await opened.user.click(await screen.findByRole('button', { name: 'Import a spreadsheet…' }));
  await opened.user.click(await screen.findByRole('button', { name: 'Choose a file…' }));
  await opened.user.click(await screen.findByRole('button', { name: 'Carry out 3 rows…' }));
  const question = await screen.findByRole('alertdialog', { name: 'Remove 3 users from Acme?' });
  return { ...opened, leavers, question };
}

test('users are removed only after their number is typed', async () => {
  const { user, host, leavers, question } = await openLeavers();
  const ends = await within(question).findByRole('list', { name: 'What ends' });
  expect(ends).toHaveTextContent(/^3 members lose access\d+ roles in groups end/);
  await expectAccessible();
  const field = within(question).getByRole('textbox');
  expect(field).toHaveFocus();
  await user.type(field, '2{Enter}');
  expect(field).toBeInvalid();
  expect(within(question).getByRole('button', { name: 'Carry out 3 rows' })).toBeDisabled();
  await user.clear(field);
  await user.type(field, '3{Enter}');
  expect(await screen.findByText(/^Done\. Every row was processed/)).toBeVisible();
  expect(callsOf(host, 'carry_out').map((args) => args['removals'])).toEqual([3]);
  expect(leavers.map((each) => each.status)).toEqual(['removed', 'removed', 'removed']);
});

test('an import is undone for those to whom nothing else has happened since', async () => {
  const { user, host, leavers, question } = await openLeavers();
  await user.type(within(question).getByRole('textbox'), '3{Enter}');
  await screen.findByText('It can be undone for all 3 users.');
  await user.click(screen.getByRole('button', { name: 'Close' }));
  // Somebody invites one of them again.
  Object.assign(leavers[0] ?? {}, { status: 'pending' });
  act(() => host.emit('changed', null));
  await user.click(within(await screen.findByRole('grid', { name: /Imports/ })).getByText('Leavers.csv'));
  expect(
    await screen.findByText(/^It can be undone for 2 of 3 users\. To 1 something else has happened since/),
  ).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Undo this import…' }));
  expect(await screen.findByRole('alertdialog', { name: 'Undo this import for 2 users?' })).toBeVisible();
  await expectAccessible();
  await user.click(screen.getByRole('button', { name: 'Undo for 2 users' }));
  expect(await screen.findByText(/^Undone for 2 users\. 1 stays as they are/)).toBeVisible();
  await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument());
  expect(leavers.map((each) => each.status)).toEqual(['pending', 'active', 'active']);
  expect(callsOf(host, 'undo_import')).toHaveLength(1);
});
