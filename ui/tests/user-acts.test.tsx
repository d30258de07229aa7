import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { UserRow } from '../src/ipc/bindings';
import { fail } from '../src/platform/fake/state';
import { callsOf, expectAccessible, openWindow } from './page';

type Opened = ReturnType<typeof openWindow>;

/** The first users of the list by name, each with the roles given for them. */
function make({ host }: Opened, ...has: [number, number][][]): UserRow[] {
  return has.map((roles, at) =>
    Object.assign(host.state.account.users[at + 1] as UserRow, {
      name: `Aaron ${at}`,
      status: 'active',
      joined_at: host.state.iso(-86_400_000),
      assignments: roles.map(([group, role]) => host.state.account.assignment(group, role)),
    }),
  );
}
/** Ticks the first rows, by the keyboard. */
async function tick(opened: Opened, rows: number) {
  opened.host.emit('changed', null);
  const grid = await screen.findByRole('grid', { name: 'Users' });
  await within(grid).findByText('Aaron 0');
  grid.focus();
  await opened.user.keyboard(' ');
  for (let row = 1; row < rows; row += 1) await opened.user.keyboard('{Shift>}{ArrowDown}{/Shift}');
}
const bar = () => screen.findByRole('group', { name: 'Selected users' });
const press = async ({ user }: Opened, name: string) => user.click(within(await bar()).getByRole('button', { name }));
async function more(opened: Opened, name: string) {
  await press(opened, 'More');
  await opened.user.click(await screen.findByRole('menuitem', { name }));
}
async function pickGroup({ user }: Opened, dialog: HTMLElement, name: string) {
  await user.click(within(dialog).getByRole('button', { name: /^Group/ }));
  await user.click(await screen.findByRole('row', { name }));
}
async function choose({ user }: Opened, dialog: HTMLElement, label: RegExp, name: string) {
  await user.click(within(dialog).getByRole('button', { name: label }));
  await user.click(await screen.findByRole('option', { name }));
}
const has = (user: UserRow | undefined) => user?.assignments.map((each) => `${each.group_path}: ${each.role_name}`);
/** The menu of the first row. */
async function menu(opened: Opened) {
  opened.host.emit('changed', null);
  await opened.user.click(await screen.findByRole('button', { name: /Aaron 0/ }));
  return (await screen.findAllByRole('menuitem')).map((item) => item.textContent);
}

test('several are given a role; who has it is left, and the message says with how many it was done', async () => {
  const opened = openWindow('#/users', { users: 20 });
  const [one, two] = make(opened, [[3, 2]], [[5, 2]]);
  await tick(opened, 2);
  await press(opened, 'Give a role…');
  const dialog = await screen.findByRole('dialog', { name: 'Give 2 users a role' });
  await pickGroup(opened, dialog, 'Marketing');
  await choose(opened, dialog, /Role$|^Choose a role/, 'Buyer');
  await expectAccessible();
  await opened.user.click(within(dialog).getByRole('button', { name: 'Give the role' }));
  expect(await screen.findByText('1 user: Buyer in Marketing. 1 was left as they were')).toBeVisible();
  expect([has(one), has(two)]).toEqual([['Sales/EMEA: Buyer', 'Marketing: Buyer'], ['Marketing: Buyer']]);
  expect(screen.queryByRole('group', { name: 'Selected users' })).not.toBeInTheDocument();
  await opened.user.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(has(one)).toEqual(['Sales/EMEA: Buyer']));
});

test('all that match are meant by their filter, but for those that were unticked', async () => {
  const opened = openWindow('#/users?group=5', { users: 20 });
  const grid = await screen.findByRole('grid', { name: 'Users' });
  grid.focus();
  await opened.user.keyboard('{Control>}a{/Control} ');
  await more(opened, 'Remove from a group…');
  const dialog = await screen.findByRole('dialog', { name: /^Remove \d+ users from a group$/ });
  await pickGroup(opened, dialog, 'Marketing');
  await opened.user.click(within(dialog).getByRole('button', { name: 'Remove' }));
  expect(await screen.findByText(/^\d+ users: no longer in Marketing/)).toBeVisible();
  const call = callsOf(opened.host, 'change_roles')[0] ?? {};
  expect(call).toMatchObject({
    selection: { kind: 'matching', query: { group: 5 } },
    change: { kind: 'take', group: 5, roles: [] },
  });
  expect((call['selection'] as { except: number[] }).except).toHaveLength(1);
});

