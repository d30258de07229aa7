import { type RefObject, useLayoutEffect, useState } from 'react';

interface Track {
  width: string;
  spare?: number;
}

/** Left and right of the cells (`.cells` in the styles). */
const EDGES = 24;

/** What columns take at least: of `minmax(120px, 1fr)` 120 pixels. */
export const leastWidth = (columns: readonly Track[]) =>
  columns.reduce((sum, { width }) => sum + Number(/\d+(?=px)/.exec(width)?.[0] ?? 0), EDGES);

/** The columns for which there is room: until there is, those that can be spared go, the lowest number first. */
export function fitting<T extends Track>(columns: T[], room: number): T[] {
  let rest = columns;
  const numbers = columns.flatMap(({ spare }) => spare ?? []).toSorted((one, other) => one - other);
  for (const number of numbers) {
    if (leastWidth(rest) <= room) break;
    rest = rest.filter(({ spare }) => spare !== number);
  }
  return rest;
}

/** How large the inside of an element is. Before it is known there is room for every column, and not much of a view. */
export function useInnerSize(of: RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: Infinity, height: 600 });
  useLayoutEffect(() => {
    const element = of.current;
    if (element === null) return undefined;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [of]);
  return size;
}
