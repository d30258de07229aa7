import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Chip, Chips } from '../../components/Chips';
import { type Column, Grid } from '../../components/Grid';
import { Icon } from '../../components/Icon';
import { Empty, ListError, Skeleton } from '../../components/ListState';
import { OutcomeWord, type Tone } from '../../components/Status';
import { type Slice, usePages } from '../../components/usePages';
import type { PlanRow, ProblemView, RowCounts, RowOutcome } from '../../ipc/bindings';
import styles from './Imports.module.css';

const order: [RowOutcome, Tone][] = [
  ['rejected', 'bad'],
  ['invited', 'good'],
  ['invited_again', 'good'],
  ['added', 'wait'],
  ['changed', 'wait'],
  ['removed', 'warn'],
  ['unchanged', 'mute'],
  ['skipped', 'mute'],
];

interface Props {
  /** Names the list; another key is another list. */
  listKey: readonly unknown[];
  headers: string[];
  counts: RowCounts;
  fetch: (outcomes: RowOutcome[], offset: number, limit: number) => Promise<Slice<PlanRow>>;
  /** It has not happened yet. */
  planned?: boolean;
}

/** The rows of a spreadsheet and what becomes of each, those with problems first, faulty cells marked. */
export function ImportRows({ listKey, headers, counts, fetch, planned = false }: Props) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<RowOutcome | null>(null);
  const outcome = chosen !== null && counts[chosen] > 0 ? chosen : null;
  const list = usePages({
    key: [...listKey, outcome],
    fetch: (offset, limit) => fetch(outcome === null ? [] : [outcome], offset, limit),
  });
  const columns = useColumns(headers, planned);
  const chips = order
    .filter(([kind]) => counts[kind] > 0)
    .map(([kind, tone]): Chip<RowOutcome> => {
      return { value: kind, label: planned ? t(`planned.${kind}`) : t(`outcome.${kind}`), count: counts[kind], tone };
    });
  return (
    <>
      <div className={styles.chips}>
        <Chips label={t('import.filter')} chips={chips} value={outcome} onChange={setChosen} />
      </div>
      <div className={styles.table}>
        {list.failure !== null ? (
          <ListError failure={list.failure} retry={list.retry} />
        ) : list.loading ? (
          <Skeleton />
        ) : list.total === 0 ? (
          <Empty title={t('import.no_rows')}>{t('import.no_rows_text')}</Empty>
        ) : (
          <Grid
            label={t('import.table')}
            columns={columns}
            count={list.total}
            rowAt={list.rowAt}
            keyOf={(row) => row.row}
            onVisible={list.onVisible}
            below={(row) => (row.problems.length === 0 ? null : <Problems problems={row.problems} />)}
            resetKey={String(outcome)}
          />
        )}
      </div>
    </>
  );
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

function useColumns(headers: string[], planned: boolean): Column<PlanRow>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { id: 'row', title: t('import.row'), width: '56px', figures: true, cell: (row) => row.row },
      {
        id: 'outcome',
        title: t(planned ? 'import.what_planned' : 'import.what'),
        width: '132px',
        cell: (row) => <OutcomeWord outcome={row.outcome} planned={planned} />,
      },
      ...headers.map((header, at): Column<PlanRow> => {
        return {
          id: `cell-${at}`,
          title: header,
          width: `minmax(110px, ${share(header)}fr)`,
          cell: (row) => row.cells[at] ?? '',
          faulty: (row) => worst(row, at),
          whole: (row) => row.cells[at],
        };
      }),
    ],
    [headers, planned, t],
  );
}

function Problems({ problems }: { problems: ProblemView[] }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.problems}>
      {problems.map((problem) => (
        <li key={`${problem.column}-${problem.code}`} data-warning={problem.warning}>
          <Icon name={problem.warning ? 'warning' : 'error'} size={14} />
          <span>
            <span className="visually-hidden">
              {problem.warning ? t('import.problem_warning') : t('import.problem_error')}:{' '}
            </span>
            <span className={styles.problemColumn}>{problem.column}</span> {problem.message}
            <span className={styles.suggestion}>{problem.fix}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
