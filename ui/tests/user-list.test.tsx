import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { fail } from '../src/platform/fake/state';
import { callsOf, expectAccessible, openWindow } from './page';

type Opened = ReturnType<typeof openWindow>;

beforeEach(() => window.localStorage.clear());

const grid = () => screen.findByRole('grid', { name: 'Users' });
const rows = async () =>
  within(await grid())
    .getAllByRole('row')
    .slice(1);
const titles = async () =>
  within(await grid())
    .getAllByRole('columnheader')
    .flatMap((head) => head.getAttribute('aria-label') ?? []);
const lastQuery = ({ host }: Opened) => callsOf(host, 'list_users').at(-1)?.['query'];
const lastSelection = ({ host }: Opened) => callsOf(host, 'export_users').at(-1)?.['selection'];
const choose = async ({ user }: Opened, button: string, item: string) => {
  await user.click(await screen.findByRole('button', { name: button }));
  await user.click(await screen.findByRole('menuitem', { name: item }));
};

test('ticked users are saved as a table, and the file is shown in its folder', async () => {
  const opened = openWindow();
  const { user, host } = opened;
  const [first, second] = await rows();
  await user.click(within(first as HTMLElement).getByRole('checkbox'));
  await user.click(within(second as HTMLElement).getByRole('checkbox'));
  const bar = await screen.findByRole('group', { name: 'Selected users' });
  expect(within(bar).getByText('2 selected')).toBeVisible();
  await expectAccessible();
  await user.click(within(bar).getByRole('button', { name: 'Export…' }));
  expect(await screen.findByText('Saved “Acme users.xlsx” in /home/zoe/Downloads.')).toBeVisible();
  expect(lastSelection(opened)).toEqual({ kind: 'these', users: [expect.any(Number), expect.any(Number)] });
  await user.click(screen.getByRole('button', { name: 'Show in folder' }));
  await waitFor(() => expect(host.state.revealed).toEqual([7]));
});

test('all that match are meant, but for those that were taken out', async () => {
  const opened = openWindow('#/users?group=3');
  const [first] = await rows();
  await opened.user.click(screen.getByRole('checkbox', { name: /^Select all \d+ that match$/ }));
  await opened.user.click(within(first as HTMLElement).getByRole('checkbox'));
  await opened.user.click(screen.getByRole('button', { name: 'Export…' }));
  await waitFor(() =>
    expect(lastSelection(opened)).toMatchObject({
      kind: 'matching',
      query: { group: 3 },
      except: [expect.any(Number)],
    }),
  );
});

test('all that are shown are exported without ticking them, and a failure is said', async () => {
  const opened = openWindow('#/users?show=pending');
  const { host, user } = opened;
  await grid();
  host.state.failing = { export_users: fail('file_not_written', 'The disk is full. Nothing was saved.') };
  await user.click(screen.getByRole('button', { name: 'More actions' }));
  await user.click(await screen.findByRole('menuitem', { name: /^Export these \d+ users…/ }));
  expect(await screen.findByText('The disk is full. Nothing was saved.')).toBeVisible();
  expect(lastSelection(opened)).toMatchObject({ kind: 'matching', query: { statuses: ['pending'] }, except: [] });
});

