import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fail } from '../src/platform/fake/state';
import { callsOf, expectAccessible, openWindow } from './page';

const grid = () => screen.findByRole('grid', { name: 'Users' });
const firstRow = async () => within(await grid()).getAllByRole('row')[1] as HTMLElement;
const lastQuery = (host: ReturnType<typeof openWindow>['host']) => callsOf(host, 'list_users').at(-1)?.['query'];

/** How many the list shows: of the pretended users some are removed. */
const shown = ({ state }: ReturnType<typeof openWindow>['host']) =>
  state.account.users.filter((each) => each.status !== 'removed').length;

test('the list is a grid that knows its length and is accessible', async () => {
  const { host } = openWindow();
  expect(shown(host)).toBeLessThan(300);
  expect(await grid()).toHaveAttribute('aria-rowcount', String(shown(host) + 1));
  expect(await screen.findByText(`${shown(host)} users`)).toBeVisible();
  await expectAccessible();
});

test('a hundred thousand users put only what can be seen into the page', async () => {
  const { host } = openWindow('#/users', { users: 100_000 });
  const rows = String(shown(host) + 1);
  await waitFor(async () => expect(await grid()).toHaveAttribute('aria-rowcount', rows), { timeout: 15_000 });
  expect(within(await grid()).getAllByRole('row').length).toBeLessThan(60);
});

test('search finds accents without them, and says how many of how many', async () => {
  const { user, host } = openWindow();
  await grid();
  await user.keyboard('/');
  expect(screen.getByRole('searchbox')).toHaveFocus();
  await user.keyboard('zoe akesson');
  await waitFor(async () => expect(await firstRow()).toHaveTextContent('Zoë Åkesson'));
  expect(await screen.findByText(new RegExp(`^\\d+ of ${shown(host)} users`))).toBeVisible();
  await user.clear(screen.getByRole('searchbox'));
  await user.keyboard('nobody has this');
  expect(await screen.findByRole('heading', { name: 'Nobody matches' })).toBeVisible();
  await user.click(screen.getAllByRole('button', { name: 'Clear filters' })[0] as HTMLElement);
  expect(await screen.findByText(`${shown(host)} users`)).toBeVisible();
});

test('a card filters by its status and a second press takes that away', async () => {
  const { user, host } = openWindow();
  const card = await screen.findByRole('button', { name: / pending$/ });
  const count = Number(/\d+/.exec(card.textContent ?? '')?.[0]);
  await user.click(card);
  await waitFor(async () => expect(await grid()).toHaveAttribute('aria-rowcount', String(count + 1)));
  expect(card).toHaveAttribute('aria-pressed', 'true');
  for (const row of within(await grid())
    .getAllByRole('row')
    .slice(1))
    expect(row).toHaveTextContent('Pending');
  await user.click(screen.getByRole('button', { name: / pending$/ }));
  await waitFor(async () => expect(await grid()).toHaveAttribute('aria-rowcount', String(shown(host) + 1)));
});

test('group and role filters are asked for together', async () => {
  const { user, host } = openWindow();
  await grid();
  await user.click(screen.getByRole('button', { name: /^Group/ }));
  await user.click(await screen.findByRole('option', { name: 'EMEA' }));
  await user.click(screen.getByRole('button', { name: /^Role/ }));
  await user.click(await screen.findByRole('option', { name: 'Buyer' }));
  await waitFor(() => expect(lastQuery(host)).toMatchObject({ group: 3, role: 2 }));
  expect(window.location.hash).toContain('group=3');
});

test('a title sorts, and pressed again sorts the other way', async () => {
  const { user, host } = openWindow();
  await grid();
  await user.click(screen.getByRole('button', { name: 'Sort by Address' }));
  await waitFor(() => expect(lastQuery(host)).toMatchObject({ sort: 'address', descending: false }));
  const title = screen.getByRole('columnheader', { name: /Address/ });
  expect(title).toHaveAttribute('aria-sort', 'ascending');
  await user.click(screen.getByRole('button', { name: 'Sort by Address' }));
  await waitFor(() => expect(title).toHaveAttribute('aria-sort', 'descending'));
  expect(lastQuery(host)).toMatchObject({ sort: 'address', descending: true });
});

test('arrows move, Enter opens the panel, Escape closes it and the list has the focus again', async () => {
  const { user } = openWindow();
  const list = await grid();
  act(() => list.focus());
  await user.keyboard('{ArrowDown}{ArrowDown}');
  const active = document.getElementById(list.getAttribute('aria-activedescendant') ?? '');
  expect(active).toHaveAttribute('aria-rowindex', '4');
  const name = within(active as HTMLElement).getAllByRole('gridcell')[1]?.textContent ?? '';
  await user.keyboard('{Enter}');
  const heading = await screen.findByRole('heading', { level: 2, name });
  await waitFor(() => expect(screen.getByRole('heading', { level: 2 })).toHaveFocus());
  expect(within(heading.closest('aside') as HTMLElement).getByText('History')).toBeVisible();
  await expectAccessible();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('complementary')).not.toBeInTheDocument());
  expect(await grid()).toHaveFocus();
});

