import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { expectAccessible, openWindow } from './page';

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

test('an empty outbox says what will appear', async () => {
  openWindow('#/mail', { users: 1 });
  expect(await screen.findByRole('heading', { name: 'No mail yet' })).toBeVisible();
});
