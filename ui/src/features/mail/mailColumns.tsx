import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../components/Grid';
import { DeliveryWord } from '../../components/Status';
import { relativeDate, useNow } from '../../components/time';
import { When } from '../../components/When';
import type { MailRow } from '../../ipc/bindings';
import styles from './Mail.module.css';

export function useMailColumns(): Column<MailRow>[] {
  const { t } = useTranslation();
  return useMemo<Column<MailRow>[]>(
    () => [
      {
        id: 'to',
        title: t('mail.to'),
        width: 'minmax(160px, 1.6fr)',
        cell: (mail) => <span className={styles.to}>{mail.to}</span>,
        whole: (mail) => mail.to,
      },
      { id: 'kind', title: t('mail.kind'), width: '140px', cell: (mail) => t(`mail.kinds.${mail.kind}`) },
      { id: 'state', title: t('mail.state'), width: '108px', cell: (mail) => <DeliveryWord state={mail.state} /> },
      {
        id: 'note',
        title: t('mail.note'),
        width: 'minmax(120px, 1.6fr)',
        spare: 1,
        cell: (mail) => <Remark mail={mail} />,
        whole: (mail) => mail.reply ?? undefined,
      },
      {
        id: 'created',
        title: t('mail.created'),
        width: '124px',
        cell: (mail) => <When capital at={mail.created_at} />,
      },
    ],
    [t],
  );
}

/** In few words, what is to be known about its delivery. */
function Remark({ mail }: { mail: MailRow }) {
  const { t } = useTranslation();
  const now = useNow();
  if (mail.state === 'deferred' && mail.not_before !== null)
    return <span className={styles.faint}>{t('mail.retry_at', { when: relativeDate(mail.not_before, now) })}</span>;
  return mail.reply === null || mail.state === 'sent' ? null : <span className={styles.faint}>{mail.reply}</span>;
}
