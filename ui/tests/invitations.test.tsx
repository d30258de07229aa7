import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { InvitationRow } from '../src/ipc/bindings';
import { fail } from '../src/platform/fake/state';
import { callsOf, expectAccessible, openWindow } from './page';

type Opened = ReturnType<typeof openWindow>;

const grid = () => screen.findByRole('grid', { name: 'Invitations' });
const rows = async () =>
  within(await grid())
    .getAllByRole('row')
    .slice(1);
const lastQuery = ({ host }: Opened) => callsOf(host, 'list_invitations').at(-1)?.['query'];
const lastSelection = ({ host }: Opened, command: string) => callsOf(host, command).at(-1)?.['selection'];
const tick = (row: HTMLElement) => within(row).getByRole('checkbox');
/** The newest invitations that stand so, as the list has them. */
function invitations({ host }: Opened, status: InvitationRow['status']): InvitationRow[] {
  return host.state.account.users
    .flatMap((user) => host.state.invitations.newest(user) ?? [])
    .filter((row) => row.status === status);
}
const one = (opened: Opened, status: InvitationRow['status']) => invitations(opened, status)[0] as InvitationRow;

test('the list says where every invitation stands, and is accessible', async () => {
  const opened = openWindow('#/invitations?show=pending');
  const list = await grid();
  expect(list).toHaveAttribute('aria-rowcount', String(invitations(opened, 'pending').length + 1));
  for (const title of ['Who', 'Status', 'Sent', 'Last day', 'Reminders', 'Invited by', 'Delivery'])
    expect(within(list).getByRole('columnheader', { name: title })).toBeVisible();
  const waiting = invitations(opened, 'pending').length + invitations(opened, 'expiring').length;
  expect(screen.getByRole('link', { name: new RegExp(`Invitations.*${waiting} wait for an answer`) })).toBeVisible();
  await expectAccessible();
});

test('columns that the panel says too go where there is no room, and the keyboard stays in the row', async () => {
  const heard: (() => void)[] = [];
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(changed: () => void) {
        heard.push(changed);
      }
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  const width = vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get');
  const { user } = openWindow('#/invitations');
  const list = await grid();
  const titles = () =>
    within(list)
      .getAllByRole('columnheader')
      .map((title) => title.textContent);
  act(() => list.focus());
  await user.keyboard('{ArrowRight}{End}');
  expect(list.getAttribute('aria-activedescendant')).toMatch(/-0-8$/);
  width.mockReturnValue(700);
  act(() => heard.forEach((changed) => changed()));
  expect(titles()).toEqual(['', 'Who', 'Status', 'Sent', 'Last day', 'Delivery', 'Actions']);
  expect(document.getElementById(list.getAttribute('aria-activedescendant') ?? '')).toBeVisible();
  vi.unstubAllGlobals();
});

test('cards, delivery, group and search filter together, and stand in the address', async () => {
  const opened = openWindow('#/invitations');
  const { user } = opened;
  await user.click(await screen.findByRole('button', { name: / expired$/ }));
  await waitFor(() => expect(lastQuery(opened)).toMatchObject({ statuses: ['expired'] }));
  await user.click(screen.getByRole('button', { name: /^Delivery/ }));
  await user.click(await screen.findByRole('option', { name: 'Failed' }));
  await user.click(screen.getByRole('button', { name: /^Group/ }));
  await user.click(await screen.findByRole('option', { name: 'EMEA' }));
  await user.keyboard('/zoe');
  await waitFor(() =>
    expect(lastQuery(opened)).toMatchObject({ statuses: ['expired'], deliveries: ['failed'], group: 3, search: 'zoe' }),
  );
  expect(window.location.hash).toBe('#/invitations?show=expired&delivery=failed&group=3&search=zoe');
  await user.click(screen.getAllByRole('button', { name: 'Clear filters' })[0] as HTMLElement);
  expect(await screen.findByText(/^\d+ invitations$/)).toBeVisible();
  expect(window.location.hash).toBe('#/invitations');
});

test('what was not delivered for certain is one card', async () => {
  const opened = openWindow('#/invitations');
  await opened.user.click(await screen.findByRole('button', { name: / undelivered$/ }));
  await waitFor(() => expect(lastQuery(opened)).toMatchObject({ deliveries: ['deferred', 'failed', 'uncertain'] }));
});

