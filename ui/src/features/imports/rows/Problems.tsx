import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/Button';
import { Icon } from '../../../components/Icon';
import { ShownText, shownText } from '../../../components/ShownText';
import type { PlanRow } from '../../../ipc/bindings';
import styles from './rows.module.css';
import type { Editing } from './useEditing';

/** What is wrong with a row, and what mends it in one press. By the keyboard the same is in the row's menu. */
export function Problems({ row, editing }: { row: PlanRow; editing: Editing }) {
  const { t } = useTranslation();
  const mends = editing.mending !== undefined;
  return (
    <ul className={styles.problems}>
      {row.problems.map((problem, at) => (
        <li key={`${problem.column}-${problem.code}-${problem.value}`} data-warning={problem.warning}>
          <Icon name={problem.warning ? 'warning' : 'error'} size={14} />
          <span className={styles.problemWords}>
            <span className="visually-hidden">
              {problem.warning ? t('import.problem_warning') : t('import.problem_error')}:{' '}
            </span>
            <span className={styles.problemColumn}>{problem.column}</span> {shownText(problem.message)}
            {mends && problem.instead !== null ? null : <span className={styles.fix}>{problem.fix}</span>}
          </span>
          {mends ? (
            <span className={styles.acts}>
              {problem.suggestion === null || problem.instead === null || problem.cell === null ? null : (
                <Button
                  small
                  excludeFromTabOrder
                  preventFocusOnPress
                  onPress={() =>
                    editing.mend({
                      kind: 'cell',
                      row: row.row,
                      cell: problem.cell ?? 0,
                      text: problem.instead ?? '',
                    })
                  }
                >
                  {t('import.use', { text: shownText(problem.suggestion) })}
                </Button>
              )}
              {at === 0 && !problem.warning ? (
                <Button
                  small
                  kind="quiet"
                  excludeFromTabOrder
                  preventFocusOnPress
                  onPress={() => editing.mend({ kind: 'skip', rows: [row.row] })}
                >
                  {t('import.skip_row')}
                </Button>
              ) : null}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** What somebody has, and has then. */
export function Change({ was, becomes }: { was: string; becomes: string | null }) {
  const { t } = useTranslation();
  return (
    <span>
      <span className="visually-hidden">{t('import.was')} </span>
      <del className={styles.was}>
        <ShownText>{was}</ShownText>
      </del>
      <span aria-hidden="true"> → </span>
      <span className="visually-hidden">, {t('import.becomes')} </span>
      {becomes === null ? t('import.becomes_nothing') : <ShownText>{becomes}</ShownText>}
    </span>
  );
}
