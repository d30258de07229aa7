import type {
  CameBy,
  Counts,
  DeliveryState,
  OnlyUsers,
  Status,
  UserMoment,
  UserPage,
  UserQuery,
  UserRow,
} from '../../ipc/bindings';
import type { Account } from './account';

/** Of more users than these the others are made when they are looked at, and neither searched nor sorted. */
export const MOST_HELD = 200_000;

const statuses: Status[] = ['active', 'pending', 'expiring', 'expired', 'declined', 'cancelled', 'removed'];
const deliveries: DeliveryState[] = ['queued', 'sending', 'sent', 'deferred', 'failed', 'uncertain', 'dropped'];
const ways: CameBy[] = ['founding', 'hand', 'import', 'link'];
const noCounts = (): Counts => ({
  all: 0,
  active: 0,
  pending: 0,
  expiring: 0,
  expired: 0,
  declined: 0,
  cancelled: 0,
  removed: 0,
  undelivered: 0,
  without_group: 0,
  administrators: 0,
});

const moments: Record<UserMoment, (user: UserRow) => string | null> = {
  invited: (user) => user.invited_at,
  expires: (user) => user.expires_at,
  joined: (user) => user.joined_at,
};

interface Found {
  found: UserRow[];
  counts: Counts;
}

/** The list of the users of an account: filtered, counted, sorted. */
export class UserList {
  private last: (Found & { question: string }) | null = null;
  private readonly account: Account;

  constructor(account: Account) {
    this.account = account;
  }

  page(query: UserQuery): UserPage {
    const { size } = this.account;
    if (size > MOST_HELD) {
      const rows = Math.max(0, Math.min(query.limit, size - query.offset));
      const users = Array.from({ length: rows }, (_, at) => this.account.invent(query.offset + at));
      return { users, total: size, offset: query.offset, counts: { ...noCounts(), all: size, active: size } };
    }
    const { found, counts } = this.matching(query);
    const users = found.slice(query.offset, query.offset + query.limit);
    return { users, total: found.length, offset: query.offset, counts };
  }

  /** All that match, in order. */
  matching(query: UserQuery): Found {
    const question = JSON.stringify({ ...query, offset: 0, limit: 0, users: this.account.users.length });
    if (this.last?.question === question && this.account.size > 10_000) return this.last;
    const counts = noCounts();
    const fits = this.fits(query);
    const standing = this.standing(query);
    const found = this.account.users.filter((user) => {
      if (!fits(user)) return false;
      const is = standing(user);
      counts.all += 1;
      counts[user.status] += 1;
      for (const only of ['undelivered', 'without_group', 'administrators'] as const) if (is[only]) counts[only] += 1;
      if (query.statuses.length > 0 && !query.statuses.includes(user.status)) return false;
      return query.only == null || is[query.only];
    });
    this.last = { question, found: sorted(found, query), counts };
    return this.last;
  }

  /** Whether somebody fits everything but the cards. */
  private fits(query: UserQuery): (user: UserRow) => boolean {
    const finds = this.account.finds(query.search);
    const inGroup = this.account.inGroup(query.group, query.subgroups ?? true);
    const { came_by: cameBy = [], periods = [] } = query;
    return (user) => {
      if (!finds(user) || (cameBy.length > 0 && !cameBy.includes(user.came_by))) return false;
      for (const { of, from, before } of periods) {
        const at = moments[of](user);
        if (at === null || (from !== null && at < from) || (before !== null && at >= before)) return false;
      }
      if (query.group === null && query.role === null) return true;
      return user.assignments.some((each) => inGroup(each) && (query.role === null || each.role === query.role));
    };
  }

  private standing(query: UserQuery): (user: UserRow) => Record<OnlyUsers, boolean> {
    const inGroup = this.account.inGroup(query.group, query.subgroups ?? true);
    return (user) => ({
      undelivered:
        (user.status === 'pending' || user.status === 'expiring' || user.status === 'expired') &&
        (user.delivery === 'failed' || user.delivery === 'uncertain' || user.delivery === 'deferred'),
      without_group: user.status !== 'removed' && user.assignments.length === 0,
      administrators: user.status === 'active' && user.assignments.some((each) => each.role === 1 && inGroup(each)),
    });
  }
}

/** In the order that is asked for; who has no such value comes last. */
function sorted(users: UserRow[], query: UserQuery): UserRow[] {
  const place = <T>(all: T[], one: T) => String(all.indexOf(one)).padStart(2, '0');
  const key = (user: UserRow): string => {
    switch (query.sort) {
      case 'name':
        return user.name ?? user.address;
      case 'status':
        return place(statuses, user.status);
      case 'groups':
        return user.assignments.map((each) => `${each.group_path} ${each.role_name}`).join('\n');
      case 'delivery':
        return user.delivery === null ? '' : place(deliveries, user.delivery);
      case 'came_by':
        return place(ways, user.came_by);
      default:
        return user[query.sort] ?? '';
    }
  };
  const sign = query.descending ? -1 : 1;
  const collator = new Intl.Collator('en');
  const keyed = users.map((user) => ({ user, key: key(user) }));
  keyed.sort((a, b) => {
    if ((a.key === '') !== (b.key === '')) return a.key === '' ? 1 : -1;
    return sign * collator.compare(a.key, b.key) || a.user.id - b.user.id;
  });
  return keyed.map(({ user }) => user);
}
