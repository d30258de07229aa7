import { useMemo } from 'react';
import { address, navigate, usePlace } from '../../components/navigation';
import type { Status, UserId, UserQuery, UserSort } from '../../ipc/bindings';
import { everybody } from '../../ipc/queries';

/** A card over the list: a status, or what was not delivered. */
export type Card = Status | 'undelivered';

const statuses: Status[] = ['active', 'pending', 'expiring', 'expired', 'declined', 'cancelled', 'removed'];
const sorts: UserSort[] = ['name', 'address', 'status', 'invited_at', 'expires_at', 'joined_at'];
/** Newest or nearest first is what people look for in dates. */
const downFirst: UserSort[] = ['invited_at', 'joined_at'];

const idOf = (text: string | null): number | null => (text !== null && /^\d+$/.test(text) ? Number(text) : null);

/** What the list of users shows. It stands in the address, so that Back and Forward walk through it. */
export function useUserFilters() {
  const { path, params } = usePlace();
  const search = params.get('search') ?? '';
  const show = params.get('show');
  const sortParam = params.get('sort');
  const card: Card | null = show === 'undelivered' ? show : (statuses.find((status) => status === show) ?? null);
  const group = idOf(params.get('group'));
  const role = idOf(params.get('role'));
  const sort = sorts.find((each) => each === sortParam) ?? 'name';
  const descending = params.get('order') === 'down';
  const open: UserId | null = idOf(path[1] ?? null);

  const query = useMemo<Omit<UserQuery, 'offset' | 'limit'>>(
    () => ({
      ...everybody,
      search: search.trim(),
      statuses: card === null || card === 'undelivered' ? [] : [card],
      undelivered: card === 'undelivered',
      group,
      role,
      sort,
      descending,
    }),
    [search, card, group, role, sort, descending],
  );

  const go = (change: Record<string, string | number | null>, user: UserId | null = open, replace = true) => {
    const now = Object.fromEntries(params.entries());
    navigate(address(user === null ? 'users' : `users/${user}`, { ...now, ...change }), { replace });
  };

  return {
    query,
    search,
    card,
    group,
    role,
    sort,
    descending,
    open,
    filtered: search.trim() !== '' || card !== null || group !== null || role !== null,
    setSearch: (text: string) => go({ search: text }),
    setCard: (next: Card | null) => go({ show: next }, open, false),
    setGroup: (next: number | null) => go({ group: next }, open, false),
    setRole: (next: number | null) => go({ role: next }, open, false),
    sortBy: (next: UserSort) => {
      const down = next === sort ? !descending : downFirst.includes(next);
      go({ sort: next === 'name' ? null : next, order: down ? 'down' : null });
    },
    clear: () => go({ search: null, show: null, group: null, role: null }, open, false),
    /** Another user in the open panel leaves no step behind; opening and closing it do. */
    show: (user: UserId | null) => go({}, user, user !== null && open !== null),
  };
}
