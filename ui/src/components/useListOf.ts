import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserSort } from '../ipc/bindings';
import type { MenuPart } from './Menu';
import { type Key, useSelection } from './selection';
import { type Slice, usePages } from './usePages';
import { usePanel } from './usePanel';

interface Props<Row, K extends Key, Query, More> {
  /** The name of the list among what is asked. */
  of: string;
  /** What the address says: who is shown, and in which order. */
  filters: {
    /** Who is shown, in whatever order: with another question nothing is ticked any more. */
    question: unknown;
    query: Query;
    sort: UserSort;
    descending: boolean;
    sortBy: (sort: UserSort) => void;
    open: number | null;
    show: (id: number | null) => void;
  };
  fetch: (query: Query, offset: number, limit: number) => Promise<Slice<Row> & More>;
  /** By what a row is ticked. */
  keyOf: (row: Row) => K;
  /** Whose panel a row opens. */
  opens: (row: Row) => number;
  /** What a row is called. */
  nameOf: (row: Row) => string;
  /** What can be done with it, besides being read. */
  menuOf: (row: Row) => MenuPart[];
}

/** A long list of people with a panel beside it: sorted by its titles, ticked across pages, each row with its menu. */
export function useListOf<Row, K extends Key, Query, More = unknown>({
  of,
  filters,
  fetch,
  keyOf,
  opens,
  nameOf,
  menuOf,
}: Props<Row, K, Query, More>) {
  const { t } = useTranslation();
  const { query, open, show } = filters;
  const panel = usePanel({ open, show, idOf: opens });
  const list = usePages<Row, More>({
    key: [of, 'list', query],
    fetch: (offset, limit) => fetch(query, offset, limit),
  });
  const selection = useSelection<K>(JSON.stringify(filters.question));
  const actionsFor = useCallback((row: Row) => t('list.actions_for', { name: nameOf(row) }), [t, nameOf]);
  const tickFor = useCallback((row: Row) => t('list.tick', { name: nameOf(row) }), [t, nameOf]);
  return {
    list,
    panel,
    selection,
    /** What the grid is to be told. */
    grid: {
      ...panel.grid,
      count: list.total,
      rowAt: list.rowAt,
      onVisible: list.onVisible,
      sort: { column: filters.sort, descending: filters.descending },
      onSort: (column: string) => filters.sortBy(column as UserSort),
      ticks: {
        selection,
        keyOf,
        label: tickFor,
        rowsBetween: list.rowsBetween,
      },
      menu: {
        label: actionsFor,
        parts: (row: Row): MenuPart[] => [
          {
            id: 'show',
            entries: [{ id: 'details', label: t('list.details'), act: () => panel.grid.onOpen(row, true) }],
          },
          ...menuOf(row),
        ],
      },
      resetKey: JSON.stringify(query),
    },
  };
}
