import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { UserRow } from '../src/ipc/bindings';
import { fail } from '../src/platform/fake/state';
import { callsOf, expectAccessible, openWindow } from './page';

type Opened = ReturnType<typeof openWindow>;

/** Somebody of whom it is known how they stand. */
function somebody({ host }: Opened, change: Partial<UserRow> = {}): UserRow {
  const user = host.state.account.users[7] as UserRow;
  return Object.assign(user, {
    status: 'active',
    name: 'Łukasz Weber',
    address: 'lukasz@example.net',
    joined_at: host.state.iso(-86_400_000),
    assignments: [host.state.account.assignment(3, 2), host.state.account.assignment(6, 4)],
    ...change,
  });
}
/** The dialog that asks whether to remove them, from their panel. */
async function ask(opened: Opened, change: Partial<UserRow> = {}) {
  const user = somebody(opened, change);
  window.location.hash = `#/users/${user.id}`;
  await opened.user.click(await screen.findByRole('button', { name: 'Remove from the account…' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Remove Łukasz Weber from Acme?' });
  return { user, dialog, field: within(dialog).getByLabelText('Type their address to confirm') };
}
const red = (dialog: HTMLElement) => within(dialog).getByRole('button', { name: /^Remove/ });
/** Everybody but these is told apart by nothing that a removal asks about. */
async function tick({ user }: Opened, rows: number) {
  (await screen.findByRole('grid', { name: 'Users' })).focus();
  await user.keyboard(' ');
  for (let row = 1; row < rows; row += 1) await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
}
async function askOfTicked({ user }: Opened) {
  const bar = await screen.findByRole('group', { name: 'Selected users' });
  await user.click(within(bar).getByRole('button', { name: 'More' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Remove from the account…' }));
}

test('what ends stands there in numbers, and nothing is red or pressed before the address is typed', async () => {
  const opened = openWindow('#/users', { users: 20 });
  const { dialog, field } = await ask(opened);
  expect(within(dialog).getByRole('list', { name: 'What ends' })).toHaveTextContent('2 roles in groups end');
  expect(field).toHaveFocus();
  expect(field).toHaveAccessibleDescription('lukasz@example.net');
  expect(red(dialog)).toBeDisabled();
  await expectAccessible();
});

test('Enter removes nobody unless what is typed is right', async () => {
  const opened = openWindow('#/users', { users: 20 });
  const { user, dialog, field } = await ask(opened);
  await opened.user.keyboard('lukasz@example.org{Enter}');
  expect(field).toHaveAccessibleDescription(/This is not lukasz@example\.net\. Nobody was removed\./);
  expect(callsOf(opened.host, 'remove_users')).toEqual([]);
  await opened.user.clear(field);
  await opened.user.type(within(dialog).getByLabelText('Reason (optional)'), 'Left the company');
  await opened.user.click(field);
  await opened.user.keyboard(' Lukasz@Example.net {Enter}');
  expect(await screen.findByText('Łukasz Weber was removed from the account')).toBeVisible();
  expect(user).toMatchObject({ status: 'removed', assignments: [] });
  expect(callsOf(opened.host, 'remove_users')).toEqual([
    { selection: { kind: 'these', users: [user.id] }, typed: 'lukasz@example.net', reason: 'Left the company' },
  ]);
  const aside = await screen.findByRole('complementary');
  expect(await within(aside).findByText('Left the company')).toBeVisible();
});

test('a removal is undone with all that it ended', async () => {
  const opened = openWindow('#/users', { users: 20 });
  const { user, dialog, field } = await ask(opened);
  await opened.user.type(field, 'lukasz@example.net');
  await opened.user.click(red(dialog));
  await opened.user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('It is as it was')).toBeVisible();
  expect(user.status).toBe('active');
  expect(user.assignments.map((each) => each.group)).toEqual([3, 6]);
  expect(await screen.findByRole('button', { name: 'Role in Sales/EMEA Buyer' })).toBeVisible();
});

test('Escape and the other button keep them', async () => {
  const opened = openWindow('#/users', { users: 20 });
  const { user, dialog, field } = await ask(opened);
  await opened.user.type(field, 'lukasz@example.net');
  await opened.user.keyboard('{Escape}');
  await waitFor(() => expect(dialog).not.toBeInTheDocument());
  expect(user.status).toBe('active');
  expect(callsOf(opened.host, 'remove_users')).toEqual([]);
});

test('of somebody invited the invitation ends', async () => {
  const opened = openWindow('#/users', { users: 20 });
  const user = somebody(opened, { status: 'pending', joined_at: null, expires_at: opened.host.state.iso(86_400_000) });
  window.location.hash = `#/users/${user.id}`;
  const aside = await screen.findByRole('complementary');
  await opened.user.click(await within(aside).findByRole('button', { name: 'More actions' }));
  await opened.user.click(await screen.findByRole('menuitem', { name: 'Remove from the account…' }));
  const dialog = await screen.findByRole('alertdialog');
  expect(within(dialog).getByText('Their open invitation is cancelled')).toBeVisible();
});

test('the last administrator cannot be removed, and the window says why and what to do first', async () => {
  const { user } = openWindow('#/users/1', { users: 20 });
  const remove = await screen.findByRole('button', { name: 'Remove from the account…' });
  expect(remove).toHaveAccessibleDescription(/^Nobody else administers Acme/);
  await user.click(remove);
  const dialog = await screen.findByRole('dialog', { name: /cannot be removed yet$/ });
  expect(within(dialog).getByText('Nobody would be left who administers Acme.')).toBeVisible();
  expect(within(dialog).getByText(/^Make somebody else an administrator first/)).toBeVisible();
  expect(
    within(dialog)
      .getAllByRole('button')
      .map((button) => button.textContent),
  ).toEqual(['Close']);
  await expectAccessible();
});

test('whoever stops being the last administrator under the dialog can be removed', async () => {
  const { user, host } = openWindow('#/users/1', { users: 20 });
  await user.click(await screen.findByRole('button', { name: 'Remove from the account…' }));
  await screen.findByRole('dialog', { name: /cannot be removed yet$/ });
  (host.state.account.users[1] as UserRow).assignments = [host.state.account.assignment(1, 1)];
  (host.state.account.users[1] as UserRow).status = 'active';
  host.emit('changed', null);
  const dialog = await screen.findByRole('alertdialog');
  expect(within(dialog).getByText(/^This is you\. You lose your access to Acme/)).toBeVisible();
});

test('several are confirmed by their number, however it is written', async () => {
  const opened = openWindow('#/users', { users: 20 });
  await tick(opened, 3);
  await askOfTicked(opened);
  const dialog = await screen.findByRole('alertdialog', { name: 'Remove 3 users from the account?' });
  const field = within(dialog).getByLabelText('Type how many they are to confirm');
  await opened.user.type(field, '30');
  expect(red(dialog)).toBeDisabled();
  await opened.user.clear(field);
  await opened.user.type(field, '3');
  await expectAccessible();
  await opened.user.click(within(dialog).getByRole('button', { name: 'Remove 3 users' }));
  expect(await screen.findByText('3 users were removed from the account')).toBeVisible();
  await waitFor(() => expect(screen.queryByRole('group', { name: 'Selected users' })).not.toBeInTheDocument());
});

test('all that match cannot be removed while the last administrator is one of them', async () => {
  const opened = openWindow('#/users', { users: 20 });
  (await screen.findByRole('grid', { name: 'Users' })).focus();
  await opened.user.keyboard('{Control>}a{/Control}');
  await askOfTicked(opened);
  const dialog = await screen.findByRole('dialog', { name: 'These 20 users cannot be removed yet' });
  expect(within(dialog).getByText(/^Make somebody who stays an administrator first/)).toBeVisible();
});

test('more or fewer than were shown are not removed', async () => {
  const opened = openWindow('#/users', { users: 20 });
  const { user, dialog, field } = await ask(opened);
  await opened.user.type(field, 'lukasz@example.net');
  opened.host.state.failing = { remove_users: fail('invalid_input', 'Type 2 to confirm. Nobody was removed.') };
  await opened.user.click(red(dialog));
  expect(await within(dialog).findByText('Type 2 to confirm. Nobody was removed.')).toBeVisible();
  expect(user.status).toBe('active');
  expect(field).toHaveValue('lukasz@example.net');
});
