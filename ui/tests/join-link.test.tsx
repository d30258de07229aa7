import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { JoinLinkInput } from '../src/ipc/bindings';
import { fail } from '../src/platform/fake/state';
import { callsOf, expectAccessible, openWindow } from './page';

type Opened = ReturnType<typeof openWindow>;

/** The day so many days from today. */
const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
/** The dialog of the link, over the list of users. */
async function share(opened: Opened): Promise<HTMLElement> {
  await opened.user.click(await screen.findByRole('button', { name: 'Add users' }));
  await opened.user.click(await screen.findByRole('menuitem', { name: 'With a link…' }));
  return screen.findByRole('dialog', { name: 'Add users with a link' });
}
const made = ({ host }: Opened) => callsOf(host, 'make_join_link').at(-1)?.['input'] as JoinLinkInput;
const changed = ({ host }: Opened) => callsOf(host, 'change_join_link').at(-1);

test('the first link is made with a last day, and stands there to be passed on', async () => {
  const opened = openWindow('#/users');
  opened.host.state.joinLink.missing = true;
  const first = await share(opened);
  expect(within(first).getByText(/is let in only when an administrator approves\.$/)).toBeVisible();
  expect(within(first).getByLabelText('Last day')).toHaveValue(dayIn(90));
  await expectAccessible();
  await opened.user.click(within(first).getByRole('button', { name: 'Make the link' }));
  const link: HTMLInputElement = await screen.findByLabelText('Link');
  expect(link.value).toMatch(/^http:\/\/127\.0\.0\.1:8710\/j\/[\w-]{43}$/);
  expect(made(opened)).toEqual({ last_day: dayIn(90), most_uses: null, domains: [], suggested: null, welcome: '' });
  expect(screen.getByText('Open')).toBeVisible();
  expect(screen.getByText(/Nobody has asked by it yet$/)).toHaveTextContent(/^Made by Zoë Ünal, /);
  await expectAccessible();
});

