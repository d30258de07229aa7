import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { groupNodes } from '../src/features/groups/groupNodes';
import type { GroupView } from '../src/ipc/bindings';
import { fail } from '../src/platform/fake/state';
import { callsOf, expectAccessible, openWindow } from './page';

const tree = () => screen.findByRole('treegrid', { name: 'Groups' });
const row = (name: string) => screen.findByRole('row', { name: new RegExp(`^${name}, `) });
const names = async () =>
  within(await tree())
    .getAllByRole('row')
    .map((each) => (each.getAttribute('aria-label') ?? '').split(',')[0]);

test('the tree says how many are in each group, and with those below', async () => {
  const { host } = openWindow('#/groups');
  const sales = host.state.account.groups().find((group) => group.path === 'Sales');
  expect(await row('Sales')).toHaveAccessibleName(
    `Sales, ${sales?.users} users in it, ${sales?.users_within} with those below`,
  );
  expect(await names()).toEqual([
    'Acme (everything)',
    'Finance',
    'IT',
    'Support',
    'Marketing',
    'Sales',
    'Americas',
    'EMEA',
  ]);
  expect(await row('EMEA')).toHaveAttribute('aria-level', '3');
  expect(screen.getByText('7 groups')).toBeVisible();
  await expectAccessible();
});

test('arrows and letters move in the tree and fold it, and Enter opens the panel', async () => {
  const { user } = openWindow('#/groups');
  const first = await row('Acme \\(everything\\)');
  act(() => first.focus());
  await user.keyboard('sa');
  expect(await row('Sales')).toHaveFocus();
  await user.keyboard('n');
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  act(() => screen.getByRole('row', { name: /^Sales/ }).focus());
  await user.keyboard('{ArrowLeft}');
  await waitFor(() => expect(screen.queryByRole('row', { name: /^EMEA/ })).not.toBeInTheDocument());
  await user.keyboard('{ArrowRight}{ArrowDown}');
  expect(await row('Americas')).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(window.location.hash).toBe('#/groups/4');
  expect(await screen.findByRole('heading', { name: 'Americas' })).toHaveFocus();
  act(() => screen.getByRole('row', { name: /^Americas/ }).focus());
  await user.keyboard('{ArrowDown}');
  expect(await screen.findByRole('complementary', { name: 'EMEA' })).toBeVisible();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(window.location.hash).toBe('#/groups'));
  expect(await row('EMEA')).toHaveFocus();
});

test('the panel of a group says where it is, who is in it, and who administers it', async () => {
  const { host, user } = openWindow('#/groups/3');
  const emea = host.state.account.groups().find((group) => group.path === 'Sales/EMEA');
  const panel = await screen.findByRole('complementary', { name: 'EMEA' });
  const users = await within(panel).findAllByRole('link', { name: `${emea?.users} users` });
  expect(users.map((link) => link.getAttribute('href'))).toEqual(['#/users?group=3&subgroups=no', '#/users?group=3']);
  expect(within(panel).getByRole('link', { name: 'Sales' })).toHaveAttribute('href', '#/groups/2');
  expect(await within(panel).findByText('Nobody for this group alone.')).toBeVisible();
  expect(within(panel).getByRole('link', { name: '1 of Acme (everything)' })).toHaveAttribute(
    'href',
    '#/users?group=1&subgroups=no&show=administrators',
  );
  await expectAccessible();
  await user.click(within(panel).getByRole('link', { name: 'Sales' }));
  const above = await screen.findByRole('complementary', { name: 'Sales' });
  expect(within(above).getByRole('heading', { name: '2 groups in it' })).toBeVisible();
  expect(within(above).getByRole('link', { name: 'EMEA' })).toHaveAttribute('href', '#/groups/3');
});

test('who administers a group itself is named, with the way to them', async () => {
  const opened = openWindow('#/users');
  await screen.findByRole('grid');
  const ana = opened.host.state.account.users[1];
  if (ana === undefined) throw new Error('nobody');
  Object.assign(ana, { status: 'active', assignments: [opened.host.state.account.assignment(3, 1)] });
  act(() => opened.host.emit('changed', null));
  window.location.hash = '#/groups/3';
  const panel = await screen.findByRole('complementary', { name: 'EMEA' });
  expect(await within(panel).findByRole('link', { name: ana.name ?? '' })).toHaveAttribute('href', '#/users/2');
});

