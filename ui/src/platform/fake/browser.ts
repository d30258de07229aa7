import type { Host } from '../host';
import { type FakeHost, makeFakeHost } from '.';
import { inventFiles, inventRows } from './imports/tables';
import { type FakeOptions, fail } from './state';

/**
 * The fake host for a plain browser. The address chooses what it pretends:
 * `?open=nothing|choose|sample|account`, `?users=100000`, `?delay=400`, `?pace=500`, `?trouble`, `?paused`, `?tray=no`,
 * `?requests=5000`, `?groups=2000`, `?part` (who acts administers a part), `?link=none`, `?failing=list_users,list_mail`,
 * `?file=many|huge|one|wrong|google|staff|titled|leavers` (what is chosen in place of the usual spreadsheet).
 */
export function fakeHostForBrowser(): Host {
  const asked = new URLSearchParams(window.location.search);
  const number = (name: string, otherwise: number) => Number(asked.get(name) ?? otherwise);
  const options: FakeOptions = {
    users: number('users', 812),
    delay: number('delay', 15),
    pace: number('pace', 120),
    trouble: asked.has('trouble'),
    paused: asked.has('paused'),
    tray: asked.get('tray') !== 'no',
    requests: number('requests', 24),
    part: asked.has('part'),
    groups: asked.has('groups') ? number('groups', 7) : null,
  };
  const open = asked.get('open');
  if (open === 'nothing' || open === 'choose' || open === 'sample' || open === 'account') options.open = open;
  options.failing = Object.fromEntries(
    (asked.get('failing') ?? '')
      .split(',')
      .filter((name) => name !== '')
      .map((name) => [
        name,
        fail('database', 'The workspace could not be read. Nothing was changed; try again in a moment.'),
      ]),
  );
  const host = makeFakeHost(options);
  host.state.joinLink.missing ||= asked.get('link') === 'none';
  const file = inventFiles(host.state.account)[asked.get('file') ?? ''];
  if (file !== undefined) {
    host.state.files.set(1, file);
    host.state.nextChoice = { handle: 1, name: file.name };
  }
  hearDrops(host);
  return host;
}

/** In the browser files are dragged over the page itself. What is in them does not matter here. */
function hearDrops(host: FakeHost): void {
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
  window.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    host.emit('file-over', true);
  });
  window.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) host.emit('file-over', false);
  });
  window.addEventListener('drop', (event) => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    host.emit('file-over', false);
    if (file === undefined) return;
    const handle = host.state.files.size + 1;
    host.state.files.set(handle, { name: file.name, rows: inventRows() });
    host.emit('file-dropped', [{ handle, name: file.name }]);
  });
}
