import type { QueryClient } from '@tanstack/react-query';
import { isInvited } from '../../../components/roles/meant';
import { type Status, type UserId, type UserRow, type UserSelection, commands } from '../../../ipc/bindings';
import { unwrap } from '../../../ipc/failure';

const invited: Status[] = ['pending', 'expiring', 'expired'];

/** Of some users those who are invited, and how many they are. */
export interface Invited {
  selection: UserSelection;
  count: number;
}

/** Those of a selection whose invitation can be sent again, or taken back; null where that is not known before it is done. */
export async function invitedOf(selection: UserSelection, client: QueryClient): Promise<Invited | null> {
  const rows = rowsAtHand(client);
  const known = (ids: UserId[]) => ids.every((id) => rows.has(id));
  const among = (ids: UserId[]) => ids.filter((id) => isInvited(rows.get(id) ?? { status: 'active' }));
  if (selection.kind === 'these') {
    const users = among(selection.users);
    return known(selection.users) ? { selection: { kind: 'these', users }, count: users.length } : null;
  }
  const { query, except } = selection;
  const statuses = query.statuses.length === 0 ? invited : invited.filter((each) => query.statuses.includes(each));
  // No status at all would be every status.
  if (statuses.length === 0) return { selection: { kind: 'these', users: [] }, count: 0 };
  if (!known(except)) return null;
  const narrowed = { ...query, statuses };
  const { total } = await unwrap(commands.listUsers({ ...narrowed, offset: 0, limit: 1 }));
  return { selection: { kind: 'matching', query: narrowed, except }, count: total - among(except).length };
}

/** The users that the list has shown lately, as they were seen last. */
function rowsAtHand(client: QueryClient): Map<UserId, UserRow> {
  const pages = client.getQueryCache().findAll({ queryKey: ['users', 'list'] });
  const newest = pages.toSorted((a, b) => a.state.dataUpdatedAt - b.state.dataUpdatedAt);
  return new Map(
    newest
      .flatMap((page) => (page.state.data as { rows: UserRow[] } | undefined)?.rows ?? [])
      .map((row) => [row.id, row]),
  );
}