test('the link and its message are copied, the message in a language that is chosen', async () => {
  const opened = openWindow('#/users');
  const dialog = await share(opened);
  await opened.user.click(within(dialog).getByRole('button', { name: 'Copy link' }));
  expect(await screen.findByText('Copied the link')).toBeVisible();
  expect(await navigator.clipboard.readText()).toMatch(/\/j\//);
  await opened.user.click(within(dialog).getByRole('button', { name: 'Language of the message English' }));
  await opened.user.click(await screen.findByRole('option', { name: 'Deutsch' }));
  expect(await within(dialog).findByText(/^Wenn Sie bei Acme mitmachen möchten/)).toHaveAttribute('lang', 'de');
  await opened.user.click(within(dialog).getByRole('button', { name: 'Copy message' }));
  expect(await screen.findByText('Copied the message')).toBeVisible();
  expect(await navigator.clipboard.readText()).toMatch(/^Wenn Sie bei Acme/);
});

test('the QR code has a name for those who do not see it, and is saved as a picture', async () => {
  const opened = openWindow('#/users');
  const dialog = await share(opened);
  expect(await within(dialog).findByRole('img', { name: 'QR code of the link' })).toBeVisible();
  await opened.user.click(within(dialog).getByRole('button', { name: 'Save as picture…' }));
  expect(await screen.findByText('Saved “Join Acme.png” in /home/zoe/Downloads.')).toBeVisible();
  await opened.user.click(screen.getByRole('button', { name: 'Show in folder' }));
  await waitFor(() => expect(opened.host.state.revealed).toEqual([7]));
});

test('what keeps others from opening the link is said, and leads to the settings', async () => {
  const opened = openWindow('#/users');
  const dialog = await share(opened);
  const note = await within(dialog).findByText(/^No public address is set, so the link works on this computer only\./);
  expect(note).toHaveTextContent('The join service does not run here.');
  await opened.user.click(within(dialog).getByRole('button', { name: 'Open settings' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

test('where the service runs and has a public address, nothing is said against the link', async () => {
  const opened = openWindow('#/users');
  Object.assign(opened.host.state.settings, { join_enabled: true, join_public_url: 'https://join.example.com' });
  const dialog = await share(opened);
  expect(within(dialog).getByLabelText<HTMLInputElement>('Link').value).toMatch(/^https:\/\/join\.example\.com\/j\//);
  await waitFor(() => expect(callsOf(opened.host, 'join_status').length).toBeGreaterThan(0));
  expect(within(dialog).queryByRole('button', { name: 'Open settings' })).not.toBeInTheDocument();
});

test('the link is switched off and on at once, whatever else is being typed', async () => {
  const opened = openWindow('#/users');
  const dialog = await share(opened);
  await opened.user.type(within(dialog).getByLabelText('Welcome text (optional)'), 'Hello');
  const turn = within(dialog).getByRole('switch', { name: /^Whoever has the link can ask to join/ });
  expect(turn).toBeChecked();
  await opened.user.click(turn);
  expect(await screen.findByText('The link is switched off')).toBeVisible();
  expect(callsOf(opened.host, 'switch_join_link').at(-1)).toEqual({ link: 1, isOn: false });
  expect(await within(dialog).findByText('Switched off')).toBeVisible();
  expect(within(dialog).getByText(/^Switched off, it answers like a link that does not work\./)).toBeVisible();
  expect(within(dialog).getByLabelText('Welcome text (optional)')).toHaveValue('Hello');
  await opened.user.click(turn);
  expect(await within(dialog).findByText('Open')).toBeVisible();
});

test('a link whose day is over, or that is used up, says what opens it again', async () => {
  const opened = openWindow('#/users');
  const { joinLink } = opened.host.state;
  joinLink.terms = { ...joinLink.terms, last_day: dayIn(-2), most_uses: 12 };
  const dialog = await share(opened);
  expect(await within(dialog).findByText('Its last day is over')).toBeVisible();
  expect(within(dialog).getByText('Set another last day to open it again.')).toBeVisible();
  joinLink.terms = { ...joinLink.terms, last_day: null };
  act(() => opened.host.emit('changed', null));
  expect(await within(dialog).findByText('Used up')).toBeVisible();
  expect(within(dialog).getByText(/12 of at most 12 have asked by it/)).toBeVisible();
});

test('who may ask, until when, and what approving suggests is saved', async () => {
  const opened = openWindow('#/users');
  const { user } = opened;
  const dialog = await share(opened);
  const save = within(dialog).getByRole('button', { name: 'Save changes' });
  expect(save).toBeDisabled();
  const day = within(dialog).getByLabelText('Last day');
  await user.clear(day);
  await user.type(day, dayIn(40));
  await user.type(within(dialog).getByLabelText('At most'), '50');
  const domains = within(dialog).getByLabelText('Allowed domains', { selector: 'input' });
  await user.click(domains);
  await user.paste('Example.org; ana@freight.example\nhttps://example.org/about');
  await user.type(domains, 'bücher.example,');
  expect(
    within(dialog)
      .getAllByRole('row')
      .map((row) => row.textContent),
  ).toEqual(['example.org', 'freight.example', 'bücher.example']);
  await user.click(within(dialog).getByRole('button', { name: 'Take out freight.example' }));
  await user.click(within(dialog).getByRole('button', { name: 'Add example.net' }));
  await user.click(within(dialog).getByRole('button', { name: /^Group/ }));
  await user.click(await screen.findByRole('row', { name: 'Marketing' }));
  await user.click(within(dialog).getByRole('button', { name: /Role$/ }));
  expect((await screen.findAllByRole('option')).map((option) => option.textContent)).not.toContain('Administrator');
  await user.click(screen.getByRole('option', { name: 'Buyer' }));
  await user.type(within(dialog).getByLabelText('Welcome text (optional)'), 'Please name your team.');
  await expectAccessible();
  await user.click(save);
  expect(await screen.findByText('Saved what holds for the link')).toBeVisible();
  expect(changed(opened)).toMatchObject({
    link: 1,
    input: {
      last_day: dayIn(40),
      most_uses: 50,
      domains: ['example.org', 'bücher.example', 'example.net'],
      suggested: { group: 5, role: 2 },
      welcome: 'Please name your team.',
    },
  });
  await waitFor(() => expect(save).toBeDisabled());
});

test('what is wrong stands beside its field, and nothing is saved', async () => {
  const opened = openWindow('#/users');
  const { user } = opened;
  const dialog = await share(opened);
  await user.type(within(dialog).getByLabelText('At most'), '0');
  const domains = within(dialog).getByLabelText('Allowed domains', { selector: 'input' });
  await user.type(domains, 'nowhere{Enter}');
  await user.click(within(dialog).getByRole('button', { name: /^Group/ }));
  await user.click(await screen.findByRole('row', { name: 'Marketing' }));
  await user.click(within(dialog).getByRole('button', { name: 'Save changes' }));
  expect(await within(dialog).findByText('3 fields need another look.')).toBeVisible();
  expect(within(dialog).getByLabelText('At most')).toHaveAccessibleDescription(/1 or more, or nothing for no limit/);
  expect(domains).toHaveAccessibleDescription(/“nowhere” is no domain\./);
  expect(within(dialog).getByText('Choose a group and a role, or neither.')).toBeVisible();
  await waitFor(() => expect(within(dialog).getByLabelText('At most')).toHaveFocus());
  await expectAccessible();
  expect(changed(opened)).toBeUndefined();
  await user.click(within(dialog).getByRole('button', { name: 'Suggest nothing' }));
  expect(within(dialog).getByText('2 fields need another look.')).toBeVisible();
});

test('what the program refuses is said in the dialog', async () => {
  const opened = openWindow('#/users', {
    failing: { change_join_link: fail('not_found', 'The link was replaced meanwhile. Nothing was changed.') },
  });
  const dialog = await share(opened);
  await opened.user.type(within(dialog).getByLabelText('Welcome text (optional)'), 'Hello');
  await opened.user.click(within(dialog).getByRole('button', { name: 'Save changes' }));
  expect(await within(dialog).findByText('The link was replaced meanwhile. Nothing was changed.')).toBeVisible();
});

test('a new link is a decision of its own, which says what becomes of the old one', async () => {
  const opened = openWindow('#/users');
  const waiting = opened.host.state.requests.rows.filter((row) => row.status === 'pending' || row.status === 'ageing');
  const dialog = await share(opened);
  const before = (within(dialog).getByLabelText('Link') as HTMLInputElement).value;
  await opened.user.click(within(dialog).getByRole('button', { name: 'Make a new link…' }));
  const asked = await screen.findByRole('alertdialog', { name: 'Make a new link?' });
  expect(asked).toHaveTextContent('The link that is out there stops working at once');
  expect(asked).toHaveTextContent(`${waiting.length} requests that wait stay, and can be decided.`);
  await expectAccessible();
  await opened.user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument());
  expect(callsOf(opened.host, 'make_join_link')).toEqual([]);
  await opened.user.click(screen.getByRole('button', { name: 'Make a new link…' }));
  await opened.user.click(await screen.findByRole('button', { name: 'Make a new link' }));
  expect(await screen.findByText('There is a new link. The old one does not work any more.')).toBeVisible();
  expect(screen.getByLabelText('Link')).not.toHaveValue(before);
  expect(opened.host.state.requests.rows.filter((row) => waiting.includes(row))).toHaveLength(waiting.length);
});

test('closing asks about what is not saved', async () => {
  const opened = openWindow('#/users');
  const dialog = await share(opened);
  await opened.user.type(within(dialog).getByLabelText('Welcome text (optional)'), 'Hello');
  await opened.user.click(within(dialog).getByRole('button', { name: 'Close' }));
  await opened.user.click(await screen.findByRole('button', { name: 'Keep editing' }));
  expect(within(dialog).getByLabelText('Welcome text (optional)')).toHaveValue('Hello');
  await opened.user.click(within(dialog).getByRole('button', { name: 'Close' }));
  await opened.user.click(await screen.findByRole('button', { name: 'Discard changes' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
});

test('a link that cannot be read says why, and can be tried again', async () => {
  const opened = openWindow('#/users', {
    failing: { get_join_link: fail('database', 'The workspace could not be read.') },
  });
  const dialog = await share(opened);
  expect(await within(dialog).findByText('The workspace could not be read.')).toBeVisible();
  opened.host.state.failing = {};
  await opened.user.click(within(dialog).getByRole('button', { name: 'Try again' }));
  expect(await screen.findByLabelText('Link')).toBeVisible();
});

test('who administers a part is not offered the link', async () => {
  const opened = openWindow('#/users', { part: true });
  await waitFor(() => expect(callsOf(opened.host, 'get_join_link').length).toBeGreaterThan(0));
  await opened.user.click(await screen.findByRole('button', { name: 'Add users' }));
  expect(await screen.findByRole('menuitem', { name: 'By e-mail…' })).toBeVisible();
  expect(screen.queryByRole('menuitem', { name: 'With a link…' })).not.toBeInTheDocument();
});
