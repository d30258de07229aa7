import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { UserRow } from '../src/ipc/bindings';
import { callsOf, expectAccessible, openWindow } from './page';

type Opened = ReturnType<typeof openWindow>;

const DAY = 86_400_000;
/** Somebody whose status is set for the test, with all that goes with it. */
function somebody({ host }: Opened, change: Partial<UserRow> = {}): UserRow {
  const user = host.state.account.users[7] as UserRow;
  return Object.assign(user, {
    status: 'pending',
    name: 'Łukasz Weber',
    address: 'lukasz@example.net',
    invited_at: host.state.iso(-8 * DAY),
    sent_at: host.state.iso(-8 * DAY),
    expires_at: host.state.iso(82 * DAY),
    joined_at: null,
    delivery: 'sent',
    assignments: [host.state.account.assignment(3, 2)],
    ...change,
  });
}
const panel = () => screen.findByRole('complementary');
const show = (user: UserRow, page = 'invitations') => {
  window.location.hash = `#/${page}/${user.id}`;
};

test('a pending invitation shows its facts, its schedule and its mails', async () => {
  const opened = openWindow('#/invitations');
  const user = somebody(opened);
  opened.host.state.addInvitation(user.address, '', { kind: 'reminder', created_at: opened.host.state.iso(-DAY) });
  opened.host.state.invitations.keep(user.id, { message: 'See you <b>on Monday</b>.' });
  show(user);
  const aside = await panel();
  expect(await within(aside).findByText('1 sent · next in 22 days')).toBeVisible();
  expect(await within(aside).findByText('On days 7, 30, 60, and 83 after sending')).toBeVisible();
  expect(within(aside).getByText('See you <b>on Monday</b>.')).toBeVisible();
  expect(within(aside).getByRole('link', { name: /^Reminder .*Sent$/ })).toHaveAttribute(
    'href',
    expect.stringMatching(/^#\/mail\/\d+$/),
  );
  expect(within(aside).getByRole('link', { name: 'Show this user' })).toHaveAttribute('href', `#/users/${user.id}`);
  await expectAccessible();
});

test('what is offered is changed where it stands, and the change can be undone', async () => {
  const opened = openWindow('#/invitations');
  const user = somebody(opened);
  show(user);
  await opened.user.click(await screen.findByRole('button', { name: 'Role in Sales/EMEA Buyer' }));
  await opened.user.click(await screen.findByRole('option', { name: 'Finance' }));
  expect(
    await within(screen.getByRole('region', { name: 'Messages' })).findByText('Sales/EMEA: Buyer → Finance'),
  ).toBeVisible();
  expect(await screen.findByRole('button', { name: 'Role in Sales/EMEA Finance' })).toBeVisible();
  expect(callsOf(opened.host, 'change_roles')).toEqual([
    {
      selection: { kind: 'these', users: [user.id] },
      change: { kind: 'set', from: [{ group: 3, role: 2 }], to: [{ group: 3, role: 4 }] },
    },
  ]);
  await opened.user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByRole('button', { name: 'Role in Sales/EMEA Buyer' })).toBeVisible();
  expect(screen.getByText('It is as it was')).toBeVisible();
});

test('the last role cannot be taken out of an offer, another one can', async () => {
  const opened = openWindow('#/invitations');
  const user = somebody(opened);
  show(user);
  await screen.findByRole('button', { name: 'Role in Sales/EMEA Buyer' });
  expect(screen.queryByRole('button', { name: 'Take Buyer in Sales/EMEA away' })).not.toBeInTheDocument();
  user.assignments = [...user.assignments, opened.host.state.account.assignment(6, 4)];
  opened.host.emit('changed', null);
  await opened.user.click(await screen.findByRole('button', { name: 'Take Buyer in Sales/EMEA away' }));
  await waitFor(() => expect(user.assignments.map((each) => each.group)).toEqual([6]));
});

test('whoever declined was offered something that is not changed any more', async () => {
  const opened = openWindow('#/invitations');
  show(somebody(opened, { status: 'declined' }));
  const aside = await panel();
  expect(await within(aside).findByText('Sales/EMEA')).toBeVisible();
  expect(within(aside).queryByRole('button', { name: /^Role in/ })).not.toBeInTheDocument();
  expect(within(aside).queryByRole('button', { name: 'Add to a group…' })).not.toBeInTheDocument();
});

