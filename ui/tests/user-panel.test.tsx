import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { UserRow } from '../src/ipc/bindings';
import { fail } from '../src/platform/fake/state';
import { callsOf, expectAccessible, openWindow } from './page';

type Opened = ReturnType<typeof openWindow>;
type FakeOptions = Parameters<typeof openWindow>[1];

/** The window, and a member of whom it is known what they have: group and role of each. */
function opened(has: [number, number][] = [[3, 2]], options: FakeOptions = {}, address?: string) {
  const window = openWindow(address ?? '#/users', { users: 20, ...options });
  return { ...window, member: become(window, has) };
}
function become({ host }: Pick<Opened, 'host'>, has: [number, number][]): UserRow {
  const user = host.state.account.users[7] as UserRow;
  return Object.assign(user, {
    status: 'active',
    name: 'Łukasz Weber',
    address: 'lukasz@example.net',
    joined_at: host.state.iso(-3 * 86_400_000),
    came_by: 'hand',
    delivery: null,
    assignments: has.map(([group, role]) => host.state.account.assignment(group, role)),
  });
}
const show = (user: UserRow) => {
  window.location.hash = `#/users/${user.id}`;
};
const panel = () => screen.findByRole('complementary');
const role = (where: string, what: string) => screen.findByRole('button', { name: `Role in ${where} ${what}` });
const pick = async ({ user }: Pick<Opened, 'user'>, from: HTMLElement, to: string) => {
  await user.click(from);
  await user.click(await screen.findByRole('option', { name: to }));
};
/** Where messages appear. */
const messages = () => within(screen.getByRole('region', { name: 'Messages' }));
const has = (user: UserRow) => user.assignments.map((each) => `${each.group_path}: ${each.role_name}`);

test('the panel says who it is, how they stand and since when, and how they came', async () => {
  const { member } = opened();
  show(member);
  const aside = await panel();
  expect(await within(aside).findByText('lukasz@example.net')).toBeVisible();
  expect(within(aside).getByText('joined 3 days ago')).toBeVisible();
  expect(within(aside).getByText('Invited by hand')).toBeVisible();
  expect(within(aside).getByRole('link', { name: 'Show all activity' })).toHaveAttribute(
    'href',
    `#/activity?user=${member.id}`,
  );
  await expectAccessible();
});

test('groups stand in their tree, and only as much of it as is needed', async () => {
  const { member } = opened([
    [3, 2],
    [2, 3],
    [8, 5],
  ]);
  show(member);
  const sales = (await role('Sales', 'Approver')).closest('li') as HTMLElement;
  expect(within(sales).getByRole('button', { name: 'Role in Sales/EMEA Buyer' })).toBeVisible();
  expect(within(sales).getByText('EMEA')).toBeVisible();
  // Nothing is held in IT itself.
  expect(within(await panel()).getByText('IT/Support')).toBeVisible();
});

test('a role is changed at once where it stands, by the keyboard alone, and undone by Ctrl+Z', async () => {
  const window = opened();
  const { member, user } = window;
  show(member);
  (await role('Sales/EMEA', 'Buyer')).focus();
  await user.keyboard('{Enter}');
  await screen.findByRole('listbox');
  await user.keyboard('{ArrowDown}{Enter}');
  expect(await messages().findByText('Sales/EMEA: Buyer → Approver')).toBeVisible();
  await waitFor(() => expect(has(member)).toEqual(['Sales/EMEA: Approver']));
  expect(await within(await panel()).findByText('Sales/EMEA: Buyer → Approver')).toBeVisible();
  await user.keyboard('{Control>}z{/Control}');
  await waitFor(() => expect(has(member)).toEqual(['Sales/EMEA: Buyer']));
  expect(await screen.findByText('It is as it was')).toBeVisible();
});

test('a key that strays to a role changes nothing while its list is closed', async () => {
  const { member, user, host } = opened();
  show(member);
  const buyer = await role('Sales/EMEA', 'Buyer');
  buyer.focus();
  await user.keyboard('{ArrowRight}{ArrowLeft}fa');
  // What is said there comes after whatever these keys had begun.
  await user.click(screen.getByRole('button', { name: 'Take Buyer in Sales/EMEA away' }));
  expect(await screen.findByText('Sales/EMEA: no longer Buyer')).toBeVisible();
  expect(callsOf(host, 'change_roles')).toHaveLength(1);
});

