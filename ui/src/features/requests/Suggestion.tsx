import { useTranslation } from 'react-i18next';
import type { RequestRow } from '../../ipc/bindings';
import styles from './Requests.module.css';

/** Where the group and role come from that stand there at first. */
export function Suggestion({ row }: { row: RequestRow }) {
  const { t } = useTranslation();
  return (
    <p className={styles.under}>
      {row.suggested === null
        ? t('request.not_suggested')
        : row.suggested_by === 'link'
          ? t('request.suggested_link')
          : t('request.suggested_domain', { domain: row.domain })}
    </p>
  );
}
