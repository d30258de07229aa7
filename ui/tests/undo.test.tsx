import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { type UserRow, commands } from '../src/ipc/bindings';
import { fail } from '../src/platform/fake/state';
import { callsOf, expectAccessible, openWindow } from './page';

type Opened = ReturnType<typeof openWindow>;

const messages = () => within(screen.getByRole('region', { name: 'Messages' }));
const grid = () => screen.findByRole('grid', { name: 'What happened, newest first' });
const undo = async ({ user }: Opened, name: string | RegExp) => user.click(await screen.findByRole('button', { name }));

/** So many members, each of whom has only a role in Sales, which one act makes another. */
async function changed({ host }: Opened, count: number): Promise<UserRow[]> {
  const members = host.state.account.users.slice(7, 7 + count);
  for (const [at, user] of members.entries())
    Object.assign(user, {
      status: 'active',
      name: `Member ${at + 1}`,
      assignments: [host.state.account.assignment(2, 2)],
    });
  await commands.changeRoles(
    { kind: 'these', users: members.map(({ id }) => id) },
    { kind: 'replace', group: 2, from: [2], to: 3 },
  );
  return members;
}
const has = (users: UserRow[]) => users.map((user) => user.assignments.map((each) => each.role_name).join());

test('the history of a user undoes the last change at once, also long after, and nothing older', async () => {
  const opened = openWindow('#/users', { users: 20 });
  const [member] = await changed(opened, 1);
  if (member === undefined) throw new Error('nobody');
  const { user, host } = opened;
  window.location.hash = `#/users/${member.id}`;
  const panel = await screen.findByRole('complementary');
  expect(await within(panel).findAllByRole('button', { name: /^Undo/ })).toHaveLength(1);
  await expectAccessible();
  within(panel).getByRole('button', { name: 'Undo Roles changed' }).focus();
  await user.keyboard('{Enter}');
  expect(await messages().findByText('It is as it was')).toBeVisible();
  expect(callsOf(host, 'preview_undo')).toHaveLength(0);
  expect(has([member])).toEqual(['Buyer']);
  expect(await within(panel).findByText('Change of roles undone')).toBeVisible();
  await waitFor(() => expect(within(panel).queryByRole('button', { name: /^Undo/ })).not.toBeInTheDocument());
  await waitFor(() => expect(within(panel).getByRole('list', { name: 'History' })).toHaveFocus());
});

test('an act over several asks before it is undone, and says for how many it can be', async () => {
  const opened = openWindow('#/activity', { users: 20 });
  await grid();
  const members = await changed(opened, 4);
  const [first] = members;
  if (first === undefined) throw new Error('nobody');
  await commands.changeRoles({ kind: 'these', users: [first.id] }, { kind: 'take', group: 2, roles: [] });
  const { user } = opened;
  const rows = within(await grid());
  const row = (await rows.findByText('Member 2')).closest('[role=row]') as HTMLElement;
  await user.click(within(row).getAllByRole('gridcell')[0] as HTMLElement);
  await undo(opened, 'Undo…');
  const dialog = await screen.findByRole('dialog', { name: 'Undo “Roles changed” for 3 users?' });
  expect(
    within(dialog).getByText(
      /It was done to 4 users at once. 3 of them become what they were before. 1 stays as they are/,
    ),
  ).toBeVisible();
  await expectAccessible();
  await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
  expect(has(members)).toEqual(['', 'Approver', 'Approver', 'Approver']);
  await undo(opened, 'Undo…');
  await undo(opened, 'Undo for 3 users');
  expect(await messages().findByText(/^Undone for 3 users\. 1 was left as they are/)).toBeVisible();
  expect(has(members)).toEqual(['', 'Buyer', 'Buyer', 'Buyer']);
  const panel = screen.getByRole('complementary');
  await waitFor(() => expect(within(panel).queryByRole('button', { name: 'Undo…' })).not.toBeInTheDocument());
  expect(within(panel).getByRole('heading', { name: 'Roles changed' })).toHaveFocus();
});

test('of an act over several, one alone can be undone', async () => {
  const opened = openWindow('#/users', { users: 20 });
  const members = await changed(opened, 3);
  window.location.hash = `#/users/${members[1]?.id}`;
  await undo(opened, 'Undo… Roles changed');
  await undo(opened, 'Only Member 2');
  expect(await messages().findByText('It is as it was')).toBeVisible();
  expect(has(members)).toEqual(['Approver', 'Buyer', 'Approver']);
});

test('what cannot be undone is said, before anything is asked', async () => {
  const opened = openWindow('#/users', { users: 20 });
  const members = await changed(opened, 2);
  opened.host.state.failing['preview_undo'] = fail('last_administrator', 'Nobody would be left.');
  window.location.hash = `#/users/${members[0]?.id}`;
  await undo(opened, 'Undo… Roles changed');
  expect(await messages().findByText('Nobody would be left.')).toBeVisible();
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect(has(members)).toEqual(['Approver', 'Approver']);
});

test('a row of the activity is undone by its menu', async () => {
  const opened = openWindow('#/activity', { users: 20 });
  await grid();
  const members = await changed(opened, 1);
  const row = (await within(await grid()).findByText('Member 1')).closest('[role=row]') as HTMLElement;
  await opened.user.pointer({ keys: '[MouseRight]', target: row });
  await opened.user.click(await screen.findByRole('menuitem', { name: 'Undo' }));
  expect(await messages().findByText('It is as it was')).toBeVisible();
  expect(has(members)).toEqual(['Buyer']);
});
