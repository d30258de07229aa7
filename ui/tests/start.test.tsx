import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { callsOf, expectAccessible, openWindow } from './page';

test('the first start offers three ways in and is accessible', async () => {
  openWindow('#/', { open: 'nothing' });
  expect(await screen.findByRole('button', { name: /Create an account/ })).toBeVisible();
  expect(screen.getByRole('button', { name: /Open a workspace/ })).toBeVisible();
  expect(screen.getByRole('button', { name: /Look around in a sample account/ })).toBeVisible();
  await expectAccessible();
});

test('a form with faults says them beside its fields, focuses the first, and creates nothing', async () => {
  const { user, host } = openWindow('#/new', { open: 'nothing' });
  await user.type(await screen.findByLabelText('Your e-mail address'), 'zoe at example');
  await user.click(screen.getByRole('button', { name: 'Create account…' }));
  const account = screen.getByLabelText('Name of the account');
  await waitFor(() => expect(account).toHaveAccessibleDescription(/Give the account a name/));
  expect(account).toHaveAttribute('aria-invalid', 'true');
  await waitFor(() => expect(account).toHaveFocus());
  expect(screen.getByLabelText('Your e-mail address')).toHaveAccessibleDescription(/This is no e-mail address/);
  expect(callsOf(host, 'create_workspace')).toEqual([]);
  await expectAccessible();
});

test('a right form creates the account with its groups and opens the users', async () => {
  const { user, host } = openWindow('#/new', { open: 'nothing' });
  await user.type(await screen.findByLabelText('Name of the account'), 'Globex');
  await user.type(screen.getByLabelText('Your name'), 'Ana Silva');
  await user.type(screen.getByLabelText('Your e-mail address'), 'ana@example.net');
  await user.type(screen.getByLabelText(/First groups/), 'Sales\n\n Sales/EMEA ');
  await user.click(screen.getByRole('button', { name: 'Create account…' }));
  expect(await screen.findByRole('heading', { name: 'Users' })).toBeVisible();
  expect(callsOf(host, 'create_workspace')).toEqual([
    {
      input: {
        account: 'Globex',
        administrator_name: 'Ana Silva',
        administrator_address: 'ana@example.net',
        groups: ['Sales', 'Sales/EMEA'],
      },
    },
  ]);
  expect(screen.getByRole('button', { name: /Globex.*Workspace menu/ })).toBeVisible();
  expect(await screen.findByRole('heading', { name: 'Nobody but you, so far' })).toBeVisible();
});

test('closing the save dialog leaves the form as it was', async () => {
  const { user, host } = openWindow('#/new', { open: 'nothing' });
  host.state.saves = false;
  await user.type(await screen.findByLabelText('Name of the account'), 'Globex');
  await user.type(screen.getByLabelText('Your name'), 'Ana');
  await user.type(screen.getByLabelText('Your e-mail address'), 'ana@example.net');
  await user.click(screen.getByRole('button', { name: 'Create account…' }));
  await waitFor(() => expect(callsOf(host, 'create_workspace')).toHaveLength(1));
  expect(screen.getByLabelText('Name of the account')).toHaveValue('Globex');
});

test('a recent workspace that is missing cannot be opened and can be forgotten', async () => {
  const { user } = openWindow('#/', { open: 'nothing' });
  const missing = await screen.findByRole('button', { name: /^Old office.*Not found at its place/ });
  expect(missing).toBeDisabled();
  await user.click(screen.getByRole('button', { name: 'Forget Old office' }));
  await waitFor(() => expect(screen.queryByText('Old office')).not.toBeInTheDocument());
  expect(screen.getByRole('button', { name: /^Northwind/ })).toBeEnabled();
});

test('a workspace whose administrator is not chosen asks who acts', async () => {
  const { user, host } = openWindow('#/', { open: 'choose' });
  expect(await screen.findByRole('heading', { name: 'Which administrator are you?' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Continue' })).toBeDisabled();
  await expectAccessible();
  await user.click(screen.getByRole('radio', { name: /Ana Silva/ }));
  await user.click(screen.getByRole('button', { name: 'Continue as Ana Silva' }));
  expect(await screen.findByRole('heading', { name: 'Users' })).toBeVisible();
  expect(callsOf(host, 'choose_administrator')).toEqual([{ user: 2 }]);
});

test('the sample says that it is one, and closing a workspace leads back to the start', async () => {
  const { user } = openWindow('#/', { open: 'nothing' });
  await user.click(await screen.findByRole('button', { name: /sample account/ }));
  expect(await screen.findByText(/This is a sample account/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: /Workspace menu/ }));
  const menu = await screen.findByRole('menu');
  await user.click(within(menu).getByRole('menuitem', { name: 'Close workspace' }));
  expect(await screen.findByRole('heading', { name: 'Welcome to Rollcall' })).toBeVisible();
});
