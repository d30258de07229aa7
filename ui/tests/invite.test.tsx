import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { InviteInput } from '../src/ipc/bindings';
import { fail } from '../src/platform/fake/state';
import { callsOf, expectAccessible, openWindow } from './page';

type Opened = ReturnType<typeof openWindow>;

const dialog = () => screen.findByRole('dialog', { name: 'Add users by e-mail' });
const field = async () => within(await dialog()).getByLabelText('People');
const chips = () => screen.queryAllByRole('option').map((chip) => chip.textContent);
const sent = ({ host }: Opened) => callsOf(host, 'invite').at(-1)?.['input'] as InviteInput;

/** The dialog over the list of users, ready to type into. */
async function openDialog(options: Parameters<typeof openWindow>[1] = {}) {
  const opened = openWindow('#/users', options);
  await screen.findByRole('grid', { name: 'Users' });
  await opened.user.keyboard('n');
  await dialog();
  return opened;
}
const choose = async ({ user }: Opened, group: string) =>
  user.click(within(await dialog()).getByRole('row', { name: group }));
const paste = async ({ user }: Opened, text: string) => {
  await user.click(await field());
  await user.paste(text);
};

test('the menu opens it over the list, with the field ready to type, and it is accessible', async () => {
  const { user } = openWindow();
  await user.click(await screen.findByRole('button', { name: 'Add users' }));
  expect((await screen.findAllByRole('menuitem'))[0]).toHaveTextContent('By e-mail…');
  await user.keyboard('{ArrowDown}{Enter}');
  expect(await field()).toHaveFocus();
  expect(within(await dialog()).getByRole('button', { name: 'Send invitations' })).toBeDisabled();
  expect(within(await dialog()).getByText('Type or paste at least one address.')).toBeVisible();
  await expectAccessible();
});

test('Enter, a comma, a semicolon and leaving the field each make a person', async () => {
  const { user } = await openDialog();
  await user.type(await field(), 'ana@example.com{Enter}ben@example.com,cleo@example.com;dora@example.com');
  await waitFor(() => expect(chips()).toEqual(['ana@example.com', 'ben@example.com', 'cleo@example.com']));
  await user.tab();
  await waitFor(() => expect(chips()).toHaveLength(4));
  expect(screen.getByText('4 / 20')).toBeVisible();
});

test('a line of recipients and rows of a spreadsheet are pasted as people', async () => {
  const opened = await openDialog();
  await paste(opened, 'Zoë Ünal <zoe@example.com>; Curie, Marie <marie@example.com>');
  await waitFor(() => expect(chips()).toEqual(['Zoë Ünal zoe@example.com', 'Marie Curie marie@example.com']));
  await paste(opened, 'Name\tMail\nIda\tida@example.com\nNia\tnia@example.com\n');
  await waitFor(() => expect(chips().slice(2)).toEqual(['ida@example.com', 'nia@example.com']));
  await opened.user.type(await field(), 'half');
  await paste(opened, 'hugo@example.com, omar@example.com');
  await waitFor(() =>
    expect(chips().slice(4)).toEqual([expect.stringContaining('half'), 'hugo@example.com', 'omar@example.com']),
  );
});

test('people are walked over, corrected and taken out by the keyboard alone', async () => {
  const opened = await openDialog();
  const { user } = opened;
  await paste(opened, 'ana@example.com, ben@example.com, cleo@example.com');
  await waitFor(() => expect(chips()).toHaveLength(3));
  await user.keyboard('{ArrowLeft}');
  expect(screen.getByRole('option', { name: 'cleo@example.com' })).toHaveFocus();
  await user.keyboard('{ArrowLeft}{Delete}');
  await waitFor(() => expect(screen.getByRole('option', { name: 'cleo@example.com' })).toHaveFocus());
  expect(chips()).toEqual(['ana@example.com', 'cleo@example.com']);
  await user.keyboard('{Home}{Enter}');
  expect(await field()).toHaveValue('ana@example.com');
  await user.keyboard('{Backspace}{Backspace}{Backspace}org{Enter}');
  await waitFor(() => expect(chips()).toEqual(['ana@example.org', 'cleo@example.com']));
  await user.keyboard('{Backspace}');
  expect(await field()).toHaveValue('cleo@example.com');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(chips()).toEqual(['ana@example.org', 'cleo@example.com']));
  expect(await dialog()).toBeVisible();
});

