import type {
  ActivityView,
  Assignment,
  Counts,
  DeliveryState,
  GroupView,
  RoleView,
  Status,
  UserDetails,
  UserPage,
  UserQuery,
  UserRow,
} from '../../ipc/bindings';

export const DAY = 86_400_000;

export const roles: RoleView[] = ['Administrator', 'Buyer', 'Approver', 'Finance', 'Tech'].map((name, at) => ({
  id: at + 1,
  name,
  meaning: null,
  given_by: 'group',
}));

const first =
  'Zoë Ana Milan Priya Kofi Björn Chloé Łukasz Yuki Fatima Siobhán Mateo Ingrid Tariq Noor Petra Jonas Amara Wei Olga'.split(
    ' ',
  );
const last =
  'Ünal Silva Novák Raman Mensah Åkesson Dupont Wiśniewska Tanaka El-Sayed Ó’Brien García Lindqvist Aziz Haddad Kowalski Weber Okafor Chen Petrova'.split(
    ' ',
  );
const domains = ['example.net', 'example.org', 'example.com'];

/** Turns a number into one that looks like chance and is always the same. */
export function dice(seed: number): number {
  let x = Math.imul(seed + 0x9e37, 0x85ebca6b) >>> 0;
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35) >>> 0;
  return (x ^ (x >>> 16)) >>> 0;
}

/** Without case and accents: what is searched. */
export const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const plain = (text: string) =>
  folded(text)
    .replace(/ł/g, 'l')
    .replace(/[^a-z]/g, '');

/** What a server says of a mail that did not arrive. */
export function noteOn(delivery: DeliveryState | null): string | null {
  if (delivery === 'failed') return '550 5.1.1 The email account that you tried to reach does not exist.';
  return delivery === 'deferred' ? '451 4.7.1 Greylisting in action, please come back later' : null;
}

/** Invented people in invented groups, made when they are first asked for. */
export class Account {
  readonly paths: string[];
  private people: UserRow[] | null = null;
  private last: { question: string; found: UserRow[]; counts: Counts } | null = null;
  private searchText = new Map<number, string>();
  private addresses = new Map<string, UserRow>();
  private readonly size: number;
  private readonly now: () => number;

  constructor(size: number, now: () => number, paths: string[]) {
    this.size = size;
    this.now = now;
    this.paths = ['/', ...paths];
  }

  iso(away: number): string {
    return new Date(this.now() + away).toISOString();
  }

  get users(): UserRow[] {
    this.people ??= Array.from({ length: this.size }, (_, at) => this.invent(at));
    return this.people;
  }

  assignment(group: number, role: number): Assignment {
    return {
      group,
      group_path: this.paths[group - 1] ?? '/',
      role,
      role_name: roles.find((each) => each.id === role)?.name ?? '',
    };
  }

  private invent(at: number): UserRow {
    const roll = dice(at);
    const given = first[at % first.length] ?? 'Ana';
    const family = last[(roll >>> 3) % last.length] ?? 'Silva';
    const number = at < first.length ? '' : String(at);
    const chance = roll % 1000;
    const status: Status =
      at === 0 || chance < 940
        ? 'active'
        : chance < 972
          ? 'pending'
          : chance < 980
            ? 'expiring'
            : chance < 987
              ? 'expired'
              : chance < 990
                ? 'declined'
                : chance < 995
                  ? 'cancelled'
                  : 'removed';
    const joined = status === 'active' || status === 'removed';
    const ago = -((roll >>> 5) % 300) * DAY - 3_600_000;
    const left =
      status === 'expiring'
        ? ((roll >>> 6) % 13) + 1
        : status === 'expired'
          ? -((roll >>> 6) % 40) - 1
          : 15 + ((roll >>> 6) % 74);
    const sent = joined ? ago - 3 * DAY : (left - 90) * DAY;
    const groups = Math.max(1, this.paths.length - 1);
    const assignments =
      at === 0
        ? [this.assignment(1, 1)]
        : status === 'removed'
          ? []
          : Array.from({ length: 1 + (roll % 7 === 0 ? 2 : roll % 3 === 0 ? 1 : 0) }, (_, nth) =>
              this.assignment(2 + ((roll + nth * 3) % groups), 2 + ((roll >>> (2 + nth)) % 4)),
            );
    const delivery: DeliveryState | null = joined
      ? null
      : chance % 11 === 0
        ? 'failed'
        : chance % 13 === 0
          ? 'uncertain'
          : status === 'pending' && chance % 7 === 0
            ? 'deferred'
            : 'sent';
    return {
      id: at + 1,
      address: `${plain(given)}.${plain(family)}${number}@${domains[(roll >>> 9) % 3]}`,
      name: chance % 61 === 5 ? null : `${given} ${family}`,
      status,
      assignments,
      invited_at: at === 0 ? null : this.iso(sent),
      sent_at: at === 0 ? null : this.iso(sent),
      expires_at: joined ? null : this.iso(left * DAY),
      joined_at: joined ? this.iso(ago) : null,
      delivery,
      came_by: at === 0 ? 'founding' : 'hand',
    };
  }

  /** Whether a role is in this group or below it; null for any group. */
  inGroup(group: number | null): (each: Assignment) => boolean {
    const path = group === null ? null : (this.paths[group - 1] ?? '/');
    return (each) =>
      path === null || path === '/' || each.group_path === path || each.group_path.startsWith(`${path}/`);
  }

