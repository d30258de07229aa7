import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { address } from '../../components/navigation';
import { Facts, Panel } from '../../components/Page';
import { asks, useUndoEntry } from '../../components/roles/useUndoEntry';
import { ShownText } from '../../components/ShownText';
import { fullDate, formatNumber } from '../../components/time';
import type { ActivityView } from '../../ipc/bindings';
import styles from './Activity.module.css';

interface Props {
  entry: ActivityView;
  focus: number;
  onUndone: () => void;
  onClose: () => void;
}

/** One thing that happened, whole: what a row cuts off, and the ways to what it is about. */
export function ActivityPanel({ entry, focus, onUndone, onClose }: Props) {
  const { t } = useTranslation();
  const { user, whom, detail } = entry;
  const undoing = useUndoEntry(onUndone);
  const facts: [string, ReactNode][] = [
    [t('activity.when'), fullDate(entry.at)],
    [t('activity.by'), entry.by ?? t('activity.program')],
  ];
  if (whom !== null)
    facts.push([
      t('activity.whom'),
      user === null ? (
        whom
      ) : (
        <a key="whom" href={address(`users/${user}`)}>
          {whom}
        </a>
      ),
    ]);
  if (detail !== null)
    facts.push([
      t('activity.detail'),
      <span key="detail" className={styles.selectable}>
        <ShownText>{detail}</ShownText>
      </span>,
    ]);
  if (entry.import !== null)
    facts.push([
      t('activity.import'),
      <a key="import" href={address(`imports/${entry.import}`)}>
        {t('activity.show_import')}
      </a>,
    ]);
  facts.push([t('activity.number'), formatNumber(entry.id)]);
  return (
    <Panel title={t(`verb.${entry.verb}`)} focus={focus} onClose={onClose}>
      <Facts facts={facts} />
      {entry.undo === null ? null : (
        <p className={styles.undo}>
          <Button isPending={undoing.pending !== null} onPress={() => undoing.undo(entry)}>
            {t(asks(entry) ? 'undo.ask' : 'undo.do')}
          </Button>
        </p>
      )}
      {undoing.dialog}
      {user === null ? null : (
        <p className={styles.all}>
          <a href={address('activity', { user })}>{t('activity.all_of', { name: whom ?? t('activity.somebody') })}</a>
        </p>
      )}
    </Panel>
  );
}
