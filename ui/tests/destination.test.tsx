import { act, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Going } from '../src/ipc/bindings';
import { fail } from '../src/platform/fake/state';
import { callsOf, openWindow } from './page';

type Opened = ReturnType<typeof openWindow>;

const third: Going = { destination: { kind: 'request', request: 3 }, workspace: null };
/** A link is opened, in a mail say. */
function arrive({ host }: Opened, going: Going) {
  host.state.going = going;
  act(() => host.emit('destination', null));
}

test('a link in a mail leads to the request, and decides nothing', async () => {
  const opened = openWindow('#/users');
  await screen.findByRole('grid');
  arrive(opened, third);
  const { name } = opened.host.state.requests.rows[2] ?? {};
  expect(await screen.findByRole('complementary', { name: name ?? '' })).toBeVisible();
  expect(window.location.hash).toBe('#/requests/3');
  expect(callsOf(opened.host, 'approve_requests')).toEqual([]);
  arrive(opened, { destination: { kind: 'requests' }, workspace: null });
  await waitFor(() => expect(window.location.hash).toBe('#/requests'));
});

test('a program that was started by a link begins there', async () => {
  const opened = openWindow('', { delay: 20 });
  opened.host.state.going = third;
  await waitFor(() => expect(window.location.hash).toBe('#/requests/3'));
});

test('what is unsaved on another page is asked about first', async () => {
  const opened = openWindow('#/settings');
  await opened.user.type(await screen.findByLabelText('Sender address'), 'x');
  arrive(opened, third);
  await opened.user.click(await screen.findByRole('button', { name: 'Keep editing' }));
  expect(window.location.hash).toBe('#/settings');
  arrive(opened, third);
  await opened.user.click(await screen.findByRole('button', { name: 'Discard changes' }));
  await waitFor(() => expect(window.location.hash).toBe('#/requests/3'));
});

test('an invitation that is being typed is left alone until it is closed', async () => {
  const opened = openWindow('#/users');
  await screen.findByRole('grid');
  await opened.user.keyboard('n');
  await opened.user.type(await screen.findByLabelText('People'), 'mara@example.com');
  arrive(opened, third);
  const show = await screen.findByRole('button', { name: 'Show it' });
  expect(
    screen.getByText('A link was opened that shows a request to join. Close what is open here first.'),
  ).toBeVisible();
  await opened.user.click(show);
  expect(window.location.hash).toBe('#/users');
  expect(screen.getByRole('dialog', { name: 'Add users by e-mail' })).toBeVisible();
  await opened.user.click(screen.getByRole('button', { name: 'Close' }));
  await opened.user.click(await screen.findByRole('button', { name: 'Close without inviting' }));
  await opened.user.click(screen.getByRole('button', { name: 'Show it' }));
  await waitFor(() => expect(window.location.hash).toBe('#/requests/3'));
});

test('a link into another workspace opens that first', async () => {
  const opened = openWindow('#/settings');
  await opened.user.type(await screen.findByLabelText('Sender address'), 'x');
  arrive(opened, { ...third, workspace: opened.host.state.recent[1] ?? null });
  await opened.user.click(await screen.findByRole('button', { name: 'Discard changes' }));
  await waitFor(() => expect(window.location.hash).toBe('#/requests/3'));
  expect(callsOf(opened.host, 'open_recent')).toEqual([{ id: 2 }]);
});

test('a link that leads nowhere says why', async () => {
  const opened = openWindow('#/users');
  await screen.findByRole('grid');
  opened.host.state.failing = {
    take_destination: fail('not_found', 'The account of this link was never opened here.'),
  };
  arrive(opened, third);
  expect(await screen.findByText('The account of this link was never opened here.')).toBeVisible();
  expect(window.location.hash).toBe('#/users');
});

test('who acts is asked first, and the request stands there afterwards', async () => {
  const opened = openWindow('', { open: 'choose' });
  await screen.findByRole('heading', { name: 'Which administrator are you?' });
  arrive(opened, third);
  await waitFor(() => expect(window.location.hash).toBe('#/requests/3'));
  await opened.user.click(screen.getByRole('radio', { name: /Zoë Ünal/ }));
  await opened.user.click(screen.getByRole('button', { name: 'Continue as Zoë Ünal' }));
  expect(
    await screen.findByRole('complementary', { name: opened.host.state.requests.rows[2]?.name ?? '' }),
  ).toBeVisible();
});

test('a workspace that is closed instead takes the place of the request with it', async () => {
  const opened = openWindow('#/requests/3', { open: 'choose' });
  await opened.user.click(await screen.findByRole('button', { name: 'Close this workspace' }));
  await screen.findByRole('heading', { name: 'Welcome to Rollcall' });
  expect(window.location.hash).toBe('#/');
});
