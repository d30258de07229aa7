import { screen, waitFor, within } from '@testing-library/react';
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

test('invitations of several are sent again, and the reasons stay to be read where that was not done', async () => {
  const opened = openWindow('#/users', { users: 20 });
  const [one] = make(opened, [[5, 2]], [[5, 2]]);
  const iso = (away: number) => opened.host.state.iso(away * 86_400_000);
  Object.assign(one ?? {}, { status: 'expired', joined_at: null, sent_at: iso(-95), expires_at: iso(-5) });
  await tick(opened, 2);
  await press(opened, 'Send invitations again…');
  const dialog = await screen.findByRole('dialog', { name: 'Send 2 users their invitations again?' });
  expect(within(dialog).getByText(/^Whoever has no invitation to answer is passed over\./)).toBeVisible();
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
      /^Undone for 1 user\. 1 was left as they are: something else happened to them since, or whoever invited them/,
    ),
  ).toBeVisible();
  expect([has(one), has(two)]).toEqual([
    ['Sales/EMEA: Buyer'],
    ['Sales/EMEA: Buyer', 'Marketing: Buyer', 'Finance: Buyer'],
  ]);
});
