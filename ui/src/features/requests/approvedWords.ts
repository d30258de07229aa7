import type { TFunction } from 'i18next';
import type { DecisionOutcome, RequestRow } from '../../ipc/bindings';

/** What became of somebody who was approved. */
export function approvedWords(row: RequestRow, { invited }: DecisionOutcome, t: TFunction): string {
  return t(invited > 0 ? 'approve.done_invited' : 'approve.done_who', { who: row.name });
}

/** What became of several who were approved. */
export function approvedAllWords({ done, invited }: DecisionOutcome, t: TFunction): string {
  const all = t('approve.done', { count: done });
  return invited === 0 ? all : `${all}. ${t('approve.done_of_them_invited', { count: invited })}`;
}
