import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { callsOf, expectAccessible, openWindow } from './page';

const grid = () => screen.findByRole('grid', { name: /Mails/ });

test('the outbox says that mails are written to a folder, and is accessible', async () => {
  openWindow('#/mail');
  await grid();
  expect(await screen.findByText(/Mails are written to a folder and not sent: /)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Set up sending…' })).toBeVisible();
  await expectAccessible();
});

test('a state filters the mails', async () => {
  const { user, host } = openWindow('#/mail');
  await grid();
  const failed = host.state.mails.filter((mail) => mail.state === 'failed').length;
  expect(failed).toBeGreaterThan(0);
  await user.click(screen.getByRole('button', { name: `${failed} Failed` }));
  await waitFor(async () => expect(await grid()).toHaveAttribute('aria-rowcount', String(failed + 1)));
  for (const row of within(await grid())
    .getAllByRole('row')
    .slice(1))
    expect(row).toHaveTextContent('Failed');
});

test('a mail is read as text, with what the server said', async () => {
  const { user, host } = openWindow('#/mail?state=failed');
  const mail = host.state.mails.find((each) => each.state === 'failed');
  if (mail !== undefined) mail.text = 'Hello <b>there</b>\n\nhttps://join.example.com/i/x';
  const row = within(await grid())
    .getAllByRole('row')
    .at(-1);
  await user.click(row as HTMLElement);
  const panel = await screen.findByRole('complementary');
  expect(await within(panel).findByText(/550 5.1.1/)).toBeVisible();
  expect(within(panel).getByText(/It was not delivered and will not be tried again/)).toBeVisible();
  expect(panel.querySelector('pre')).toHaveTextContent('<b>there</b>');
  expect(panel.querySelector('b')).toBeNull();
  await expectAccessible();
  await user.click(within(panel).getByRole('button', { name: 'Show in folder' }));
  expect(host.state.revealed).toHaveLength(1);
});

test('delivering now brings deferred mails to Sent', async () => {
  const { user } = openWindow('#/mail');
  await grid();
  await user.click(screen.getByRole('button', { name: 'Deliver now' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: / Deferred$/ })).not.toBeInTheDocument());
});

test('the sidebar counts what needs a look, and trouble stands over every page', async () => {
  const { host } = openWindow('#/groups', { trouble: true });
  const bad = host.state.mails.filter((mail) => ['failed', 'uncertain', 'deferred'].includes(mail.state)).length;
  expect(await screen.findByRole('link', { name: new RegExp(`Mail.*${bad} mails need a look`) })).toBeVisible();
  expect(await screen.findByRole('alert')).toHaveTextContent(/The mail server smtp.example.com cannot be reached/);
});

test('a mail that nobody needed any more needs no look, says why, and can be filtered for', async () => {
  const { user, host } = openWindow('#/mail');
  const waiting = host.state.mails.find((mail) => mail.state === 'deferred');
  const invitee = host.state.account.users.find((each) => each.address === waiting?.to);
  if (invitee === undefined) throw new Error('no mail waits');
  host.state.dropMails(invitee);
  const bad = host.state.mails.filter((mail) => ['failed', 'uncertain', 'deferred'].includes(mail.state)).length;
  expect(await screen.findByRole('link', { name: new RegExp(`Mail.*${bad} mails? needs? a look`) })).toBeVisible();
  await user.click(await screen.findByRole('button', { name: '1 Not needed' }));
  await waitFor(async () => expect(await grid()).toHaveAttribute('aria-rowcount', '2'));
  const row = within(await grid()).getByRole('row', { name: /Not needed/ });
  expect(row).toHaveTextContent(/The invitation had ended before this mail left/);
  await user.click(row);
  const panel = await screen.findByRole('complementary');
  expect(await within(panel).findByText('It was not sent, since nobody needed it any more.')).toBeVisible();
  expect(within(panel).queryByLabelText('What the server said')).not.toBeInTheDocument();
  await expectAccessible();
});

test('an empty outbox says what will appear', async () => {
  openWindow('#/mail', { users: 1 });
  expect(await screen.findByRole('heading', { name: 'No mail yet' })).toBeVisible();
});

test('paused mail is said on every page with how many wait, and goes on from there', async () => {
  const { user, host } = openWindow('#/mail', { users: 1000 });
  await grid();
  const waiting = host.state.mails.filter((mail) => mail.state === 'deferred').length;
  await user.click(screen.getByRole('button', { name: 'Pause mail' }));
  expect(await screen.findByText(`Mail is paused: ${waiting} mails wait in the outbox.`)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Deliver now' })).toBeDisabled();
  await expectAccessible();
  await user.click(screen.getByRole('link', { name: 'Groups' }));
  await screen.findByRole('heading', { name: 'Groups', level: 1 });
  await user.click(screen.getByRole('button', { name: 'Resume mail' }));
  await waitFor(() => expect(screen.queryByText(/Mail is paused/)).not.toBeInTheDocument());
  expect(callsOf(host, 'pause_mail')).toEqual([{ paused: true }, { paused: false }]);
});

test('the limit of mails a minute is said where they leave', async () => {
  const { host } = openWindow('#/mail');
  await grid();
  Object.assign(host.state.settings, {
    mail_route: { kind: 'smtp', host: 'smtp.example.com', port: 465, security: 'tls', user: null },
    mail_per_minute: 30,
  });
  host.emit('changed', null);
  expect(await screen.findByText('At most 30 mails a minute leave.')).toBeVisible();
});

test('every kind of mail has its word', async () => {
  const { host } = openWindow('#/mail');
  for (const kind of ['reminder', 'gained', 'answer', 'import_report'] as const)
    host.state.addInvitation('ana@example.com', '', { kind });
  host.emit('changed', null);
  for (const word of ['Reminder', 'New roles', 'Answer', 'Import report'])
    expect(await within(await grid()).findByText(word)).toBeVisible();
});

test('a mail that came back is chosen, and marks the mail that it is about', async () => {
  const { user, host } = openWindow('#/mail');
  const mail = host.state.addInvitation('gone@example.com', '');
  await grid();
  await user.click(screen.getByRole('button', { name: 'Read a bounced mail…' }));
  expect(await screen.findByText('Marked the mail to gone@example.com as failed.')).toBeVisible();
  expect(mail.state).toBe('failed');
});

test('mails that are dropped are read as bounces, not as spreadsheets', async () => {
  const { host } = openWindow('#/mail');
  host.state.addInvitation('gone@example.com', '');
  host.state.files.set(8, { name: 'Undelivered.EML', rows: [] });
  host.state.files.set(9, { name: 'holiday.eml', rows: [] });
  await grid();
  act(() => host.emit('file-over', true));
  expect(screen.getByText('Drop a mail that came back (.eml)')).toBeVisible();
  act(() =>
    host.emit('file-dropped', [
      { handle: 8, name: 'Undelivered.EML' },
      { handle: 9, name: 'holiday.eml' },
    ]),
  );
  expect(await screen.findByText('Marked the mail to gone@example.com as failed.')).toBeVisible();
  expect(await screen.findByText(/“holiday.eml” does not say that a mail could not be delivered/)).toBeVisible();
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

test('a trouble that stops all mail is one message, with the way to the settings', async () => {
  const { user } = openWindow('#/mail', { trouble: true });
  await grid();
  expect(screen.getAllByRole('alert')).toHaveLength(1);
  await user.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Open settings' }));
  expect(await screen.findByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
});
