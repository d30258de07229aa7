import { useMemo } from 'react';
import { useListAddress } from '../../components/useListAddress';
import type { DeliveryState, InvitationQuery, InvitationStatus, UserSort } from '../../ipc/bindings';
import { everyInvitation } from '../../ipc/queries';

/** A card over the list: a status, or what was not delivered. */
type InvitationCard = InvitationStatus | 'undelivered';

export const invitationCards: InvitationCard[] = [
  'pending',
  'expiring',
  'expired',
  'accepted',
  'declined',
  'cancelled',
  'undelivered',
];
export const deliveries: DeliveryState[] = ['queued', 'sending', 'sent', 'deferred', 'failed', 'uncertain', 'dropped'];
const undelivered: DeliveryState[] = ['deferred', 'failed', 'uncertain'];
const sorts: UserSort[] = ['name', 'invited_at', 'expires_at'];
/** What a list begins with: the invitation that was made last. */
const usual: UserSort = 'invited_at';

/** What the list of invitations shows. One at a time is open: the list has the newest of everybody, and the address of its panel is the user's. */
export function useInvitationFilters() {
  const list = useListAddress('invitations');
  const search = list.text('search') ?? '';
  const card = list.oneOf('show', invitationCards);
  const delivery = list.oneOf('delivery', deliveries);
  const group = list.number('group');
  const sort = list.oneOf('sort', sorts) ?? usual;
  const order = list.text('order');
  const descending = order === null ? sort === usual : order === 'down';

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
    open: list.open,
    show: list.show,
    filtered: search.trim() !== '' || card !== null || delivery !== null || group !== null,
    setSearch: (text: string) => list.adjust({ search: text }),
    setCard: (next: InvitationCard | null) =>
      list.set({ show: next, ...(next === 'undelivered' ? { delivery: null } : {}) }),
    setDelivery: (next: DeliveryState | null) =>
      list.set({ delivery: next, ...(card === 'undelivered' ? { show: null } : {}) }),
    setGroup: (next: number | null) => list.set({ group: next }),
    sortBy: (next: UserSort) => {
      const down = next === sort ? !descending : next === usual;
      list.adjust({
        sort: next === usual ? null : next,
        order: down === (next === usual) ? null : down ? 'down' : 'up',
      });
    },
    clear: () => list.set({ search: null, show: null, group: null, delivery: null }),
  };
}
