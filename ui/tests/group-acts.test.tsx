import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { callsOf, expectAccessible, openWindow } from './page';

type Opened = ReturnType<typeof openWindow>;

const row = (name: string) => screen.findByRole('row', { name: new RegExp(`^${name}, `) });
const at = async (name: string) => {
  const found = await row(name);
  act(() => found.focus());
};
const paths = ({ host }: Opened) => host.state.account.groups().map((group) => group.path);
/** Leaves a group empty. */
function empty({ host }: Opened, path: string): void {
  for (const user of host.state.account.users)
    user.assignments = user.assignments.filter((each) => each.group_path !== path);
  act(() => host.emit('changed', null));
}

test('a wrong path is said beside the field, a right one is added', async () => {
  const { user } = openWindow('#/groups');
  await user.click(await screen.findByRole('button', { name: 'Add a group' }));
  const path = await screen.findByLabelText('Path');
  await expectAccessible();
  await user.type(path, 'Sales//North');
  await user.click(screen.getByRole('button', { name: 'Add group' }));
  await waitFor(() => expect(path).toHaveAccessibleDescription(/Every part of a path needs a name/));
  await user.clear(path);
  await user.type(path, 'Sales/North');
  await user.click(screen.getByRole('button', { name: 'Add group' }));
  expect(await row('North')).toBeVisible();
  expect(screen.getByText('Added Sales/North')).toBeVisible();
});

