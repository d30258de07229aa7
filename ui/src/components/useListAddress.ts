import { address, navigate, usePlace } from './navigation';

type Change = Record<string, string | number | null>;

/** What a list shows, and what is open beside it, as its address says: so Back and Forward walk through it. */
export function useListAddress(page: string) {
  const { path, params } = usePlace();
  const open = numberIn(path[1] ?? null);
  const go = (change: Change, id: number | null, replace: boolean) => {
    const now = Object.fromEntries(params.entries());
    navigate(address(id === null ? page : `${page}/${id}`, { ...now, ...change }), { replace });
  };
  return {
    open,
    text: (name: string) => params.get(name),
    number: (name: string) => numberIn(params.get(name)),
    oneOf: <T extends string>(name: string, all: readonly T[]): T | null =>
      all.find((each) => each === params.get(name)) ?? null,
    set: (change: Change) => go(change, open, false),
    /** The same without a step to come back to: while somebody types, and for another order. */
    adjust: (change: Change) => go(change, open, true),
    /** Another one in the open panel leaves no step behind; opening and closing it do. */
    show: (id: number | null) => go({}, id, id !== null && open !== null),
  };
}

const numberIn = (text: string | null): number | null => (text !== null && /^\d+$/.test(text) ? Number(text) : null);
