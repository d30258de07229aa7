import { useMemo } from 'react';
import { address, navigate, usePlace } from '../../components/navigation';
import type { DeliveryState, InvitationQuery, InvitationStatus, UserId, UserSort } from '../../ipc/bindings';
import { everyInvitation } from '../../ipc/queries';

/** A card over the list: a status, or what was not delivered. */
export type Card = InvitationStatus | 'undelivered';

export const statuses: InvitationStatus[] = ['pending', 'expiring', 'expired', 'accepted', 'declined', 'cancelled'];
export const deliveries: DeliveryState[] = ['queued', 'sending', 'sent', 'deferred', 'failed', 'uncertain'];
const undelivered: DeliveryState[] = ['deferred', 'failed', 'uncertain'];
const sorts: UserSort[] = ['name', 'invited_at', 'expires_at'];
/** What a list begins with: the invitation that was made last. */
const usual: UserSort = 'invited_at';

const idOf = (text: string | null): number | null => (text !== null && /^\d+$/.test(text) ? Number(text) : null);

/** What the list of invitations shows. It stands in the address, as it does for users. */
export function useInvitationFilters() {
  const { path, params } = usePlace();
  const search = params.get('search') ?? '';
  const show = params.get('show');
  const sortParam = params.get('sort');
  const card: Card | null = show === 'undelivered' ? show : (statuses.find((status) => status === show) ?? null);
  const delivery = deliveries.find((each) => each === params.get('delivery')) ?? null;
  const group = idOf(params.get('group'));
  const sort = sorts.find((each) => each === sortParam) ?? usual;
  const order = params.get('order');
  const descending = order === null ? sort === usual : order === 'down';
  // One at a time: the list has the newest invitation of everybody, and the address of a panel is the user's.
  const open: UserId | null = idOf(path[1] ?? null);

  const question = useMemo<InvitationQuery>(
    () => ({
      ...everyInvitation,
      search: search.trim(),
      statuses: card === null || card === 'undelivered' ? [] : [card],
      deliveries: card === 'undelivered' ? undelivered : delivery === null ? [] : [delivery],
      group,
    }),
    [search, card, delivery, group],
  );
  const query = useMemo<InvitationQuery>(() => ({ ...question, sort, descending }), [question, sort, descending]);

  const go = (change: Record<string, string | number | null>, user: UserId | null = open, replace = true) => {
    const now = Object.fromEntries(params.entries());
    navigate(address(user === null ? 'invitations' : `invitations/${user}`, { ...now, ...change }), { replace });
  };

  return {
    /** Which invitations, in whatever order. */
    question,
    query,
    search,
    card,
    delivery,
    group,
    sort,
    descending,
    open,
    filtered: search.trim() !== '' || card !== null || delivery !== null || group !== null,
    setSearch: (text: string) => go({ search: text }),
    setCard: (next: Card | null) =>
      go({ show: next, ...(next === 'undelivered' ? { delivery: null } : {}) }, open, false),
    setDelivery: (next: DeliveryState | null) =>
      go({ delivery: next, ...(card === 'undelivered' ? { show: null } : {}) }, open, false),
    setGroup: (next: number | null) => go({ group: next }, open, false),
    sortBy: (next: UserSort) => {
      const down = next === sort ? !descending : next === usual;
      go({ sort: next === usual ? null : next, order: down === (next === usual) ? null : down ? 'down' : 'up' });
    },
    clear: () => go({ search: null, show: null, group: null, delivery: null }, open, false),
    /** Another one in the open panel leaves no step behind; opening and closing it do. */
    show: (user: UserId | null) => go({}, user, user !== null && open !== null),
  };
}