test('one group after the other is added in the panel, and in a group by its menu', async () => {
  const opened = openWindow('#/groups/5');
  const { user } = opened;
  const name = await screen.findByLabelText('Add a group in Marketing');
  await user.type(name, 'Events{Enter}');
  await waitFor(() => expect(name).toHaveValue(''));
  await user.type(name, 'Press{Enter}');
  expect(await row('Press')).toHaveAttribute('aria-level', '3');
  await user.type(name, 'Press{Enter}');
  await waitFor(() => expect(name).toHaveAccessibleDescription('There is a group “Marketing/Press” already.'));
  await user.click(screen.getByRole('button', { name: 'Actions for IT' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Add a group in it…' }));
  await user.type(await screen.findByLabelText('Name'), 'Network{Enter}');
  await waitFor(() => expect(paths(opened)).toContain('IT/Network'));
});

test('F2 renames, what is wrong stands at the field, and Undo gives the old name back', async () => {
  const opened = openWindow('#/groups');
  const { user } = opened;
  await at('EMEA');
  await user.keyboard('{F2}');
  const dialog = await screen.findByRole('dialog', { name: 'Rename Sales/EMEA' });
  const name = within(dialog).getByLabelText('Name');
  expect(name).toHaveFocus();
  await expectAccessible();
  await user.clear(name);
  await user.type(name, 'Americas{Enter}');
  await waitFor(() => expect(name).toHaveAccessibleDescription(/There is a group “Americas” already/));
  await user.clear(name);
  await user.type(name, 'Europe{Enter}');
  expect(await row('Europe')).toHaveFocus();
  expect(screen.getByText('EMEA is now called Europe')).toBeVisible();
  expect(
    opened.host.state.account.users.some((each) => each.assignments.some((one) => one.group_path === 'Sales/Europe')),
  ).toBe(true);
  await user.keyboard('{Control>}z{/Control}');
  expect(await row('EMEA')).toBeVisible();
  expect(callsOf(opened.host, 'rename_group').at(-1)).toEqual({ group: 3, name: 'EMEA' });
});

test('a group is moved by the menu key and the tree of groups, and moved back', async () => {
  const opened = openWindow('#/groups');
  const { user } = opened;
  await at('Support');
  await user.keyboard('{Shift>}{F10}{/Shift}');
  expect((await screen.findAllByRole('menuitem')).map((item) => item.textContent)).toEqual([
    'Show details',
    'Show its users',
    'Add a group in it…',
    'Rename…Shortcut: F2',
    'Move to…',
    'Merge into…',
    'Remove…Shortcut: DEL',
  ]);
  await user.click(screen.getByRole('menuitem', { name: 'Move to…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Move IT/Support' });
  expect(within(dialog).getByRole('button', { name: 'Move group' })).toBeDisabled();
  expect(within(dialog).getByText('It is in there already.')).toBeVisible();
  expect(within(dialog).queryByRole('row', { name: 'IT/Support' })).not.toBeInTheDocument();
  await expectAccessible();
  await user.click(within(dialog).getByRole('row', { name: 'Marketing' }));
  expect(within(dialog).getByText('It becomes Marketing/Support.')).toBeVisible();
  await user.click(within(dialog).getByRole('button', { name: 'Move group' }));
  await waitFor(() => expect(paths(opened)).toContain('Marketing/Support'));
  expect(await screen.findByText('Moved Support into Marketing')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(paths(opened)).toContain('IT/Support'));
  expect(await screen.findByText('Moved Support back')).toBeVisible();
});

test('whom a move lets administer the group, and whom not any more, is said before and after', async () => {
  const opened = openWindow('#/groups');
  const { user, host } = opened;
  await row('Support');
  const administers = (who: number, group: number) =>
    Object.assign(host.state.account.users[who] ?? {}, {
      status: 'active',
      assignments: [host.state.account.assignment(group, 1)],
    });
  administers(1, 5);
  administers(2, 7);
  act(() => host.emit('changed', null));
  await waitFor(() => expect(callsOf(host, 'list_groups').length).toBeGreaterThan(1));
  await at('Support');
  await user.keyboard('{Shift>}{F10}{/Shift}');
  await user.click(await screen.findByRole('menuitem', { name: 'Move to…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Move IT/Support' });
  await user.click(within(dialog).getByRole('row', { name: 'Marketing' }));
  expect(
    within(dialog).getByText(
      /^1 administrator of Marketing administers it then, .* 1 administrator of IT no longer administers it\.$/,
    ),
  ).toBeVisible();
  await user.click(within(dialog).getByRole('row', { name: 'Finance' }));
  expect(within(dialog).getByText('1 administrator of IT no longer administers it.')).toBeVisible();
  await user.click(within(dialog).getByRole('row', { name: 'Marketing' }));
  await user.click(within(dialog).getByRole('button', { name: 'Move group' }));
  expect(
    await screen.findByText(
      'Moved Support into Marketing. Administrators of Marketing administer it now. Administrators of IT no longer administer it',
    ),
  ).toBeVisible();
});

test('a group is dragged onto another one with the keyboard, and not into itself', async () => {
  const opened = openWindow('#/groups');
  const { user } = opened;
  await at('Sales');
  await user.keyboard('{ArrowRight}');
  act(() => screen.getByRole('button', { name: 'Drag Sales' }).focus());
  await user.keyboard('{Enter}');
  const targets = (await screen.findAllByRole('button', { name: /^Drop on/ })).map((each) =>
    each.getAttribute('aria-label'),
  );
  expect(targets).toEqual(['Drop on Finance', 'Drop on IT', 'Drop on Support', 'Drop on Marketing']);
  act(() => screen.getByRole('button', { name: 'Drop on Finance' }).focus());
  await user.keyboard('{Enter}');
  await waitFor(() => expect(paths(opened)).toContain('Finance/Sales/EMEA'));
  expect(await screen.findByText('Moved Sales into Finance')).toBeVisible();
});

test('what cannot be moved says why, and stays', async () => {
  const opened = openWindow('#/groups');
  opened.host.state.account.addGroup('Finance/Support');
  act(() => opened.host.emit('changed', null));
  await screen.findAllByRole('row', { name: /^Support/ });
  window.location.hash = '#/groups/8';
  const panel = await screen.findByRole('complementary', { name: 'Support' });
  await opened.user.click(within(panel).getByRole('button', { name: 'Move to…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Move IT/Support' });
  await opened.user.click(within(dialog).getByRole('row', { name: 'Finance' }));
  await opened.user.click(within(dialog).getByRole('button', { name: 'Move group' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('There is a group “Support” already.');
  expect(paths(opened)).toContain('IT/Support');
});

test('merging says in numbers what goes where, and the panel follows', async () => {
  const opened = openWindow('#/groups/2');
  const { user, host } = opened;
  const panel = await screen.findByRole('complementary', { name: 'Sales' });
  const { users } = host.state.account.groups().find((group) => group.path === 'Sales') ?? { users: 0 };
  await user.click(within(panel).getByRole('button', { name: 'Merge into…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Merge Sales into another group' });
  const merge = within(dialog).getByRole('button', { name: 'Merge group' });
  expect(merge).toBeDisabled();
  await user.click(within(dialog).getByRole('row', { name: 'Marketing' }));
  expect(
    within(dialog).getByText(new RegExp(`^${users} users have a role.* in Sales, and have it in Marketing`)),
  ).toBeVisible();
  expect(within(dialog).getByText(/^2 groups in it go into Marketing/)).toBeVisible();
  expect(within(dialog).getByText('It cannot be undone.')).toBeVisible();
  await expectAccessible();
  await user.click(merge);
  expect(await screen.findByText('Merged Sales into Marketing')).toBeVisible();
  expect(await screen.findByRole('complementary', { name: 'Marketing' })).toBeVisible();
  expect(paths(opened)).toContain('Marketing/EMEA');
  expect(paths(opened)).not.toContain('Sales');
});

test('that administrators of a group would administer everything is said loudly', async () => {
  const opened = openWindow('#/groups');
  await row('Sales');
  const somebody = opened.host.state.account.users[1];
  Object.assign(somebody ?? {}, { status: 'active', assignments: [opened.host.state.account.assignment(5, 1)] });
  act(() => opened.host.emit('changed', null));
  await waitFor(() => expect(callsOf(opened.host, 'list_groups').length).toBeGreaterThan(1));
  await opened.user.click(screen.getByRole('button', { name: 'Actions for Marketing' }));
  await opened.user.click(await screen.findByRole('menuitem', { name: 'Merge into…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Merge Marketing into another group' });
  await opened.user.click(within(dialog).getByRole('row', { name: 'Finance' }));
  expect(
    within(dialog).getByText(/^1 user who administers Marketing, or is offered that, administers Finance then/),
  ).toBeVisible();
  // Also who is only offered it will administer.
  const invited = opened.host.state.account.users[2];
  Object.assign(invited ?? {}, { status: 'pending', assignments: [opened.host.state.account.assignment(5, 1)] });
  act(() => opened.host.emit('changed', null));
  await opened.user.click(within(dialog).getByRole('row', { name: 'Acme (everything)' }));
  await waitFor(() =>
    expect(within(dialog).getByRole('alert')).toHaveTextContent(
      /^2 users who administer Marketing, or are offered that, become administrators of all of Acme/,
    ),
  );
});

test('administrators of groups that become one with namesakes are counted before a merge', async () => {
  const opened = openWindow('#/groups');
  const { user, host } = opened;
  await row('Sales');
  host.state.account.addGroup('Marketing/EMEA');
  const somebody = host.state.account.users[1];
  Object.assign(somebody ?? {}, { status: 'active', assignments: [host.state.account.assignment(3, 1)] });
  act(() => host.emit('changed', null));
  await waitFor(() => expect(callsOf(host, 'list_groups').length).toBeGreaterThan(1));
  await user.click(screen.getByRole('button', { name: 'Actions for Sales' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Merge into…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Merge Sales into another group' });
  await user.click(within(dialog).getByRole('row', { name: 'Finance' }));
  expect(within(dialog).queryByText(/in Sales, or is offered that/)).not.toBeInTheDocument();
  await user.click(within(dialog).getByRole('row', { name: 'Marketing' }));
  expect(
    within(dialog).getByText(
      /^1 user who administers a group in Sales, .* administers the group of the same name in Marketing then/,
    ),
  ).toBeVisible();
});

test('a group that is renamed meanwhile is not made anew by adding one in it', async () => {
  const opened = openWindow('#/groups/5');
  const { user, host } = opened;
  const name = await screen.findByLabelText('Add a group in Marketing');
  await user.type(name, 'Events');
  await host.invoke('rename_group', { group: 5, name: 'Brand' });
  await user.keyboard('{Enter}');
  await waitFor(() => expect(paths(opened)).toContain('Brand/Events'));
  expect(paths(opened)).not.toContain('Marketing');
});

test('of a group with nobody in it no user is counted', async () => {
  const opened = openWindow('#/groups');
  await row('EMEA');
  empty(opened, 'Sales/EMEA');
  await screen.findByRole('row', { name: /^EMEA, 0 users in it/ });
  await opened.user.click(screen.getByRole('button', { name: 'Actions for EMEA' }));
  await opened.user.click(await screen.findByRole('menuitem', { name: 'Merge into…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Merge Sales/EMEA into another group' });
  await opened.user.click(within(dialog).getByRole('row', { name: 'Finance' }));
  expect(within(dialog).getByText('Nobody has a role in Sales/EMEA itself.')).toBeVisible();
  expect(within(dialog).getByRole('button', { name: 'Merge group' })).toBeEnabled();
});

test('a group that is not empty says what is in it, and offers to merge it', async () => {
  const opened = openWindow('#/groups');
  const { user, host } = opened;
  const { users } = host.state.account.groups().find((group) => group.path === 'Sales') ?? { users: 0 };
  await at('Sales');
  await user.keyboard('{Delete}');
  const dialog = await screen.findByRole('alertdialog', { name: 'Sales is not empty' });
  expect(dialog).toHaveTextContent(`${users} users have a role in it, or are offered one. 2 groups are in it.`);
  expect(within(dialog).getByRole('button', { name: 'Keep group' })).toHaveFocus();
  expect(within(dialog).queryByRole('button', { name: 'Remove group' })).not.toBeInTheDocument();
  await expectAccessible();
  await user.click(within(dialog).getByRole('button', { name: 'Merge into…' }));
  expect(await screen.findByRole('dialog', { name: 'Merge Sales into another group' })).toBeVisible();
  expect(callsOf(host, 'remove_group')).toEqual([]);
});

test('an empty group is removed, and the keyboard stays in the tree', async () => {
  const opened = openWindow('#/groups');
  const { user } = opened;
  await row('EMEA');
  empty(opened, 'Sales/EMEA');
  await screen.findByRole('row', { name: /^EMEA, 0 users in it/ });
  await at('EMEA');
  await user.keyboard('{Delete}');
  await screen.findByRole('alertdialog', { name: 'Remove Sales/EMEA?' });
  await expectAccessible();
  await user.click(screen.getByRole('button', { name: 'Remove group' }));
  expect(await screen.findByText('Removed Sales/EMEA')).toBeVisible();
  expect(screen.queryByRole('row', { name: /^EMEA/ })).not.toBeInTheDocument();
  await waitFor(() => expect(document.activeElement?.closest('[role="treegrid"]')).not.toBeNull());
});

test('somebody who came into the group meanwhile is said by the host, with the way on', async () => {
  const opened = openWindow('#/groups');
  await row('EMEA');
  empty(opened, 'Sales/EMEA');
  await screen.findByRole('row', { name: /^EMEA, 0 users in it/ });
  await at('EMEA');
  await opened.user.keyboard('{Delete}');
  await screen.findByRole('alertdialog', { name: 'Remove Sales/EMEA?' });
  opened.host.state.account.users[3]?.assignments.push(opened.host.state.account.assignment(3, 2));
  await opened.user.click(screen.getByRole('button', { name: 'Remove group' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Sales/EMEA is not empty' });
  expect(dialog).toHaveTextContent('1 users still have a role in “Sales/EMEA”');
  expect(within(dialog).getByRole('button', { name: 'Merge into…' })).toBeVisible();
});
