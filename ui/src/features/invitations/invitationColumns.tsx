import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../components/Grid';
import { DeliveryWord, StatusWord } from '../../components/Status';
import { relativeDate, useNow } from '../../components/time';
import { When } from '../../components/When';
import type { InvitationRow } from '../../ipc/bindings';
import styles from './Invitations.module.css';

/** The columns of the list of invitations. Ids of sortable ones are those of `UserSort`. */
export function useInvitationColumns(): Column<InvitationRow>[] {
  const { t } = useTranslation();
  return useMemo<Column<InvitationRow>[]>(
    () => [
      {
        id: 'name',
        title: t('invitations.who'),
        width: 'minmax(156px, 2.4fr)',
        sortable: true,
        cell: (row) => (
          <>
            <span className={styles.name}>{row.name ?? row.address}</span>
            {row.name === null ? null : <span className={styles.address}> {row.address}</span>}
          </>
        ),
        whole: (row) => (row.name === null ? row.address : `${row.name} <${row.address}>`),
      },
      { id: 'status', title: t('users.status'), width: '104px', cell: (row) => <StatusWord status={row.status} /> },
      {
        id: 'invited_at',
        title: t('user.sent'),
        width: '116px',
        spare: 3,
        sortable: true,
        cell: (row) =>
          row.sent_at === null ? (
            <span className={styles.faint}>{t('user.not_sent')}</span>
          ) : (
            <When capital at={row.sent_at} />
          ),
      },
      {
        id: 'expires_at',
        title: t('user.last_day'),
        width: '108px',
        sortable: true,
        cell: (row) =>
          row.answered_at === null && row.expires_at !== null ? <When days capital at={row.expires_at} /> : null,
      },
      {
        id: 'reminders',
        title: t('invitation.reminders'),
        width: '148px',
        spare: 1,
        cell: (row) => <RemindersShort row={row} />,
      },
      {
        id: 'invited_by',
        title: t('user.invited_by'),
        width: 'minmax(90px, 0.8fr)',
        spare: 2,
        cell: (row) => row.invited_by,
        whole: (row) => row.invited_by,
      },
      {
        id: 'delivery',
        title: t('users.delivery'),
        width: '104px',
        cell: (row) => (row.delivery === null ? null : <DeliveryWord state={row.delivery} />),
        whole: (row) => row.delivery_note ?? undefined,
      },
    ],
    [t],
  );
}

/** How many were sent, and when the next one is. */
function RemindersShort({ row }: { row: InvitationRow }) {
  const { t } = useTranslation();
  const now = useNow();
  const next =
    row.next_reminder === null ? null : t('invitation.reminder_next', { when: relativeDate(row.next_reminder, now) });
  if (row.reminders === 0) return next === null ? null : <span className={styles.faint}>{capital(next)}</span>;
  return (
    <>
      {next === null ? t('invitation.reminded', { count: row.reminders }) : row.reminders}
      {next === null ? null : <span className={styles.faint}> · {next}</span>}
    </>
  );
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
