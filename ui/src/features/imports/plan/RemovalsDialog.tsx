import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/Button';
import { Dialog } from '../../../components/Dialog';
import { TextField } from '../../../components/Field';
import { useTyping } from '../../../components/useTyping';
import type { PlanView } from '../../../ipc/bindings';
import { useStart } from '../../../ipc/queries';
import styles from './plan.module.css';

interface Props {
  plan: PlanView;
  /** What is done if it is agreed to. */
  words: string;
  onClose: () => void;
  onAgreed: () => void;
}

/** How many users a file removes from the account, what ends with it, and the typing that agrees to it. */
export function RemovalsDialog({ plan, words, onClose, onAgreed }: Props) {
  const { t } = useTranslation();
  const account = useStart().data?.workspace?.account ?? '';
  const { removals: count } = plan;
  const typing = useTyping(String(count), onAgreed);
  return (
    <Dialog
      role="alertdialog"
      title={t('import.removals_title', { count, account })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('import.removals_not')}</Button>
          <Button kind="danger" isDisabled={!typing.right} onPress={onAgreed}>
            {words}
          </Button>
        </>
      }
    >
      <form onSubmit={typing.onSubmit} noValidate className={styles.removals}>
        <ul className={styles.ends} aria-label={t('import.removals_ends')}>
          <li>{t('import.removals_roles', { count })}</li>
          <li>{t('import.removals_invitations')}</li>
          <li>{t('import.removals_links')}</li>
        </ul>
        <p>{t('import.removals_stays')}</p>
        <TextField {...typing.field} />
      </form>
    </Dialog>
  );
}
