import type {
  ActivityView,
  Assignment,
  DeliveryState,
  GroupView,
  RoleView,
  Status,
  UserDetails,
  UserPage,
  UserQuery,
  UserRow,
  UserSelection,
  Verb,
} from '../../ipc/bindings';
import { groupViews } from './groups';
import { MOST_HELD, UserList } from './userList';

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

/** What a server says of a mail that did not arrive, or why it was not sent. */
export function noteOn(delivery: DeliveryState | null): string | null {
  if (delivery === 'dropped')
    return 'The invitation had ended before this mail left: it was answered or cancelled, or its time was over. Nothing was sent.';
  if (delivery === 'failed') return '550 5.1.1 The email account that you tried to reach does not exist.';
  return delivery === 'deferred' ? '451 4.7.1 Greylisting in action, please come back later' : null;
}

/** Invented people in invented groups, made when they are first asked for. */
export class Account {
  /** By their numbers, less one; blank: it was removed. */
  readonly paths: string[];
  readonly roles: RoleView[] = structuredClone(roles);
  private people: UserRow[] | null = null;
  private searchText = new Map<number, string>();
  private addresses = new Map<string, UserRow>();
  private readonly list = new UserList(this);
  readonly size: number;
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
    this.people ??= Array.from({ length: Math.min(this.size, MOST_HELD) }, (_, at) => this.invent(at));
    return this.people;
  }

  assignment(group: number, role: number): Assignment {
    return {
      group,
      group_path: this.paths[group - 1] ?? '/',
      role,
      role_name: this.roles.find((each) => each.id === role)?.name ?? '',
    };
  }

  /** The person at a place: always the same. */
  invent(at: number): UserRow {
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
      came_by: at === 0 ? 'founding' : chance % 3 === 1 ? 'import' : joined && chance % 7 === 2 ? 'link' : 'hand',
    };
  }

  /** Whether a role is in this group, or below it unless that is not wanted; null for any group. */
  inGroup(group: number | null, subgroups = true): (each: Assignment) => boolean {
    const path = group === null ? null : (this.paths[group - 1] ?? '/');
    return (each) =>
      path === null ||
      each.group_path === path ||
      (subgroups && (path === '/' || each.group_path.startsWith(`${path}/`)));
  }

  /** The members who administer the whole account. */
  private administratorsOfAll(): UserRow[] {
    return this.users.filter(
      (user) => user.status === 'active' && user.assignments.some((each) => each.group === 1 && each.role === 1),
    );
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
    return this.list.page(query);
  }

  /** Who is meant, in order. */
  meant(selection: UserSelection): UserRow[] {
    if (selection.kind === 'these') return this.users.filter((user) => selection.users.includes(user.id));
    return this.list.matching(selection.query).found.filter((user) => !selection.except.includes(user.id));
  }

  details(id: number): Omit<UserDetails, 'invitations' | 'mails'> | undefined {
    const beyond = id > MOST_HELD && id <= this.size ? this.invent(id - 1) : undefined;
    const user = beyond ?? this.users.find((each) => each.id === id);
    if (user === undefined) return undefined;
    const history: ActivityView[] = [];
    const by = user.id === 1 ? null : 'Zoë Ünal';
    const happened = (at: string, verb: Verb, more: Partial<ActivityView> = {}) => {
      history.push({
        id: user.id * 100 - history.length,
        at,
        by,
        verb,
        user: user.id,
        whom: user.name ?? user.address,
        detail: null,
        import: null,
        undo: null,
        ...more,
      });
    };
    if (user.status === 'active' && user.joined_at !== null)
      happened(user.joined_at, user.id === 1 ? 'account_created' : 'accepted', { by: user.name });
    if (user.status === 'declined') happened(this.iso(-DAY), 'declined', { by: user.name });
    if (user.invited_at !== null) {
      for (const each of user.assignments)
        happened(user.invited_at, 'assignment_added', { detail: `${each.group_path}: ${each.role_name}` });
      happened(user.invited_at, 'invited', { import: user.came_by === 'import' ? 1 : null });
    }
    return {
      ...user,
      elsewhere: 0,
      last_administrator: this.administratorsOfAll().every((each) => each.id === user.id),
      language: user.id % 4 === 0 ? 'de' : null,
      invited_by: by,
      delivery_note: noteOn(user.delivery),
      history,
    };
  }

  groups(): GroupView[] {
    return groupViews(this);
  }

  addGroup(path: string): void {
    const parts = path.split('/');
    for (let depth = 1; depth <= parts.length; depth += 1) {
      const part = parts.slice(0, depth).join('/');
      if (!this.paths.includes(part)) this.paths.push(part);
    }
  }
}
