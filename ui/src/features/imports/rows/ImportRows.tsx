import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Chip, Chips } from '../../../components/Chips';
import { Grid } from '../../../components/Grid';
import { Empty, ListError, Skeleton } from '../../../components/ListState';
import type { Tone } from '../../../components/Status';
import { PAGE, type Slice, usePages } from '../../../components/usePages';
import type { Column, PlanRow, ProblemCode, RowCounts, RowOutcome } from '../../../ipc/bindings';
import { Problems } from './Problems';
import styles from './rows.module.css';
import { type Mending, useEditing } from './useEditing';
import { useRowColumns } from './useRowColumns';
import { useRowMenu } from './useRowMenu';

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

export interface RowsWanted {
  outcomes: RowOutcome[];
  problem: ProblemCode | null;
  offset: number;
  limit: number;
}

interface Props {
  /** Names the list; another key is another list. */
  listKey: readonly unknown[];
  headers: string[];
  /** What the columns mean, where that is known. */
  meanings?: readonly (Column | null)[] | undefined;
  /** The role of rows that name none. */
  roleOfAll?: string | null;
  counts: RowCounts;
  fetch: (wanted: RowsWanted) => Promise<Slice<PlanRow>>;
  /** With a problem of this kind only. */
  problem?: ProblemCode | null;
  /** It has not happened yet, and rows can be mended. */
  mending?: Mending;
  /** Beside the rows. */
  aside?: ReactNode;
  /** At the end of the line above them. */
  above?: ReactNode;
}

/** The rows of a table and what becomes of each, those with problems first, faulty cells marked. */
export function ImportRows({
  listKey,
  headers,
  meanings,
  roleOfAll = null,
  counts,
  fetch,
  problem = null,
  mending,
  aside,
  above,
}: Props) {
  const { t } = useTranslation();
  const planned = mending !== undefined;
  const [outcome, setOutcome] = useState<RowOutcome | null>(null);
  if (outcome !== null && counts[outcome] === 0) setOutcome(null);
  const list = usePages({
    key: [...listKey, outcome, problem],
    fetch: (offset, limit) => fetch({ outcomes: outcome === null ? [] : [outcome], problem, offset, limit }),
  });
  const editing = useEditing(list, mending);
  const columns = useRowColumns({ headers, meanings, roleOfAll, first: useFirst(list), planned, editing });
  const menu = useRowMenu(editing, headers);
  const chips = order
    .filter(([kind]) => counts[kind] > 0)
    .map(([kind, tone]): Chip<RowOutcome> => {
      return { value: kind, label: planned ? t(`planned.${kind}`) : t(`outcome.${kind}`), count: counts[kind], tone };
    });
  return (
    <>
      <div className={styles.chips}>
        <Chips label={t('import.filter')} chips={chips} value={outcome} onChange={setOutcome} />
        {above}
      </div>
      <div className={styles.both}>
        {aside}
        <div className={styles.table}>
          {list.failure !== null ? (
            <ListError failure={list.failure} retry={list.retry} />
          ) : list.loading ? (
            <Skeleton />
          ) : list.total === 0 ? (
            <Empty title={t('import.no_rows')}>{t('import.no_rows_text')}</Empty>
          ) : (
            <Grid
              handle={editing.grid}
              label={t('import.table')}
              columns={columns}
              count={list.total}
              rowAt={list.rowAt}
              keyOf={(row) => row.row}
              onVisible={list.onVisible}
              below={(row) => (row.problems.length === 0 ? null : <Problems row={row} editing={editing} />)}
              resetKey={`${outcome} ${problem}`}
              {...(mending === undefined ? {} : { menu, onEdit: editing.begin })}
            />
          )}
        </div>
      </div>
    </>
  );
}

/** The first rows of a list, also while others are at hand. */
function useFirst({ total, rowAt }: { total: number; rowAt: (index: number) => PlanRow | undefined }): PlanRow[] {
  const now = Array.from({ length: Math.min(total, PAGE) }, (_, at) => rowAt(at)).filter((row) => row !== undefined);
  const [first, setFirst] = useState(now);
  if (now[0] !== undefined && now[0] !== first[0]) setFirst(now);
  return first;
}
