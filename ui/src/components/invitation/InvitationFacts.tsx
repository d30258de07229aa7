import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvitationRow } from '../../ipc/bindings';
import { address } from '../navigation';
import { Facts } from '../Page';
import { Moment } from './Moment';
import { Reminders } from './Reminders';
import { isOpen } from './acts';
import styles from './invitation.module.css';

/** When, by whom, until when, and what was said. */
export function InvitationFacts({ row, more = [] }: { row: InvitationRow; more?: [string, ReactNode][] }) {
  const { t } = useTranslation();
  const open = isOpen(row);
  const facts: [string, ReactNode][] = [[t('user.invited_by'), row.invited_by]];
  if (row.sent_at !== null) facts.push([t('user.sent'), <Moment key="sent" at={row.sent_at} />]);
  else facts.push([t('user.sent'), open ? t('invitation.not_sent') : t('user.not_sent')]);
  if (row.expires_at !== null && row.answered_at === null)
    facts.push([t(open ? 'user.last_day' : 'user.last_day_was'), <Moment key="end" at={row.expires_at} />]);
  if (row.answered_at !== null && row.status !== 'pending' && row.status !== 'expiring' && row.status !== 'expired')
    facts.push([
      t(`status.${row.status}`),
      <Moment key="answered" at={row.answered_at} by={row.answered_by ?? undefined} />,
    ]);
  if (row.sent_at !== null && row.answered_at === null)
    facts.push([t('invitation.reminders'), <Reminders key="reminders" row={row} />]);
  if (row.import !== null)
    facts.push([
      t('invitation.import'),
      <a key="import" href={address(`imports/${row.import}`)}>
        {t('invitation.import_link')}
      </a>,
    ]);
  return (
    <>
      <Facts facts={[...facts, ...more]} />
      {row.answer_note === null ? null : (
        <p className={styles.message} aria-label={t('invitation.answer_note')}>
          {row.answer_note}
        </p>
      )}
      {row.message === null ? null : (
        <>
          <p className={styles.under}>{t('invitation.message')}</p>
          <p className={styles.message}>{row.message}</p>
        </>
      )}
    </>
  );
}
