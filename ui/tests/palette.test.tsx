import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { commands } from '../src/ipc/bindings';
import { callsOf, expectAccessible, openWindow } from './page';

const palette = () => screen.findByRole('dialog', { name: 'Find or do something' });
const items = async () => within(await palette()).getAllByRole('menuitem');
const here = () => window.location.hash;

async function openPalette(options = {}) {
  const opened = openWindow('#/users', options);
  await screen.findByRole('grid', { name: 'Users' });
  await opened.user.keyboard('{Control>}k{/Control}');
  await palette();
  return opened;
}

test('Ctrl+K shows what can be done, and Enter does the first that fits', async () => {
  const { user } = await openPalette();
  expect(screen.getByRole('searchbox', { name: /Type what to do/ })).toHaveFocus();
  await expectAccessible();
  await user.keyboard('go to mail');
  await waitFor(async () => expect(await items()).toHaveLength(1));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(here()).toBe('#/mail'));
  expect(screen.queryByRole('dialog', { name: 'Find or do something' })).toBeNull();
});

test('somebody is found by a part of their name without accents, and opens beside the list', async () => {
  const { user } = await openPalette();
  await user.keyboard('zoe akes');
  const people = await within(await palette()).findByRole('group', { name: 'Users' });
  await user.click((await within(people).findAllByRole('menuitem'))[0] as HTMLElement);
  await waitFor(() => expect(here()).toMatch(/^#\/users\/\d+$/));
});

test('what fits nothing says so, and Escape gives the page back', async () => {
  const { user } = await openPalette();
  await user.keyboard('qqqq');
  expect(await screen.findByText(/Nothing fits/)).toBeVisible();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(screen.getByRole('grid', { name: 'Users' })).toBeVisible();
});

test('the palette does not open over a dialog', async () => {
  const { user } = openWindow();
  await screen.findByRole('grid', { name: 'Users' });
  await user.keyboard('n');
  await screen.findByRole('dialog', { name: /Add users/ });
  await user.keyboard('{Control>}k{/Control}');
  expect(screen.queryByRole('dialog', { name: 'Find or do something' })).toBeNull();
});

test('g and a letter go to a page, and neither letter does anything else', async () => {
  const { user } = openWindow();
  await screen.findByRole('grid', { name: 'Users' });
  await user.keyboard('gi');
  await waitFor(() => expect(here()).toBe('#/invitations'));
  await user.keyboard('gu');
  await waitFor(() => expect(here()).toBe('#/users'));
  // n alone invites; behind g it does not.
  await user.keyboard('gn');
  expect(screen.queryByRole('dialog')).toBeNull();
  await user.keyboard('n');
  expect(await screen.findByRole('dialog', { name: /Add users/ })).toBeVisible();
});

test('letters that are typed into a field go nowhere', async () => {
  const { user } = openWindow();
  await screen.findByRole('grid', { name: 'Users' });
  await user.keyboard('/');
  await user.keyboard('gi?');
  expect(here()).toBe('#/users');
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a question mark lists the keys', async () => {
  const { user } = openWindow();
  await screen.findByRole('grid', { name: 'Users' });
  await user.keyboard('?');
  const dialog = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
  expect(within(dialog).getByText('Tick all that match')).toBeVisible();
  expect(within(dialog).getByText('G U')).toBeVisible();
  await expectAccessible();
});

test('colours and size are changed from the palette and by Ctrl and +', async () => {
  const { user, host } = await openPalette();
  await user.keyboard('dark');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(host.state.computer.look).toEqual({ theme: 'dark', zoom: 100 }));
  await user.keyboard('{Control>}+{/Control}');
  await waitFor(() => expect(host.state.computer.look).toEqual({ theme: 'dark', zoom: 110 }));
  await user.keyboard('{Control>}0{/Control}');
  await waitFor(() => expect(host.state.computer.look).toEqual({ theme: 'dark', zoom: 100 }));
  expect(callsOf(host, 'change_look')).toHaveLength(3);
});

test('Alt and an arrow go back and forward, but not while somebody writes', async () => {
  const { user } = openWindow();
  await screen.findByRole('grid', { name: 'Users' });
  await user.keyboard('gi');
  await waitFor(() => expect(here()).toBe('#/invitations'));
  const back = vi.spyOn(window.history, 'back');
  const forward = vi.spyOn(window.history, 'forward');
  await user.keyboard('/{Alt>}{ArrowLeft}{/Alt}');
  expect(back).not.toHaveBeenCalled();
  (document.activeElement as HTMLElement).blur();
  await user.keyboard('{Alt>}{ArrowLeft}{/Alt}{Alt>}{ArrowRight}{/Alt}');
  expect(back).toHaveBeenCalledOnce();
  expect(forward).toHaveBeenCalledOnce();
  back.mockRestore();
  forward.mockRestore();
});

test('while users are ticked, what can be done with them comes first', async () => {
  const { user } = openWindow('#/users');
  const grid = await screen.findByRole('grid', { name: 'Users' });
  act(() => grid.focus());
  await user.keyboard(' {Shift>}{ArrowDown}{ArrowDown}{/Shift}');
  await user.keyboard('{Control>}k{/Control}');
  const ticked = within(await palette()).getByRole('group', { name: 'Selected users' });
  const words = within(ticked)
    .getAllByRole('menuitem')
    .map((item) => item.textContent);
  expect(words).toContain('Remove 3 users from the account…');
  expect((await items())[0]).toHaveTextContent('Give a role to 3 users…');
  await expectAccessible();
  await user.keyboard('give{Enter}');
  expect(await screen.findByRole('dialog', { name: 'Give 3 users a role' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Change nothing' }));
  await waitFor(() => expect(grid).toHaveFocus());
  await user.keyboard('{Escape}{Control>}k{/Control}');
  expect(within(await palette()).queryByRole('group', { name: 'Selected users' })).not.toBeInTheDocument();
});

test('a list of users is found by its status, and by the name that somebody gave it', async () => {
  const { user } = await openPalette();
  await commands.saveView({ name: 'Sales, newest first', place: 'search=sales&sort=joined_at&order=down' });
  await user.keyboard('expiring');
  await user.click(await within(await palette()).findByRole('menuitem', { name: 'Users: expiring' }));
  await waitFor(() => expect(here()).toBe('#/users?show=expiring'));
  await user.keyboard('{Control>}k{/Control}');
  await palette();
  await user.keyboard('newest sales');
  await user.click(await within(await palette()).findByRole('menuitem', { name: 'Users: Sales, newest first' }));
  await waitFor(() => expect(here()).toBe('#/users?search=sales&sort=joined_at&order=down'));
});
