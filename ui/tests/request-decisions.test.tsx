import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Approval, DenyInput, RequestRow, UserRow } from '../src/ipc/bindings';
import { fail } from '../src/platform/fake/state';
import { callsOf, expectAccessible, openWindow } from './page';

type Opened = ReturnType<typeof openWindow>;

const grid = () => screen.findByRole('grid', { name: 'Requests to join' });
const waiting = ({ host }: Opened) =>
  host.state.requests.rows
    .filter((row) => row.status === 'pending' || row.status === 'ageing')
    .toSorted((one, other) => one.confirmed_at.localeCompare(other.confirmed_at));
/** Those at the top of the list, with addresses that say what is suggested for them. */
function asking(opened: Opened, ...domains: string[]): RequestRow[] {
  const rows = waiting(opened).slice(0, domains.length);
  rows.forEach((row, at) => Object.assign(row, { address: `p${at}@${domains[at]}`, domain: domains[at], note: null }));
  return rows;
}
const approvals = ({ host }: Opened) => callsOf(host, 'approve_requests').at(-1)?.['approvals'] as Approval[];
const denial = ({ host }: Opened) => callsOf(host, 'deny_requests').at(-1)?.['input'] as DenyInput;
const tick = async (row: RequestRow, { user }: Opened) =>
  user.click(await screen.findByRole('checkbox', { name: `Select ${row.name}` }));
const pick = async ({ user }: Opened, within_: HTMLElement, group: string, role: string) => {
  await user.click(within(within_).getByRole('button', { name: /^Group/ }));
  await user.click(await screen.findByRole('row', { name: group }));
  await waitFor(() => expect(screen.queryByRole('treegrid')).not.toBeInTheDocument());
  await user.click(within(within_).getByRole('button', { name: /Role$/ }));
  await user.click(await screen.findByRole('option', { name: role }));
};

test('one is approved in the panel at once, as is suggested', async () => {
  const opened = openWindow('#/requests');
  const [row] = asking(opened, 'example.com') as [RequestRow];
  window.location.hash = `#/requests/${row.id}`;
  const panel = await screen.findByRole('complementary', { name: row.name });
  const approve = await within(panel).findByRole('button', { name: 'Approve' });
  expect(within(panel).getByRole('button', { name: 'Group Sales/EMEA' })).toBeVisible();
  await opened.user.click(approve);
  expect(await screen.findByText(`${row.name} is a member now, and is told by mail`)).toBeVisible();
  expect(approvals(opened)).toEqual([{ request: row.id, assignment: { group: 3, role: 2 } }]);
  expect(await within(panel).findByText('Approved')).toBeVisible();
  expect(within(panel).getByText('Buyer in Sales/EMEA')).toBeVisible();
  expect(within(panel).getByText('Zoë Ünal')).toBeVisible();
  await waitFor(() => expect(within(panel).getByRole('heading', { level: 2 })).toHaveFocus());
  expect(within(await grid()).queryByText(row.address)).not.toBeInTheDocument();
  await opened.user.click(within(panel).getByRole('link', { name: 'A member of this account' }));
  expect(await screen.findByText('Joined by the link')).toBeVisible();
});

test('of several it is said how many are from unknown domains, and how many were removed before', async () => {
  const opened = openWindow('#/requests');
  const rows = asking(opened, 'freight.example', 'mailbox.example', 'example.com');
  const gone = opened.host.state.account.users[5] as UserRow;
  Object.assign(gone, { status: 'removed', assignments: [] });
  Object.assign(rows[2] as RequestRow, { address: gone.address });
  for (const row of rows) await tick(row, opened);
  await opened.user.keyboard('a');
  const dialog = await screen.findByRole('dialog', { name: 'Approve 3 requests?' });
  expect(
    within(dialog).getByText(
      /^2 of them have addresses whose domains .*: freight\.example and mailbox\.example\. One of them was removed/,
    ),
  ).toBeVisible();
});

test('where nothing is suggested, group and role must be chosen', async () => {
  const opened = openWindow('#/requests');
  const [row] = asking(opened, 'freight.example') as [RequestRow];
  window.location.hash = `#/requests/${row.id}`;
  const panel = await screen.findByRole('complementary', { name: row.name });
  const approve = await within(panel).findByRole('button', { name: 'Approve' });
  expect(approve).toBeDisabled();
  expect(within(panel).getByText('Choose a group and a role.')).toBeVisible();
  await opened.user.click(within(panel).getByRole('button', { name: 'Group Choose a group' }));
  await screen.findByRole('treegrid', { name: 'Groups' });
  await expectAccessible();
  await opened.user.click(screen.getByRole('row', { name: 'IT/Support' }));
  await opened.user.click(within(panel).getByRole('button', { name: 'Choose a role Role' }));
  await opened.user.click(await screen.findByRole('option', { name: 'Tech' }));
  await opened.user.click(approve);
  await waitFor(() => expect(approvals(opened)).toEqual([{ request: row.id, assignment: { group: 8, role: 5 } }]));
});

