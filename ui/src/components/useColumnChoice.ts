import { useMemo, useState } from 'react';
import { keep, readKept } from '../platform/kept';
import type { Column } from './Grid';
import { NARROWEST, WIDEST } from './GridEdge';

/** What somebody wants of the columns of a list: those that they chose or took away, and the widths that they gave. */
interface Wanted {
  shown: Record<string, boolean>;
  widths: Record<string, number>;
}

const nothing: Wanted = { shown: {}, widths: {} };

/** The columns of a list as somebody likes them on this computer. The first one always stays. */
export function useColumnChoice<Row>(list: string, all: Column<Row>[]) {
  const name = `columns.${list}`;
  const [wanted, setWanted] = useState<Wanted>(() => parse(readKept(name)));
  const set = (change: (old: Wanted) => Wanted) =>
    setWanted((old) => {
      const next = change(old);
      keep(name, same(next, nothing) ? null : next);
      return next;
    });

  const columns = useMemo(() => {
    const shown = all.filter((column, at) => at === 0 || (wanted.shown[column.id] ?? column.off !== true));
    const asWanted = shown.map((column) => {
      const width = wanted.widths[column.id];
      const { spare, ...kept } = column;
      // Who chose a column sees it, and scrolls where there is no room.
      const chosen = wanted.shown[column.id] === true || spare === undefined ? kept : { ...kept, spare };
      return width === undefined ? chosen : { ...chosen, width: `${width}px` };
    });
    // Something takes what room is left.
    const last = asWanted.at(-1);
    if (last !== undefined && !asWanted.some(({ width }) => width.includes('fr')))
      asWanted[asWanted.length - 1] = { ...last, width: `minmax(${last.width}, 1fr)` };
    return asWanted;
  }, [all, wanted]);

  return {
    columns,
    /** All that can be chosen, and whether they are. */
    choices: all.slice(1).map(({ id, title, off }) => ({ id, title, shown: wanted.shown[id] ?? off !== true })),
    /** Something is not as it comes. */
    changed: !same(wanted, nothing),
    show: (id: string, shown: boolean) => set((old) => ({ ...old, shown: { ...old.shown, [id]: shown } })),
    setWidths: (change: Record<string, number | null>) =>
      set((old) => {
        const widths = Object.entries({ ...old.widths, ...change }).filter(
          (each): each is [string, number] => each[1] !== null,
        );
        return { ...old, widths: Object.fromEntries(widths) };
      }),
    reset: () => set(() => nothing),
  };
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Entries of something that may be anything. */
function entries(of: unknown): [string, unknown][] {
  return typeof of === 'object' && of !== null && !Array.isArray(of) ? Object.entries(of).slice(0, 100) : [];
}

/** What was kept, as far as it is what it should be. */
function parse(kept: unknown): Wanted {
  const parts = new Map(entries(kept));
  const isShown = (each: [string, unknown]): each is [string, boolean] => typeof each[1] === 'boolean';
  const isWidth = (each: [string, unknown]): each is [string, number] =>
    typeof each[1] === 'number' && each[1] >= NARROWEST && each[1] <= WIDEST;
  return {
    shown: Object.fromEntries(entries(parts.get('shown')).filter(isShown)),
    widths: Object.fromEntries(entries(parts.get('widths')).filter(isWidth)),
  };
}
