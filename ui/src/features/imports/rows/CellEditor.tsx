import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { folded } from '../../../components/folded';
import type { PlanRow } from '../../../ipc/bindings';
import styles from './rows.module.css';
import type { Editing } from './useEditing';

interface Props {
  row: PlanRow;
  cell: number;
  /** The column's name. */
  header: string;
  editing: Editing;
}

/** So many are offered while somebody types. */
const MOST = 300;

/** So much goes into a cell of a spreadsheet. */
const LONGEST = 32_767;

/** A cell while it is written: Enter keeps, Escape leaves, Tab keeps and goes to the next faulty cell. */
export function CellEditor({ row, cell, header, editing }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  /** It was kept or left: that the focus goes then is no further word. */
  const over = useRef(false);
  useEffect(() => field.current?.select(), []);
  const suggested = row.problems.flatMap((problem) =>
    problem.cell === cell && problem.instead !== null ? [problem.instead] : [],
  );
  const text = editing.at?.text ?? '';
  const known = editing.mending?.choices(cell) ?? [];
  const typed = folded(text.trim());
  const fitting = known.filter((choice) => folded(choice).includes(typed)).slice(0, MOST);
  const choices = [...new Set([...suggested, ...fitting])];
  const chooses = suggested.length > 0 || known.length > 0;
  const keep = (then: Parameters<Editing['keep']>[1]) => {
    if (over.current) return;
    over.current = true;
    editing.keep(row, then);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    // Neither the dialog nor the grid is meant.
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      over.current = true;
      editing.leave();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      keep('stay');
    } else if (event.key === 'Tab') {
      event.preventDefault();
      keep(event.shiftKey ? 'before' : 'next');
    }
  };
  return (
    <span className={styles.editor}>
      <input
        ref={field}
        autoFocus
        className={styles.field}
        aria-label={t('import.edit_cell', { column: header, row: row.row })}
        aria-describedby={`${id}-keys`}
        value={text}
        maxLength={LONGEST}
        onChange={(event) => editing.type(event.target.value)}
        list={chooses ? `${id}-choices` : undefined}
        autoComplete="off"
        spellCheck={false}
        onKeyDown={onKeyDown}
        onBlur={() => keep('elsewhere')}
      />
      <span id={`${id}-keys`} hidden>
        {t('import.edit_keys')}
      </span>
      {chooses ? (
        <datalist id={`${id}-choices`}>
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </datalist>
      ) : null}
    </span>
  );
}
