import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote, Note } from '../../../components/ListState';
import { type ProblemCode, commands } from '../../../ipc/bindings';
import { unwrap } from '../../../ipc/failure';
import { ImportRows } from '../rows/ImportRows';
import type { PlanStepState } from '../steps';
import type { Import } from '../useImport';
import { MendBar } from './MendBar';
import { PlanHead } from './PlanHead';
import { ProblemPanel } from './ProblemPanel';
import { Questions } from './Questions';
import { Remarks } from './Remarks';
import styles from './plan.module.css';
import { useMending } from './useMending';
import { useTakeBackKey } from './useTakeBackKey';

interface Props {
  step: PlanStepState;
  work: Import;
  /** Reads the file again, or another sheet of it; asks first where mends would be lost. */
  onRead: (sheet: string | null) => void;
  /** Chooses another file; asks first where mends would be lost. */
  onAnother: () => void;
}

/** What the table would do, before anything happens, and all that can be mended in it. */
export function PlanStep({ step, work, onRead, onAnother }: Props) {
  const { t } = useTranslation();
  const { plan, trouble } = step;
  const [problem, setProblem] = useState<ProblemCode | null>(null);
  // A filter whose rows are all mended is gone, and does not come back by itself.
  if (problem !== null && plan.problems.every((kind) => kind.code !== problem)) setProblem(null);
  const { mending, meanings } = useMending(plan, work.mend);
  useTakeBackKey(() => void work.takeBack());
  const body = useRef<HTMLDivElement>(null);
  useFocusKeptIn(body, plan.plan);
  return (
    <div className={styles.plan} aria-busy={step.checking} ref={body}>
      <PlanHead step={step} work={work} onRead={onRead} />
      {trouble === null ? null : (
        <FailureNote
          failure={trouble.failure}
          retry={trouble.retry ?? undefined}
          chooseFile={step.source.from === 'people' ? undefined : onAnother}
        />
      )}
      {step.note === 'cancelled' ? <Note tone="info">{t('import.cancelled')}</Note> : null}
      {step.note === 'stale' ? <Note tone="warn">{t('import.stale')}</Note> : null}
      {step.note === 'read_again' ? <Note tone="info">{t('import.read_again_done')}</Note> : null}
      {step.source.from === 'people' && step.source.input.message.trim() !== '' ? (
        <Note tone="info">{t('invite.no_message_along')}</Note>
      ) : null}
      {plan.compared ? null : <Note tone="info">{t('import.not_compared')}</Note>}
      <Questions step={step} work={work} />
      <Remarks plan={plan} />
      <ImportRows
        mending={mending}
        meanings={meanings}
        roleOfAll={plan.mapping?.role ?? null}
        problem={problem}
        listKey={['plan', plan.plan]}
        headers={plan.headers}
        counts={plan.counts}
        fetch={(wanted) => unwrap(commands.planRows({ plan: plan.plan, ...wanted }))}
        above={<MendBar step={step} work={work} />}
        aside={
          plan.problems.length === 0 ? undefined : (
            <ProblemPanel plan={plan} chosen={problem} onChoose={setProblem} mend={work.mend} />
          )
        }
      />
    </div>
  );
}

/** What had the focus may be mended away: then the next of its kind has it, or the rows. */
function useFocusKeptIn(body: React.RefObject<HTMLElement | null>, plan: number): void {
  const seen = useRef<number | null>(null);
  // Before anything else, such as the dialog, takes it.
  useLayoutEffect(() => {
    if (seen.current === plan) return;
    const isFirst = seen.current === null;
    seen.current = plan;
    const has = document.activeElement;
    // The step that holds the plan may have it already, in the place of what is gone.
    const lost = has === null || has === document.body || (!isFirst && has.contains(body.current));
    if (!lost) return;
    const kept = body.current?.querySelector<HTMLElement>('[aria-pressed="true"], [role="grid"]');
    kept?.focus({ preventScroll: true });
  });
}
