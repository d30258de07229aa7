import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/Button';
import { Reason } from '../../../components/Dialog';
import type { PlanView, RowOutcome } from '../../../ipc/bindings';
import type { PlanStepState } from '../steps';
import type { Import } from '../useImport';
import { RemovalsDialog } from './RemovalsDialog';
import { useSaveCorrected } from './useSaveCorrected';

const changing: RowOutcome[] = ['invited', 'invited_again', 'added', 'changed', 'removed'];
const changedRows = (plan: PlanView) => changing.reduce((sum, outcome) => sum + plan.counts[outcome], 0);
/** Rows that send no invitation, but only change what somebody may do. */
const quietRows = (plan: PlanView) => plan.counts.added + plan.counts.changed + plan.counts.removed;

interface Props {
  step: PlanStepState;
  work: Import;
  onBack: () => void;
  /** Chooses another file; asks first where mends would be lost. */
  onAnother: () => void;
}

/** The button says what it does; where it does nothing, why. */
export function PlanActions({ step, work, onBack, onAnother }: Props) {
  const { t } = useTranslation();
  const [removing, setRemoving] = useState(false);
  const { plan, checking } = step;
  const save = useSaveCorrected(plan.plan);
  const rows = changedRows(plan);
  const { rejected, skipped, unchanged } = plan.counts;
  const onlyInvites = plan.invitations > 0 && quietRows(plan) === 0;
  const words =
    rows === 0
      ? t('import.nothing')
      : onlyInvites
        ? t('import.send', { count: plan.invitations })
        : t('import.carry_out', { count: rows });
  const why = !plan.compared
    ? t('import.why_not_compared')
    : rejected > 0
      ? t('import.why_nothing_rejected')
      : skipped === 0
        ? t('import.why_nothing_same')
        : unchanged === 0
          ? t('import.why_nothing_skipped')
          : t('import.why_nothing_left');
  const able = rows > 0 && plan.compared;
  const rest = rejected > 0 ? t('import.rest', { count: rejected }) : '';
  const removals = plan.removals > 0;
  return (
    <>
      <Reason id="import-reason">
        {[able ? rest : why, removals ? t('import.removes', { count: plan.removals }) : '']
          .filter((part) => part !== '')
          .join(' ')}
      </Reason>
      {step.source.from === 'people' ? (
        <Button onPress={onBack} isDisabled={checking}>
          {t('import.back_to_people')}
        </Button>
      ) : (
        <Button onPress={onAnother} isDisabled={checking}>
          {t('import.another')}
        </Button>
      )}
      {plan.compared ? (
        <Button
          kind="primary"
          isDisabled={!able || checking}
          aria-describedby="import-reason"
          onPress={() => (removals ? setRemoving(true) : void work.carryOut(0))}
        >
          {removals ? `${words}…` : words}
        </Button>
      ) : (
        <Button kind="primary" icon="download" onPress={() => save.mutate()} isPending={save.isPending}>
          {t('import.save_corrected')}
        </Button>
      )}
      {removing ? (
        <RemovalsDialog
          plan={plan}
          words={words}
          onClose={() => setRemoving(false)}
          onAgreed={() => void work.carryOut(plan.removals)}
        />
      ) : null}
    </>
  );
}
