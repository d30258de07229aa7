import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'react-aria-components';
import styles from './Grid.module.css';
import { GridEdge } from './GridEdge';
import { GridTick } from './GridTick';
import { Icon } from './Icon';
import type { Selection } from './selection';

interface Head {
  id: string;
  title: string;
  sortable?: boolean;
  figures?: boolean;
  part?: 'tick' | 'menu' | undefined;
}

interface Props {
  columns: Head[];
  sort: { column: string; descending: boolean } | undefined;
  onSort: ((column: string) => void) | undefined;
  onWidths: ((widths: Record<string, number | null>) => void) | undefined;
  /** The ticked rows, of so many. */
  selection: Selection | undefined;
  count: number;
}

/** The row of titles, which stays in sight. Those that sort are buttons. Nothing of it changes while the list is scrolled. */
export const GridHead = memo(function GridHead({ columns, sort, onSort, onWidths, selection, count }: Props) {
  const { t } = useTranslation();
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.cells}>
        {columns.map((column, at) => {
          const sorted = sort?.column === column.id;
          const order = sort?.descending === true ? 'descending' : 'ascending';
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={at + 1}
              // What it is called besides would be its edge too.
              aria-label={onWidths === undefined || column.part !== undefined ? undefined : column.title}
              data-column={column.part === undefined ? column.id : undefined}
              aria-sort={column.sortable !== true ? undefined : sorted ? order : 'none'}
              className={styles.headCell}
              data-figures={column.figures}
            >
              {column.part === 'tick' && selection !== undefined ? (
                <TickAll selection={selection} count={count} />
              ) : column.part === 'menu' ? (
                <span className="visually-hidden">{column.title}</span>
              ) : column.sortable === true && onSort !== undefined ? (
                <Button
                  className={styles.sorter ?? ''}
                  onPress={() => onSort(column.id)}
                  aria-label={t('list.sort_by', { column: column.title })}
                >
                  {column.title}
                  <span className={styles.arrow} data-sorted={sorted} data-order={order}>
                    <Icon name="sorted" size={12} />
                  </span>
                </Button>
              ) : (
                <span className={styles.headWord}>{column.title}</span>
              )}
              {onWidths === undefined || column.part !== undefined ? null : (
                <GridEdge id={column.id} title={column.title} onWidths={onWidths} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
});

/** Ticks all that match, on whatever page; pressed again, none. */
function TickAll({ selection, count }: { selection: Selection; count: number }) {
  const { t } = useTranslation();
  const ticked = selection.count(count);
  const all = ticked > 0 && ticked >= count;
  return (
    <GridTick
      label={t(all ? 'list.untick_all' : 'list.tick_all', { count })}
      ticked={all}
      partly={ticked > 0 && !all}
      onPress={() => (all ? selection.clear() : selection.tickAll())}
    />
  );
}