test('Escape closes the panel from what it may cover, and leaves the focus there', async () => {
  const { user } = openWindow('#/users/3');
  const panel = () => screen.queryByRole('complementary');
  await waitFor(() => expect(panel()).toBeVisible());
  const add = await screen.findByRole('button', { name: 'Add users' });
  act(() => add.focus());
  await user.keyboard('{Enter}');
  await screen.findByRole('menu');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('menu')).not.toBeInTheDocument());
  expect(panel()).toBeVisible();
  // The menu gives the focus back a moment after it is gone.
  await waitFor(() => expect(add).toHaveFocus());
  await user.keyboard('{Escape}');
  await waitFor(() => expect(panel()).not.toBeInTheDocument());
  expect(add).toHaveFocus();
});

test.each(['list', 'bar'])(
  'Escape closes the innermost first: the menu, the panel, the ticks; from the %s',
  async (from) => {
    const { user } = openWindow();
    const list = await grid();
    act(() => list.focus());
    await user.keyboard(' {Enter}');
    await screen.findByRole('complementary');
    // A menu hides what is beneath it from everything but the eye.
    const bar = () => screen.queryByRole('group', { name: 'Selected users', hidden: true });
    const panel = () => screen.queryByRole('complementary', { hidden: true });
    if (from === 'bar') {
      act(() =>
        within(bar() as HTMLElement)
          .getByRole('button', { name: 'More' })
          .focus(),
      );
      await user.keyboard('{Enter}');
    } else {
      act(() => list.focus());
      await user.keyboard('{Shift>}{F10}{/Shift}');
    }
    await screen.findByRole('menu');
    const state = () => [screen.queryByRole('menu'), panel(), bar()].map((each) => each !== null);
    expect(state()).toEqual([true, true, true]);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(state()).toEqual([false, true, true]));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(state()).toEqual([false, false, true]));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(state()).toEqual([false, false, false]));
    await waitFor(() => expect(list).toHaveFocus());
  },
);

test('End goes to the last of the users and fetches them', async () => {
  const { user, host } = openWindow('#/users', { users: 1000 });
  const last = shown(host) - 1;
  const list = await grid();
  act(() => list.focus());
  await user.keyboard('{End}');
  expect(list.getAttribute('aria-activedescendant')).toMatch(new RegExp(`-${last}$`));
  await waitFor(() =>
    expect(callsOf(host, 'list_users').map((args) => (args['query'] as { offset: number }).offset)).toContain(900),
  );
});

test('an address is copied with one click', async () => {
  const { user } = openWindow('#/users/1');
  await user.click(await screen.findByRole('button', { name: 'Copy address' }));
  expect(await navigator.clipboard.readText()).toMatch(/@example\./);
  expect(await screen.findByText(/^Copied /)).toBeVisible();
});

test('a user who joins elsewhere turns Active in the list and in the panel, live', async () => {
  const { host } = openWindow('#/users/2?search=ana.silva');
  const someone = host.state.account.users[1] as (typeof host.state.account.users)[number];
  Object.assign(someone, { status: 'pending', joined_at: null, name: 'Ana Silva', address: 'ana.silva@example.net' });
  host.emit('changed', null);
  const panel = await screen.findByRole('complementary');
  await waitFor(() => expect(within(panel).getByText('Pending')).toBeVisible());
  Object.assign(someone, { status: 'active', joined_at: new Date().toISOString() });
  act(() => {
    for (let times = 0; times < 20; times += 1) host.emit('changed', null);
  });
  await waitFor(() => expect(within(panel).getByText('Active')).toBeVisible());
  await waitFor(async () => expect(await firstRow()).toHaveTextContent('Active'));
});

test('twenty changes at once ask again only once or twice', async () => {
  const { host } = openWindow();
  await grid();
  const before = callsOf(host, 'mail_status').length;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const change = async (milliseconds: number) => {
    for (let times = 0; times < 20; times += 1) host.emit('changed', null);
    await act(() => vi.advanceTimersByTimeAsync(milliseconds));
  };
  await change(300);
  await change(10);
  await change(1000);
  vi.useRealTimers();
  // The first at once, and the others together when it is time again.
  expect(callsOf(host, 'mail_status').length - before).toBeGreaterThan(0);
  expect(callsOf(host, 'mail_status').length - before).toBeLessThanOrEqual(3);
});

test('a list that cannot be read says why and can be tried again', async () => {
  const { host, user } = openWindow('#/users', {
    failing: { list_users: fail('database', 'The workspace could not be read.') },
  });
  expect(await screen.findByText('The workspace could not be read.')).toBeVisible();
  host.state.failing = {};
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await grid()).toBeVisible();
});

test('hostile words are text', async () => {
  const { host } = openWindow('#/users/2');
  const evil = '<img src=x onerror="window.hurt=1">';
  Object.assign(host.state.account.users[1] as object, { name: evil });
  host.emit('changed', null);
  expect((await screen.findAllByText(evil)).length).toBeGreaterThan(0);
  expect(document.querySelector('img')).toBeNull();
});
