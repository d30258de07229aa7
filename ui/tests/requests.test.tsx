import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { RequestRow } from '../src/ipc/bindings';
import { fail } from '../src/platform/fake/state';
import { callsOf, expectAccessible, openWindow } from './page';

type Opened = ReturnType<typeof openWindow>;

const grid = () => screen.findByRole('grid', { name: 'Requests to join' });
const rows = async () =>
  within(await grid())
    .getAllByRole('row')
    .slice(1);
const lastQuery = ({ host }: Opened) =>
  callsOf(host, 'list_requests')
    .map((args) => args['query'] as { limit: number })
    .findLast((query) => query.limit > 1);
const waiting = ({ host }: Opened) =>
  host.state.requests.rows
    .filter((row) => row.status === 'pending' || row.status === 'ageing')
    .toSorted((one, other) => one.confirmed_at.localeCompare(other.confirmed_at));
const one = (opened: Opened, status: RequestRow['status']) =>
  opened.host.state.requests.rows.find((row) => row.status === status) as RequestRow;

test('who waits longest stands first, and the list is accessible', async () => {
  const opened = openWindow('#/requests');
  const list = await grid();
  expect(list).toHaveAttribute('aria-rowcount', String(waiting(opened).length + 1));
  for (const title of ['Name', 'Address', 'Status', 'What they say', 'Domain', 'Suggested'])
    expect(within(list).getByRole('columnheader', { name: title })).toBeVisible();
  expect(within(list).getByRole('columnheader', { name: /Waiting since/ })).toHaveAttribute('aria-sort', 'ascending');
  expect((await rows())[0]).toHaveTextContent(waiting(opened)[0]?.address ?? '');
  expect(screen.getByText(`${waiting(opened).length} requests wait for a decision`)).toBeVisible();
  await expectAccessible();
});

