import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../components/invitation/Moment';
import { Facts } from '../../components/Page';
import type { RequestRow } from '../../ipc/bindings';
import { useStart } from '../../ipc/queries';
import styles from './Requests.module.css';

/** How a request ended: by whom, when, and with which words. */
export function Decision({ row }: { row: RequestRow }) {
  const { t } = useTranslation();
  const account = useStart().data?.workspace?.account ?? '';
  const facts: [string, ReactNode][] = [];
  if (row.given !== null) {
    const { group_path: path, role_name: role } = row.given;
    facts.push([t('request.given'), t('request.given_in', { role, group: path === '/' ? account : path })]);
  }
  if (row.decided_by !== null) facts.push([t('request.by'), row.decided_by]);
  if (row.decided_at !== null) facts.push([t('request.when'), <Moment key="when" at={row.decided_at} />]);
  return (
    <>
      {row.status === 'withdrawn' || row.status === 'lapsed' ? (
        <p className={styles.lead}>{t(`request.${row.status}`)}</p>
      ) : null}
      <Facts facts={facts} />
      {row.words === null ? null : (
        <>
          <p className={styles.under}>{t('request.words')}</p>
          <p className={styles.whole}>{row.words}</p>
        </>
      )}
    </>
  );
}
