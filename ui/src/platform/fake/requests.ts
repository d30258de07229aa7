import type {
  Approval,
  Assignment,
  BlockRow,
  DecisionOutcome,
  DenyInput,
  NotDecided,
  RequestCounts,
  RequestPage,
  RequestQuery,
  RequestRow,
  RequestStatus,
  UserRow,
} from '../../ipc/bindings';
import { type Account, DAY, dice, folded } from './account';

interface Around {
  account: Account;
  me: { name: string | null; address: string };
  /** What the join link suggests for whoever comes by it. */
  suggested: Assignment | null;
  options: { part: boolean };
  settings: { request_lapse_days: number };
  iso: (away: number) => string;
}

const first =
  'Mara Elias Sofia Dmitri Hana Lucas Freya Omar Nina Tomás Aiko Ravi Leila Erik Dalia Hugo Mina Viktor'.split(' ');
const last =
  'Lind Brandt Costa Ivanov Sato Moreau Dahl Rahman Berg Reyes Mori Iyer Nasser Holm Cohen Roux Park Sokolov'.split(
    ' ',
  );
/** Those at the end are of nobody in the account. */
const domains = ['example.net', 'example.org', 'example.com', 'freight.example', 'mailbox.example'];
const notes = [
  'I work in purchasing with Ana since Monday and need to order for the new warehouse.',
  'Hello! Zoë told me to ask here. I would take over the approvals of the Lisbon office.\n\nIf you need my staff number: it is 20-114.',
  null,
  'Replacing Milan while he is on leave.',
  'Supplier – I would like to see open invoices.',
];
const ended: RequestStatus[] = ['approved', 'approved', 'approved', 'denied', 'withdrawn', 'lapsed'];

export const waits = (row: RequestRow) => row.status === 'pending' || row.status === 'ageing';
const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
const textOf = (row: RequestRow) => folded(`${row.name} ${row.address} ${row.note ?? ''}`);

/** Invented requests to join, and what is decided about them. */
export class Requests {
  readonly rows: RequestRow[];
  blocks: BlockRow[];
  private readonly around: Around;

  constructor(around: Around, size: number) {
    this.around = around;
    this.rows = Array.from({ length: size }, (_, at) => this.invent(at));
    this.blocks = size === 0 ? [] : [{ what: '@spam.example', at: around.iso(-9 * DAY), by: 'Ana Silva' }];
  }

  page(query: RequestQuery): RequestPage {
    const words = folded(query.search).split(/\s+/).filter(Boolean);
    const counts: RequestCounts = { pending: 0, ageing: 0, approved: 0, denied: 0, withdrawn: 0, lapsed: 0 };
    const found = this.rows.filter((row) => {
      if (this.around.options.part && this.suggestion(row) === null) return false;
      if (words.length > 0) {
        const text = textOf(row);
        if (!words.every((word) => text.includes(word))) return false;
      }
      counts[row.status] += 1;
      return query.statuses.length === 0 || query.statuses.includes(row.status);
    });
    const sign = query.oldest_first ? 1 : -1;
    if (query.limit > 1)
      found.sort(
        (a, b) => sign * (a.confirmed_at < b.confirmed_at ? -1 : a.confirmed_at > b.confirmed_at ? 1 : a.id - b.id),
      );
    const requests = found.slice(query.offset, query.offset + query.limit).map((row) => this.shown(row));
    return { requests, total: found.length, counts };
  }

  one(id: number): RequestRow | undefined {
    const row = this.rows.find((each) => each.id === id);
    return row === undefined ? undefined : this.shown(row);
  }

  /** Somebody asks, and has proven their address. */
  ask(more: Partial<RequestRow> = {}): RequestRow {
    const row: RequestRow = { ...this.invent(this.rows.length), status: 'pending', ...ends, ...more };
    row.domain = domainOf(row.address);
    row.confirmed_at = this.around.iso(0);
    this.rows.push(row);
    return row;
  }

  approve(approvals: Approval[], letIn: (row: RequestRow, given: Assignment) => void): DecisionOutcome {
    let invited = 0;
    const outcome = this.decide(
      approvals.map(({ request }) => request),
      (row, at) => {
        const { user_state } = this.shown(row);
        if (user_state === 'removed' || user_state === 'invited') invited += 1;
        const { group, role } = approvals[at]?.assignment ?? { group: 1, role: 2 };
        const given = this.around.account.assignment(group, role);
        this.end(row, 'approved', { given });
        letIn(row, given);
      },
    );
    return { ...outcome, invited };
  }

  deny({ requests, words, block }: DenyInput): DecisionOutcome {
    const blocked = new Set<string>();
    const outcome = this.decide(requests, (row) => {
      this.end(row, 'denied', { words: words.trim() || null });
      const what = block === null ? null : block === 'addresses' ? row.address.toLowerCase() : `@${row.domain}`;
      if (what !== null) blocked.add(what);
      if (what === null || this.blocks.some((each) => each.what === what)) return;
      this.blocks.unshift({ what, at: this.around.iso(0), by: this.mine });
    });
    return { ...outcome, blocked: [...blocked] };
  }

