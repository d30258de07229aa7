import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../../components/Choice';
import { shownText } from '../../../components/ShownText';
import { formatList } from '../../../components/time';
import type { SomeGroups } from '../../../ipc/bindings';
import type { PlanStepState } from '../steps';
import type { Import } from '../useImport';
import styles from './plan.module.css';

const SOME = 4;
export const quoted = (name: string) => `“${shownText(name)}”`;

/** Some groups in words, and how many more there are. */
export function named({ count, first }: SomeGroups, t: TFunction) {
  if (count <= SOME + 1) return formatList(first.map(quoted));
  return formatList([...first.slice(0, SOME).map(quoted), t('import.and_more', { count: count - SOME })]);
}

/** What only the administrator can decide. */
export function Questions({ step: { plan }, work }: { step: PlanStepState; work: Import }) {
  const { t } = useTranslation();
  const groups = plan.options.create_groups ? plan.new_groups : plan.unknown_groups;
  const left = groups.count - groups.first.length;
  const more = left > 0 ? [t('import.and_more', { count: left })] : [];
  const asked = groups.count > 0 || plan.options.create_groups;
  if (!asked && plan.administrator_rows === 0) return null;
  return (
    <div className={styles.questions}>
      {asked ? (
        <div className={styles.question}>
          <span title={[...groups.first.map(shownText), ...more].join('\n')}>
            {t(plan.options.create_groups ? 'import.new_groups' : 'import.unknown_groups', {
              count: groups.count,
              groups: named(groups, t),
            })}
          </span>
          <Checkbox
            isSelected={plan.options.create_groups}
            onChange={(create_groups) => void work.setOptions({ create_groups })}
          >
            {t('import.create_groups', { count: groups.count })}
          </Checkbox>
        </div>
      ) : null}
      {plan.administrator_rows > 0 ? (
        <div className={styles.question}>
          <span>{t('import.administrators', { count: plan.administrator_rows })}</span>
          <Checkbox
            isSelected={plan.options.allow_administrators}
            onChange={(allow_administrators) => void work.setOptions({ allow_administrators })}
          >
            {t('import.allow_administrators')}
          </Checkbox>
        </div>
      ) : null}
    </div>
  );
}