test('boxes, Shift and the head tick rows, and the bar says how many', async () => {
  const { user } = openWindow('#/invitations');
  const [first, , third, fourth] = (await rows()) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement];
  await user.click(tick(first));
  expect(first).toHaveAttribute('aria-selected', 'true');
  await user.keyboard('{Shift>}');
  await user.click(tick(third));
  await user.keyboard('{/Shift}');
  expect(await screen.findByText('3 selected')).toBeVisible();
  expect(fourth).toHaveAttribute('aria-selected', 'false');
  await expectAccessible();
  await user.click(screen.getAllByRole('button', { name: /^Select all 2\d\d that match$/ })[0] as HTMLElement);
  expect(await screen.findByText(/^All 2\d\d that match are selected$/)).toBeVisible();
  await user.click(tick(first));
  expect(await screen.findByText(/^2\d\d selected$/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Select none' }));
  expect(await screen.findByText(/^\d+ invitations$/)).toBeVisible();
});

test('a stretch of ticked rows reaches over pages that were never in sight', async () => {
  const { user } = openWindow('#/invitations', { users: 1000 });
  const list = await grid();
  act(() => list.focus());
  await user.keyboard(' {End}{Shift>} {/Shift}');
  expect(
    await screen.findByText('All 999 that match are selected').catch(() => screen.findByText('999 selected')),
  ).toBeVisible();
});

test('rows are ticked by the keyboard alone', async () => {
  const opened = openWindow('#/invitations?show=pending');
  const { user } = opened;
  const list = await grid();
  act(() => list.focus());
  await user.keyboard(' ');
  expect(await screen.findByText('1 selected')).toBeVisible();
  await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
  expect(await screen.findByText('3 selected')).toBeVisible();
  await user.keyboard('{Shift>}{ArrowUp}{/Shift}');
  expect(await screen.findByText('2 selected')).toBeVisible();
  await user.keyboard('{Control>}a{/Control}');
  expect(await screen.findByText(`All ${invitations(opened, 'pending').length} that match are selected`)).toBeVisible();
  await user.keyboard('{Escape}');
  expect(await screen.findByText(/of \d+ invitations$/)).toBeVisible();
  expect(list).toHaveFocus();
});

test('another filter unticks, another order does not', async () => {
  const { user } = openWindow('#/invitations');
  await user.click(tick((await rows())[0] as HTMLElement));
  await user.click(screen.getByRole('button', { name: 'Sort by Last day' }));
  expect(await screen.findByText('1 selected')).toBeVisible();
  await user.click(screen.getByRole('button', { name: / pending$/ }));
  await waitFor(() => expect(screen.queryByText('1 selected')).not.toBeInTheDocument());
});

test('sending again says the new last day and that old links die, before and after', async () => {
  const now = new Date('2026-11-22T10:00:00').getTime();
  const opened = openWindow('#/invitations?show=pending', { now: () => now });
  const { user } = opened;
  const [first, second] = (await rows()) as [HTMLElement, HTMLElement];
  await user.click(tick(first));
  await user.click(tick(second));
  await user.click(screen.getByRole('button', { name: 'Send again…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Send 2 invitations again?' });
  expect(
    await within(dialog).findByText(
      /The invitations are valid until February 20, 2027 then. The old links stop working at once./,
    ),
  ).toBeVisible();
  await expectAccessible();
  await user.click(within(dialog).getByRole('button', { name: 'Send 2 invitations' }));
  expect(await screen.findByText('2 invitations were sent again')).toBeVisible();
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect(screen.queryByText('2 selected')).not.toBeInTheDocument();
  expect(lastSelection(opened, 'resend_invitations')).toMatchObject({ kind: 'these' });
});

test('what could not be sent again stays to be read, with the reasons', async () => {
  const opened = openWindow('#/invitations');
  const { user, host } = opened;
  const gone = one(opened, 'accepted');
  const waits = one(opened, 'pending');
  Object.assign(host.state.account.users.find((each) => each.id === waits.user) ?? {}, { delivery: 'queued' });
  const list = await grid();
  act(() => list.focus());
  await user.keyboard('{Control>}a{/Control}');
  await user.click(await screen.findByRole('button', { name: 'Send again…' }));
  await user.click(await screen.findByRole('button', { name: /^Send \d+ invitations$/ }));
  const dialog = await screen.findByRole('dialog', { name: /^\d+ invitations were sent again$/ });
  expect(within(dialog).getByText(/were accepted already/)).toBeVisible();
  expect(
    within(dialog).getByText(
      `A mail to ${waits.name ?? waits.address} still waits in the outbox. It is sent as soon as mail can leave.`,
    ),
  ).toBeVisible();
  await expectAccessible();
  expect(lastSelection(opened, 'resend_invitations')).toMatchObject({ kind: 'matching', except: [] });
  expect(gone.status).toBe('accepted');
});

test('a second press within minutes is no second mail', async () => {
  const opened = openWindow('#/invitations');
  const { user } = opened;
  const row = one(opened, 'pending');
  window.location.hash = `#/invitations/${row.user}`;
  const panel = await screen.findByRole('complementary');
  for (const outcome of [/1 invitation was sent again/, /left a moment ago/]) {
    await user.click(await within(panel).findByRole('button', { name: 'Send again…' }));
    await user.click(await screen.findByRole('button', { name: 'Send again' }));
    expect(await screen.findByText(outcome)).toBeVisible();
  }
  expect(screen.getByRole('dialog', { name: 'No invitation was sent again' })).toBeVisible();
});

test('cancelling says the consequence in numbers and Enter keeps', async () => {
  const opened = openWindow('#/invitations?show=pending');
  const { user, host } = opened;
  const list = await grid();
  act(() => list.focus());
  const count = invitations(opened, 'pending').length;
  await user.keyboard('{Control>}a{/Control}');
  await user.click(await screen.findByRole('button', { name: 'Cancel…' }));
  const dialog = await screen.findByRole('alertdialog', { name: `Cancel ${count} invitations?` });
  expect(dialog).toHaveTextContent(`${count} people can no longer join by them`);
  await expectAccessible();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument());
  expect(callsOf(host, 'cancel_invitations')).toEqual([]);
  expect(screen.getByText(`All ${count} that match are selected`)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Cancel…' }));
  await user.click(await screen.findByRole('button', { name: `Cancel ${count} invitations` }));
  expect(await screen.findByText(`${count} invitations were cancelled`)).toBeVisible();
  expect(await screen.findByRole('heading', { name: 'No invitation matches' })).toBeVisible();
});

test('an act that fails says so in its dialog and can be tried again', async () => {
  const { user, host } = openWindow('#/invitations?show=pending', {
    failing: { resend_invitations: fail('busy', 'The workspace is busy. Nothing was changed.') },
  });
  await user.click(tick((await rows())[0] as HTMLElement));
  await user.click(screen.getByRole('button', { name: 'Send again…' }));
  await user.click(await screen.findByRole('button', { name: 'Send 1 invitation' }));
  expect(await screen.findByText('The workspace is busy. Nothing was changed.')).toBeVisible();
  host.state.failing = {};
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('1 invitation was sent again')).toBeVisible();
});

test('a row has its menu, by mouse and by keyboard, and the list has the focus again', async () => {
  const { user } = openWindow('#/invitations?show=pending');
  const list = await grid();
  await user.click(within((await rows())[0] as HTMLElement).getByRole('button', { name: /^Actions for/ }));
  expect((await screen.findAllByRole('menuitem')).map((item) => item.textContent)).toEqual([
    'Show details',
    'Send again…',
    'Copy link',
    'Save as a mail…',
    'Record an answer…',
    'Cancel the invitation…',
  ]);
  await expectAccessible();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('menu')).not.toBeInTheDocument());
  expect(list).toHaveFocus();
  await user.keyboard('{ArrowDown}{Shift>}{F10}{/Shift}');
  await screen.findByRole('menu');
  await user.keyboard('{ArrowDown}{Enter}');
  expect(await screen.findByRole('dialog', { name: /^Send .* the invitation again\?$/ })).toBeVisible();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(list).toHaveFocus());
  await user.keyboard('{Shift>}{F10}{/Shift}');
  await screen.findByRole('menu');
  await user.keyboard('{Enter}');
  const heading = await screen.findByRole('heading', { level: 2 });
  await waitFor(() => expect(heading).toHaveFocus());
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('complementary')).not.toBeInTheDocument());
});

