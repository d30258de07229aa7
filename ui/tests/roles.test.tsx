import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fail } from '../src/platform/fake/state';
import { callsOf, expectAccessible, openWindow } from './page';

const grid = () => screen.findByRole('grid', { name: 'Roles' });
const rowOf = async (name: string) => {
  const rows = within(await grid()).getAllByRole('row');
  return rows.find((row) => row.textContent?.startsWith(name)) as HTMLElement;
};
type Opened = ReturnType<typeof openWindow>;

/** An account with a role of its own. */
async function withAuditor(address = '#/roles'): Promise<Opened> {
  const opened = openWindow(address);
  opened.host.state.account.roles.push({ id: 6, name: 'Auditor', meaning: 'Reads everything.', given_by: 'account' });
  act(() => opened.host.emit('changed', null));
  await waitFor(async () => expect(await rowOf('Auditor')).toBeVisible());
  return opened;
}

test('every role says what it means, who may give it, and how many have it', async () => {
  const { host } = openWindow('#/roles');
  const members = host.state.account.users.filter(
    (user) => user.status === 'active' && user.assignments.some((each) => each.role === 2),
  ).length;
  const buyer = await waitFor(() => rowOf('Buyer'));
  expect(buyer).toHaveTextContent('Places orders.');
  expect(buyer).toHaveTextContent('Group administrators');
  expect(buyer).toHaveTextContent(String(members));
  expect(screen.getByText(/give no rights in Rollcall itself/)).toBeVisible();
  expect(screen.getByText('5 roles')).toBeVisible();
  await expectAccessible();
});

test('the panel says where a role is had, each place with the way to its users, and Back closes it', async () => {
  const { user, host } = openWindow('#/roles');
  (await grid()).focus();
  await user.keyboard('{ArrowDown}{Enter}');
  expect(window.location.hash).toBe('#/roles/2');
  const panel = await screen.findByRole('complementary', { name: 'Buyer' });
  expect(within(panel).getByRole('heading', { name: 'Buyer' })).toHaveFocus();
  const place = within(panel).getByRole('link', { name: 'Sales/EMEA' });
  expect(place).toHaveAttribute('href', '#/users?role=2&group=3&subgroups=no');
  await expectAccessible();
  await user.click(place);
  await waitFor(() =>
    expect(callsOf(host, 'list_users').at(-1)?.['query']).toMatchObject({ role: 2, group: 3, subgroups: false }),
  );
  act(() => window.history.back());
  expect(await screen.findByRole('complementary', { name: 'Buyer' })).toBeVisible();
});

test('a role is added, and what is wrong with it stands at the field', async () => {
  const { user, host } = openWindow('#/roles');
  await user.click(await screen.findByRole('button', { name: 'Add a role' }));
  const dialog = await screen.findByRole('dialog', { name: 'Add a role' });
  const name = within(dialog).getByLabelText('Role');
  expect(name).toHaveFocus();
  await expectAccessible();
  await user.type(name, 'buyer{Enter}');
  await waitFor(() => expect(name).toHaveAccessibleDescription(/There is a role that is known as “buyer” already/));
  await user.clear(name);
  await user.type(name, 'Auditor');
  await user.type(within(dialog).getByLabelText('What it means'), 'Reads everything.');
  await user.click(within(dialog).getByRole('radio', { name: 'Administrators of the whole account only' }));
  await user.click(within(dialog).getByRole('button', { name: 'Add role' }));
  expect(await screen.findByText('Added the role Auditor')).toBeVisible();
  expect(callsOf(host, 'add_role').at(-1)).toEqual({
    input: { name: 'Auditor', meaning: 'Reads everything.', given_by: 'account' },
  });
  const panel = await screen.findByRole('complementary', { name: 'Auditor' });
  expect(within(panel).getByText('Nobody has it, or is offered it.')).toBeVisible();
});

