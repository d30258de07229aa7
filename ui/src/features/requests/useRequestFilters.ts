import { useMemo } from 'react';
import { useListAddress } from '../../components/useListAddress';
import type { RequestQuery, RequestStatus } from '../../ipc/bindings';
import { everyRequest } from '../../ipc/queries';

export const requestStatuses: RequestStatus[] = ['pending', 'ageing', 'approved', 'denied', 'withdrawn', 'lapsed'];
/** Those that wait for a decision. */
export const waiting: RequestStatus[] = ['pending', 'ageing'];
/** What a page shows: those of one status, all, or those that wait. */
export type Shown = RequestStatus | 'all' | 'waiting';

/** What the list of requests shows: whoever waits, the one who waits longest first, unless something else is wanted. */
export function useRequestFilters() {
  const list = useListAddress('requests');
  const search = list.text('search') ?? '';
  const shown: Shown = list.oneOf<Shown>('show', [...requestStatuses, 'all']) ?? 'waiting';
  const decidable = shown === 'waiting' || shown === 'pending' || shown === 'ageing';
  const order = list.text('order');
  // Of those that wait the oldest is the most urgent; of the others the newest is looked for.
  const oldestFirst = order === null ? decidable : order === 'up';

  const query = useMemo<RequestQuery>(
    () => ({
      ...everyRequest,
      search: search.trim(),
      statuses: shown === 'all' ? [] : shown === 'waiting' ? waiting : [shown],
      oldest_first: oldestFirst,
    }),
    [search, shown, oldestFirst],
  );

  return {
    query,
    search,
    shown,
    /** The card that is pressed. */
    card: shown === 'all' || shown === 'waiting' ? null : shown,
    /** All that is shown waits for a decision. */
    decidable,
    oldestFirst,
    open: list.open,
    show: list.show,
    filtered: search.trim() !== '' || shown !== 'waiting',
    setSearch: (text: string) => list.adjust({ search: text }),
    setShown: (next: Shown | null) => list.set({ show: next === 'waiting' ? null : next, order: null }),
    turnRound: () => list.adjust({ order: oldestFirst === decidable ? (decidable ? 'down' : 'up') : null }),
    clear: () => list.set({ search: null, show: null, order: null }),
  };
}
