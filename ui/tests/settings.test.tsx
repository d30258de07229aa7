import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { callsOf, expectAccessible, openWindow } from './page';

test('settings are accessible in both ways of delivery', async () => {
  const { user } = openWindow('#/settings');
  await screen.findByRole('radio', { name: /Write to a folder/ });
  await expectAccessible();
  await user.click(screen.getByRole('radio', { name: /Send through a mail server/ }));
  expect(screen.getByLabelText('Server')).toBeVisible();
  await expectAccessible();
});

test('what is wrong stands beside its field and nothing is saved', async () => {
  const { user, host } = openWindow('#/settings');
  const days = await screen.findByLabelText('Valid for');
  await user.clear(days);
  await user.type(days, '400');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  await waitFor(() => expect(days).toHaveAccessibleDescription(/from 1 to 365/));
  expect(callsOf(host, 'change_settings')).toEqual([]);
  await user.clear(days);
  await user.type(days, '30');
  await user.type(screen.getByLabelText('Public address'), 'join.example.com');
  await waitFor(() => expect(screen.getByLabelText('Public address')).toHaveAccessibleDescription(/begins with https/));
});

test('a server is saved with its password, which is never shown again', async () => {
  const { user, host } = openWindow('#/settings');
  await user.click(await screen.findByRole('radio', { name: /Send through a mail server/ }));
  await user.type(screen.getByLabelText('Server'), 'smtp.example.com');
  await user.type(screen.getByLabelText('User name'), 'zoe');
  await user.type(screen.getByLabelText('Password'), 'secret');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText('Settings saved')).toBeVisible();
  expect(callsOf(host, 'change_settings')[0]?.['input']).toMatchObject({
    mail_route: { kind: 'smtp', host: 'smtp.example.com', port: 465, security: 'tls', user: 'zoe' },
    password: 'secret',
  });
  expect(screen.getByLabelText('Password')).toHaveValue('');
  expect(screen.getByLabelText('Password')).toHaveAccessibleDescription(/A password is kept: in your keyring/);
  expect(screen.queryByRole('button', { name: 'Save changes' })).not.toBeInTheDocument();
});

test('the usual port follows the security until another was written', async () => {
  const { user } = openWindow('#/settings');
  await user.click(await screen.findByRole('radio', { name: /Send through a mail server/ }));
  await user.click(screen.getByRole('button', { name: /Security/ }));
  await user.click(await screen.findByRole('option', { name: /STARTTLS/ }));
  expect(screen.getByLabelText('Port')).toHaveValue('587');
});

test('a test that fails says why, one that works says so', async () => {
  const { user } = openWindow('#/settings');
  await user.click(await screen.findByRole('radio', { name: /Send through a mail server/ }));
  const server = screen.getByLabelText('Server');
  await user.type(server, 'wrong.example.com');
  await user.click(screen.getByRole('button', { name: 'Send a test' }));
  expect(await screen.findByText(/wrong.example.com cannot be reached/)).toBeVisible();
  await user.clear(server);
  await user.type(server, 'smtp.example.com');
  await user.click(screen.getByRole('button', { name: 'Send a test' }));
  expect(await screen.findByText(/A test was sent to/)).toBeVisible();
});

test('unsaved changes are asked about before the page is left', async () => {
  const { user } = openWindow('#/settings');
  await user.click(await screen.findByRole('checkbox', { name: /Run the join service/ }));
  await user.click(screen.getByRole('link', { name: /^Mail/ }));
  expect(await screen.findByRole('alertdialog')).toHaveTextContent('Leave without saving?');
  await user.click(screen.getByRole('button', { name: 'Keep editing' }));
  expect(screen.getByRole('checkbox', { name: /Run the join service/ })).toBeChecked();
  expect(window.location.hash).toBe('#/settings');
  await user.click(screen.getByRole('link', { name: /^Mail/ }));
  await user.click(await screen.findByRole('button', { name: 'Discard changes' }));
  expect(await screen.findByRole('heading', { name: 'Mail', level: 1 })).toBeVisible();
});

test('discarding brings the saved settings back', async () => {
  const { user } = openWindow('#/settings');
  const days = await screen.findByLabelText('Valid for');
  await user.clear(days);
  await user.type(days, '30');
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  expect(days).toHaveValue('90');
});

test('the join service says where it runs, and that links need a public address', async () => {
  const { user } = openWindow('#/settings');
  expect(await screen.findByText(/only people on this computer can open the links/)).toBeVisible();
  await user.click(screen.getByRole('checkbox', { name: /Run the join service/ }));
  await user.type(screen.getByLabelText('Public address'), 'https://join.example.com');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText('Running at http://127.0.0.1:8710')).toBeVisible();
  expect(screen.queryByText(/only people on this computer/)).not.toBeInTheDocument();
});

