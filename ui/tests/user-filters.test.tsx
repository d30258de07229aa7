import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { periodOf, spanIn, spanText } from '../src/features/users/moments';
import { callsOf, expectAccessible, openWindow } from './page';

type Opened = ReturnType<typeof openWindow>;

const grid = () => screen.findByRole('grid', { name: 'Users' });
/** Everybody but removed users. */
const usual = ['active', 'pending', 'expiring', 'expired', 'declined', 'cancelled'];
const lastQuery = ({ host }: Opened) => callsOf(host, 'list_users').at(-1)?.['query'];
const shows = (opened: Opened, query: object) =>
  waitFor(() => expect(lastQuery(opened)).toMatchObject({ limit: 100, ...query }));

test('cards say what needs somebody, and each is a filter', async () => {
  const opened = openWindow();
  const { user, host } = opened;
  Object.assign(host.state.account.users[3] as object, { assignments: [], status: 'active' });
  host.emit('changed', null);
  await user.click(await screen.findByRole('button', { name: '1 without a group' }));
  await shows(opened, { only: 'without_group', statuses: usual });
  expect(window.location.hash).toBe('#/users?show=without_group');
  await user.click(screen.getByRole('button', { name: '1 administrators' }));
  await shows(opened, { only: 'administrators' });
});

test('a card of those whose mail did not arrive is pressed, and let go again', async () => {
  const opened = openWindow('#/users?show=undelivered');
  await shows(opened, { only: 'undelivered' });
  const pressed = await screen.findByRole('button', { name: / undelivered$/ });
  expect(pressed).toHaveAttribute('aria-pressed', 'true');
  await opened.user.click(pressed);
  await waitFor(() => expect(window.location.hash).toBe('#/users'));
});

test('the card of requests leads to them', async () => {
  const { user } = openWindow();
  await user.click(await screen.findByRole('link', { name: /^\d+ requests$/ }));
  expect(window.location.hash).toBe('#/requests');
});

test('who administers a part has no cards about the whole account', async () => {
  const { host } = openWindow('#/users', { part: true });
  await waitFor(() => expect(callsOf(host, 'get_join_link').length).toBeGreaterThan(0));
  // What a link may do is not offered either: the answer is in.
  await screen.findByRole('button', { name: / active$/ });
  expect(screen.queryByRole('button', { name: / administrators$/ })).not.toBeInTheDocument();
});

test('what happened in the last 90 days is said in words', async () => {
  openWindow();
  expect(await screen.findByText(/^In the last 90 days \d+ joined and \d+ were invited$/)).toBeInTheDocument();
});

test('statuses, ways and dates are filtered together, stand in the address, and are taken away one by one', async () => {
  const opened = openWindow();
  const { user } = opened;
  await grid();
  await user.click(screen.getByRole('button', { name: 'Filter' }));
  const dialog = await screen.findByRole('dialog', { name: 'Filter' });
  await user.click(within(dialog).getByRole('checkbox', { name: 'Declined' }));
  await user.click(within(dialog).getByRole('checkbox', { name: 'Cancelled' }));
  await user.click(within(dialog).getByRole('checkbox', { name: 'Invited by hand' }));
  await shows(opened, { statuses: ['declined', 'cancelled'], came_by: ['hand'] });
  await user.click(within(dialog).getByRole('button', { name: 'Invited any time' }));
  await user.click(await screen.findByRole('option', { name: 'last 90 days' }));
  await shows(opened, { periods: [{ of: 'invited', before: expect.stringMatching(/T00:00:00.000Z$/) }] });
  expect(window.location.hash).toBe('#/users?show=declined%2Ccancelled&came=hand&invited=last-90');
  await expectAccessible();
  await user.keyboard('{Escape}');
  await user.click(await screen.findByRole('button', { name: 'Remove this filter: Declined or Cancelled' }));
  await shows(opened, { statuses: usual, came_by: ['hand'] });
  await user.click(screen.getByRole('button', { name: 'Remove this filter: Invited: last 90 days' }));
  await shows(opened, { periods: [] });
  act(() => window.history.back());
  expect(await screen.findByRole('button', { name: 'Remove this filter: Invited: last 90 days' })).toBeVisible();
});

test('days of one’s own are typed part by part', async () => {
  const opened = openWindow('#/users?joined=2026-01-01..2026-03-31');
  const { user } = opened;
  await shows(opened, {
    periods: [{ of: 'joined', from: '2026-01-01T00:00:00.000Z', before: '2026-04-01T00:00:00.000Z' }],
  });
  await user.click(await screen.findByRole('button', { name: 'Filter' }));
  const joined = await screen.findByRole('group', { name: 'Joined' });
  const [month] = within(joined).getAllByRole('spinbutton');
  act(() => month?.focus());
  await user.keyboard('{ArrowUp}');
  await shows(opened, { periods: [{ of: 'joined', from: '2026-02-01T00:00:00.000Z' }] });
  await expectAccessible();
});

