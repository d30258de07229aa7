import type { TFunction } from 'i18next';
import type { RequestRow } from '../../ipc/bindings';

/** What became of somebody who was approved. */
export function approvedWords(row: RequestRow, t: TFunction): string {
  return t(row.user_state === 'removed' ? 'approve.done_invited' : 'approve.done_who', { who: row.name });
}
