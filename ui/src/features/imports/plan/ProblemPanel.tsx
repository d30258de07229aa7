import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ToggleButton } from 'react-aria-components';
import { Icon } from '../../../components/Icon';
import { formatNumber } from '../../../components/time';
import type { PlanView, ProblemCode, ProblemKind } from '../../../ipc/bindings';
import type { Import } from '../useImport';
import { KindActs } from './KindActs';
import styles from './problems.module.css';

interface Props {
  plan: PlanView;
  chosen: ProblemCode | null;
  onChoose: (code: ProblemCode | null) => void;
  mend: Import['mend'];
}

/** What is wrong, by kind. Each kind filters the rows, and shows what mends all of it. */
export function ProblemPanel({ plan, ...rest }: Props) {
  const { t } = useTranslation();
  const kinds = useSteady(plan.problems);
  const errors = kinds.filter((kind) => !kind.warning);
  const warnings = kinds.filter((kind) => kind.warning);
  return (
    <section className={styles.panel} aria-label={t('import.problems')}>
      {errors.length === 0 ? null : (
        <>
          <h3 className={styles.title}>{t('import.problems_title')}</h3>
          <Kinds kinds={errors} {...rest} />
        </>
      )}
      {warnings.length === 0 ? null : (
        <>
          <h3 className={styles.title}>{t('import.warnings_title')}</h3>
          <p className={styles.hint}>{t('import.warnings', { count: plan.warnings })}</p>
          <Kinds kinds={warnings} {...rest} />
        </>
      )}
      <p className={styles.keys}>{t('import.mend_in_rows')}</p>
    </section>
  );
}

/** The kinds in the order in which they were seen first: the one that is worked on stays where it is while its rows become fewer. */
function useSteady(kinds: ProblemKind[]): ProblemKind[] {
  const [order, setOrder] = useState<ProblemCode[]>([]);
  const added = kinds.map((kind) => kind.code).filter((code) => !order.includes(code));
  if (added.length > 0) setOrder([...order, ...added]);
  return kinds.toSorted((one, other) => order.indexOf(one.code) - order.indexOf(other.code));
}

function Kinds({ kinds, chosen, onChoose, mend }: Omit<Props, 'plan'> & { kinds: ProblemKind[] }) {
  return (
    <ul className={styles.kinds}>
      {kinds.map((kind) => (
        <li key={kind.code} className={styles.kind} data-chosen={kind.code === chosen}>
          <ToggleButton
            className={styles.kindButton ?? ''}
            isSelected={kind.code === chosen}
            onChange={(selected) => onChoose(selected ? kind.code : null)}
            data-warning={kind.warning}
          >
            <Icon name={kind.warning ? 'warning' : 'error'} size={14} />
            <span className={styles.kindTitle}>{kind.title}</span>{' '}
            <span className={styles.number}>{formatNumber(kind.rows)}</span>
          </ToggleButton>
          {kind.code === chosen ? <KindActs kind={kind} mend={mend} /> : null}
        </li>
      ))}
    </ul>
  );
}
