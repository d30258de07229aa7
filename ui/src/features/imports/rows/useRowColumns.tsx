import { useTranslation } from 'react-i18next';
import type { Column as GridColumn } from '../../../components/Grid';
import { ShownText, shownText } from '../../../components/ShownText';
import { OutcomeWord } from '../../../components/Status';
import type { Column, PlanRow } from '../../../ipc/bindings';
import { CellEditor } from './CellEditor';
import { Change } from './Problems';
import { columnWidths, outcomeWidth } from './columnWidths';
import { type Editing, columnOf } from './useEditing';

interface Wanted {
  headers: string[];
  meanings: readonly (Column | null)[] | undefined;
  /** The role of rows that name none. */
  roleOfAll: string | null;
  /** The first rows: the columns are as wide as is good for these. */
  first: PlanRow[];
  planned: boolean;
  editing: Editing;
}

/** What somebody has so far, and then. */
interface Pair {
  was: string;
  becomes: string | null;
}

/** What is wrong with a cell, the worst of it. */
function worst(row: PlanRow, at: number): 'error' | 'warning' | null {
  const found = row.problems.filter((problem) => problem.cell === at);
  return found.length === 0 ? null : found.some((problem) => !problem.warning) ? 'error' : 'warning';
}

/** The columns of the table as it is in the file, after what becomes of each row. */
export function useRowColumns({
  headers,
  meanings,
  roleOfAll,
  first,
  planned,
  editing,
}: Wanted): GridColumn<PlanRow>[] {
  const { t } = useTranslation();
  const { at: edited } = editing;
  const meant = meanings?.indexOf('role') ?? -1;
  const role = meant >= 0 ? meant : headers.findIndex((header) => /^role$/i.test(header));
  /** What somebody has of what is changed, and has then; it stands in the column of roles, or beside the outcome where there is none. */
  const changeOf = (row: PlanRow): Pair | null => {
    if (row.was === null || row.was === '') return null;
    const cell = row.cells[role] ?? '';
    return { was: row.was, becomes: row.outcome === 'removed' ? null : cell === '' ? roleOfAll : cell };
  };
  const inWords = ({ was, becomes }: Pair) =>
    `${shownText(was)} → ${shownText(becomes ?? t('import.becomes_nothing'))}`;
  const change = (row: PlanRow, at: number) => (at === role ? changeOf(row) : null);
  const text = (row: PlanRow, at: number) => {
    const changed = change(row, at);
    return changed === null ? shownText(row.cells[at] ?? '') : inWords(changed);
  };
  const cellOf = (row: PlanRow, at: number) => {
    if (edited?.row === row.row && edited.cell === at)
      return <CellEditor row={row} cell={at} header={headers[at] ?? ''} editing={editing} />;
    const changed = change(row, at);
    return changed === null ? <ShownText>{row.cells[at] ?? ''}</ShownText> : <Change {...changed} />;
  };
  const beside = (row: PlanRow) => (role < 0 ? changeOf(row) : null);
  const longest = Math.max(
    0,
    ...first.map((row) => beside(row)).map((pair) => (pair === null ? 0 : inWords(pair).length)),
  );
  const widths = columnWidths({ headers, meanings, rows: first, text, edited: edited?.cell ?? null });
  return [
    { id: 'row', title: t('import.row'), width: '56px', figures: true, cell: (row) => row.row },
    {
      id: 'outcome',
      title: t(planned ? 'import.what_planned' : 'import.what'),
      width: outcomeWidth(longest),
      cell: (row) => {
        const changed = beside(row);
        return (
          <>
            <OutcomeWord outcome={row.outcome} planned={planned} />
            {changed === null ? null : (
              <>
                {' '}
                <Change {...changed} />
              </>
            )}
          </>
        );
      },
      whole: (row) => {
        const changed = beside(row);
        return changed === null ? undefined : inWords(changed);
      },
    },
    ...headers.map((header, at): GridColumn<PlanRow> => {
      return {
        id: columnOf(at),
        title: shownText(header),
        width: widths[at] ?? '',
        cell: (row) => cellOf(row, at),
        faulty: (row) => worst(row, at),
        whole: (row) => text(row, at),
      };
    }),
  ];
}
