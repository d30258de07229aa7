import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { Failure } from '../ipc/bindings';
import { asFailure } from '../ipc/failure';

/** Rows a page. */
export const PAGE = 100;

/** A part of a list: rows from `offset` on, and how many there are in all. */
export interface Slice<Row> {
  rows: Row[];
  total: number;
}

interface Question<Row, More> {
  /** Names the list; another key is another list. */
  key: readonly unknown[];
  fetch: (offset: number, limit: number) => Promise<Slice<Row> & More>;
}

/** A long list, of which only the pages that can be seen are asked for. */
export function usePages<Row, More = unknown>({ key, fetch }: Question<Row, More>) {
  const client = useQueryClient();
  const pageOf = (page: number) => ({
    queryKey: [...key, page],
    queryFn: async () => ({ ...(await fetch(page * PAGE, PAGE)), page }),
  });
  const [range, setRange] = useState({ first: 0, last: 0 });
  const pages = Array.from({ length: range.last - range.first + 1 }, (_, at) => range.first + at);
  const results = useQueries({
    queries: pages.map((page) => ({
      ...pageOf(page),
      // What stood there before stays until the new rows are in: nothing blinks while somebody types.
      placeholderData: (previous: (Slice<Row> & More & { page: number }) | undefined) =>
        previous?.page === page ? previous : undefined,
    })),
  });
  const answered = results.find((result) => result.isSuccess && !result.isPlaceholderData);
  const newest = (answered ?? results.find((result) => result.data))?.data;
  // Far away in the list, or with another question, the last answer holds the place until the next is in.
  const [kept, setKept] = useState(newest);
  if (newest !== undefined && newest !== kept) setKept(newest);
  const answer = newest ?? kept;
  const error = results.find((result) => result.error !== null)?.error ?? null;

  const onVisible = useCallback((first: number, last: number) => {
    const next = { first: Math.floor(first / PAGE), last: Math.floor(last / PAGE) };
    setRange((old) => (old.first === next.first && old.last === next.last ? old : next));
  }, []);
  /** Rows that may not be in sight: of a stretch that is ticked. */
  const rowsBetween = async (first: number, last: number): Promise<Row[]> => {
    const from = Math.floor(first / PAGE);
    const wanted = Array.from({ length: Math.floor(last / PAGE) - from + 1 }, (_, at) => from + at);
    const found = await Promise.all(wanted.map((page) => client.fetchQuery(pageOf(page))));
    return found.flatMap((page) => page.rows).slice(first - from * PAGE, last - from * PAGE + 1);
  };
  const rowAt = (index: number): Row | undefined =>
    results[Math.floor(index / PAGE) - range.first]?.data?.rows[index % PAGE];

  return {
    /** What came with the rows, newest first; undefined until the first answer. */
    answer: answer as (Slice<Row> & More) | undefined,
    total: answer?.total ?? 0,
    rowAt,
    /** A row of the pages at hand. */
    find: (is: (row: Row) => boolean) => results.flatMap((result) => result.data?.rows ?? []).find(is),
    /** Where in the list a row of the pages at hand is; -1 if it is not among them. */
    indexOf: (is: (row: Row) => boolean) => {
      for (const result of results) {
        const at = result.data?.rows.findIndex(is) ?? -1;
        if (result.data !== undefined && at >= 0) return result.data.page * PAGE + at;
      }
      return -1;
    },
    /** Whether what is shown answers this question, and not the one before. */
    fresh: results.every((result) => result.isSuccess && !result.isPlaceholderData),
    rowsBetween,
    onVisible,
    failure: error === null ? null : (asFailure(error) satisfies Failure),
    loading: answer === undefined && error === null,
    retry: () => {
      for (const result of results) void result.refetch();
    },
  };
}
