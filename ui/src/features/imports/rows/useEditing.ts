import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { GridHandle } from '../../../components/Grid';
import type { Column, Mend, PlanRow, ProblemView } from '../../../ipc/bindings';
import { onOneLine } from './oneLine';

/** A cell of the table: the row's own number, and the place in it. */
export interface Cell {
  row: number;
  cell: number;
}

/** What lets rows be mended. */
export interface Mending {
  /** Whether it was done. */
  mend: (what: Mend) => Promise<boolean>;
  /** What a column means; null: it is passed over. */
  meaning: (cell: number) => Column | null;
  /** What can stand in a column, to choose from. */
  choices: (cell: number) => string[];
  /** In how many rows the same text has the same problem. */
  sameElsewhere: (problem: ProblemView) => { column: Column; rows: number } | null;
}

interface List {
  total: number;
  fresh: boolean;
  rowAt: (index: number) => PlanRow | undefined;
  indexOf: (is: (row: PlanRow) => boolean) => number;
}

export interface Editing {
  mending: Mending | undefined;
  grid: RefObject<GridHandle | null>;
  /** The cell whose editor is open, what it began with, and what is typed in it so far. */
  at: (Cell & { began: string; text: string }) | null;
  type: (text: string) => void;
  /** Opens an editor: of a column of the grid, or of the first faulty cell. */
  begin: (row: PlanRow, column: string | null) => void;
  /**
   * Writes what was typed, if it is something else; then goes on to the next faulty cell, the one before, or to the row. Whoever goes
   * elsewhere has only looked, if nothing was typed.
   */
  keep: (row: PlanRow, then: 'stay' | 'next' | 'before' | 'elsewhere') => void;
  leave: () => void;
  /** Mends something of a row, and gives the keyboard back to the rows. */
  mend: (what: Mend) => void;
}

export const columnOf = (cell: number) => `cell-${cell}`;
const cellOf = (column: string | null) => (column?.startsWith('cell-') === true ? Number(column.slice(5)) : null);

/** The faulty cells of a row, from the first on. */
export const faultyCells = (row: PlanRow): number[] =>
  [...new Set(row.problems.flatMap((problem) => problem.cell ?? []))].sort((a, b) => a - b);

/** Where the keyboard is among the cells of a table that can be mended. */
export function useEditing(list: List, mending: Mending | undefined): Editing {
  const grid = useRef<GridHandle>(null);
  const [at, setAt] = useState<Editing['at']>(null);
  /** Which editor opens when the rows have come that a mend led to. */
  const next = useRef<Cell | null>(null);

  const goTo = ({ row, cell }: Cell, open: boolean) => {
    const index = list.indexOf((each) => each.row === row);
    if (index < 0) return grid.current?.focus();
    grid.current?.goTo?.(index, columnOf(cell));
    const there = list.rowAt(index);
    if (!open || there === undefined) return;
    const began = onOneLine(there.cells[cell] ?? '', mending?.meaning(cell));
    setAt({ row, cell, began, text: began });
  };
  const openNext = useEffectEvent(() => {
    const to = next.current;
    next.current = null;
    if (to !== null) goTo(to, true);
  });
  const { fresh } = list;
  useEffect(() => {
    if (fresh) openNext();
  }, [fresh]);

  /** The faulty cell after this one, or before it, among the rows at hand. */
  const faultyFrom = (from: Cell, step: 1 | -1): Cell | null => {
    const start = list.indexOf((row) => row.row === from.row);
    for (let index = start; index >= 0 && index < list.total; index += step) {
      const row = list.rowAt(index);
      if (row === undefined) return null;
      const cells = faultyCells(row);
      const found = (step === 1 ? cells : cells.reverse()).find(
        (cell) => index !== start || (step === 1 ? cell > from.cell : cell < from.cell),
      );
      if (found !== undefined) return { row: row.row, cell: found };
    }
    return null;
  };

  const keep: Editing['keep'] = (row, then) => {
    if (at === null || mending === undefined) return;
    const { began, text } = at;
    const to = then === 'next' ? faultyFrom(at, 1) : then === 'before' ? faultyFrom(at, -1) : null;
    const same = text === (then === 'elsewhere' ? began : (row.cells[at.cell] ?? ''));
    setAt(null);
    if (then !== 'elsewhere') grid.current?.focus();
    if (same) return void (to === null ? undefined : goTo(to, true));
    void mending.mend({ kind: 'cell', row: row.row, cell: at.cell, text }).then((done) => {
      if (done) next.current = to;
    });
  };

  return {
    mending,
    grid,
    at,
    type: (text) => setAt((now) => (now === null ? null : { ...now, text })),
    begin: (row, column) => {
      const cell = cellOf(column) ?? faultyCells(row)[0] ?? 0;
      goTo({ row: row.row, cell }, mending !== undefined);
    },
    keep,
    leave: () => {
      setAt(null);
      grid.current?.focus();
    },
    mend: (what) => {
      setAt(null);
      grid.current?.focus();
      void mending?.mend(what);
    },
  };
}
