import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/Button';
import { useDelayed } from '../../../components/useDelayed';
import type { PlanStepState } from '../steps';
import type { Import } from '../useImport';
import styles from './plan.module.css';

/** What was mended last, how much in all, and the way back. It is always there to be heard. */
export function MendBar({ step, work }: { step: PlanStepState; work: Import }) {
  const { t } = useTranslation();
  const { plan, mended, checking } = step;
  const late = useDelayed(checking, 300);
  const left = plan.counts.rejected;
  const words =
    mended === null
      ? null
      : [
          mended.rows === null ? t('import.taken_back') : t('import.mended', { count: mended.rows }),
          left > 0 ? t('import.left', { count: left }) : t('import.left_none'),
        ].join(' ');
  return (
    <div className={styles.mends}>
      <span role="status" className={styles.mended}>
        {late ? t('import.mending') : <span key={`${plan.plan}`}>{words}</span>}
      </span>
      {plan.mends === 0 ? null : (
        <>
          <span className={styles.facts}>{t('import.mends', { count: plan.mends })}</span>
          <Button small onPress={() => void work.takeBack()} aria-keyshortcuts="Control+Z">
            {t('import.take_back')}
          </Button>
        </>
      )}
    </div>
  );
}
