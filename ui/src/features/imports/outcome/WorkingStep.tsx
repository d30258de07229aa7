import { ProgressBar } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/Button';
import styles from './outcome.module.css';
import type { Step } from '../steps';

interface Props {
  step: Step & { at: 'working' };
  onCancel: () => void;
}

/** How far it is, and the way back. */
export function WorkingStep({ step, onCancel }: Props) {
  const { t } = useTranslation();
  return (
    <div className={styles.working}>
      <h3>{t('import.working')}</h3>
      <p>{t('import.working_text')}</p>
      <ProgressBar aria-label={t('import.share')} value={step.share * 100} className={styles.progress ?? ''}>
        {({ percentage, valueText }) => (
          <>
            <div className={styles.bar}>
              <div className={styles.fill} style={{ transform: `scaleX(${(percentage ?? 0) / 100})` }} />
            </div>
            <span className={styles.share}>{valueText}</span>
          </>
        )}
      </ProgressBar>
      <Button onPress={onCancel} isDisabled={step.cancelling} autoFocus>
        {step.cancelling ? t('import.cancelling') : t('import.cancel')}
      </Button>
    </div>
  );
}
