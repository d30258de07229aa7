import { useTranslation } from 'react-i18next';
import { Note } from '../../../components/ListState';
import { formatList, fullDate } from '../../../components/time';
import { When } from '../../../components/When';
import type { PlanView } from '../../../ipc/bindings';
import { named, quoted } from './Questions';
import styles from './plan.module.css';

/** What is worth knowing and asks nothing. */
export function Remarks({ plan }: { plan: PlanView }) {
  const { t } = useTranslation();
  const [before = '', after = ''] = t('import.seen_before', { when: '\u0000' }).split('\u0000');
  const made = plan.new_groups;
  return (
    <>
      {plan.seen_before === null ? null : (
        <Note tone="info">
          <span title={fullDate(plan.seen_before)}>
            {before}
            <When at={plan.seen_before} />
            {after}
          </span>
        </Note>
      )}
      <ul className={styles.remarks}>
        {plan.options.create_groups || made.count === 0 ? null : (
          <li>{t('import.new_groups', { count: made.count, groups: named(made, t) })}</li>
        )}
        {plan.ignored_headers.length === 0 ? null : (
          <li>
            {t('import.ignored', {
              count: plan.ignored_headers.length,
              columns: formatList(plan.ignored_headers.map(quoted)),
            })}
          </li>
        )}
      </ul>
    </>
  );
}