  /** A request is over, by whoever acts or by somebody else. */
  end(row: RequestRow, status: RequestStatus, more: Partial<RequestRow> = {}): void {
    Object.assign(row, { status, decided_at: this.around.iso(0), decided_by: this.mine, ...more });
  }

  private get mine(): string {
    return this.around.me.name ?? this.around.me.address;
  }

  private decide(ids: number[], act: (row: RequestRow, at: number) => void): DecisionOutcome {
    const not_done: NotDecided[] = [];
    const byId = new Map(this.rows.map((row) => [row.id, row]));
    for (const [at, request] of ids.entries()) {
      const row = byId.get(request);
      if (row !== undefined && waits(row)) act(row, at);
      else not_done.push({ request, message: whyNot(row) });
    }
    return { done: ids.length - not_done.length, not_done, invited: 0, blocked: [] };
  }

  private invent(at: number): RequestRow {
    const roll = dice(at + 7);
    const given = first[at % first.length] ?? 'Mara';
    const family = last[(roll >>> 3) % last.length] ?? 'Lind';
    const number = at < first.length ? '' : String(at);
    const domain = domains[(roll >>> 9) % domains.length] ?? 'example.net';
    const place = at % 8;
    const status: RequestStatus =
      place < 3 ? 'pending' : place === 3 ? 'ageing' : (ended[(roll >>> 6) % ended.length] ?? 'approved');
    const minutes = status === 'pending' ? (roll >>> 4) % (14 * 1440) : 15 * 1440 + ((roll >>> 4) % (14 * 1440));
    const over = place > 3;
    const back = at === 1 ? this.around.account.users.find((user) => user.status === 'removed') : undefined;
    const address = back?.address ?? `${folded(given)}.${folded(family)}${number}@${domain}`;
    return {
      id: at + 1,
      address,
      name: back?.name ?? `${given} ${family}`,
      note: notes[roll % notes.length] ?? null,
      status,
      confirmed_at: this.around.iso(-minutes * 60_000 - (over ? 20 * DAY : 0)),
      ...ends,
      domain: domainOf(address),
      decided_at: over ? this.around.iso(-minutes * 60_000) : null,
      decided_by: status === 'approved' || status === 'denied' ? (roll % 2 === 0 ? 'Ana Silva' : 'Zoë Ünal') : null,
      words:
        status === 'denied' && roll % 3 !== 0
          ? 'Please ask your own purchasing department; this account is for ours.'
          : null,
      given: status === 'approved' ? this.around.account.assignment(3, 2) : null,
    };
  }

  /** A request as it is seen: what the account knows of the person, and what is suggested. */
  private shown(row: RequestRow): RequestRow {
    const user = this.around.account.known(row.address);
    const suggested = waits(row) ? this.suggestion(row) : null;
    return {
      ...row,
      lapses_at: waits(row)
        ? new Date(Date.parse(row.confirmed_at) + this.around.settings.request_lapse_days * DAY).toISOString()
        : null,
      domain_known: isKnown(row.domain),
      user: user?.id ?? null,
      user_state: user === undefined ? null : stateOf(user),
      suggested,
      suggested_by: suggested === null ? null : this.around.suggested === null ? 'domain' : 'link',
    };
  }

  private suggestion(row: RequestRow): Assignment | null {
    if (this.around.suggested !== null) return this.around.suggested;
    if (!isKnown(row.domain)) return null;
    return this.around.account.assignment(row.domain === 'example.org' ? 5 : 3, 2);
  }
}

const isKnown = (domain: string) => domains.indexOf(domain) < 3 && domains.includes(domain);
const stateOf = (user: UserRow) =>
  user.status === 'active' || user.status === 'removed' ? user.status : ('invited' as const);

/** What is not to be said yet of a request that waits. */
const ends = {
  lapses_at: null,
  domain_known: false,
  user: null,
  user_state: null,
  suggested: null,
  suggested_by: null,
  decided_at: null,
  decided_by: null,
  words: null,
  given: null,
} satisfies Partial<RequestRow>;

function whyNot(row: RequestRow | undefined): string {
  if (row === undefined) return 'This request is not there, or not yours to decide.';
  const at = row.decided_at === null ? '' : new Date(row.decided_at).toISOString().slice(0, 16).replace('T', ' ');
  switch (row.status) {
    case 'withdrawn':
      return `${row.address} took the request back on ${at} UTC.`;
    case 'lapsed':
      return `The request of ${row.address} lapsed on ${at} UTC, since nobody had decided it.`;
    default:
      return `The request of ${row.address} was already ${row.status} by ${row.decided_by} on ${at} UTC.`;
  }
}