test('two clicks correct a person, and the cross takes one out', async () => {
  const opened = await openDialog();
  await paste(opened, 'ana@example.com, ben@example.com');
  await waitFor(() => expect(chips()).toHaveLength(2));
  await opened.user.dblClick(screen.getByRole('option', { name: 'ana@example.com' }));
  expect(await field()).toHaveValue('ana@example.com');
  await opened.user.click(
    screen.getByRole('option', { name: 'ben@example.com' }).querySelector('[data-remove]') as Element,
  );
  await waitFor(() => expect(chips()).toEqual(['ana@example.com']));
});

test('each chip says at once what is known, in words that are tied to it', async () => {
  const opened = await openDialog();
  const { user, host } = opened;
  const of = (status: string) =>
    host.state.account.users.find((each) => each.status === status && each.id > 1)?.address ?? '';
  await choose(opened, 'Acme (everything)');
  await user.type(await field(), 'ana.example.com;');
  await paste(opened, `ben@gmial.com; cleo@example.com; cleo@example.com; ${of('active')}; ${of('pending')}`);
  const said: [string, RegExp][] = [
    ['Problem: ana.example.com', /is not an e-mail address/],
    ['Worth a look: ben@gmial.com', /looks mistyped/],
    ['Problem: cleo@example.com', /stands there twice/],
    [`Known: ${of('active')}`, /Already a user: gains the new roles at once/],
    [`Known: ${of('pending')}`, /Already invited: is offered the new roles/],
  ];
  for (const [name, words] of said)
    await waitFor(() => expect(screen.getByRole('option', { name })).toHaveAccessibleDescription(words));
  expect(screen.getByRole('option', { name: 'cleo@example.com' })).not.toHaveAttribute('aria-describedby');
  await expectAccessible();
  expect(screen.getByText('Correct or take out the 2 marked addresses.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Use ben@gmail.com' }));
  expect(await screen.findByRole('option', { name: 'ben@gmail.com' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Take out cleo@example.com' }));
  await user.click(screen.getByRole('button', { name: 'Correct' }));
  expect(await field()).toHaveValue('ana.example.com');
  await user.clear(await field());
  expect(await screen.findByRole('button', { name: 'Send 2 invitations, give 2 people these roles' })).toBeEnabled();
});

test('whoever was declined, cancelled, removed or did not answer is said to be invited again', async () => {
  const opened = await openDialog();
  const statuses = ['declined', 'cancelled', 'removed', 'expired'] as const;
  const people = opened.host.state.account.users.slice(3, 7);
  people.forEach((each, at) => Object.assign(each, { status: statuses[at], address: `${statuses[at]}@example.com` }));
  await paste(opened, people.map((each) => each.address).join(';'));
  for (const words of [
    /Declined before/,
    /was cancelled before/,
    /Was removed from the account/,
    /did not answer in time/,
  ])
    expect(await screen.findByText(words)).toBeVisible();
  await choose(opened, 'Finance');
  expect(await screen.findByRole('button', { name: 'Send 4 invitations' })).toBeEnabled();
});

test('a late answer about what was typed before is never shown', async () => {
  const opened = await openDialog();
  const { host, user } = opened;
  const invoke = host.invoke.bind(host);
  const late: (() => void)[] = [];
  host.invoke = async (command, args) => {
    const answer = await invoke(command, args);
    const input = args['input'] as InviteInput | undefined;
    if (command === 'check_invite' && input?.people[0]?.address === 'ben@gmial.com')
      await new Promise<void>((done) => late.push(done));
    return answer as never;
  };
  await paste(opened, 'ben@gmial.com');
  await waitFor(() => expect(late).toHaveLength(1));
  await user.keyboard('{Backspace}{Control>}a{/Control}ben@example.com{Enter}');
  await waitFor(() => expect(chips()).toEqual(['ben@example.com']));
  await waitFor(() => expect(callsOf(host, 'check_invite').length).toBeGreaterThan(1));
  act(() => late.forEach((done) => done()));
  // Answers are taken in the order in which they come: when this one is there, the late one was.
  const member = host.state.account.users.find((each) => each.id > 1 && each.status === 'active')?.address ?? '';
  await paste(opened, member);
  await waitFor(() => expect(chips()).toEqual(['ben@example.com', member]));
  expect(await screen.findByText(/^Already a user/)).toBeVisible();
  expect(screen.queryByText(/looks mistyped/)).not.toBeInTheDocument();
});

test('groups and a role for each, language and message are sent, and the list behind is refreshed in place', async () => {
  const opened = await openDialog();
  const { user } = opened;
  await paste(opened, 'Ida Berg <ida@example.com>, nia@example.com');
  await choose(opened, 'Sales/EMEA');
  await choose(opened, 'Finance');
  await user.click(screen.getByRole('button', { name: 'Role in Finance Buyer' }));
  await user.click(await screen.findByRole('option', { name: 'Approver' }));
  await user.click(screen.getByRole('button', { name: /Language of the mail/ }));
  await user.click(await screen.findByRole('option', { name: 'Deutsch' }));
  await user.type(screen.getByLabelText('Personal message (optional)'), 'Welcome.');
  expect(screen.getByText('8 / 1,000')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Preview of the mail' }));
  expect(await screen.findByText('Zoë Ünal lädt Sie zu Acme ein')).toBeVisible();
  expect(await screen.findByText(/Zoë Ünal writes:\s+Welcome\./)).toBeVisible();
  await expectAccessible();
  await user.click(await screen.findByRole('button', { name: 'Send 2 invitations' }));
  expect(await screen.findByText('2 invitations are in the outbox.')).toBeVisible();
  expect(sent(opened)).toEqual({
    people: [
      { address: 'ida@example.com', name: 'Ida Berg' },
      { address: 'nia@example.com', name: null },
    ],
    assignments: [
      { group: 3, role: 2 },
      { group: 6, role: 3 },
    ],
    language: 'de',
    message: 'Welcome.',
  });
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect(window.location.hash).toBe('#/users');
  expect(await screen.findByText('301 users')).toBeVisible();
});

test('the role used last is the next one, but nobody becomes an administrator by habit', async () => {
  const opened = await openDialog();
  const { user } = opened;
  await choose(opened, 'Finance');
  await user.click(screen.getByRole('button', { name: /^Role in Finance/ }));
  await user.click(await screen.findByRole('option', { name: 'Tech' }));
  await choose(opened, 'Marketing');
  await user.click(screen.getByRole('button', { name: 'Role in Marketing Tech' }));
  await user.click(await screen.findByRole('option', { name: 'Administrator' }));
  expect(screen.getByText(/^An administrator of Marketing can invite/)).toBeVisible();
  await choose(opened, 'IT');
  expect(screen.getByRole('button', { name: 'Role in IT Tech' })).toBeVisible();
});

test('an address that was not ended is sent along with the others', async () => {
  const opened = await openDialog();
  await choose(opened, 'Finance');
  await opened.user.type(await field(), 'ida@example.com,nia@example.com');
  await opened.user.click(await screen.findByRole('button', { name: /^Send/ }));
  expect(await screen.findByText('2 invitations are in the outbox.')).toBeVisible();
});

test('what is refused is said in the dialog, and nothing that was typed is lost', async () => {
  const opened = await openDialog({
    failing: {
      invite: fail(
        'invalid_input',
        'A group that you chose is not there any more. Choose another one. Nothing was changed.',
      ),
    },
  });
  const { user, host } = opened;
  await paste(opened, 'ida@example.com, nia@example.com');
  await choose(opened, 'Finance');
  await user.type(screen.getByLabelText('Personal message (optional)'), 'Welcome.');
  await user.click(await screen.findByRole('button', { name: 'Send 2 invitations' }));
  expect(await within(await dialog()).findByText(/A group that you chose is not there any more/)).toBeVisible();
  expect(chips()).toEqual(['ida@example.com', 'nia@example.com']);
  expect(screen.getByLabelText('Personal message (optional)')).toHaveValue('Welcome.');
  expect(screen.getByRole('button', { name: /^Role in Finance/ })).toBeVisible();
  host.state.failing = {};
  await user.click(screen.getByRole('button', { name: 'Send 2 invitations' }));
  expect(await screen.findByText('2 invitations are in the outbox.')).toBeVisible();
});

test('closing with people in it asks, and keeping is what Enter does', async () => {
  const opened = await openDialog();
  const { user } = opened;
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  await user.keyboard('n');
  await paste(opened, 'ida@example.com');
  await waitFor(() => expect(chips()).toHaveLength(1));
  await user.keyboard('{Escape}');
  expect(await screen.findByRole('alertdialog', { name: 'Close without inviting?' })).toBeVisible();
  await expectAccessible();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument());
  expect(chips()).toEqual(['ida@example.com']);
  await user.click(screen.getByRole('button', { name: 'Close' }));
  await user.click(await screen.findByRole('button', { name: 'Close without inviting' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
});

const twentyThree = Array.from({ length: 23 }, (_, at) => `person${at}@example.com`).join('\n');

test('more than twenty carry on as a spreadsheet, and can come back', async () => {
  const opened = await openDialog();
  const { user, host } = opened;
  await user.type(screen.getByLabelText('Personal message (optional)'), 'Welcome.');
  await paste(opened, twentyThree);
  expect(await screen.findByText('23 / 20')).toBeVisible();
  const carryOn = screen.getByRole('button', { name: 'Carry on as a spreadsheet' });
  expect(carryOn).toBeDisabled();
  expect(carryOn).toHaveAccessibleDescription(/Your personal message does not come along. Choose a group first./);
  await choose(opened, 'Finance');
  await user.click(carryOn);
  const sheet = await screen.findByRole('dialog', { name: 'Add users from a spreadsheet' });
  expect(within(sheet).getByText('23 rows')).toBeVisible();
  expect(within(sheet).getByText('Your personal message does not come along.')).toBeVisible();
  await expectAccessible();
  await user.click(within(sheet).getByRole('button', { name: 'Back to the addresses' }));
  expect(await screen.findByText('23 / 20')).toBeVisible();
  expect(screen.getByLabelText('Personal message (optional)')).toHaveValue('Welcome.');
  await user.click(screen.getByRole('button', { name: 'Carry on as a spreadsheet' }));
  await user.click(await screen.findByRole('button', { name: /^(Send|Carry out) 2\d/ }));
  await user.click(await screen.findByRole('button', { name: 'Show in Users' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(host.state.imports).toHaveLength(1);
});

test('other options plan typed people anew', async () => {
  const opened = await openDialog();
  await paste(opened, twentyThree);
  await choose(opened, 'Finance');
  await opened.user.click(screen.getByRole('button', { name: /^Role in Finance/ }));
  await opened.user.click(await screen.findByRole('option', { name: 'Administrator' }));
  await opened.user.click(screen.getByRole('button', { name: 'Carry on as a spreadsheet' }));
  await opened.user.click(await screen.findByRole('checkbox', { name: 'I want that' }));
  await waitFor(() =>
    expect(callsOf(opened.host, 'check_again').map((args) => args['options'])).toEqual([
      { create_groups: false, allow_administrators: true },
    ]),
  );
});

test('a message that is too long says so beneath its field', async () => {
  const opened = await openDialog();
  await paste(opened, 'ida@example.com');
  await choose(opened, 'Finance');
  await opened.user.click(screen.getByLabelText('Personal message (optional)'));
  await opened.user.paste('x'.repeat(1001));
  expect(screen.getByLabelText('Personal message (optional)')).toHaveAccessibleDescription(
    /longer than 1,000 characters/,
  );
  expect(screen.getByRole('button', { name: /^Send/ })).toBeDisabled();
});

test('many groups are searched by their names, and what the search hides stays chosen', async () => {
  const opened = openWindow('#/users');
  for (const name of ['North', 'South', 'East', 'West', 'Zürich'])
    opened.host.state.account.addGroup(`Warehouse/${name}`);
  await screen.findByRole('grid', { name: 'Users' });
  await opened.user.keyboard('n');
  await choose(opened, 'Finance');
  await opened.user.type(within(await dialog()).getByRole('searchbox', { name: 'Find a group' }), 'zurich');
  await waitFor(() =>
    expect(within(screen.getByRole('treegrid')).queryByRole('row', { name: 'Finance' })).not.toBeInTheDocument(),
  );
  await choose(opened, 'Warehouse/Zürich');
  expect(screen.getByRole('button', { name: /^Role in Finance/ })).toBeVisible();
  expect(screen.getByRole('button', { name: /^Role in Warehouse\/Zürich/ })).toBeVisible();
});

test('the letter opens nothing while somebody types, or under a dialog', async () => {
  const { user } = openWindow('#/users');
  await screen.findByRole('grid', { name: 'Users' });
  await user.keyboard('/n');
  expect(screen.getByRole('searchbox')).toHaveValue('n');
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});
