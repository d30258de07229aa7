import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/Button';
import { Icon } from '../../../components/Icon';
import { Menu } from '../../../components/Menu';
import { ShownText, shownText } from '../../../components/ShownText';
import { SheetSelect } from '../columns/SheetSelect';
import type { PlanStepState } from '../steps';
import type { Import } from '../useImport';
import { ForAll } from './ForAll';
import styles from './plan.module.css';
import { useSaveCorrected } from './useSaveCorrected';

interface Props {
  step: PlanStepState;
  work: Import;
  onRead: (sheet: string | null) => void;
}

/** Which table it is, and what can be done with it as a whole. */
export function PlanHead({ step, work, onRead }: Props) {
  const { t } = useTranslation();
  const { plan, source } = step;
  const save = useSaveCorrected(plan.plan);
  const ofFile = source.from === 'file';
  return (
    <div className={styles.file}>
      <Icon name="file" />
      <strong title={shownText(plan.file)}>
        <ShownText>{plan.file}</ShownText>
      </strong>
      {ofFile && plan.other_sheets.length > 0 ? (
        <SheetSelect sheet={plan.sheet} others={plan.other_sheets} onChange={onRead} />
      ) : null}
      <span className={styles.facts}>
        {plan.sheet === '' || plan.other_sheets.length > 0 ? '' : `${t('import.found', { sheet: plan.sheet })} · `}
        {t('import.rows', { count: plan.counts.rows })}
        {plan.product === null ? null : ` · ${t('import.product', { product: plan.product })}`}
        {plan.product === null && plan.mapping !== null ? ` · ${t('import.explained')}` : null}
        {plan.mapping === null ? null : <ForAll mapping={plan.mapping} />}
      </span>
      <span className={styles.tools}>
        {source.from === 'people' ? null : (
          <Button small icon="columns" onPress={() => void work.columns()}>
            {t('import.columns')}
          </Button>
        )}
        <Menu
          label={t('import.more')}
          placement="bottom end"
          trigger={
            <Button small icon="more" aria-label={t('import.more')}>
              {undefined}
            </Button>
          }
          parts={[
            {
              id: 'table',
              entries: [
                { id: 'save', label: t('import.save_corrected'), act: () => save.mutate() },
                ...(ofFile
                  ? [
                      {
                        id: 'read',
                        label: t('import.read_again'),
                        hint: t('import.read_again_hint'),
                        act: () => onRead(null),
                      },
                    ]
                  : []),
              ],
            },
          ]}
        />
      </span>
    </div>
  );
}
