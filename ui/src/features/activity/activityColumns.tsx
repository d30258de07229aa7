import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../components/Grid';
import { address } from '../../components/navigation';
import { ShownText, shownText } from '../../components/ShownText';
import { When } from '../../components/When';
import type { ActivityView } from '../../ipc/bindings';
import styles from './Activity.module.css';

export function useActivityColumns(): Column<ActivityView>[] {
  const { t } = useTranslation();
  return useMemo<Column<ActivityView>[]>(
    () => [
      { id: 'when', title: t('activity.when'), width: '124px', cell: (entry) => <When capital at={entry.at} /> },
      {
        id: 'by',
        title: t('activity.by'),
        width: 'minmax(96px, 1fr)',
        cell: (entry) => entry.by ?? <span className={styles.faint}>{t('activity.program')}</span>,
        whole: (entry) => entry.by ?? undefined,
      },
      {
        id: 'verb',
        title: t('activity.what'),
        width: 'minmax(150px, 1.5fr)',
        cell: (entry) => <span className={styles.verb}>{t(`verb.${entry.verb}`)}</span>,
        whole: (entry) => t(`verb.${entry.verb}`),
      },
      {
        id: 'whom',
        title: t('activity.whom'),
        width: 'minmax(96px, 1.1fr)',
        cell: (entry) => <Whom entry={entry} />,
        whole: (entry) => entry.whom ?? undefined,
      },
      {
        id: 'detail',
        title: t('activity.detail'),
        width: 'minmax(110px, 1.7fr)',
        cell: (entry) => (entry.detail === null ? null : <ShownText>{entry.detail}</ShownText>),
        whole: (entry) => (entry.detail === null ? undefined : shownText(entry.detail)),
      },
    ],
    [t],
  );
}

/** To whom it happened. The keyboard goes there by the panel, or by the menu of the row. */
function Whom({ entry: { user, whom } }: { entry: ActivityView }) {
  if (user === null || whom === null) return whom;
  return (
    <a
      className={styles.whom}
      href={address(`users/${user}`)}
      tabIndex={-1}
      onClick={(event) => event.stopPropagation()} // not also a press on the row
    >
      {whom}
    </a>
  );
}