test('the days of reminders are checked beside their field and saved', async () => {
  const { user, host } = openWindow('#/settings');
  const days = await screen.findByLabelText('Reminders');
  expect(days).toHaveValue('7, 30, 60, 83');
  await user.clear(days);
  await user.type(days, '7, 400');
  await waitFor(() => expect(days).toHaveAccessibleDescription(/each from 1 to 364, 12 at most; or “none”/));
  await user.clear(days);
  await user.type(days, 'none');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText('Settings saved')).toBeVisible();
  expect(callsOf(host, 'change_settings')[0]?.['input']).toMatchObject({ invitation_reminders: 'none' });
});

test('a limit a minute and the connections are numbers within bounds', async () => {
  const { user, host } = openWindow('#/settings');
  await user.click(await screen.findByRole('radio', { name: /Send through a mail server/ }));
  await user.type(screen.getByLabelText('Server'), 'smtp.example.com');
  const limit = screen.getByLabelText('Mails a minute, at most');
  const connections = screen.getByLabelText('Connections');
  await user.type(limit, 'many');
  await user.clear(connections);
  await user.type(connections, '9');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  await waitFor(() => expect(limit).toHaveAccessibleDescription(/from 1 to 10000/));
  expect(connections).toHaveAccessibleDescription(/from 1 to 8/);
  await user.clear(limit);
  await user.clear(connections);
  await user.type(connections, '4');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText('Settings saved')).toBeVisible();
  expect(callsOf(host, 'change_settings')[0]?.['input']).toMatchObject({ mail_per_minute: null, mail_connections: 4 });
});

test('mails about answers are turned off at once, without saving', async () => {
  const { user, host } = openWindow('#/settings');
  const notices = await screen.findByRole('checkbox', { name: /^Tell me by mail when somebody I invited answers/ });
  await waitFor(() => expect(notices).toBeChecked());
  await user.click(notices);
  expect(await screen.findByText('You get no more mails about answers')).toBeVisible();
  expect(host.state.preferences).toEqual({ mail_answers: false, mail_requests: 'each' });
  expect(screen.queryByRole('button', { name: 'Save changes' })).not.toBeInTheDocument();
});

test('a choice that could not be kept goes back to what it was', async () => {
  const { user, host } = openWindow('#/settings');
  host.state.failing = { change_computer: { code: 'file_not_written', message: 'It could not be written.' } };
  const login = await screen.findByRole('checkbox', { name: /^Start Rollcall when I sign in/ });
  await waitFor(() => expect(login).toBeEnabled());
  await user.click(login);
  expect(await screen.findByText('It could not be written.')).toBeVisible();
  await waitFor(() => expect(login).not.toBeChecked());
});

test('the tray is offered where there is one, and where not it is said why', async () => {
  const { user, host, unmount } = openWindow('#/settings');
  const tray = await screen.findByRole('checkbox', { name: /^Keep running when the window is closed/ });
  await waitFor(() => expect(tray).toBeEnabled());
  await user.click(tray);
  await waitFor(() => expect(host.state.computer).toMatchObject({ keep_in_tray: true }));
  unmount();
  openWindow('#/settings', { tray: false });
  expect(await screen.findByText(/This desktop has no tray/)).toBeVisible();
  expect(screen.getByRole('checkbox', { name: /^Keep running/ })).toBeDisabled();
});

test('when requests lapse is set with the other settings', async () => {
  const { user, host } = openWindow('#/settings');
  const days = await screen.findByLabelText('Lapse after');
  expect(days).toHaveValue('30');
  await user.clear(days);
  await user.type(days, '0');
  await waitFor(() => expect(days).toHaveAccessibleDescription(/from 1 to 365/));
  await user.clear(days);
  await user.type(days, '14');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText('Settings saved')).toBeVisible();
  expect(callsOf(host, 'change_settings')[0]?.['input']).toMatchObject({ request_lapse_days: 14 });
});

test('who asks to join is mailed each, once a day or not at all, as one wants', async () => {
  const { user, host } = openWindow('#/settings');
  expect(await screen.findByRole('radio', { name: 'Tell me by mail of each' })).toBeChecked();
  await user.click(screen.getByRole('radio', { name: 'Tell me by mail once a day' }));
  expect(await screen.findByText('You are told by mail once a day who asks to join')).toBeVisible();
  expect(callsOf(host, 'change_preferences').at(-1)).toEqual({
    preferences: { mail_answers: true, mail_requests: 'daily' },
  });
  await user.click(screen.getByRole('radio', { name: 'Show them here only' }));
  expect(await screen.findByText('You get no more mails about requests to join')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Save changes' })).not.toBeInTheDocument();
});

test('links in mails that lead to this computer only are said on every page', async () => {
  const opened = openWindow('#/users');
  const mail_route = { kind: 'smtp', host: 'smtp.example.com', port: 465, security: 'tls', user: null } as const;
  opened.host.state.settings = { ...opened.host.state.settings, mail_route };
  expect(await screen.findByText(/^Links in mails lead to this computer only/)).toBeVisible();
  await opened.user.click(screen.getByRole('button', { name: 'Open settings' }));
  expect(await screen.findByLabelText('Public address')).toBeVisible();
});
