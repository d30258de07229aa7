import { useTranslation } from 'react-i18next';
import { address } from '../../components/navigation';
import { When } from '../../components/When';
import type { ActivityView, UserId } from '../../ipc/bindings';
import styles from './Users.module.css';

/** So many are shown here; the page of the activity has all. */
const SHOWN = 20;

/** What happened to a user, newest first, with the way to all of it. */
export function History({ user, entries }: { user: UserId; entries: ActivityView[] }) {
  const { t } = useTranslation();
  if (entries.length === 0) return <p className={styles.faint}>{t('user.history_empty')}</p>;
  return (
    <>
      <ol className={styles.history}>
        {entries.slice(0, SHOWN).map((entry) => (
          <li key={entry.id}>
            <Entry entry={entry} />
          </li>
        ))}
      </ol>
      <a href={address('activity', { user })}>{t('user.history_all')}</a>
    </>
  );
}

function Entry({ entry }: { entry: ActivityView }) {
  const { t } = useTranslation();
  return (
    <>
      <span>{t(`verb.${entry.verb}`)}</span>
      {entry.detail === null ? null : <span className={styles.detail}>{entry.detail}</span>}
      <span className={styles.under}>
        <When at={entry.at} />
        {entry.by === null ? null : ` ${t('verb.by', { name: entry.by })}`}
        {entry.import === null ? null : (
          <>
            {', '}
            <a href={address(`imports/${entry.import}`)}>{t('user.by_import')}</a>
          </>
        )}
      </span>
    </>
  );
}
