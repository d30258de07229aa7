import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { ActivityQuery, Verb } from '../src/ipc/bindings';
import { fail } from '../src/platform/fake/state';
import { callsOf, expectAccessible, openWindow } from './page';

type Opened = ReturnType<typeof openWindow>;

const grid = () => screen.findByRole('grid', { name: 'What happened, newest first' });
const lastQuery = ({ host }: Opened) =>
  callsOf(host, 'list_activity')
    .map((args) => args['query'] as ActivityQuery)
    .findLast((query) => query.limit > 1);

test('what happened stands there newest first, with who, what and to whom', async () => {
  const opened = openWindow('#/activity');
  const list = await grid();
  const { entries } = opened.host.state.activity;
  expect(list).toHaveAttribute('aria-rowcount', String(entries.length + 1));
  for (const title of ['When', 'Who', 'What', 'To whom', 'Particulars'])
    expect(within(list).getByRole('columnheader', { name: title })).toBeVisible();
  const first = within(list).getAllByRole('row')[1] as HTMLElement;
  expect(first).toHaveTextContent(entries[0]?.whom ?? '');
  expect(within(first).getByRole('link', { name: entries[0]?.whom ?? '' })).toHaveAttribute(
    'href',
    `#/users/${entries[0]?.user}`,
  );
  expect(
    screen.getByText(/“rollcall verify”, with a hash noted elsewhere, shows whether somebody else did/),
  ).toBeVisible();
  await expectAccessible();
});

test('an entry is read whole in the panel, by the keyboard too, and the panel goes along', async () => {
  const opened = openWindow('#/activity');
  const given = opened.host.state.activity.entries.findIndex((entry) => entry.detail !== null);
  const entry = opened.host.state.activity.entries[given];
  (await grid()).focus();
  await opened.user.keyboard('{ArrowDown}'.repeat(given));
  await opened.user.keyboard('{Enter}');
  const panel = await screen.findByRole('complementary', { name: 'Given a role' });
  expect(within(panel).getByRole('heading', { name: 'Given a role' })).toHaveFocus();
  expect(within(panel).getByText(entry?.detail ?? '')).toBeVisible();
  expect(within(panel).getByRole('link', { name: entry?.whom ?? '' })).toHaveAttribute(
    'href',
    `#/users/${entry?.user}`,
  );
  expect(within(panel).getByRole('link', { name: `All that happened to ${entry?.whom}` })).toHaveAttribute(
    'href',
    `#/activity?user=${entry?.user}`,
  );
  await expectAccessible();
  await opened.user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('complementary')).not.toBeInTheDocument());
  expect(await grid()).toHaveFocus();
});

test('kinds of what happened are chosen, several at once, and stand in the address', async () => {
  const opened = openWindow('#/activity');
  const { user } = opened;
  await grid();
  await user.click(screen.getByRole('button', { name: 'What any' }));
  await user.click(await screen.findByRole('option', { name: 'groups and roles' }));
  await user.click(screen.getByRole('option', { name: 'settings' }));
  await user.keyboard('{Escape}');
  const verbs: Verb[] = ['account_created', 'settings_changed', 'group_added', 'role_removed'];
  await waitFor(() => expect(lastQuery(opened)?.verbs).toEqual(expect.arrayContaining(verbs)));
  expect(lastQuery(opened)?.verbs).not.toContain('invited');
  expect(window.location.hash).toBe('#/activity?what=structure%2Csettings');
  expect(screen.getByRole('button', { name: 'What groups and roles +1' })).toBeVisible();
  await user.click(screen.getAllByRole('button', { name: 'Clear filters' })[0] as HTMLElement);
  await waitFor(() => expect(window.location.hash).toBe('#/activity'));
});

test('who did it is found by a part of the name', async () => {
  const opened = openWindow('#/activity');
  const { user } = opened;
  await grid();
  await user.click(await screen.findByRole('button', { name: 'Who anybody' }));
  await user.type(await screen.findByRole('searchbox', { name: 'Find somebody' }), 'zoe unal');
  await user.click(await screen.findByRole('option', { name: 'Zoë Ünal' }));
  await waitFor(() => expect(lastQuery(opened)?.by).toBe(1));
  expect(window.location.hash).toBe('#/activity?by=1');
  expect(await screen.findByRole('button', { name: 'Who Zoë Ünal' })).toBeVisible();
});

test('a day is written part by part, and taken away again', async () => {
  const opened = openWindow('#/activity');
  const { user } = opened;
  await grid();
  act(() => screen.getAllByRole('spinbutton', { name: /month, From/ })[0]?.focus());
  await user.keyboard('11012026');
  await waitFor(() => expect(window.location.hash).toContain('from=2026-11-01'));
  await waitFor(() => expect(lastQuery(opened)?.from).toBe(new Date(2026, 10, 1).toISOString()));
  await expectAccessible();
  await user.click(screen.getByRole('button', { name: 'Clear From' }));
  await waitFor(() => expect(window.location.hash).toBe('#/activity'));
  expect(screen.queryByRole('button', { name: 'Clear From' })).not.toBeInTheDocument();
});

