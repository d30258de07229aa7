import { useTranslation } from 'react-i18next';
import type { Column as GridColumn } from '../../../components/Grid';
import { ShownText, shownText } from '../../../components/ShownText';
import { OutcomeWord } from '../../../components/Status';
import type { Column, PlanRow } from '../../../ipc/bindings';
import { CellEditor } from './CellEditor';
import { Change } from './Problems';
import { type Editing, columnOf } from './useEditing';

interface Wanted {
  headers: string[];
  meanings: readonly (Column | null)[] | undefined;
  planned: boolean;
  editing: Editing;
}

/** What is wrong with a cell, the worst of it. */
function worst(row: PlanRow, at: number): 'error' | 'warning' | null {
  const found = row.problems.filter((problem) => problem.cell === at);
  return found.length === 0 ? null : found.some((problem) => !problem.warning) ? 'error' : 'warning';
}

/** How much of the width a column gets: addresses and paths are long, words of choice short. */
function share(header: string): number {
  if (/mail/i.test(header)) return 1.8;
  if (/group|name/i.test(header)) return 1.3;
  return /action|language/i.test(header) ? 0.6 : 1;
}

/** How many pixels it has at least: of an address, and of what is done to somebody, the end says the most. */
function least(header: string): number {
  if (/mail|action/i.test(header)) return 150;
  return /language/i.test(header) ? 88 : 110;
}

/** The columns of the table as it is in the file, after what becomes of each row. */
export function useRowColumns({ headers, meanings, planned, editing }: Wanted): GridColumn<PlanRow>[] {
  const { t } = useTranslation();
  const { at: edited } = editing;
  const meant = meanings?.indexOf('role') ?? -1;
  const role = meant >= 0 ? meant : headers.findIndex((header) => /^role$/i.test(header));
  /** Whether another role than before stands there. */
  const changes = (row: PlanRow, at: number) => at === role && row.was !== null && row.was !== '';
  const cellOf = (row: PlanRow, at: number) => {
    if (edited?.row === row.row && edited.cell === at)
      return <CellEditor row={row} cell={at} header={headers[at] ?? ''} editing={editing} />;
    const text = row.cells[at] ?? '';
    if (changes(row, at)) return <Change was={row.was ?? ''} becomes={row.outcome === 'removed' ? null : text} />;
    return <ShownText>{text}</ShownText>;
  };
  return [
    { id: 'row', title: t('import.row'), width: '56px', figures: true, cell: (row) => row.row },
    {
      id: 'outcome',
      title: t(planned ? 'import.what_planned' : 'import.what'),
      width: '132px',
      cell: (row) => <OutcomeWord outcome={row.outcome} planned={planned} />,
    },
    ...headers.map((header, at): GridColumn<PlanRow> => {
      return {
        id: columnOf(at),
        title: shownText(header),
        width: `minmax(${least(header)}px, ${share(header)}fr)`,
        cell: (row) => cellOf(row, at),
        faulty: (row) => worst(row, at),
        whole: (row) => {
          const text = shownText(row.cells[at] ?? '');
          if (!changes(row, at)) return text;
          return `${shownText(row.was ?? '')} → ${row.outcome === 'removed' ? t('import.becomes_nothing') : text}`;
        },
      };
    }),
  ];
}
