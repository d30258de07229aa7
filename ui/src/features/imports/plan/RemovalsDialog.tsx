import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/Button';
import { confirms } from '../../../components/confirms';
import { Dialog } from '../../../components/Dialog';
import { TextField } from '../../../components/Field';
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
  const wanted = String(count);
  const [typed, setTyped] = useState('');
  /** Enter was pressed, and something else was typed. */
  const [wrong, setWrong] = useState(false);
  const right = confirms(typed, wanted);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWrong(!right);
    if (right) onAgreed();
  };
  return (
    <Dialog
      role="alertdialog"
      title={t('import.removals_title', { count, account })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('import.removals_not')}</Button>
          <Button kind="danger" isDisabled={!right} onPress={onAgreed}>
            {words}
          </Button>
        </>
      }
    >
      <form onSubmit={submit} noValidate className={styles.removals}>
        <ul className={styles.ends} aria-label={t('import.removals_ends')}>
          <li>{t('import.removals_roles', { count })}</li>
          <li>{t('import.removals_invitations')}</li>
          <li>{t('import.removals_links')}</li>
        </ul>
        <p>{t('import.removals_stays')}</p>
        <TextField
          label={t('removal.typed_number')}
          hint={wanted}
          autoFocus
          autoComplete="off"
          value={typed}
          onChange={(text) => {
            setTyped(text);
            setWrong(false);
          }}
          problem={wrong ? t('removal.otherwise', { wanted }) : undefined}
        />
      </form>
    </Dialog>
  );
}