  /** Whether every word of a search is in somebody's name or address. */
  finds(search: string): (user: UserRow) => boolean {
    const words = folded(search)
      .split(/\s+/)
      .filter((word) => word !== '');
    return (user) => words.every((word) => this.text(user).includes(word));
  }

  /** The user with an address. */
  known(address: string): UserRow | undefined {
    if (this.addresses.size !== this.users.length)
      this.addresses = new Map(this.users.map((user) => [user.address.toLowerCase(), user]));
    return this.addresses.get(address.toLowerCase());
  }

  private text(user: UserRow): string {
    let text = this.searchText.get(user.id);
    if (text === undefined) {
      text = folded(`${user.name ?? ''} ${user.address}`);
      this.searchText.set(user.id, text);
    }
    return text;
  }

  page(query: UserQuery): UserPage {
    const finds = this.finds(query.search);
    const inGroup = this.inGroup(query.group);
    const counts: Counts = {
      all: 0,
      active: 0,
      pending: 0,
      expiring: 0,
      expired: 0,
      declined: 0,
      cancelled: 0,
      removed: 0,
      undelivered: 0,
    };
    const question = JSON.stringify({ ...query, offset: 0, limit: 0, users: this.users.length });
    const slice = (all: UserRow[]) => all.slice(query.offset, query.offset + query.limit);
    if (this.last?.question === question && this.size > 10_000)
      return {
        users: slice(this.last.found),
        total: this.last.found.length,
        offset: query.offset,
        counts: this.last.counts,
      };
    const found = this.users.filter((user) => {
      if (!finds(user)) return false;
      if (
        (query.group !== null || query.role !== null) &&
        !user.assignments.some((each) => inGroup(each) && (query.role === null || each.role === query.role))
      )
        return false;
      const undelivered = user.delivery === 'failed' || user.delivery === 'uncertain' || user.delivery === 'deferred';
      counts.all += 1;
      counts[user.status] += 1;
      if (undelivered) counts.undelivered += 1;
      return (
        (query.statuses.length === 0 || query.statuses.includes(user.status)) && (!query.undelivered || undelivered)
      );
    });
    const collator = new Intl.Collator('en');
    const key = (user: UserRow) =>
      query.sort === 'name'
        ? (user.name ?? user.address)
        : query.sort === 'invited_at'
          ? (user.joined_at ?? user.invited_at ?? '')
          : (user[query.sort] ?? '');
    const sign = query.descending ? -1 : 1;
    const keys = new Map(found.map((user) => [user.id, key(user)]));
    found.sort((a, b) => sign * collator.compare(keys.get(a.id) ?? '', keys.get(b.id) ?? '') || a.id - b.id);
    this.last = { question, found, counts };
    return {
      users: slice(found),
      total: found.length,
      offset: query.offset,
      counts,
    };
  }

  details(id: number): Omit<UserDetails, 'invitations' | 'mails'> | undefined {
    const user = this.users.find((each) => each.id === id);
    if (user === undefined) return undefined;
    const history: ActivityView[] = [];
    const by = user.id === 1 ? null : 'Zoë Ünal';
    if (user.status === 'active' && user.joined_at !== null)
      history.push({
        at: user.joined_at,
        by: user.name,
        verb: user.id === 1 ? 'account_created' : 'accepted',
        detail: null,
        import: null,
      });
    if (user.status === 'declined')
      history.push({ at: this.iso(-DAY), by: user.name, verb: 'declined', detail: null, import: null });
    if (user.invited_at !== null) {
      for (const each of user.assignments)
        history.push({
          at: user.invited_at,
          by,
          verb: 'assignment_added',
          detail: `${each.group_path}, ${each.role_name}`,
          import: null,
        });
      history.push({ at: user.invited_at, by, verb: 'invited', detail: null, import: 1 });
    }
    return {
      ...user,
      language: user.id % 4 === 0 ? 'de' : null,
      invited_by: by,
      delivery_note: noteOn(user.delivery),
      history,
    };
  }

  groups(): GroupView[] {
    const counts = new Map<string, Set<number>>();
    for (const user of this.users) {
      for (const { group_path } of user.assignments) {
        const parts = group_path === '/' ? [] : group_path.split('/');
        for (let depth = 0; depth <= parts.length; depth += 1) {
          const path = depth === 0 ? '/' : parts.slice(0, depth).join('/');
          let set = counts.get(path);
          if (set === undefined) counts.set(path, (set = new Set()));
          set.add(user.id);
        }
      }
    }
    return this.paths
      .map((path, at): GroupView => ({
        id: at + 1,
        path,
        depth: path === '/' ? 0 : path.split('/').length,
        users: counts.get(path)?.size ?? 0,
      }))
      .sort((a, b) => (a.path === '/' ? -1 : b.path === '/' ? 1 : a.path.localeCompare(b.path)));
  }

  addGroup(path: string): void {
    const parts = path.split('/');
    for (let depth = 1; depth <= parts.length; depth += 1) {
      const part = parts.slice(0, depth).join('/');
      if (!this.paths.includes(part)) this.paths.push(part);
    }
  }
}