test('a search shows the ways to what it finds, and stands in the address', async () => {
  const { user } = openWindow('#/groups');
  await tree();
  await user.type(screen.getByRole('searchbox', { name: 'Find a group' }), 'émea');
  await waitFor(async () => expect(await names()).toEqual(['Acme (everything)', 'Sales', 'EMEA']));
  expect(window.location.hash).toContain('search=');
  await user.type(screen.getByRole('searchbox', { name: 'Find a group' }), ' nowhere');
  expect(await screen.findByRole('heading', { name: 'No group matches' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Clear filters' }));
  await waitFor(async () => expect(await names()).toHaveLength(8));
});

test('of thousands of groups only those in sight are in the page, folded at first', async () => {
  const { user } = openWindow('#/groups', { groups: 2000 });
  const rows = within(await tree()).getAllByRole('row');
  expect(rows.length).toBeLessThan(60);
  expect(screen.getByText('2,000 groups')).toBeVisible();
  act(() => rows[0]?.focus());
  await user.keyboard('{End}');
  await waitFor(() => expect(document.activeElement).toHaveAttribute('role', 'row'));
  await user.keyboard('{Home}');
  expect(screen.getByRole('row', { name: /^Acme/ })).toHaveFocus();
  await user.type(screen.getByRole('searchbox', { name: 'Find a group' }), 'team');
  expect(await screen.findByText('There are more groups. Write part of a name to find one.')).toBeVisible();
});

test('a group that is deep in the tree is unfolded when its address is opened', async () => {
  const { host } = openWindow('#/groups/94', { groups: 100 });
  const { path = '' } = host.state.account.groups().find((group) => group.id === 94) ?? {};
  expect(path.split('/').length).toBeGreaterThan(1);
  expect(await row(path.slice(path.lastIndexOf('/') + 1))).toHaveAttribute('aria-selected', 'true');
});

test('a group that is not there is said, beside a tree that works', async () => {
  openWindow('#/groups/99');
  expect(await screen.findByRole('complementary', { name: 'This group is not there' })).toBeVisible();
  expect(await row('Sales')).toBeVisible();
});

test('where there are none yet, the next step is to add one', async () => {
  const { user } = openWindow('#/groups', { groups: 0, users: 1 });
  expect(await screen.findByRole('heading', { name: 'No groups yet' })).toBeVisible();
  await expectAccessible();
  await user.click(screen.getAllByRole('button', { name: 'Add a group' })[1] as HTMLElement);
  expect(await screen.findByRole('dialog', { name: 'Add a group' })).toBeVisible();
});

test('groups that cannot be read say why, and can be tried again', async () => {
  const { user, host } = openWindow('#/groups', {
    failing: { list_groups: fail('database', 'It could not be read.') },
  });
  expect(await screen.findByText('It could not be read.')).toBeVisible();
  host.state.failing = {};
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await tree()).toBeVisible();
});

test('an administrator of a part sees that part, and what they may not do', async () => {
  const { user, host } = openWindow('#/groups', { part: true });
  await waitFor(async () => expect(await names()).toEqual(['Sales', 'Americas', 'EMEA']));
  act(() => screen.getByRole('row', { name: /^Sales/ }).focus());
  await user.keyboard('{Delete}');
  const words = 'Only who administers a group above Sales can move, merge or remove it.';
  expect(await screen.findByText(words)).toBeVisible();
  await user.keyboard('{Shift>}{F10}{/Shift}');
  expect(await screen.findByRole('menuitem', { name: 'Move to…' })).toHaveAttribute('aria-disabled', 'true');
  await user.keyboard('{Escape}{Enter}');
  const panel = await screen.findByRole('complementary', { name: 'Sales' });
  expect(within(panel).getByText(words)).toBeVisible();
  expect(within(panel).getByRole('button', { name: 'Rename…' })).toBeVisible();
  expect(within(panel).queryByRole('button', { name: 'Move to…' })).not.toBeInTheDocument();
  expect(await within(panel).findByText('those of groups that you do not see')).toBeVisible();
  await expectAccessible();
  expect(callsOf(host, 'remove_group')).toEqual([]);
});

test('a group whose parent is not to be seen stands at the top under its whole path', () => {
  const group = (id: number, parent: number | null, path: string): GroupView => ({
    id,
    parent,
    path,
    depth: 0,
    users: 0,
    users_within: 0,
    administrators: 0,
    administrators_offered: 0,
  });
  const { nodes } = groupNodes([group(3, 2, 'Sales/EMEA'), group(4, 3, 'Sales/EMEA/North')], 'Acme', '');
  expect(nodes.map((node) => node.name)).toEqual(['Sales/EMEA']);
  expect(nodes[0]?.children.map((node) => node.name)).toEqual(['North']);
  expect(nodes[0]?.movable).toBe(false);
});