test('the last day of a stretch counts whole, and a day that is none is passed over', async () => {
  const opened = openWindow('#/activity?from=yesterday&to=2026-11-30');
  await waitFor(() =>
    expect(lastQuery(opened)).toMatchObject({ from: null, before: new Date(2026, 11, 1).toISOString() }),
  );
});

test('what happened to one user says whose it is, and can be widened again', async () => {
  const opened = openWindow('#/activity?user=12');
  const name = opened.host.state.account.users[11]?.name ?? '';
  const chip = await screen.findByRole('button', { name: `Take away the filter “of ${name}”` });
  await waitFor(() => expect(lastQuery(opened)?.user).toBe(12));
  const count = opened.host.state.activity.entries.filter((entry) => entry.user === 12).length;
  expect(
    await screen.findByText(`${count} of ${opened.host.state.activity.entries.length.toLocaleString('en')} entries`),
  ).toBeVisible();
  await opened.user.click(chip);
  expect(window.location.hash).toBe('#/activity');
});

test('an import leads to what it did', async () => {
  const opened = openWindow('#/imports');
  opened.host.state.imports.push({
    id: 1,
    file_name: 'New colleagues.xlsx',
    at: opened.host.state.iso(0),
    by: 'Zoë Ünal',
    counts: {
      rows: 0,
      invited: 0,
      invited_again: 0,
      added: 0,
      changed: 0,
      removed: 0,
      unchanged: 0,
      skipped: 0,
      rejected: 0,
    },
    invitations: 0,
    headers: [],
    table: [],
  });
  window.location.hash = '#/imports/1';
  await opened.user.click(await screen.findByRole('link', { name: 'Show all that it did' }));
  expect(window.location.hash).toBe('#/activity?import=1');
  expect(await screen.findByRole('button', { name: 'Take away the filter “by New colleagues.xlsx”' })).toBeVisible();
  await waitFor(() => expect(lastQuery(opened)?.import).toBe(1));
});

test('the menu of a row leads to the user, and to all that happened to them', async () => {
  const opened = openWindow('#/activity');
  (await grid()).focus();
  await opened.user.keyboard('{Shift>}{F10}{/Shift}');
  await opened.user.click(await screen.findByRole('menuitem', { name: 'Show all that happened to them' }));
  expect(window.location.hash).toBe(`#/activity?user=${opened.host.state.activity.entries[0]?.user}`);
});

test('all that matches is exported, and the way to the file is offered', async () => {
  const opened = openWindow('#/activity?what=members&search=zoe');
  await grid();
  await opened.user.click(screen.getByRole('button', { name: 'Export…' }));
  expect(await screen.findByText('Saved “Rollcall activity.xlsx” in /home/zoe/Downloads.')).toBeVisible();
  expect(callsOf(opened.host, 'export_activity').at(-1)?.['query']).toMatchObject({ search: 'zoe', offset: 0 });
  await opened.user.click(screen.getByRole('button', { name: 'Show in folder' }));
  await waitFor(() => expect(opened.host.state.revealed).toEqual([7]));
});

test('an export that fails says why', async () => {
  const { user } = openWindow('#/activity', { failing: { export_activity: fail('disk_full', 'The disk is full.') } });
  await grid();
  await user.click(screen.getByRole('button', { name: 'Export…' }));
  expect(await screen.findByText('The disk is full.')).toBeVisible();
});

test('what is done in the window appears at once', async () => {
  const opened = openWindow('#/activity');
  await grid();
  opened.host.state.activity.happened('group_renamed', 'Sales → Vertrieb');
  act(() => opened.host.emit('changed', null));
  expect(await screen.findByText('Sales → Vertrieb')).toBeVisible();
  expect(screen.getByText('Group renamed')).toBeVisible();
});

test('where nothing matches, the way out is there', async () => {
  const { user } = openWindow('#/activity?search=nobody+at+all');
  expect(await screen.findByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Export…' })).toBeDisabled();
  await user.click(screen.getAllByRole('button', { name: 'Clear filters' })[0] as HTMLElement);
  expect(await grid()).toBeVisible();
});

test('a record that cannot be read says why, and can be asked for again', async () => {
  const { user, host } = openWindow('#/activity', {
    failing: { list_activity: fail('database', 'It could not be read.') },
  });
  expect(await screen.findByText('It could not be read.')).toBeVisible();
  host.state.failing = {};
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await grid()).toBeVisible();
});

test('an administrator of a part is not asked who did it', async () => {
  const opened = openWindow('#/activity', { part: true });
  await grid();
  await waitFor(() => expect(callsOf(opened.host, 'get_join_link').length).toBeGreaterThan(0));
  expect(screen.queryByRole('button', { name: /^Who/ })).not.toBeInTheDocument();
  expect(callsOf(opened.host, 'list_actors')).toEqual([]);
});
