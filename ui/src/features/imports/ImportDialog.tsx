import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { address, navigate } from '../../components/navigation';
import { ChooseStep } from './ChooseStep';
import styles from './Imports.module.css';
import { Outcome } from './Outcome';
import { PlanActions, PlanStep } from './PlanStep';
import { type Begin, type Step, useImport } from './useImport';
import { WorkingStep } from './WorkingStep';

interface Props {
  begin: Begin | null;
  /** `done`: it was carried out. */
  onClose: (done: boolean) => void;
  /** While an import is carried out the window takes no other file. */
  onBusy: (busy: boolean) => void;
}

/** From a spreadsheet to invitations, in three steps over whatever page is open. */
export function ImportDialog({ begin, onClose, onBusy }: Props) {
  const { t } = useTranslation();
  const work = useImport(begin);
  const { step } = work;
  const busy = step.at === 'working';
  useEffect(() => onBusy(busy), [busy, onBusy]);
  const close = () => onClose(step.at === 'done');
  const showUsers = () => {
    close();
    navigate(address('users', { sort: 'invited_at', order: 'down' }));
  };
  return (
    <Dialog
      size="wide"
      firm={busy}
      title={t('import.title')}
      onClose={close}
      aside={
        <div className={styles.headAside}>
          <Steps at={step.at} />
          {busy ? null : <IconButton icon="close" label={t('import.close')} onPress={close} />}
        </div>
      }
      actions={
        step.at === 'plan' ? (
          <PlanActions step={step} work={work} onBack={close} />
        ) : step.at === 'done' ? (
          <>
            <Button onPress={work.again}>{t('import.import_another')}</Button>
            <Button kind={step.done.counts.rejected > 0 ? 'plain' : 'primary'} onPress={showUsers}>
              {t('import.show_users')}
            </Button>
          </>
        ) : undefined
      }
    >
      {step.at === 'choose' ? <ChooseStep step={step} onChoose={() => void work.choose()} /> : null}
      {step.at === 'plan' ? <PlanStep step={step} work={work} /> : null}
      {step.at === 'working' ? <WorkingStep step={step} onCancel={() => void work.cancel()} /> : null}
      {step.at === 'done' ? <Outcome outcome={step.done} heading="h3" /> : null}
    </Dialog>
  );
}

const steps = ['choose', 'check', 'done'] as const;

function Steps({ at }: { at: Step['at'] }) {
  const { t } = useTranslation();
  const now = at === 'choose' ? 0 : at === 'plan' ? 1 : 2;
  return (
    <ol className={styles.steps} aria-label={t('import.steps')}>
      {steps.map((step, index) => (
        <li key={step} aria-current={index === now ? 'step' : undefined} data-past={index < now}>
          {t(`import.step_${step}`)}
        </li>
      ))}
    </ol>
  );
}
