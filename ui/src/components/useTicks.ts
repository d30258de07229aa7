import { useRef } from 'react';
import type { Key, Selection } from './selection';

/** How rows of a grid are ticked. */
export interface Ticks<Row> {
  selection: Selection;
  keyOf: (row: Row) => Key;
  /** What the box of a row is called. */
  label: (row: Row) => string;
  /** Rows from one to another, also those that are not in sight. */
  rowsBetween: (first: number, last: number) => Promise<Row[]>;
}

/** The keys and presses that tick rows. Each answers whether it was one of them. */
export function useTicks<Row>(
  ticks: Ticks<Row> | undefined,
  rowAt: (index: number) => Row | undefined,
  resetKey: string | undefined,
) {
  /** Where a stretch begins: the row that was ticked last. */
  const anchor = useRef<{ index: number; list: string | undefined } | null>(null);
  const anchorHere = () => (anchor.current?.list === resetKey ? (anchor.current?.index ?? null) : null);
  const anchorAt = (index: number) => {
    anchor.current = { index, list: resetKey };
  };

  const tickedAt = (index: number) => {
    const row = rowAt(index);
    return row !== undefined && ticks?.selection.has(ticks.keyOf(row)) === true;
  };
  const set = (index: number, ticked: boolean) => {
    const row = rowAt(index);
    if (row !== undefined) ticks?.selection.set([ticks.keyOf(row)], ticked);
  };
  const toggle = (index: number) => {
    set(index, !tickedAt(index));
    anchorAt(index);
  };
  /** All from the last one on become as that one is. */
  const stretch = async (index: number) => {
    const from = anchorHere();
    if (from === null || ticks === undefined) return toggle(index);
    const ticked = rowAt(from) === undefined || tickedAt(from);
    const rows = await ticks.rowsBetween(Math.min(from, index), Math.max(from, index)).catch(() => []);
    ticks.selection.set(rows.map(ticks.keyOf), ticked);
  };

  return {
    onKey: (event: React.KeyboardEvent, index: number): boolean => {
      if (ticks === undefined || event.altKey) return false;
      const command = event.ctrlKey || event.metaKey;
      if (event.key === ' ' && event.shiftKey) void stretch(index);
      else if (event.key === ' ') toggle(index);
      else if (event.key.toLowerCase() === 'a' && command) ticks.selection.tickAll();
      else if (event.key === 'Escape' && (ticks.selection.all || ticks.selection.keys.size > 0)) {
        anchor.current = null;
        ticks.selection.clear();
      } else return false;
      event.preventDefault();
      return true;
    },
    /** Shift and an arrow: the stretch grows to the next row, or gives this one back. */
    onExtend: (from: number, to: number): void => {
      if (ticks === undefined || from === to) return;
      const begun = anchorHere() ?? from;
      anchorAt(begun);
      if (Math.abs(to - begun) < Math.abs(from - begun)) set(from, false);
      else if (Math.abs(to - from) === 1) {
        set(from, true);
        set(to, true);
      } else void stretch(to);
    },
    onPress: (event: React.MouseEvent, index: number, onBox: boolean): boolean => {
      if (ticks === undefined) return false;
      if (event.shiftKey) void stretch(index);
      else if (onBox || event.ctrlKey || event.metaKey) toggle(index);
      else return false;
      return true;
    },
  };
}