test('cards, the choice of what is shown, the search and the order stand in the address', async () => {
  const opened = openWindow('#/requests');
  const { user } = opened;
  await user.click(await screen.findByRole('button', { name: / denied$/ }));
  await waitFor(() => expect(lastQuery(opened)).toMatchObject({ statuses: ['denied'], oldest_first: false }));
  expect(screen.getByRole('button', { name: 'Show denied' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Show denied' }));
  await user.click(await screen.findByRole('option', { name: 'all' }));
  await waitFor(() => expect(lastQuery(opened)).toMatchObject({ statuses: [], oldest_first: false }));
  await user.click(await screen.findByRole('button', { name: 'Sort by Asked' }));
  await user.keyboard('/mara');
  await waitFor(() => expect(lastQuery(opened)).toMatchObject({ statuses: [], oldest_first: true, search: 'mara' }));
  expect(window.location.hash).toBe('#/requests?show=all&order=up&search=mara');
  expect(await screen.findByText(/^\d+ of 24 requests$/)).toBeVisible();
  await user.click(screen.getAllByRole('button', { name: 'Clear filters' })[0] as HTMLElement);
  expect(await screen.findByText(/wait for a decision$/)).toBeVisible();
  expect(window.location.hash).toBe('#/requests');
});

test('boxes stand only where all can be decided', async () => {
  const { user } = openWindow('#/requests');
  expect((await screen.findAllByRole('checkbox', { name: /^Select/ })).length).toBeGreaterThan(1);
  await user.click(screen.getByRole('button', { name: / approved$/ }));
  await waitFor(() => expect(screen.queryByRole('checkbox', { name: /^Select/ })).not.toBeInTheDocument());
  expect(await screen.findByRole('columnheader', { name: 'Decision' })).toBeVisible();
});

test('the panel says all there is to know, has its own address, and Back closes it', async () => {
  const opened = openWindow('#/requests');
  const back = one(opened, 'pending');
  Object.assign(back, {
    note: 'A first line.\n\nAnd a last one.',
    address: 'lena@freight.example',
    domain: 'freight.example',
  });
  await opened.user.click((await screen.findAllByText(waiting(opened)[0]?.address ?? ''))[0] as HTMLElement);
  expect(window.location.hash).toBe(`#/requests/${waiting(opened)[0]?.id}`);
  window.location.hash = `#/requests/${back.id}`;
  const panel = await screen.findByRole('complementary', { name: back.name });
  expect(await within(panel).findByText(/A first line\.\s+And a last one\./)).toBeVisible();
  expect(within(panel).getByText('freight.example does not say that they belong to this account')).toBeVisible();
  expect(within(panel).getByText('Nobody so far')).toBeVisible();
  expect(within(panel).getByText('Nothing is suggested. You choose what they may do.')).toBeVisible();
  expect(within(panel).getByText(/, if nobody decides/)).toBeVisible();
  await expectAccessible();
  act(() => window.history.back());
  await waitFor(() => expect(window.location.hash).toBe(`#/requests/${waiting(opened)[0]?.id}`));
  act(() => window.history.back());
  await waitFor(() => expect(screen.queryByRole('complementary')).not.toBeInTheDocument());
});

test('the panel of somebody who was removed says so, and what approving would mean', async () => {
  openWindow('#/requests/2');
  const panel = await screen.findByRole('complementary');
  const was = await within(panel).findByRole('link', { name: 'Somebody who was a member, and was removed' });
  expect(was).toHaveAttribute('href', expect.stringMatching(/^#\/users\/\d+$/));
  expect(panel).toHaveTextContent('If you approve, they are invited');
  expect(within(panel).getByText(/^Members at example\.\w+ have this more often than anything else\.$/)).toBeVisible();
});

test('how a request ended stands in its panel, with the words', async () => {
  const opened = openWindow('#/requests?show=all');
  const denied = one(opened, 'denied');
  Object.assign(denied, { decided_by: 'Ana Silva', words: 'Not from here.' });
  window.location.hash = `#/requests/${denied.id}?show=all`;
  const panel = await screen.findByRole('complementary', { name: denied.name });
  expect(await within(panel).findByText('Ana Silva')).toBeVisible();
  expect(within(panel).getByText('Not from here.')).toBeVisible();
  expect(within(panel).queryByRole('button', { name: /Approve/ })).not.toBeInTheDocument();
  await expectAccessible();
});

test('a request that is not there is said, beside a list that works', async () => {
  openWindow('#/requests/9999');
  expect(await screen.findByRole('complementary', { name: 'This request is not there' })).toBeVisible();
  expect(await screen.findByText('This is not there any more.')).toBeVisible();
  expect(await grid()).toBeVisible();
});

test('an address is copied from its row, and by the menu of the row', async () => {
  const opened = openWindow('#/requests');
  const first = waiting(opened)[0] as RequestRow;
  await opened.user.click(await screen.findByRole('button', { name: `Copy ${first.address}`, hidden: true }));
  expect(await screen.findByText(`Copied ${first.address}`)).toBeVisible();
  expect(screen.queryByRole('complementary')).not.toBeInTheDocument();
  expect(await grid()).toHaveFocus();
  await opened.user.keyboard('{ArrowDown}{Shift>}{F10}{/Shift}');
  const entries = (await screen.findAllByRole('menuitem')).map((item) => item.textContent);
  expect(entries.slice(0, 4)).toEqual(['Show details', 'Approve…Shortcut: A', 'Deny…Shortcut: D', 'Copy address']);
  expect(screen.getByRole('menuitem', { name: 'Approve…' })).toHaveAccessibleDescription('Shortcut: A');
  await opened.user.click(screen.getByRole('menuitem', { name: 'Copy address' }));
  expect(await navigator.clipboard.readText()).toBe(waiting(opened)[1]?.address);
});

test('where nobody waits, the next step is to share the link', async () => {
  const { user } = openWindow('#/requests', { requests: 0 });
  expect(await screen.findByRole('heading', { name: 'Nobody waits for a decision' })).toBeVisible();
  await expectAccessible();
  await user.click(screen.getByRole('button', { name: 'Share the link…' }));
  expect(await screen.findByRole('dialog', { name: 'Add users with a link' })).toBeVisible();
});

test('where nothing matches, the way out is there', async () => {
  const { user } = openWindow('#/requests?search=nobody+at+all');
  expect(await screen.findByRole('heading', { name: 'No request matches' })).toBeVisible();
  await user.click(screen.getAllByRole('button', { name: 'Clear filters' })[0] as HTMLElement);
  expect(await grid()).toBeVisible();
});

test('a list that cannot be read says why, and can be tried again', async () => {
  const { user, host } = openWindow('#/requests', {
    failing: { list_requests: fail('database', 'The workspace could not be read.') },
  });
  expect(await screen.findByText('The workspace could not be read.')).toBeVisible();
  host.state.failing = {};
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await grid()).toBeVisible();
});

test('a list that takes its time shows where it will stand', async () => {
  openWindow('#/requests', { delay: 400 });
  expect(await screen.findByRole('status', { name: 'Loading' })).toBeVisible();
  expect(await grid()).toBeVisible();
});

test('who administers a part sees no way to the link or to what is blocked', async () => {
  const opened = openWindow('#/requests', { part: true });
  expect(await grid()).toBeVisible();
  await waitFor(() => expect(callsOf(opened.host, 'get_join_link').length).toBeGreaterThan(0));
  expect(screen.queryByRole('button', { name: 'Share the link…' })).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'More about requests' })).not.toBeInTheDocument();
  expect(screen.getAllByRole('row').length - 1).toBeLessThan(waiting(opened).length);
  opened.host.state.requests.rows.length = 0;
  act(() => opened.host.emit('changed', null));
  expect(await screen.findByText('Whoever asks to join a group that you administer appears here.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Share the link…' })).not.toBeInTheDocument();
});

test('the number of those who wait stands in the sidebar, and is said when it grows', async () => {
  const opened = openWindow('#/users');
  const count = waiting(opened).length;
  const link = await screen.findByRole('link', { name: new RegExp(`Requests.*${count} wait for your decision`) });
  const said = () => screen.queryByText(/^Somebody asks to join\./);
  expect(said()).not.toBeInTheDocument();
  opened.host.state.requests.ask();
  act(() => opened.host.emit('changed', null));
  expect(await screen.findByText(`Somebody asks to join. ${count + 1} wait for your decision.`)).toHaveAttribute(
    'role',
    'status',
  );
  expect(link).toHaveTextContent(String(count + 1));
  opened.host.state.requests.end(one(opened, 'pending'), 'withdrawn');
  act(() => opened.host.emit('changed', null));
  await waitFor(() => expect(said()).not.toBeInTheDocument());
  expect(link).toHaveTextContent(String(count));
});
