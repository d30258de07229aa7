import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { Icon } from './Icon';
import styles from './OutcomeDialog.module.css';

interface Props {
  /** With how many it was done. */
  title: string;
  /** Whether it was done with some. */
  some: boolean;
  /** Why it was not done with the others, each in a sentence. */
  reasons: string[];
  onClose: () => void;
}

/** So many reasons are read. */
const MOST = 50;

/** With how many something was done, with how many not, and why. */
export function OutcomeDialog({ title, some, reasons, onClose }: Props) {
  const { t } = useTranslation();
  const more = reasons.length - MOST;
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <Button kind="primary" autoFocus onPress={onClose}>
          {t('outcome_dialog.close')}
        </Button>
      }
    >
      {some ? <p className={styles.lead}>{t('outcome_dialog.not')}</p> : null}
      <ul className={styles.reasons}>
        {reasons.slice(0, MOST).map((reason) => (
          <li key={reason}>
            <Icon name="info" />
            <span>{reason}</span>
          </li>
        ))}
      </ul>
      {more > 0 ? <p className={styles.more}>{t('outcome_dialog.more', { count: more })}</p> : null}
    </Dialog>
  );
}
