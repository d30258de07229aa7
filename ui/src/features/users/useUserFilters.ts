import { useMemo } from 'react';
import { address } from '../../components/navigation';
import { useNow } from '../../components/time';
import { useListAddress } from '../../components/useListAddress';
import type { CameBy, OnlyUsers, Period, Status, UserMoment, UserQuery, UserSort } from '../../ipc/bindings';
import { everybody } from '../../ipc/queries';
import { type Span, dayOf, moments, periodOf, spanIn, spanText } from './moments';

/** What a card over the list or the filter of the status shows: those who stand so, or of whom something is true. */
export type UserCard = Status | OnlyUsers;

/** The cards: who is in, who is not yet, what needs somebody. */
export const userCards: UserCard[] = [
  'active',
  'pending',
  'expiring',
  'expired',
  'undelivered',
  'without_group',
  'administrators',
];
/** Who administers a part sees only that: what is true of the whole account is not theirs to count. */
export const isOfWhole = (card: UserCard | 'requests') => card === 'without_group' || card === 'administrators';
export const statuses: Status[] = ['active', 'pending', 'expiring', 'expired', 'declined', 'cancelled', 'removed'];
/** Whom the list shows until it is asked for others: removed users are there when they are looked for. */
const usual = statuses.filter((each) => each !== 'removed');
const onlys: OnlyUsers[] = ['undelivered', 'without_group', 'administrators'];
export const ways: CameBy[] = ['founding', 'hand', 'import', 'link'];
const sorts: UserSort[] = [
  'name',
  'address',
  'status',
  'groups',
  'invited_at',
  'joined_at',
  'expires_at',
  'delivery',
  'came_by',
];
/** Newest or nearest first is what people look for in dates. */
const downFirst: UserSort[] = ['invited_at', 'joined_at'];

/** What of the address says what the list shows, and in which order. */
const filters = ['search', 'show', 'group', 'subgroups', 'role', 'came', ...moments] as const;
const order = ['sort', 'order'] as const;
const none = Object.fromEntries(filters.map((name) => [name, null]));

/** What the list of users shows. All of it stands in the address, and whatever stands there is looked at first. */
export function useUserFilters() {
  const list = useListAddress('users');
  const today = dayOf(useNow());
  const said = Object.fromEntries([...filters, ...order].map((name) => [name, list.text(name)]));
  const place = placeOf(said);
  const filter = useMemo(() => filterOf(place), [place]);
  const search = list.text('search') ?? '';
  const group = list.number('group');
  const role = list.number('role');
  const sort = list.oneOf('sort', sorts) ?? 'name';
  const descending = list.text('order') === 'down';

  /** Who is shown, in whatever order. */
  const question = useMemo<UserQuery>(
    () => ({
      ...everybody,
      search: search.trim(),
      statuses: filter.statuses.length === 0 ? usual : filter.statuses,
      only: filter.only,
      group,
      subgroups: filter.subgroups,
      role,
      came_by: filter.cameBy,
      periods: moments.flatMap((of): Period[] => {
        const span = filter.spans[of];
        return span === null ? [] : [periodOf(of, span, today)];
      }),
    }),
    [search, filter, group, role, today],
  );
  const query = useMemo<UserQuery>(() => ({ ...question, sort, descending }), [question, sort, descending]);
  const filtered = JSON.stringify(question) !== JSON.stringify({ ...everybody, statuses: usual });
  const showing = [...filter.statuses, ...(filter.only === null ? [] : [filter.only])];

  return {
    ...filter,
    question,
    query,
    search,
    /** The card that is pressed: what is shown is just that. */
    card: showing.length === 1 ? (showing[0] ?? null) : null,
    group,
    role,
    sort,
    descending,
    open: list.open,
    show: list.show,
    filtered,
    /** Removed users are among those who are shown. */
    withRemoved: filter.statuses.includes('removed'),
    /** The address at which removed users that match are shown; null: nothing was looked for, or somebody else was. */
    removedPlace: showing.length > 0 || !filtered ? null : address('users', { ...paramsOf(place), show: 'removed' }),
    /** All of it, as a view keeps it; empty for everybody, by name. */
    place,
    goTo: (next: string) => list.set({ ...none, sort: null, order: null, ...paramsOf(next) }),
    setSearch: (next: string) => list.adjust({ search: next }),
    setCard: (next: UserCard | null) => list.set({ show: next }),
    setStatuses: (next: Status[]) =>
      list.set({
        show: [...statuses.filter((each) => next.includes(each)), ...(filter.only === null ? [] : [filter.only])].join(
          ',',
        ),
      }),
    clearOnly: () => list.set({ show: filter.statuses.join(',') }),
    setGroup: (next: number | null) => list.set({ group: next, ...(next === null ? { subgroups: null } : {}) }),
    setSubgroups: (next: boolean) => list.set({ subgroups: next ? null : 'no' }),
    setRole: (next: number | null) => list.set({ role: next }),
    setCameBy: (next: CameBy[]) => list.set({ came: ways.filter((each) => next.includes(each)).join(',') }),
    setSpan: (of: UserMoment, next: Span | null) => list.set({ [of]: spanText(next) }),
    sortBy: (next: UserSort) => {
      const down = next === sort ? !descending : downFirst.includes(next);
      list.adjust({ sort: next === 'name' ? null : next, order: down ? 'down' : null });
    },
    clear: () => list.set(none),
  };
}

export type UserFilterState = ReturnType<typeof useUserFilters>;

/** What of the filters is more than a number or a text. */
function filterOf(place: string) {
  const params = new URLSearchParams(place);
  const shown = (params.get('show') ?? '').split(',');
  const came = (params.get('came') ?? '').split(',');
  const span = (of: UserMoment) => spanIn(params.get(of));
  return {
    statuses: statuses.filter((each) => shown.includes(each)),
    only: onlys.find((each) => shown.includes(each)) ?? null,
    subgroups: params.get('subgroups') !== 'no',
    cameBy: ways.filter((each) => came.includes(each)),
    spans: { invited: span('invited'), joined: span('joined'), expires: span('expires') },
  };
}

/** Parameters of the address in one order, so that the same view reads the same. */
function placeOf(said: Record<string, string | null>): string {
  const params = new URLSearchParams();
  for (const name of [...filters, ...order]) {
    const value = said[name]?.trim() ?? '';
    if (value !== '') params.set(name, value);
  }
  return params.toString();
}

/** Of what a view kept, what is said of the list; the rest is left where it is. */
function paramsOf(place: string): Record<string, string | null> {
  const params = new URLSearchParams(place);
  return Object.fromEntries([...filters, ...order].map((name) => [name, params.get(name)]));
}

/** What a view kept, written as the address of now would be. */
export const tidied = (place: string) => placeOf(paramsOf(place));
