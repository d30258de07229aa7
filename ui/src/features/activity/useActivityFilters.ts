import { useMemo } from 'react';
import { useListAddress } from '../../components/useListAddress';
import type { ActivityQuery } from '../../ipc/bindings';
import { type Kind, kinds, verbsOf } from './kinds';

/** What the list of what happened shows, as its address says. */
export function useActivityFilters() {
  const list = useListAddress('activity');
  const search = list.text('search') ?? '';
  const by = list.number('by');
  const user = list.number('user');
  const ofImport = list.number('import');
  const what = list.text('what') ?? '';
  const from = dayIn(list.text('from'));
  const to = dayIn(list.text('to'));
  const chosen = kinds.filter((kind) => what.split(',').includes(kind));

  const query = useMemo<ActivityQuery>(
    () => ({
      search: search.trim(),
      user,
      by,
      verbs: verbsOf(kinds.filter((kind) => what.split(',').includes(kind))),
      import: ofImport,
      from: from === null ? null : startOf(from, 0),
      before: to === null ? null : startOf(to, 1),
      offset: 0,
      limit: 0,
    }),
    [search, user, by, what, ofImport, from, to],
  );

  return {
    query,
    search,
    by,
    user,
    import: ofImport,
    kinds: chosen,
    from,
    to,
    filtered: [search.trim() || null, by, user, ofImport, chosen[0] ?? null, from, to].some((each) => each !== null),
    setSearch: (text: string) => list.adjust({ search: text.trim() === '' ? null : text }),
    setBy: (next: number | null) => list.set({ by: next }),
    setKinds: (next: Kind[]) => list.adjust({ what: next.length === 0 ? null : next.join(',') }),
    setFrom: (day: string | null) => list.adjust({ from: day }),
    setTo: (day: string | null) => list.adjust({ to: day }),
    setUser: (next: number | null) => list.set({ user: next }),
    setImport: (next: number | null) => list.set({ import: next }),
    clear: () => list.set({ search: null, by: null, user: null, import: null, what: null, from: null, to: null }),
  };
}

export type ActivityFilters = ReturnType<typeof useActivityFilters>;

const dayIn = (text: string | null): string | null =>
  text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;

/** When a day, or one so many days after it, begins where the person is. */
function startOf(day: string, after: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + after).toISOString();
}
