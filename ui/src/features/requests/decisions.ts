import type { QueryClient } from '@tanstack/react-query';
import type { Selection } from '../../components/selection';
import { type RequestId, type RequestPage, type RequestQuery, type RequestRow, commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';

/** It waits for a decision. */
export const waits = (row: RequestRow) => row.status === 'pending' || row.status === 'ageing';

/** What a page of the list is kept under, in front of its question and its number. */
export const listKey = ['requests', 'list'];
export const oneKey = (id: RequestId) => ['requests', 'one', id];

/** A request as some list that was asked for has it. */
export function requestAtHand(client: QueryClient, id: RequestId): RequestRow | undefined {
  for (const [, page] of client.getQueriesData<{ rows: RequestRow[] }>({ queryKey: listKey })) {
    const found = page?.rows.find((row) => row.id === id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** As many as are asked for at once. */
const MANY = 1000;

/** The requests that are ticked: those at hand, and the others asked for. What is not there any more is left out. */
export async function gather(
  client: QueryClient,
  selection: Selection<RequestId>,
  query: RequestQuery,
): Promise<RequestRow[]> {
  if (!selection.all) {
    const ids = [...selection.keys];
    const found = await Promise.allSettled(
      ids.map(async (id) => requestAtHand(client, id) ?? (await unwrap(commands.showRequest(id)))),
    );
    const rows = found.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const lost = found.find((each) => each.status === 'rejected');
    if (rows.length === 0 && lost !== undefined) throw lost.reason;
    return rows;
  }
  const rows: RequestRow[] = [];
  let page: RequestPage;
  do {
    // One after the other, so that none is counted twice.
    // oxlint-disable-next-line no-await-in-loop
    page = await unwrap(commands.listRequests({ ...query, offset: rows.length, limit: MANY }));
    rows.push(...page.requests);
  } while (page.requests.length > 0 && rows.length < page.total);
  return rows.filter((row) => selection.has(row.id));
}
