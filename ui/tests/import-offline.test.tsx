import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { callsOf, expectAccessible, openWindow } from './page';

test('a spreadsheet is checked, mended and saved while no workspace is open', async () => {
  const { user, host } = openWindow('#/', { open: 'nothing' });
  const rows = [
    ['ana@example.net', 'Ana', 'Anything', 'Whatever', '', ''],
    ['jean.example.net', 'Jean', 'Anything', 'Whatever', '', ''],
  ];
  host.state.files.set(1, { name: 'Plain.csv', rows });
  await user.click(await screen.findByRole('button', { name: /^Check a spreadsheet…/ }));
  expect(await screen.findByRole('dialog', { name: 'Check a spreadsheet' })).toBeVisible();
  // It is made of an account’s groups and roles.
  expect(screen.queryByText('Start with the template')).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Choose a file…' }));
  expect(await screen.findByText(/^This checks the table by itself/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Not an e-mail address 1' })).toBeVisible();
  expect(screen.queryByRole('button', { name: /Unknown group/ })).not.toBeInTheDocument();
  await expectAccessible();
  await user.dblClick(await screen.findByText('jean.example.net'));
  const field = await screen.findByRole('textbox', { name: 'Email, row 3' });
  await user.clear(field);
  await user.type(field, 'jean@example.net{Enter}');
  expect(await screen.findByText('1 row mended. No row with a problem is left.')).toBeVisible();
  expect(screen.queryByRole('button', { name: /^(Send|Carry out)/ })).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Save the corrected table…' }));
  expect(await screen.findByText(/Saved “Plain – corrected.xlsx”/)).toBeVisible();
  expect(callsOf(host, 'save_checked')).toHaveLength(1);
});