test('an answer on the telephone is recorded with its name and note', async () => {
  const opened = openWindow('#/invitations');
  const user = somebody(opened, { name: null });
  show(user);
  await opened.user.click(await screen.findByRole('button', { name: 'More actions' }));
  await opened.user.click(await screen.findByRole('menuitem', { name: 'Record an answer…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Record the answer of lukasz@example.net' });
  await expectAccessible();
  await opened.user.type(within(dialog).getByLabelText('Name'), 'Łukasz Weber');
  await opened.user.type(within(dialog).getByLabelText('Note (optional)'), 'On the telephone');
  await opened.user.click(within(dialog).getByRole('button', { name: 'Record that they accepted' }));
  expect(await screen.findByText('Łukasz Weber is a user now')).toBeVisible();
  expect(callsOf(opened.host, 'record_answer')[0]?.['recorded']).toEqual({
    answer: 'accept',
    name: 'Łukasz Weber',
    note: 'On the telephone',
  });
  expect(await within(await panel()).findByText(/^, Zoë Ünal/)).toBeVisible();
});

test('a note that cannot be stored stands in the dialog with what was typed', async () => {
  const opened = openWindow('#/invitations');
  show(somebody(opened));
  await opened.user.click(await screen.findByRole('button', { name: 'More actions' }));
  await opened.user.click(await screen.findByRole('menuitem', { name: 'Record an answer…' }));
  const dialog = await screen.findByRole('dialog');
  await opened.user.click(within(dialog).getByRole('radio', { name: /^Declined/ }));
  await opened.user.click(within(dialog).getByLabelText('Note (optional)'));
  await opened.user.paste('x'.repeat(1001));
  await opened.user.click(within(dialog).getByRole('button', { name: 'Record that they declined' }));
  expect(await within(dialog).findByText(/longer than 1000 characters/)).toBeVisible();
  expect(within(dialog).getByLabelText('Note (optional)')).toHaveValue('x'.repeat(1001));
});

test('whoever declined is invited again with what was offered', async () => {
  const opened = openWindow('#/invitations');
  const user = somebody(opened, { status: 'declined' });
  opened.host.state.invitations.keep(user.id, { answer_note: 'I left the company.' });
  show(user);
  const aside = await panel();
  expect(await within(aside).findByText('I left the company.')).toBeVisible();
  expect(within(aside).queryByRole('button', { name: 'Copy link' })).not.toBeInTheDocument();
  await opened.user.click(within(aside).getByRole('button', { name: 'Invite again…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Add users by e-mail' });
  expect(within(dialog).getByRole('option', { name: /lukasz@example.net/ })).toBeVisible();
  expect(within(dialog).getByRole('button', { name: 'Role in Sales/EMEA Buyer' })).toBeVisible();
  await opened.user.click(await within(dialog).findByRole('button', { name: 'Send 1 invitation' }));
  expect(await screen.findByText('1 invitation is in the outbox.')).toBeVisible();
  expect(await within(aside).findByRole('button', { name: 'Copy link' })).toBeVisible();
  await opened.user.click(within(aside).getByRole('button', { name: 'One earlier invitation' }));
  expect(await within(aside).findByText('I left the company.')).toBeVisible();
});

test('the panel of a user has the same actions, earlier invitations, mails and the words of the server', async () => {
  const opened = openWindow('#/users');
  const { host } = opened;
  const user = somebody(opened, { status: 'declined', delivery: 'failed' });
  host.state.invitations.inviteAgain(user, null);
  Object.assign(user, { status: 'pending' });
  host.state.mails = [];
  host.state.addInvitation(user.address, '', {
    state: 'failed',
    sent_at: null,
    reply: '452 4.2.2 The mailbox is full',
  });
  host.state.addInvitation(user.address, '', { kind: 'gained' });
  show(user, 'users');
  const aside = await panel();
  expect(
    await within(aside).findByText('550 5.1.1 The email account that you tried to reach does not exist.'),
  ).toBeVisible();
  expect(within(aside).getByText('452 4.2.2 The mailbox is full')).toBeVisible();
  expect(within(aside).getByRole('link', { name: /^New roles/ })).toBeVisible();
  expect(within(aside).getByRole('button', { name: 'One earlier invitation' })).toHaveAttribute(
    'aria-expanded',
    'false',
  );
  await expectAccessible();
  await opened.user.click(within(aside).getByRole('button', { name: 'Send again…' }));
  await opened.user.click(await screen.findByRole('button', { name: 'Send again' }));
  expect(await screen.findByText('1 invitation was sent again')).toBeVisible();
});

test('an invitation that ended under the panel says why an act was not done', async () => {
  const opened = openWindow('#/invitations');
  const user = somebody(opened);
  show(user);
  const copy = await screen.findByRole('button', { name: 'Copy link' });
  user.status = 'cancelled';
  await opened.user.click(copy);
  expect(await screen.findByText(/^The invitation of Łukasz Weber was cancelled/)).toBeVisible();
});

test('the mail of an invitation that was cancelled before it left is not needed, and no server said anything', async () => {
  const opened = openWindow('#/invitations');
  const user = somebody(opened, { status: 'pending', delivery: 'queued' });
  show(user);
  const aside = await panel();
  expect(await within(aside).findByText('Queued')).toBeVisible();
  await opened.user.click(within(aside).getByRole('button', { name: 'More actions' }));
  await opened.user.click(await screen.findByRole('menuitem', { name: 'Cancel the invitation…' }));
  await opened.user.click(await screen.findByRole('button', { name: 'Cancel the invitation' }));
  expect(await within(aside).findByText('Not needed')).toBeVisible();
  expect(within(aside).getByText(/^The invitation had ended before this mail left/)).toBeVisible();
  expect(within(aside).queryByText('What the server said')).not.toBeInTheDocument();
});

test('somebody who was never invited has no invitation to show', async () => {
  openWindow('#/invitations/1');
  expect(await screen.findByRole('heading', { name: 'Never invited' })).toBeVisible();
});

test('an account without invitations says what to do next', async () => {
  const { user } = openWindow('#/invitations', { users: 1 });
  expect(await screen.findByRole('heading', { name: 'Nobody has been invited yet' })).toBeVisible();
  await expectAccessible();
  await user.click(screen.getByRole('button', { name: 'Invite by e-mail…' }));
  expect(await screen.findByRole('dialog', { name: 'Add users by e-mail' })).toBeVisible();
});
