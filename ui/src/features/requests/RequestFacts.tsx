import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../components/invitation/Moment';
import { address } from '../../components/navigation';
import { Facts } from '../../components/Page';
import type { RequestRow } from '../../ipc/bindings';
import styles from './Requests.module.css';
import { waits } from './decisions';

/** What is known about somebody who asks, and how long they wait. */
export function RequestFacts({ row }: { row: RequestRow }) {
  const { t } = useTranslation();
  const { domain } = row;
  const facts: [string, ReactNode][] = [
    [t('request.domain'), t(row.domain_known ? 'request.domain_known' : 'request.domain_unknown', { domain })],
    [
      t('request.who'),
      row.user === null || row.user_state === null ? (
        t('request.nobody')
      ) : (
        <>
          <a href={address(`users/${row.user}`)}>{t(`request.has.${row.user_state}`)}</a>
          {row.user_state === 'removed' && waits(row) ? (
            <span className={styles.under}>{t('request.removed_then')}</span>
          ) : null}
        </>
      ),
    ],
    [t(waits(row) ? 'request.since' : 'request.asked'), <Moment key="since" at={row.confirmed_at} />],
  ];
  if (row.lapses_at !== null)
    facts.push([t('request.lapses'), <Moment key="lapses" at={row.lapses_at} by={t('request.lapses_hint')} />]);
  return <Facts facts={facts} />;
}