test('a group is shown with those below it, or alone', async () => {
  const opened = openWindow('#/users?group=2');
  await shows(opened, { group: 2, subgroups: true });
  await opened.user.click(await screen.findByRole('checkbox', { name: 'Subgroups too' }));
  await shows(opened, { group: 2, subgroups: false });
  expect(window.location.hash).toBe('#/users?group=2&subgroups=no');
  await expectAccessible();
});

test('an address is looked at before it is believed', async () => {
  const opened = openWindow(
    '#/users?show=king,pending&came=moon&joined=last-0&invited=2026-02-31..x&group=all&sort=age',
  );
  await shows(opened, { statuses: ['pending'], only: null, came_by: [], periods: [], group: null, sort: 'name' });
});

test('every column sorts', async () => {
  const opened = openWindow();
  await grid();
  for (const [title, sort] of [
    ['Groups and roles', 'groups'],
    ['Invited', 'invited_at'],
    ['Joined', 'joined_at'],
    ['Last day', 'expires_at'],
    ['Delivery', 'delivery'],
  ] as const) {
    await opened.user.click(screen.getByRole('button', { name: `Sort by ${title}` }));
    await shows(opened, { sort });
  }
});

test('days are whole days in UTC, with today among the last and the next', () => {
  const today = '2026-11-22';
  const period = (text: string) => periodOf('joined', spanIn(text) ?? { kind: 'last', days: 999 }, today);
  expect(period('last-1')).toMatchObject({ from: '2026-11-22T00:00:00.000Z', before: '2026-11-23T00:00:00.000Z' });
  expect(period('last-7')).toMatchObject({ from: '2026-11-16T00:00:00.000Z', before: '2026-11-23T00:00:00.000Z' });
  expect(period('next-7')).toMatchObject({ from: '2026-11-22T00:00:00.000Z', before: '2026-11-29T00:00:00.000Z' });
  expect(period('..2026-02-28')).toMatchObject({ from: null, before: '2026-03-01T00:00:00.000Z' });
  for (const text of ['last-30', 'next-1', '2026-01-01..2026-01-01', '2026-01-01..', '..2026-01-01'])
    expect(spanText(spanIn(text))).toBe(text);
  for (const text of ['', '..', 'last-0', 'last-1000', '2026-02-30..', '2026-01-01', '1..2..3'])
    expect(spanIn(text)).toBeNull();
});

/** Removes the first users of the list by name. */
function remove({ host }: Opened, ...names: string[]) {
  names.forEach((name, at) =>
    Object.assign(host.state.account.users[at + 1] as object, { name, status: 'removed', assignments: [] }),
  );
  host.emit('changed', null);
}

test('removed users are neither in the list nor in its number, until they are asked for', async () => {
  const opened = openWindow('#/users', { users: 20 });
  remove(opened, 'Aaron Aal', 'Aaron Abt');
  expect(await screen.findByText('18 users')).toBeVisible();
  expect(screen.getByRole('link', { name: /^Users\s*18/ })).toBeVisible();
  expect(screen.queryByText('Aaron Aal')).not.toBeInTheDocument();
  expect(window.location.hash).toBe('#/users');
  const list = await grid();
  act(() => list.focus());
  await opened.user.keyboard('{Control>}a{/Control}');
  expect(await screen.findByText('All 18 that match are selected')).toBeVisible();
  await opened.user.click(screen.getByRole('button', { name: 'Export…' }));
  await waitFor(() =>
    expect(callsOf(opened.host, 'export_users').at(-1)).toMatchObject({
      selection: { kind: 'matching', query: { statuses: usual } },
    }),
  );
  await opened.user.click(screen.getByRole('button', { name: 'Filter' }));
  await opened.user.click(await screen.findByRole('checkbox', { name: 'Removed' }));
  await opened.user.keyboard('{Escape}');
  expect(await screen.findByText('Aaron Aal')).toBeVisible();
  expect(await screen.findByText('2 of 20 users')).toBeVisible();
  expect(window.location.hash).toBe('#/users?show=removed');
});

test('a search that finds removed users too says so, and leads to them', async () => {
  const opened = openWindow('#/users?search=aaron', { users: 20 });
  Object.assign(opened.host.state.account.users[3] as object, { name: 'Aaron Acker', status: 'active' });
  remove(opened, 'Aaron Aal');
  expect(await screen.findByText(/^1 of 19 users · 1 removed user also matches/)).toBeVisible();
  await expectAccessible();
  await opened.user.click(screen.getByRole('link', { name: 'Show the removed user' }));
  expect(await screen.findByText('Aaron Aal')).toBeVisible();
  expect(window.location.hash).toBe('#/users?search=aaron&show=removed');
  expect(screen.queryByText(/also match/)).not.toBeInTheDocument();
});

test('a search that finds removed users only says so in the place of the list', async () => {
  const opened = openWindow('#/users?search=aaron', { users: 20 });
  remove(opened, 'Aaron Aal', 'Aaron Abt');
  expect(await screen.findByText('2 removed users match, and nobody else.')).toBeVisible();
  await expectAccessible();
  await opened.user.click(screen.getByRole('button', { name: 'Show the removed users' }));
  expect(await screen.findByText('Aaron Abt')).toBeVisible();
});
