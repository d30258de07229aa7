import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { type Meant, useInvitationActs } from '../../components/invitation/acts';
import type { Selection } from '../../components/selection';
import type { InvitationId, InvitationQuery } from '../../ipc/bindings';
import styles from './Invitations.module.css';

interface Props {
  selection: Selection<InvitationId>;
  /** What the list shows, and how many match. */
  query: InvitationQuery;
  total: number;
}

/** What can be done with the ticked invitations. */
export function SelectionBar({ selection, query, total }: Props) {
  const { t } = useTranslation();
  const acts = useInvitationActs();
  const count = selection.count(total);
  const meant: Meant = {
    selection: selection.all
      ? { kind: 'matching', query, except: [...selection.keys] }
      : { kind: 'these', invitations: [...selection.keys] },
    count,
    who: null,
    onDone: selection.clear,
  };
  return (
    <div className={styles.bar} role="group" aria-label={t('invitations.selection')}>
      <span role="status" className={styles.barCount}>
        {selection.all && selection.keys.size === 0
          ? t('invitations.selected_all', { count })
          : t('invitations.selected', { count })}
      </span>
      {count < total ? (
        <Button small kind="quiet" onPress={selection.tickAll}>
          {t('list.tick_all', { count: total })}
        </Button>
      ) : null}
      <span className={styles.barActs}>
        <Button small onPress={() => acts.resend(meant)}>
          {t('invitations.resend')}
        </Button>
        <Button small onPress={() => acts.cancel(meant)}>
          {t('invitations.cancel')}
        </Button>
        <Button small kind="quiet" onPress={selection.clear}>
          {t('invitations.clear_selection')}
        </Button>
      </span>
    </div>
  );
}
