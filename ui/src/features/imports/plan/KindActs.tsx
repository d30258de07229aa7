import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/Button';
import { ShownText, shownText } from '../../../components/ShownText';
import type { ProblemCode, ProblemKind, ProblemValue } from '../../../ipc/bindings';
import type { Import } from '../useImport';
import { ReplaceForm, canReplace } from './ReplaceForm';
import styles from './problems.module.css';

interface Props {
  kind: ProblemKind;
  mend: Import['mend'];
}

/** What can be done in one press about everything of one kind, and about each of its values. */
export function KindActs({ kind, mend }: Props) {
  const { t } = useTranslation();
  const values = ofTheRow.includes(kind.code) ? [] : kind.values;
  const shown = values.filter((value) => value.suggestion !== null || value.new_group !== null || canReplace(value));
  return (
    <div className={styles.acts}>
      <div className={styles.all}>
        {kind.suggested === 0 || shown.length < 2 ? null : (
          <Button small onPress={() => void mend({ kind: 'suggestions', code: kind.code })}>
            {t('import.use_all', { count: kind.suggested })}
          </Button>
        )}
        {kind.warning ? null : (
          <Button small kind="quiet" onPress={() => void mend({ kind: 'skip_all', code: kind.code })}>
            {t('import.skip_all', { count: kind.rows })}
          </Button>
        )}
      </div>
      {shown.length === 0 ? null : (
        <ul className={styles.values}>
          {shown.map((value) => (
            <Value key={`${value.column} ${value.value} ${value.suggestion}`} kind={kind} value={value} mend={mend} />
          ))}
        </ul>
      )}
      {kind.others === 0 || values.length === 0 ? null : (
        <p className={styles.hint}>{t('import.more_values', { count: kind.others })}</p>
      )}
    </div>
  );
}

/** What is wrong with a row as a whole: another text in one of its cells is seldom the answer. */
const ofTheRow: ProblemCode[] = [
  'rows_contradict',
  'duplicate_row',
  'last_administrator',
  'removal_not_yours',
  'removal_of_yourself',
  'invitation_empty',
  'nothing_to_change',
  'nothing_to_remove',
];

function Value({ kind: { code, warning }, value: found, mend }: Props & { value: ProblemValue }) {
  const { t } = useTranslation();
  const [writing, setWriting] = useState(false);
  const { column, value, suggestion, new_group: group, rows } = found;
  const from = value === '' ? t('import.empty_cells') : shownText(value);
  const write = (to: string) => void mend({ kind: 'everywhere', column, from: value, to });
  return (
    <li className={styles.value}>
      <span className={styles.valueWords}>
        {value === '' ? <em>{from}</em> : <ShownText>{value}</ShownText>}{' '}
        <span className={styles.rows}>{t('import.rows', { count: rows })}</span>
      </span>
      <span className={styles.valueActs}>
        {suggestion === null ? null : (
          <Button
            small
            aria-label={t('import.use_for', { text: shownText(suggestion), value: from, count: rows })}
            onPress={() => write(suggestion)}
          >
            {t('import.use', { text: shownText(suggestion) })}
          </Button>
        )}
        {group === null ? null : (
          <Button
            small
            aria-label={t('import.create_group_for', { group: shownText(group), count: rows })}
            onPress={() => void mend({ kind: 'create_group', path: group })}
          >
            {t('import.create_group', { group: shownText(group) })}
          </Button>
        )}
        {warning ? null : (
          <Button
            small
            kind="quiet"
            aria-label={t('import.skip_value', { value: from, count: rows })}
            onPress={() => void mend({ kind: 'skip_value', code, column, value })}
          >
            {t('import.skip')}
          </Button>
        )}
        {canReplace(found) ? (
          <Button
            small
            kind="quiet"
            aria-expanded={writing}
            aria-label={t('import.replace_for', { value: from })}
            onPress={() => setWriting(!writing)}
          >
            {t('import.replace')}
          </Button>
        ) : null}
      </span>
      {writing ? <ReplaceForm value={found} onReplace={write} onClose={() => setWriting(false)} /> : null}
    </li>
  );
}