test('making somebody an administrator says what that means', async () => {
  const opened = openWindow('#/requests');
  const [row] = asking(opened, 'example.com') as [RequestRow];
  window.location.hash = `#/requests/${row.id}`;
  const panel = await screen.findByRole('complementary', { name: row.name });
  await within(panel).findByRole('button', { name: 'Approve' });
  await pick(opened, panel, 'Acme (everything)', 'Administrator');
  expect(await within(panel).findByText(/^An administrator of Acme can do everything you can/)).toBeVisible();
});

test('who was removed before is invited, and that is said', async () => {
  const opened = openWindow('#/requests/2');
  const approve = await screen.findByRole('button', { name: 'Approve' });
  await opened.user.click(approve);
  const name = opened.host.state.requests.rows[1]?.name;
  expect(await screen.findByText(`${name} has an invitation, and is a member when they accept`)).toBeVisible();
});

test('several are approved into one group that is chosen for all', async () => {
  const opened = openWindow('#/requests');
  const rows = asking(opened, 'example.com', 'freight.example');
  await grid();
  for (const row of rows) await tick(row, opened);
  await opened.user.click(screen.getByRole('button', { name: 'Approve…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Approve 2 requests?' });
  const approve = within(dialog).getByRole('button', { name: 'Approve 2 requests' });
  expect(approve).toBeDisabled();
  expect(within(dialog).queryByRole('radio')).not.toBeInTheDocument();
  await expectAccessible();
  await pick(opened, dialog, 'Marketing', 'Finance');
  await opened.user.click(approve);
  expect(await screen.findByText('2 requests were approved')).toBeVisible();
  expect(approvals(opened).map(({ assignment }) => assignment)).toEqual([
    { group: 5, role: 4 },
    { group: 5, role: 4 },
  ]);
  await waitFor(() => expect(screen.queryByText('2 selected')).not.toBeInTheDocument());
});

test('several are approved as is suggested for each, where something is for all', async () => {
  const opened = openWindow('#/requests');
  const rows = asking(opened, 'example.com', 'example.org', 'example.com');
  await grid();
  for (const row of rows) await tick(row, opened);
  await opened.user.click(screen.getByRole('button', { name: 'Approve…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Approve 3 requests?' });
  expect(within(dialog).getByRole('radio', { name: 'What is suggested for each' })).toBeChecked();
  expect(
    within(dialog)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual(['2 × Buyer in Sales/EMEA', '1 × Buyer in Marketing']);
  await expectAccessible();
  await opened.user.click(within(dialog).getByRole('button', { name: 'Approve 3 requests' }));
  expect(await screen.findByText('3 requests were approved')).toBeVisible();
  const groups = new Map(approvals(opened).map(({ request, assignment }) => [request, assignment.group]));
  expect(rows.map((row) => groups.get(row.id))).toEqual([3, 5, 3]);
});

test('all that match are decided, on whatever page', async () => {
  const opened = openWindow('#/requests?show=ageing', { requests: 9600 });
  const count = opened.host.state.requests.rows.filter((row) => row.status === 'ageing').length;
  // More than are asked for at once.
  expect(count).toBeGreaterThan(1000);
  const list = await grid();
  act(() => list.focus());
  await opened.user.keyboard('{Control>}a{/Control}d');
  const title = new RegExp(`^Deny ${count.toLocaleString('en')} requests\\?$`);
  const dialog = await screen.findByRole('alertdialog', { name: title });
  await opened.user.click(within(dialog).getByRole('button', { name: `Deny ${count.toLocaleString('en')} requests` }));
  expect(await screen.findByText(`${count.toLocaleString('en')} requests were denied`)).toBeVisible();
  expect(new Set(denial(opened).requests).size).toBe(count);
});

test('whoever comes second in the panel reads who decided, and when', async () => {
  const opened = openWindow('#/requests');
  const [row] = asking(opened, 'example.com') as [RequestRow];
  window.location.hash = `#/requests/${row.id}`;
  const approve = await screen.findByRole('button', { name: 'Approve' });
  Object.assign(row, {
    status: 'denied',
    decided_by: 'Ana Silva',
    decided_at: '2026-11-22T14:02:00.000Z',
    words: 'Not from here.',
  });
  await opened.user.click(approve);
  expect(
    await screen.findByText(`The request of ${row.address} was already denied by Ana Silva on 2026-11-22 14:02 UTC.`),
  ).toBeVisible();
  const panel = await screen.findByRole('complementary');
  expect(await within(panel).findByText('Denied')).toBeVisible();
  expect(within(panel).getByText('Not from here.')).toBeVisible();
});

test('of several, those that were decided meanwhile stay to be read, and the others are done', async () => {
  const opened = openWindow('#/requests');
  const rows = asking(opened, 'example.com', 'example.com', 'example.com');
  await grid();
  for (const row of rows) await tick(row, opened);
  await opened.user.keyboard('a');
  const dialog = await screen.findByRole('dialog', { name: 'Approve 3 requests?' });
  Object.assign(rows[0] as RequestRow, { status: 'withdrawn', decided_at: '2026-11-22T14:02:00.000Z' });
  await opened.user.click(within(dialog).getByRole('button', { name: 'Approve 3 requests' }));
  const outcome = await screen.findByRole('dialog', { name: '2 requests were approved' });
  expect(outcome).toHaveTextContent(`${rows[0]?.address} took the request back on 2026-11-22 14:02 UTC.`);
  await opened.user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(screen.queryByText('3 selected')).not.toBeInTheDocument();
});

test('a decision that fails says so in its place, and can be tried again', async () => {
  const opened = openWindow('#/requests', {
    failing: { approve_requests: fail('busy', 'The workspace is busy. Nobody was let in.') },
  });
  const [row] = asking(opened, 'example.com') as [RequestRow];
  window.location.hash = `#/requests/${row.id}`;
  await opened.user.click(await screen.findByRole('button', { name: 'Approve' }));
  expect(await screen.findByText('The workspace is busy. Nobody was let in.')).toBeVisible();
  opened.host.state.failing = {};
  await opened.user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText(`${row.name} is a member now, and is told by mail`)).toBeVisible();
});

test('denying asks for words and for a block, and deciding later is what Enter does', async () => {
  const opened = openWindow('#/requests');
  const [row] = asking(opened, 'freight.example') as [RequestRow];
  window.location.hash = `#/requests/${row.id}`;
  await opened.user.click(await screen.findByRole('button', { name: 'Deny…' }));
  const dialog = await screen.findByRole('alertdialog', { name: `Deny the request of ${row.name}?` });
  expect(dialog).toHaveTextContent(`${row.address} is told by mail that they are not let in.`);
  await expectAccessible();
  await opened.user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument());
  expect(callsOf(opened.host, 'deny_requests')).toEqual([]);
  await opened.user.keyboard('d');
  await opened.user.type(await screen.findByLabelText('Words to them (optional)'), 'Ask your own people.');
  await opened.user.click(screen.getByRole('radio', { name: /^Block everything at freight\.example/ }));
  await opened.user.click(screen.getByRole('button', { name: 'Deny and block' }));
  const said = `${row.name} is told that they are not let in. No more requests come from @freight.example`;
  expect(await screen.findByText(said)).toBeVisible();
  expect(denial(opened)).toEqual({ requests: [row.id], words: 'Ask your own people.', block: 'domains' });
  const panel = screen.getByRole('complementary');
  expect(await within(panel).findByText('Ask your own people.')).toBeVisible();
});

test('a domain of one’s own cannot be blocked, and an administrator of a part blocks none', async () => {
  const opened = openWindow('#/requests');
  const [row] = asking(opened, 'example.net') as [RequestRow];
  window.location.hash = `#/requests/${row.id}`;
  await opened.user.click(await screen.findByRole('button', { name: 'Deny…' }));
  expect(await screen.findByRole('radio', { name: /^Block everything at example\.net/ })).toBeDisabled();
  expect(screen.getByText('Your own address is there, so it cannot be blocked.')).toBeVisible();
});

test('an administrator of a part blocks addresses, and no domains', async () => {
  const opened = openWindow('#/requests', { part: true });
  const [row] = asking(opened, 'example.com') as [RequestRow];
  window.location.hash = `#/requests/${row.id}`;
  await opened.user.click(await screen.findByRole('button', { name: 'Deny…' }));
  await opened.user.click(await screen.findByRole('radio', { name: /^Block this address/ }));
  expect(screen.queryByRole('radio', { name: /^Block everything/ })).not.toBeInTheDocument();
  await opened.user.click(screen.getByRole('button', { name: 'Deny and block' }));
  await waitFor(() => expect(denial(opened)).toMatchObject({ block: 'addresses' }));
});

test('words that are too long are said beside them, and nothing is sent', async () => {
  const opened = openWindow('#/requests');
  const [row] = asking(opened, 'example.com') as [RequestRow];
  window.location.hash = `#/requests/${row.id}`;
  await opened.user.click(await screen.findByRole('button', { name: 'Deny…' }));
  const words = await screen.findByLabelText('Words to them (optional)');
  await opened.user.click(words);
  await opened.user.paste('x'.repeat(1001));
  expect(words).toHaveAccessibleDescription(/longer than 1,000 characters/);
  expect(screen.getByRole('button', { name: 'Deny' })).toBeDisabled();
});

test('rows are ticked and decided by the keyboard alone', async () => {
  const opened = openWindow('#/requests');
  const rows = asking(opened, 'freight.example', 'freight.example');
  const list = await grid();
  act(() => list.focus());
  await opened.user.keyboard(' {ArrowDown} a');
  const dialog = await screen.findByRole('dialog', { name: 'Approve 2 requests?' });
  const group = within(dialog).getByRole('button', { name: 'Group Choose a group' });
  expect(group).toHaveFocus();
  await opened.user.keyboard('{ArrowDown}');
  await screen.findByRole('treegrid', { name: 'Groups' });
  await opened.user.keyboard('{ArrowDown}{Enter}');
  await waitFor(() => expect(screen.queryByRole('treegrid')).not.toBeInTheDocument());
  await waitFor(() => expect(within(dialog).getByRole('button', { name: 'Group Finance' })).toHaveFocus());
  await opened.user.tab();
  await opened.user.keyboard('{Enter}');
  await screen.findByRole('listbox');
  const role = screen.getByRole('listbox');
  await waitFor(() => expect(role).toContainElement(document.activeElement as HTMLElement));
  await opened.user.keyboard('{ArrowDown}{Enter}');
  // The list gives the focus back a moment after it is gone.
  await waitFor(() => expect(within(dialog).getByRole('button', { name: /Role$/ })).toHaveFocus());
  await opened.user.tab();
  await opened.user.tab();
  expect(within(dialog).getByRole('button', { name: 'Approve 2 requests' })).toHaveFocus();
  await opened.user.keyboard('{Enter}');
  expect(await screen.findByText('2 requests were approved')).toBeVisible();
  expect(approvals(opened).map(({ request }) => request)).toEqual(rows.map((row) => row.id));
  await waitFor(() => expect(list).toHaveFocus());
});

test('the row at which the keyboard is can be decided without opening it', async () => {
  const opened = openWindow('#/requests');
  const rows = asking(opened, 'example.com', 'example.com');
  const list = await grid();
  await opened.user.keyboard('d');
  expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
  act(() => list.focus());
  await opened.user.keyboard('{ArrowDown}a');
  const dialog = await screen.findByRole('dialog', { name: `Approve the request of ${rows[1]?.name}?` });
  await waitFor(() => expect(within(dialog).getByRole('button', { name: 'Approve' })).toHaveFocus());
  await opened.user.keyboard('{Enter}');
  expect(await screen.findByText(`${rows[1]?.name} is a member now, and is told by mail`)).toBeVisible();
});

test('what was chosen in the panel holds when the keyboard approves', async () => {
  const opened = openWindow('#/requests');
  const [row] = asking(opened, 'example.com') as [RequestRow];
  window.location.hash = `#/requests/${row.id}`;
  const panel = await screen.findByRole('complementary', { name: row.name });
  await within(panel).findByRole('button', { name: 'Approve' });
  await pick(opened, panel, 'Marketing', 'Finance');
  // Its list gives the focus back a moment after it is gone; a letter there is no choice of “Administrator”.
  await waitFor(() => expect(within(panel).getByRole('button', { name: 'Finance Role' })).toHaveFocus());
  await opened.user.keyboard('a');
  act(() => within(panel).getByRole('heading', { level: 2 }).focus());
  await opened.user.keyboard('a');
  const dialog = await screen.findByRole('dialog', { name: `Approve the request of ${row.name}?` });
  expect(within(dialog).getByRole('button', { name: 'Group Marketing' })).toBeVisible();
  expect(within(dialog).getByRole('button', { name: 'Finance Role' })).toBeVisible();
});

test('what is blocked is listed, and taken back', async () => {
  const opened = openWindow('#/requests');
  await opened.user.click(await screen.findByRole('button', { name: 'More about requests' }));
  await opened.user.click(await screen.findByRole('menuitem', { name: 'Blocked addresses and domains…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Blocked' });
  expect(await within(dialog).findByText('@spam.example')).toBeVisible();
  await expectAccessible();
  await opened.user.click(within(dialog).getByRole('button', { name: 'Unblock @spam.example' }));
  expect(await screen.findByText('Requests may come from @spam.example again')).toBeVisible();
  expect(await within(dialog).findByRole('heading', { name: 'Nothing is blocked' })).toBeVisible();
});