test('F6 goes to the message, and its end gives the focus back', async () => {
  const window = opened();
  const { member, user } = window;
  show(member);
  await pick(window, await role('Sales/EMEA', 'Buyer'), 'Finance');
  const changed = await role('Sales/EMEA', 'Finance');
  await waitFor(() => expect(changed).toHaveFocus());
  await user.keyboard('{F6}');
  expect(screen.getByRole('button', { name: 'Undo' })).toHaveFocus();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).not.toBeInTheDocument());
  expect(changed).toHaveFocus();
  expect(await panel()).toBeVisible();
});

test('two changes in a row are two changes', async () => {
  const window = opened([
    [3, 2],
    [6, 2],
  ]);
  show(window.member);
  await pick(window, await role('Sales/EMEA', 'Buyer'), 'Finance');
  await pick(window, await role('Finance', 'Buyer'), 'Tech');
  await waitFor(() => expect(has(window.member)).toEqual(['Sales/EMEA: Finance', 'Finance: Tech']));
  // Of two changes of one user only the last can be undone: there is one message.
  expect(await messages().findAllByRole('button', { name: 'Undo' })).toHaveLength(1);
  expect(messages().getByText('Finance: Buyer → Tech')).toBeVisible();
  expect(screen.queryByText(/somebody else changed/)).not.toBeInTheDocument();
});

