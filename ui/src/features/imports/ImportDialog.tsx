import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { address, navigate } from '../../components/navigation';
import type { ChosenFile, Mapping } from '../../ipc/bindings';
import { ChooseStep } from './choose/ChooseStep';
import { ColumnsActions, ColumnsStep } from './columns/ColumnsStep';
import styles from './ImportDialog.module.css';
import { LoseMends } from './LoseMends';
import { Outcome } from './outcome/Outcome';
import { WorkingStep } from './outcome/WorkingStep';
import { PlanActions } from './plan/PlanActions';
import { PlanStep } from './plan/PlanStep';
import type { Begin, Step } from './steps';
import { useImport } from './useImport';
import { useLosing } from './useLosing';
import { useOffline } from './useOffline';

interface Props {
  /** Another one takes the place of what is there. */
  begin: Begin | null;
  /** `invited`: the people who were typed have been. */
  onClose: (invited: boolean) => void;
  /** While an import is carried out the window takes no other file. */
  onBusy: (busy: boolean) => void;
}

/** From a table to invitations, roles and removals, step by step over whatever page is open. */
export function ImportDialog({ begin, onClose, onBusy }: Props) {
  const { t } = useTranslation();
  const work = useImport(begin);
  const { step } = work;
  const offline = useOffline();
  const busy = step.at === 'working';
  useEffect(() => onBusy(busy), [busy, onBusy]);
  const { losing, unlessMended, onAnswered } = useLosing(step);
  const end = () => onClose(step.at === 'done' && step.source.from === 'people');
  const close = () => unlessMended('close', end);
  const another = () => unlessMended('another', () => void work.choose());
  const drop = useEffectEvent((file: ChosenFile) => unlessMended('another', () => void work.drop(file)));
  useEffect(() => {
    if (begin?.from === 'file') drop(begin.file);
  }, [begin]);
  const read = (sheet: string | null) => unlessMended('read', () => void work.readAgain(sheet));
  const [mapping, setMapping] = useMapping(step);
  const place = useFocusOn(step);
  const showUsers = () => {
    end();
    navigate(address('users', { sort: 'invited_at', order: 'down' }));
  };
  return (
    <Dialog
      size="wide"
      firm={busy}
      title={t(offline ? 'import.title_offline' : 'import.title')}
      onClose={close}
      aside={
        <div className={styles.headAside}>
          <Steps at={step.at} offline={offline} />
          {busy ? null : <IconButton icon="close" label={t('import.close')} onPress={close} />}
        </div>
      }
      actions={
        step.at === 'plan' ? (
          <PlanActions step={step} work={work} onBack={close} onAnother={another} />
        ) : step.at === 'columns' && mapping !== null ? (
          <ColumnsActions step={step} work={work} mapping={mapping} onAnother={another} />
        ) : step.at === 'done' ? (
          <>
            <Button onPress={work.another}>{t('import.import_another')}</Button>
            <Button kind={step.done.counts.rejected > 0 ? 'plain' : 'primary'} onPress={showUsers}>
              {t('import.show_users')}
            </Button>
          </>
        ) : undefined
      }
    >
      <div
        ref={place}
        className={styles.step}
        tabIndex={-1}
        role="group"
        aria-label={t(`import.step_${stepName(step.at)}`)}
      >
        {step.at === 'choose' ? <ChooseStep step={step} work={work} /> : null}
        {step.at === 'columns' && mapping !== null ? (
          <ColumnsStep
            step={step}
            work={work}
            mapping={mapping}
            onChange={setMapping}
            onRead={read}
            onAnother={another}
          />
        ) : null}
        {step.at === 'plan' ? <PlanStep step={step} work={work} onRead={read} onAnother={another} /> : null}
        {step.at === 'working' ? <WorkingStep step={step} onCancel={() => void work.cancel()} /> : null}
        {step.at === 'done' ? <Outcome outcome={step.done} heading="h3" /> : null}
      </div>
      {losing === null ? null : <LoseMends losing={losing} onClose={onAnswered} />}
    </Dialog>
  );
}

/** What is said of the columns, until it is asked what it comes to. */
function useMapping(step: Step): [Mapping | null, (mapping: Mapping) => void] {
  const asked = step.at === 'columns' ? step.columns : null;
  const [said, setSaid] = useState<{ of: number; mapping: Mapping } | null>(null);
  const of = asked?.plan ?? 0;
  const mapping = asked === null ? null : said?.of === of ? said.mapping : asked.mapping;
  return [mapping, (next) => setSaid({ of, mapping: next })];
}

/** Brings the focus to the step that begins, or of which what had it is gone, unless it has put it somewhere itself. */
function useFocusOn(step: Step) {
  const place = useRef<HTMLDivElement>(null);
  const seen = useRef(step);
  useEffect(() => {
    const { at } = seen.current;
    if (seen.current === step) return;
    seen.current = step;
    const has = document.activeElement;
    const lost = at === step.at ? has === null || has === document.body : place.current?.contains(has) !== true;
    if (lost) place.current?.focus({ preventScroll: true });
  }, [step]);
  return place;
}

const stepName = (at: Step['at']) => (at === 'plan' ? 'check' : at === 'working' ? 'done' : at);

const steps = ['choose', 'columns', 'check', 'done'] as const;

function Steps({ at, offline }: { at: Step['at']; offline: boolean }) {
  const { t } = useTranslation();
  // Columns are asked for only where they are not understood.
  const shown = steps.filter((step) => (step === 'columns' ? at === 'columns' : step !== 'done' || !offline));
  const now = shown.indexOf(stepName(at));
  return (
    <ol className={styles.steps} aria-label={t('import.steps')}>
      {shown.map((step, index) => (
        <li key={step} aria-current={index === now ? 'step' : undefined} data-past={index < now}>
          {t(`import.step_${step}`)}
        </li>
      ))}
    </ol>
  );
}