test('users are written for another product, all that are shown or those who are ticked', async () => {
  const opened = openWindow('#/users?show=pending');
  const { host, user } = opened;
  await grid();
  await user.click(screen.getByRole('button', { name: 'More actions' }));
  await user.click(await screen.findByRole('menuitem', { name: 'SCIM 2.0 (.json)' }));
  expect(await screen.findByText(/Saved “Acme users.json”/)).toBeVisible();
  const [first] = await rows();
  await user.click(within(first as HTMLElement).getByRole('checkbox'));
  await user.click(screen.getByRole('button', { name: 'Export for another product' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Microsoft Entra (.csv)' }));
  expect(await screen.findByText(/Saved “Acme users.csv”/)).toBeVisible();
  expect(callsOf(host, 'export_users').map((args) => args['elsewhere'])).toEqual(['scim', 'entra']);
});

test('columns are chosen, sorted by, and there in the next window too', async () => {
  const opened = openWindow();
  const { user } = opened;
  expect(await titles()).not.toContain('How they came');
  await user.click(screen.getByRole('button', { name: 'Choose columns' }));
  await user.click(await screen.findByRole('menuitemcheckbox', { name: 'How they came' }));
  await user.click(screen.getByRole('menuitemcheckbox', { name: 'Address' }));
  expect(screen.queryByRole('menuitemcheckbox', { name: 'Name' })).not.toBeInTheDocument();
  await expectAccessible();
  await user.keyboard('{Escape}');
  await waitFor(async () => expect(await titles()).toContain('How they came'));
  expect(await titles()).not.toContain('Address');
  await user.click(await screen.findByRole('button', { name: 'Sort by How they came' }));
  await waitFor(() => expect(lastQuery(opened)).toMatchObject({ sort: 'came_by' }));
  opened.unmount();
  openWindow();
  expect(await titles()).toContain('How they came');
});

test('a width is remembered, and reset with the columns', async () => {
  const { user } = openWindow();
  const list = await grid();
  const tracks = () => list.style.getPropertyValue('--tracks').split(' ');
  const edge = await screen.findByRole('separator', { name: 'Width of Name' });
  act(() => edge.focus());
  await user.keyboard('{Home}');
  expect(tracks()).toContain('64px');
  expect(window.localStorage.getItem('rollcall.columns.users')).toContain('"name":64');
  await user.click(screen.getByRole('button', { name: 'Choose columns' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Reset columns and widths' }));
  expect(tracks()).not.toContain('64px');
  expect(window.localStorage.getItem('rollcall.columns.users')).toBeNull();
});

test.each(['{', '"x"', '[1]', '{"shown":{"address":"no"},"widths":{"address":-4,"name":"1px; color:red"}}', 'null'])(
  'whatever is kept of the columns, the list is there: %s',
  async (kept) => {
    window.localStorage.setItem('rollcall.columns.users', kept);
    openWindow();
    expect(await titles()).toEqual(expect.arrayContaining(['Name', 'Address', 'Status']));
    expect((await grid()).style.getPropertyValue('--tracks')).not.toMatch(/color|-4/);
  },
);

test('a view is saved under a name, gone to, forgotten and brought back', async () => {
  const opened = openWindow('#/users?show=pending&sort=invited_at&order=down');
  const { user, host } = opened;
  await choose(opened, 'Views', 'Save this view…');
  const dialog = await screen.findByRole('dialog', { name: 'Save this view' });
  await expectAccessible();
  host.state.failing = { save_view: fail('invalid_input', 'The name cannot be used: it is too long.') };
  await user.keyboard('Waiting{Enter}');
  expect(await within(dialog).findByText('The name cannot be used: it is too long.')).toBeVisible();
  expect(within(dialog).getByLabelText('Name')).toHaveAccessibleDescription(/it is too long/);
  host.state.failing = {};
  await user.click(within(dialog).getByRole('button', { name: 'Save the view' }));
  expect(await screen.findByText('The view “Waiting” is saved')).toBeVisible();
  await choose(opened, 'Waiting', 'Everybody');
  await waitFor(() => expect(window.location.hash).toBe('#/users'));
  await choose(opened, 'Views', 'Waiting');
  await waitFor(() => expect(window.location.hash).toBe('#/users?show=pending&sort=invited_at&order=down'));
  await choose(opened, 'Waiting', 'Forget “Waiting”');
  await screen.findByRole('button', { name: 'Undo' });
  await user.keyboard('{Control>}z{/Control}');
  expect(await screen.findByRole('button', { name: 'Waiting' })).toBeVisible();
});

test('of a view that somebody tampered with, only what the list knows is taken', async () => {
  const opened = openWindow();
  const place = 'show=<img>,expired&evil=1&search=zo%C3%AB&sort=__proto__';
  await opened.host.invoke('save_view', { view: { name: 'Odd', place } });
  await choose(opened, 'Views', 'Odd');
  await waitFor(() => expect(lastQuery(opened)).toMatchObject({ statuses: ['expired'], search: 'zoë', sort: 'name' }));
  expect(window.location.hash).not.toContain('evil');
});

test('nothing is saved as a view where nothing is left out', async () => {
  const { user } = openWindow();
  await user.click(await screen.findByRole('button', { name: 'Views' }));
  expect(await screen.findByRole('menuitem', { name: /^Save this view…/ })).toHaveAttribute('aria-disabled', 'true');
});

test('the menu of a row begins with its details', async () => {
  const { user } = openWindow();
  const [first] = await rows();
  await user.click(within(first as HTMLElement).getByRole('button', { name: /^Actions for/ }));
  expect((await screen.findAllByRole('menuitem'))[0]).toHaveTextContent('Show details');
  await user.keyboard('{Enter}');
  expect(await screen.findByRole('complementary')).toBeVisible();
});