test('a role is taken away without a question, and can be had back', async () => {
  const window = opened();
  const { member, user } = window;
  show(member);
  await user.click(await screen.findByRole('button', { name: 'Take Buyer in Sales/EMEA away' }));
  expect(await screen.findByText('Sales/EMEA: no longer Buyer')).toBeVisible();
  expect(await screen.findByText('No role in any group.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await role('Sales/EMEA', 'Buyer')).toBeVisible();
});

test('somebody is added to a group by the keyboard alone', async () => {
  const { member, user } = opened();
  show(member);
  (await screen.findByRole('button', { name: 'Add to a group…' })).focus();
  await user.keyboard('{Enter}');
  const dialog = await screen.findByRole('dialog', { name: 'Give Łukasz Weber a role' });
  expect(within(dialog).getByRole('button', { name: 'Give the role' })).toBeDisabled();
  expect(within(dialog).getByText('Choose a group.')).toBeVisible();
  await expectAccessible();
  within(dialog)
    .getByRole('button', { name: /^Group/ })
    .focus();
  await user.keyboard('{Enter}');
  await screen.findByRole('treegrid');
  await user.click(await screen.findByRole('row', { name: 'Marketing' }));
  within(dialog)
    .getByRole('button', { name: /^Choose a role|Role/ })
    .focus();
  await user.keyboard('{Enter}');
  await screen.findByRole('listbox');
  await user.click(await screen.findByRole('option', { name: 'Administrator' }));
  expect(within(dialog).getByText(/^An administrator of Marketing can invite and remove people there/)).toBeVisible();
  await user.click(within(dialog).getByRole('button', { name: 'Give the role' }));
  expect(await screen.findByText('Łukasz Weber: Administrator in Marketing')).toBeVisible();
  expect(has(member)).toEqual(['Sales/EMEA: Buyer', 'Marketing: Administrator']);
});

test('what somebody else changed meanwhile is not overwritten, and is shown', async () => {
  const window = opened();
  const { member, host } = window;
  show(member);
  const select = await role('Sales/EMEA', 'Buyer');
  member.assignments = [host.state.account.assignment(5, 2)];
  await pick(window, select, 'Finance');
  expect(await screen.findByText(/^Nothing was changed: somebody else changed these roles meanwhile/)).toBeVisible();
  expect(has(member)).toEqual(['Marketing: Buyer']);
  await pick(window, await role('Marketing', 'Buyer'), 'Finance');
  await waitFor(() => expect(has(member)).toEqual(['Marketing: Finance']));
  expect(screen.queryByText(/somebody else changed these roles/)).not.toBeInTheDocument();
});

test('a change that fails says why in its place, and can be tried again', async () => {
  const window = opened([[3, 2]], {
    failing: { change_roles: fail('database', 'The workspace could not be written.') },
  });
  show(window.member);
  await pick(window, await role('Sales/EMEA', 'Buyer'), 'Finance');
  const aside = await panel();
  expect(await within(aside).findByText('The workspace could not be written.')).toBeVisible();
  expect(has(window.member)).toEqual(['Sales/EMEA: Buyer']);
  window.host.state.failing = {};
  await window.user.click(within(aside).getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(has(window.member)).toEqual(['Sales/EMEA: Finance']));
});

test('the role of the last administrator can be reached, stays, and says what to do first', async () => {
  const { user, host } = openWindow('#/users/1', { users: 20 });
  const locked = await role('Acme', 'Administrator');
  expect(locked).toHaveAttribute('aria-disabled', 'true');
  expect(locked).toHaveAccessibleDescription(/^Nobody else administers Acme, so this role stays\. Make another user/);
  const take = screen.getByRole('button', { name: 'Take Administrator in Acme away' });
  expect(take).toHaveAccessibleDescription(/^Nobody else administers Acme/);
  locked.focus();
  expect(locked).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(screen.queryByRole('listbox')).not.toBeInTheDocument();
  await user.click(take);
  expect(callsOf(host, 'change_roles')).toEqual([]);
  await expectAccessible();
});

test('whoever gives up to administer is asked, since they cannot undo it', async () => {
  const window = opened([[1, 1]], {}, '#/users/1');
  const { user, host } = window;
  await user.click(await screen.findByRole('button', { name: 'Take Administrator in Acme away' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Give up administering Acme?' });
  expect(within(dialog).getByRole('button', { name: 'Stay administrator' })).toHaveFocus();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(dialog).not.toBeInTheDocument());
  expect(callsOf(host, 'change_roles')).toEqual([]);
});

test('of a part only its own roles are shown, and how many others there are', async () => {
  const window = opened(
    [
      [3, 2],
      [6, 4],
      [7, 5],
    ],
    { part: true },
  );
  show(window.member);
  expect(await screen.findByText('And 2 roles in groups that you do not administer.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Role in Finance Finance' })).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Remove from the account…' })).not.toBeInTheDocument();
  await pick(window, await role('Sales/EMEA', 'Buyer'), 'Tech');
  await waitFor(() => expect(has(window.member)).toEqual(['Finance: Finance', 'IT: Tech', 'Sales/EMEA: Tech']));
});

test('a role that only administrators of the whole account give is neither given nor taken in a part', async () => {
  const window = opened(
    [
      [3, 4],
      [2, 2],
    ],
    { part: true },
  );
  const finance = window.host.state.account.roles.find((each) => each.id === 4);
  Object.assign(finance ?? {}, { given_by: 'account' });
  show(window.member);
  const locked = await role('Sales/EMEA', 'Finance');
  expect(locked).toHaveAccessibleDescription(/administrators of the whole account only/);
  await window.user.click(await role('Sales', 'Buyer'));
  await screen.findByRole('listbox');
  expect(screen.queryByRole('option', { name: 'Finance' })).not.toBeInTheDocument();
});

test('an undo says which roles it could not give back', async () => {
  const window = opened([
    [3, 2],
    [5, 2],
  ]);
  const { member, user, host } = window;
  show(member);
  await user.click(await screen.findByRole('button', { name: 'Take Buyer in Marketing away' }));
  const undo = await screen.findByRole('button', { name: 'Undo' });
  host.state.account.paths[4] = '';
  await user.click(undo);
  expect(
    await screen.findByText(/^Undone for 1 user\. 1 role was not given back: its group, or the role itself, is gone/),
  ).toBeVisible();
  expect(has(member)).toEqual(['Sales/EMEA: Buyer']);
});

test('an undo that cannot be done any more says so, and stays to be read', async () => {
  const window = opened();
  const { member, user, host } = window;
  show(member);
  await pick(window, await role('Sales/EMEA', 'Buyer'), 'Finance');
  const undo = await screen.findByRole('button', { name: 'Undo' });
  await host.invoke('change_roles', {
    selection: { kind: 'these', users: [member.id] },
    change: { kind: 'give', grant: { group: 5, role: 2 } },
  });
  await user.click(undo);
  expect(await screen.findByText(/^This could not be undone: something else happened/)).toBeVisible();
  expect(has(member)).toEqual(['Sales/EMEA: Finance', 'Marketing: Buyer']);
});