test('a role of the account is changed, and of a built-in one who may give it', async () => {
  const { user, host } = await withAuditor('#/roles/6');
  const panel = await screen.findByRole('complementary', { name: 'Auditor' });
  await user.click(within(panel).getByRole('button', { name: 'Change…' }));
  const name = within(await screen.findByRole('dialog', { name: 'Change Auditor' })).getByLabelText('Role');
  await user.clear(name);
  await user.type(name, 'Reader{Enter}');
  expect(await screen.findByText('Changed the role Reader')).toBeVisible();
  expect(await screen.findByRole('complementary', { name: 'Reader' })).toBeVisible();

  await user.click(screen.getByRole('button', { name: 'Actions for Buyer', hidden: true }));
  expect(screen.queryByRole('menuitem', { name: 'Remove…' })).not.toBeInTheDocument();
  await user.click(await screen.findByRole('menuitem', { name: 'Change…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Change Buyer' });
  expect(within(dialog).queryByLabelText('Role')).not.toBeInTheDocument();
  expect(within(dialog).getByText(/neither renamed nor removed/)).toBeVisible();
  await user.click(within(dialog).getByRole('radio', { name: 'Administrators of the whole account only' }));
  await user.click(within(dialog).getByRole('button', { name: 'Change role' }));
  await waitFor(() => expect(host.state.account.roles[1]).toMatchObject({ name: 'Buyer', given_by: 'account' }));
});

test('a role that nobody has is removed', async () => {
  const { user, host } = await withAuditor('#/roles/6');
  const panel = await screen.findByRole('complementary', { name: 'Auditor' });
  await user.click(within(panel).getByRole('button', { name: 'Remove…' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Remove the role Auditor?' });
  expect(within(dialog).getByRole('button', { name: 'Keep role' })).toHaveFocus();
  await expectAccessible();
  await user.click(within(dialog).getByRole('button', { name: 'Remove role' }));
  expect(await screen.findByText('Removed the role Auditor')).toBeVisible();
  await waitFor(() => expect(screen.queryByRole('complementary')).not.toBeInTheDocument());
  expect(host.state.account.roles).toHaveLength(5);
});

test('a role in use says how many have it, and leads to them', async () => {
  const { user, host } = await withAuditor();
  host.state.account.users[4]?.assignments.push(host.state.account.assignment(3, 6));
  act(() => host.emit('changed', null));
  await waitFor(async () => expect(await rowOf('Auditor')).toHaveTextContent('1'));
  await user.click(screen.getByRole('button', { name: 'Actions for Auditor', hidden: true }));
  await user.click(await screen.findByRole('menuitem', { name: 'Remove…' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Auditor is in use' });
  expect(dialog).toHaveTextContent('1 user has this role, or is offered it.');
  await user.click(within(dialog).getByRole('button', { name: 'Show the user' }));
  expect(window.location.hash).toBe('#/users?role=6');
  expect(callsOf(host, 'remove_role')).toEqual([]);
});

test('a role that somebody got meanwhile is not removed, and trying again is not offered', async () => {
  const { user, host } = await withAuditor('#/roles/6');
  const panel = await screen.findByRole('complementary', { name: 'Auditor' });
  await user.click(within(panel).getByRole('button', { name: 'Remove…' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Remove the role Auditor?' });
  host.state.account.users[4]?.assignments.push(host.state.account.assignment(3, 6));
  await user.click(within(dialog).getByRole('button', { name: 'Remove role' }));
  expect(await within(dialog).findByText(/^1 users still have, or are offered, the role/)).toBeVisible();
  expect(within(dialog).getAllByRole('button')).toEqual([within(dialog).getByRole('button', { name: 'Keep role' })]);
});

test('that nothing could be written is no problem of the name, and can be tried again', async () => {
  const { user, host } = openWindow('#/roles', {
    failing: { add_role: fail('database', 'The workspace could not be written.') },
  });
  await user.click(await screen.findByRole('button', { name: 'Add a role' }));
  const dialog = await screen.findByRole('dialog', { name: 'Add a role' });
  const name = within(dialog).getByLabelText('Role');
  await user.type(name, 'Auditor{Enter}');
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('The workspace could not be written.');
  expect(name).not.toBeInvalid();
  host.state.failing = {};
  await user.click(within(dialog).getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Added the role Auditor')).toBeVisible();
});

test('whoever administers a part sees the roles and changes none', async () => {
  openWindow('#/roles/2', { part: true });
  const panel = await screen.findByRole('complementary', { name: 'Buyer' });
  expect(await screen.findByText(/Only an administrator of the whole account can add, change or remove/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Add a role' })).not.toBeInTheDocument();
  expect(within(panel).queryByRole('button', { name: 'Change…' })).not.toBeInTheDocument();
});

test('a role that is not there is said, and roles that cannot be read can be asked for again', async () => {
  const { user, host } = openWindow('#/roles/77', {
    failing: { role_uses: fail('database', 'They could not be read.') },
  });
  expect((await screen.findAllByText('They could not be read.')).length).toBeGreaterThan(0);
  host.state.failing = {};
  await user.click(screen.getAllByRole('button', { name: 'Try again' })[0] as HTMLElement);
  expect(await grid()).toBeVisible();
  expect(await screen.findByRole('complementary', { name: 'This role is not there' })).toBeVisible();
});
