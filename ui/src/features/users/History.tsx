import { useTranslation } from 'react-i18next';
import { When } from '../../components/When';
import type { ActivityView } from '../../ipc/bindings';
import styles from './Users.module.css';

/** What happened to a user, newest first. */
export function History({ entries }: { entries: ActivityView[] }) {
  const { t } = useTranslation();
  if (entries.length === 0) return <p className={styles.faint}>{t('user.history_empty')}</p>;
  return (
    <ol className={styles.history}>
      {entries.map((entry) => (
        <li key={`${entry.at}-${entry.verb}-${entry.detail}`}>
          <Entry entry={entry} />
        </li>
      ))}
    </ol>
  );
}

function Entry({ entry }: { entry: ActivityView }) {
  const { t } = useTranslation();
  const words = t(`verb.${entry.verb}`);
  return (
    <>
      <span>{entry.detail === null ? words : t('verb.detail', { words, detail: entry.detail })}</span>
      <span className={styles.under}>
        <When at={entry.at} />
        {entry.by === null ? null : ` ${t('verb.by', { name: entry.by })}`}
      </span>
    </>
  );
}