test('a role in a group becomes another one with those who have it', async () => {
  const opened = openWindow('#/users', { users: 20 });
  const users = make(
    opened,
    [
      [5, 2],
      [3, 2],
    ],
    [[5, 3]],
  );
  await tick(opened, 2);
  await more(opened, 'Change a role…');
  const dialog = await screen.findByRole('dialog', { name: 'Change a role of 2 users' });
  expect(within(dialog).getByText('Choose a group.')).toBeVisible();
  await pickGroup(opened, dialog, 'Marketing');
  await choose(opened, dialog, /^Whatever it is|Role there/, 'Buyer');
  await choose(opened, dialog, /^Choose a role|New role/, 'Finance');
  await expectAccessible();
  await opened.user.click(within(dialog).getByRole('button', { name: 'Change the role' }));
  expect(await screen.findByText('1 user: Marketing: Buyer → Finance. 1 was left as they were')).toBeVisible();
  expect(users.map((each) => has(each)?.sort())).toEqual([
    ['Marketing: Finance', 'Sales/EMEA: Buyer'],
    ['Marketing: Approver'],
  ]);
});

test('what is so already is said, and there is nothing to undo', async () => {
  const opened = openWindow('#/users', { users: 20 });
  make(opened, [[5, 2]], [[5, 2]]);
  await tick(opened, 2);
  await press(opened, 'Give a role…');
  const dialog = await screen.findByRole('dialog');
  await pickGroup(opened, dialog, 'Marketing');
  await choose(opened, dialog, /Role$|^Choose a role/, 'Buyer');
  await opened.user.click(within(dialog).getByRole('button', { name: 'Give the role' }));
  expect(await screen.findByText(/^Nothing was changed: with all 2 it is so already/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Undo' })).not.toBeInTheDocument();
  expect(await bar()).toBeVisible();
});

test('a refusal stands in the dialog with what was chosen', async () => {
  const opened = openWindow('#/users', {
    users: 20,
    failing: { change_roles: fail('last_administrator', 'Nobody would be left who administers the whole account.') },
  });
  make(opened, [[5, 2]], [[5, 2]]);
  await tick(opened, 2);
  await more(opened, 'Remove from a group…');
  const dialog = await screen.findByRole('dialog');
  await pickGroup(opened, dialog, 'Marketing');
  await opened.user.click(within(dialog).getByRole('button', { name: 'Remove' }));
  expect(await within(dialog).findByText('Nobody would be left who administers the whole account.')).toBeVisible();
  expect(within(dialog).getByRole('button', { name: /Marketing/ })).toBeVisible();
});

test('the menu of a row has what can be done with that user', async () => {
  const opened = openWindow('#/users', { users: 20 });
  const [one] = make(opened, [[5, 2]]);
  expect(await menu(opened)).toEqual(
    expect.arrayContaining(['Give a role…', 'Change a role…', 'Remove from a group…', 'Remove from the account…']),
  );
  expect(screen.queryByRole('menuitem', { name: 'Send again…' })).not.toBeInTheDocument();
  await opened.user.click(screen.getByRole('menuitem', { name: 'Change a role…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Change a role of Aaron 0' });
  // They have one role only: it is meant.
  expect(within(dialog).getByRole('button', { name: /Marketing: Buyer/ })).toBeVisible();
  await choose(opened, dialog, /^Choose a role|New role/, 'Tech');
  await opened.user.click(within(dialog).getByRole('button', { name: 'Change the role' }));
  expect(await screen.findByText('Aaron 0: Marketing: Buyer → Tech')).toBeVisible();
  expect(has(one)).toEqual(['Marketing: Tech']);
});

test('whoever may give up to administer is told so, alone and among others', async () => {
  const opened = openWindow('#/users', { users: 20 });
  const me = opened.host.state.account.users[0] as UserRow;
  make(opened, [[1, 1]]);
  Object.assign(me, { name: 'Aaron', assignments: [opened.host.state.account.assignment(1, 1)] });
  opened.host.emit('changed', null);
  await opened.user.click(await screen.findByRole('button', { name: 'Actions for Aaron' }));
  await opened.user.click(await screen.findByRole('menuitem', { name: 'Change a role…' }));
  const alone = await screen.findByRole('dialog', { name: 'Change a role of Aaron' });
  expect(within(alone).getByText(/^You lose your own rights in Acme/)).toBeVisible();
  await choose(opened, alone, /^Choose a role|New role/, 'Administrator');
  expect(within(alone).queryByText(/^You lose your own rights/)).not.toBeInTheDocument();
  await opened.user.click(within(alone).getByRole('button', { name: 'Change nothing' }));
  await tick(opened, 2);
  await more(opened, 'Remove from a group…');
  const among = await screen.findByRole('dialog', { name: 'Remove 2 users from a group' });
  expect(within(among).queryByText(/^You may be among them/)).not.toBeInTheDocument();
  await pickGroup(opened, among, 'Marketing');
  expect(within(among).getByText(/^You may be among them\. If you administer Marketing, you lose/)).toBeVisible();
  await choose(opened, among, /^Whatever it is|Role there/, 'Buyer');
  expect(within(among).queryByText(/^You may be among them/)).not.toBeInTheDocument();
});

test('the only role that may be changed is meant, not one that may not', async () => {
  const opened = openWindow('#/users', { users: 20, part: true });
  const finance = opened.host.state.account.roles.find((each) => each.id === 4);
  Object.assign(finance ?? {}, { given_by: 'account' });
  make(opened, [[3, 4]]);
  await menu(opened);
  await opened.user.click(screen.getByRole('menuitem', { name: 'Change a role…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Change a role of Aaron 0' });
  await choose(opened, dialog, /^Choose a role|New role/, 'Tech');
  expect(within(dialog).getByRole('button', { name: 'Change the role' })).toBeDisabled();
});

test('of somebody invited the invitation is sent again or taken back from the list', async () => {
  const opened = openWindow('#/users', { users: 20 });
  const [one] = make(opened, [[5, 2]]);
  const iso = (away: number) => opened.host.state.iso(away * 86_400_000);
  Object.assign(one ?? {}, { status: 'pending', joined_at: null, invited_at: iso(-8), sent_at: iso(-8) });
  Object.assign(one ?? {}, { expires_at: iso(82), delivery: 'sent' });
  expect(await menu(opened)).toEqual(expect.arrayContaining(['Send again…', 'Cancel the invitation…']));
  await opened.user.click(screen.getByRole('menuitem', { name: 'Send again…' }));
  await opened.user.click(await screen.findByRole('button', { name: 'Send again' }));
  expect(await screen.findByText('1 invitation was sent again')).toBeVisible();
  expect(callsOf(opened.host, 'resend_to_users')).toEqual([{ selection: { kind: 'these', users: [one?.id] } }]);
  await menu(opened);
  await opened.user.click(screen.getByRole('menuitem', { name: 'Cancel the invitation…' }));
  await opened.user.click(await screen.findByRole('button', { name: 'Cancel the invitation' }));
  expect(await screen.findByText('1 invitation was cancelled')).toBeVisible();
  expect(one?.status).toBe('cancelled');
});

/** Makes them invited, to what they have. */
function invite({ host }: Opened, ...users: (UserRow | undefined)[]) {
  const iso = (away: number) => host.state.iso(away * 86_400_000);
  for (const user of users)
    Object.assign(user ?? {}, { status: 'expired', joined_at: null, sent_at: iso(-95), expires_at: iso(-5) });
}

test('only those of several who are invited are asked about, by number and in words', async () => {
  const opened = openWindow('#/users', { users: 20 });
  const [one] = make(opened, [[5, 2]], [[5, 2]]);
  invite(opened, one);
  await tick(opened, 2);
  await press(opened, 'Send invitations again…');
  const dialog = await screen.findByRole('dialog', { name: 'Send 1 user the invitation again?' });
  expect(within(dialog).getByText(/^1 of the 2 chosen is invited\./)).toBeVisible();
  await opened.user.click(within(dialog).getByRole('button', { name: 'Send invitations again' }));
  expect(await screen.findByText('1 invitation was sent again')).toBeVisible();
  expect(callsOf(opened.host, 'resend_to_users')).toEqual([{ selection: { kind: 'these', users: [one?.id] } }]);
});

test('of all that match, those who are invited are counted and meant by their status', async () => {
  const opened = openWindow('#/users', { users: 20 });
  for (const user of opened.host.state.account.users) Object.assign(user, { status: 'active' });
  const [one, two, three] = make(opened, [[5, 2]], [[5, 2]], [[5, 2]]);
  invite(opened, one, two, three);
  await tick(opened, 1);
  await opened.user.keyboard('{Control>}a{/Control} ');
  await more(opened, 'Cancel invitations…');
  const dialog = await screen.findByRole('alertdialog', { name: 'Cancel the invitations of 2 users?' });
  expect(within(dialog).getByText(/^2 of the 19 chosen are invited\./)).toBeVisible();
  await opened.user.click(within(dialog).getByRole('button', { name: 'Cancel invitations' }));
  await waitFor(() =>
    expect(callsOf(opened.host, 'cancel_of_users')).toMatchObject([
      { selection: { kind: 'matching', query: { statuses: ['pending', 'expiring', 'expired'] }, except: [one?.id] } },
    ]),
  );
});

test('nothing is asked where nobody is invited', async () => {
  const opened = openWindow('#/users', { users: 20 });
  make(opened, [[5, 2]], [[5, 2]]);
  await tick(opened, 2);
  await press(opened, 'Send invitations again…');
  expect(await screen.findByText(/^None of the 2 chosen is invited/)).toBeVisible();
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

test('invitations of several are sent again, and the reasons stay to be read where that was not done', async () => {
  const opened = openWindow('#/users', { users: 20 });
  const [one, two] = make(opened, [[5, 2]], [[5, 2]]);
  invite(opened, one, two);
  await tick(opened, 2);
  await press(opened, 'Send invitations again…');
  const dialog = await screen.findByRole('dialog', { name: 'Send 2 users their invitations again?' });
  // Somebody answers while it is asked.
  Object.assign(two ?? {}, { status: 'active', joined_at: opened.host.state.iso(0) });
  await opened.user.click(within(dialog).getByRole('button', { name: 'Send invitations again' }));
  expect(await screen.findByRole('dialog', { name: '1 invitation was sent again' })).toBeVisible();
  expect(screen.getByText(/^The invitation of Aaron 1 was accepted/)).toBeVisible();
});

test('whoever administers a part cannot remove from the account', async () => {
  const opened = openWindow('#/users', { users: 20, part: true });
  make(opened, [[3, 2]]);
  expect(await menu(opened)).not.toContain('Remove from the account…');
});

test('an undo that is not possible for all says for whom it was not, and stays to be read', async () => {
  const opened = openWindow('#/users', { users: 20 });
  const [one, two] = make(opened, [[3, 2]], [[3, 2]]);
  await tick(opened, 2);
  await press(opened, 'Give a role…');
  const dialog = await screen.findByRole('dialog');
  await pickGroup(opened, dialog, 'Marketing');
  await choose(opened, dialog, /Role$|^Choose a role/, 'Buyer');
  await opened.user.click(within(dialog).getByRole('button', { name: 'Give the role' }));
  expect(await screen.findByText('2 users: Buyer in Marketing')).toBeVisible();
  await opened.host.invoke('change_roles', {
    selection: { kind: 'these', users: [two?.id] },
    change: { kind: 'give', grant: { group: 6, role: 2 } },
  });
  await opened.user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(
    await screen.findByText(
      /^Undone for 1 user\. 1 was left as they are: something else happened to them since, a group or role is gone/,
    ),
  ).toBeVisible();
  expect([has(one), has(two)]).toEqual([
    ['Sales/EMEA: Buyer'],
    ['Sales/EMEA: Buyer', 'Marketing: Buyer', 'Finance: Buyer'],
  ]);
});

/** Presses a button of the bar by the keyboard. */
async function pressByKey({ user }: Opened, name: string) {
  const button = within(await bar()).getByRole('button', { name });
  act(() => button.focus());
  await user.keyboard('{Enter}');
}

test('after something is done with the ticked users by keyboard, the list has the focus', async () => {
  const opened = openWindow('#/users', { users: 20 });
  const users = make(opened, [[5, 2]], [[5, 2]]);
  invite(opened, ...users);
  await tick(opened, 2);
  await pressByKey(opened, 'Send invitations again…');
  await screen.findByRole('dialog', { name: 'Send 2 users their invitations again?' });
  await opened.user.keyboard('{Enter}');
  await screen.findByText('2 invitations were sent again');
  await waitFor(() => expect(screen.getByRole('grid', { name: 'Users' })).toHaveFocus());
});

test('where the reasons stay to be read, the list has the focus when they are closed', async () => {
  const opened = openWindow('#/users', { users: 20 });
  const [one, two] = make(opened, [[5, 2]], [[5, 2]]);
  invite(opened, one, two);
  await tick(opened, 2);
  await pressByKey(opened, 'Send invitations again…');
  await screen.findByRole('dialog', { name: 'Send 2 users their invitations again?' });
  Object.assign(two ?? {}, { status: 'active', joined_at: opened.host.state.iso(0) });
  await opened.user.keyboard('{Enter}');
  await screen.findByRole('dialog', { name: '1 invitation was sent again' });
  await opened.user.keyboard('{Enter}');
  await waitFor(() => expect(screen.getByRole('grid', { name: 'Users' })).toHaveFocus());
});

test('where nobody is left in the list, the search has the focus', async () => {
  const opened = openWindow('#/users?show=expired', { users: 20 });
  for (const user of opened.host.state.account.users) Object.assign(user, { status: 'active' });
  const users = make(opened, [[5, 2]], [[5, 2]]);
  invite(opened, ...users);
  await tick(opened, 2);
  await pressByKey(opened, 'Send invitations again…');
  await screen.findByRole('dialog', { name: 'Send 2 users their invitations again?' });
  await opened.user.keyboard('{Enter}');
  await screen.findByRole('heading', { name: 'Nobody matches' });
  await waitFor(() => expect(screen.getByRole('searchbox')).toHaveFocus());
});
