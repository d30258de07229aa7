import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/Button';
import { Dialog } from '../../../components/Dialog';
import { TextField } from '../../../components/Field';
import { Answered } from '../../../components/ListState';
import { RemovalEnds } from '../../../components/RemovalEnds';
import { useTyping } from '../../../components/useTyping';
import { commands, type PlanView } from '../../../ipc/bindings';
import { unwrap } from '../../../ipc/failure';
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
  const ends = useQuery({
    queryKey: ['plan', plan.plan, 'removals'],
    queryFn: () => unwrap(commands.previewPlanRemovals(plan.plan)),
    staleTime: 0,
    gcTime: 0,
  });
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
        <Answered query={ends} rows={3}>
          {(found) => <RemovalEnds ends={found} stays={t('import.removals_stays')} />}
        </Answered>
        <TextField {...typing.field} />
      </form>
    </Dialog>
  );
}
