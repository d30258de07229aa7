import { useState } from 'react';

export type Key = string | number;

/** Rows that were ticked: these, or all that match but these. */
type Ticked<K extends Key> = { all: boolean; but: ReadonlySet<K> };

/** What a grid is told of the ticked rows, and what it does with them. */
export interface Selection<K extends Key = Key> {
  /** Whether every row that matches is meant, but for those that were unticked since. */
  all: boolean;
  /** The ticked ones; of all, those that are not meant. */
  keys: ReadonlySet<K>;
  has(key: K): boolean;
  /** How many are ticked, of a list of that length. */
  count(total: number): number;
  set(keys: readonly K[], ticked: boolean): void;
  tickAll(): void;
  clear(): void;
}

const none = { all: false, but: new Set<never>() };

/** Ticked rows of one list. They stay while it is scrolled, sorted and refreshed, and are gone with another question. */
export function useSelection<K extends Key>(question: string): Selection<K> {
  const [ticked, setTicked] = useState<Ticked<K>>(none);
  const [asked, setAsked] = useState(question);
  if (asked !== question) {
    setAsked(question);
    setTicked(none);
  }
  return {
    all: ticked.all,
    keys: ticked.but,
    has: (key) => ticked.but.has(key) !== ticked.all,
    count: (total) => (ticked.all ? Math.max(0, total - ticked.but.size) : ticked.but.size),
    set: (keys, wanted) =>
      setTicked((old) => {
        const but = new Set(old.but);
        for (const key of keys) {
          if (wanted === old.all) but.delete(key);
          else but.add(key);
        }
        return { all: old.all, but };
      }),
    tickAll: () => setTicked({ all: true, but: new Set() }),
    clear: () => setTicked(none),
  };
}
