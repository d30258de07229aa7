import { useMemo } from 'react';
import { useListAddress } from '../../components/useListAddress';
import type { Status, UserQuery, UserSort } from '../../ipc/bindings';
import { everybody } from '../../ipc/queries';

/** A card over the list: a status, or what was not delivered. */
type UserCard = Status | 'undelivered';

export const userCards: UserCard[] = [
  'active',
  'pending',
  'expiring',
  'expired',
  'declined',
  'cancelled',
  'removed',
  'undelivered',
];
const sorts: UserSort[] = ['name', 'address', 'status', 'invited_at', 'expires_at', 'joined_at'];
/** Newest or nearest first is what people look for in dates. */
const downFirst: UserSort[] = ['invited_at', 'joined_at'];

/** What the list of users shows. */
export function useUserFilters() {
  const list = useListAddress('users');
  const search = list.text('search') ?? '';
  const card = list.oneOf('show', userCards);
  const group = list.number('group');
  const role = list.number('role');
  const sort = list.oneOf('sort', sorts) ?? 'name';
  const descending = list.text('order') === 'down';

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

  return {
    query,
    search,
    card,
    group,
    role,
    sort,
    descending,
    open: list.open,
    show: list.show,
    filtered: search.trim() !== '' || card !== null || group !== null || role !== null,
    setSearch: (text: string) => list.adjust({ search: text }),
    setCard: (next: UserCard | null) => list.set({ show: next }),
    setGroup: (next: number | null) => list.set({ group: next }),
    setRole: (next: number | null) => list.set({ role: next }),
    sortBy: (next: UserSort) => {
      const down = next === sort ? !descending : downFirst.includes(next);
      list.adjust({ sort: next === 'name' ? null : next, order: down ? 'down' : null });
    },
    clear: () => list.set({ search: null, show: null, group: null, role: null }),
  };
}
