import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { address } from '../../components/navigation';
import { type UndoEntry, asks, useUndoEntry } from '../../components/roles/useUndoEntry';
import { When } from '../../components/When';
import type { ActivityView, UserId } from '../../ipc/bindings';
import styles from './Users.module.css';

/** So many are shown here; the page of the activity has all. */
const SHOWN = 20;

/** What happened to a user, newest first, with the way to all of it. */
export function History({ user, entries }: { user: UserId; entries: ActivityView[] }) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  // The button goes when it is done: what was done then stands at the top.
  const undoing = useUndoEntry(() => list.current?.focus());
  if (entries.length === 0) return <p className={styles.faint}>{t('user.history_empty')}</p>;
  return (
    <>
      <ol className={styles.history} ref={list} tabIndex={-1} aria-label={t('user.history')}>
        {entries.slice(0, SHOWN).map((entry) => (
          <li key={entry.id}>
            <Entry entry={entry} undoing={undoing} />
          </li>
        ))}
      </ol>
      {undoing.dialog}
      <a href={address('activity', { user })}>{t('user.history_all')}</a>
    </>
  );
}

function Entry({ entry, undoing }: { entry: ActivityView; undoing: UndoEntry }) {
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
      {entry.undo === null ? null : (
        <span className={styles.undo}>
          <Button
            small
            aria-label={t(asks(entry) ? 'undo.ask_for' : 'undo.do_for', { what: t(`verb.${entry.verb}`) })}
            isPending={undoing.pending === entry}
            onPress={() => undoing.undo(entry)}
          >
            {t(asks(entry) ? 'undo.ask' : 'undo.do')}
          </Button>
        </span>
      )}
    </>
  );
}
