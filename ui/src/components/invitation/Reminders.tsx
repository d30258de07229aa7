import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { InvitationRow } from '../../ipc/bindings';
import { queries } from '../../ipc/queries';
import { fullDate, formatList, relativeDate, useNow } from '../time';
import { isOpen } from './acts';
import styles from './invitation.module.css';

/** How often somebody was reminded, when they are next, and on which days. */
export function Reminders({ row }: { row: InvitationRow }) {
  const { t } = useTranslation();
  const now = useNow();
  // An administrator of a group may not see the settings; the rest is said all the same.
  const schedule = useQuery(queries.settings).data?.invitation_reminders;
  const words = [
    row.reminders === 0 ? t('invitation.reminded_never') : t('invitation.reminded', { count: row.reminders }),
  ];
  if (row.next_reminder !== null)
    words.push(t('invitation.reminder_next', { when: relativeDate(row.next_reminder, now) }));
  else if (isOpen(row)) words.push(t('invitation.reminder_none'));
  return (
    <>
      <span title={row.next_reminder === null ? undefined : fullDate(row.next_reminder)}>{words.join(' · ')}</span>
      {schedule === undefined || !isOpen(row) ? null : (
        <span className={styles.under}>
          {schedule === 'none'
            ? t('invitation.schedule_none')
            : t('invitation.schedule', { days: formatList(schedule.split(/,\s*/)) })}
        </span>
      )}
    </>
  );
}
