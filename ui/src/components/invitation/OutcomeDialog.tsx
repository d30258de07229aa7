import { useTranslation } from 'react-i18next';
import type { ActionOutcome } from '../../ipc/bindings';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { Icon } from '../Icon';
import styles from './invitation.module.css';

interface Props {
  outcome: ActionOutcome;
  /** The words for what was done, and for nothing. */
  done: 'invitation.resent' | 'invitation.cancelled';
  none: 'invitation.resent_none' | 'invitation.cancelled_none';
  onClose: () => void;
}

/** With how many it was done, with how many not, and why. */
export function OutcomeDialog({ outcome, done, none, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={outcome.done > 0 ? t(done, { count: outcome.done }) : t(none)}
      onClose={onClose}
      actions={
        <Button kind="primary" autoFocus onPress={onClose}>
          {t('invitation.outcome_close')}
        </Button>
      }
    >
      {outcome.done > 0 ? <p className={styles.lead}>{t('invitation.outcome_not')}</p> : null}
      <ul className={styles.reasons}>
        {outcome.not_done.map((each) => (
          <li key={each.reason}>
            <Icon name="info" />
            <span>{each.message}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