test('a copied link says until when it works, and that anyone can answer with it', async () => {
  const opened = openWindow('#/invitations');
  window.location.hash = `#/invitations/${one(opened, 'pending').user}`;
  await opened.user.click(await screen.findByRole('button', { name: 'Copy link' }));
  expect(
    await screen.findByText(/^Copied a link that works until \w+ \d+, \d{4}.*Anyone with the link can answer/),
  ).toBeVisible();
  expect(await navigator.clipboard.readText()).toMatch(/^https:\/\/join\.example\.com\/i\//);
});

test('a link that the clipboard does not take is shown, for it is not to be had again', async () => {
  const opened = openWindow('#/invitations');
  window.location.hash = `#/invitations/${one(opened, 'pending').user}`;
  const copy = await screen.findByRole('button', { name: 'Copy link' });
  const before = navigator.clipboard.writeText;
  navigator.clipboard.writeText = () => Promise.reject(new Error('no'));
  await opened.user.click(copy);
  expect(await screen.findByLabelText('Link to the invitation')).toHaveValue(
    'https://join.example.com/i/9hVx2mB0bWJc8QkTn1r4sPz6yLuE7aDf3gHoKiXtYwR',
  );
  await expectAccessible();
  navigator.clipboard.writeText = before;
});

test('an invitation is saved as a mail, and shown in its folder', async () => {
  const opened = openWindow('#/invitations');
  const row = one(opened, 'pending');
  window.location.hash = `#/invitations/${row.user}`;
  await opened.user.click(await screen.findByRole('button', { name: 'More actions' }));
  await opened.user.click(await screen.findByRole('menuitem', { name: 'Save as a mail…' }));
  expect(await screen.findByText(`Saved “${row.address}.eml” in /home/zoe/Downloads.`)).toBeVisible();
  await opened.user.click(screen.getByRole('button', { name: 'Show in folder' }));
  await waitFor(() => expect(opened.host.state.revealed).toEqual([7]));
});
