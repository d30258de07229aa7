import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { callsOf, expectAccessible, openWindow } from './page';

test('groups stand with their users, and each leads to them', async () => {
  const { user, host } = openWindow('#/groups');
  const link = await screen.findByRole('link', { name: 'Show the users of Sales/EMEA' });
  await expectAccessible();
  await user.click(link);
  await waitFor(() => expect(callsOf(host, 'list_users').at(-1)?.['query']).toMatchObject({ group: 3 }));
});

test('a wrong path is said beside the field, a right one is added', async () => {
  const { user } = openWindow('#/groups');
  await user.click(await screen.findByRole('button', { name: 'Add a group' }));
  const path = await screen.findByLabelText('Path');
  await expectAccessible();
  await user.type(path, 'Sales//North');
  await user.click(screen.getByRole('button', { name: 'Add group' }));
  await waitFor(() => expect(path).toHaveAccessibleDescription(/Every part of a path needs a name/));
  await user.clear(path);
  await user.type(path, 'Sales/North');
  await user.click(screen.getByRole('button', { name: 'Add group' }));
  expect(await screen.findByRole('link', { name: 'Show the users of Sales/North' })).toBeVisible();
});
