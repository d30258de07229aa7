import { type ReactNode, type Ref, memo } from 'react';
import styles from './Grid.module.css';
import type { Track } from './Grid';
import { GridTick } from './GridTick';
import { Icon } from './Icon';
import { MoreButton } from './RowMenu';

interface Props<Row> {
  /** Of the grid: ids of rows and cells begin with it. */
  gridId: string;
  index: number;
  /** Undefined while it is not there yet. */
  row: Row | undefined;
  columns: Track<Row>[];
  /** Where the keyboard is: a cell, -1 for the row as a whole, null for another row. */
  active: number | null;
  last: boolean;
  /** Its panel is open. */
  open: boolean;
  /** Undefined: rows cannot be ticked. */
  ticked: boolean | undefined;
  /** Rows can be opened. */
  opens: boolean;
  tickLabel: ((row: Row) => string) | undefined;
  menuLabel: ((row: Row) => string) | undefined;
  below: ((row: Row) => ReactNode) | undefined;
  start: number;
  measure: Ref<HTMLDivElement> | undefined;
}

/** One row with its cells. The grid has the keys, the presses and the focus. */
function Whole<Row>({
  gridId,
  index,
  row,
  columns,
  active,
  last,
  open,
  ticked,
  opens,
  tickLabel,
  menuLabel,
  below,
  start,
  measure,
}: Props<Row>) {
  const note = row === undefined ? null : (below?.(row) ?? null);
  const content = (track: Track<Row>, of: Row | undefined) => {
    if (of === undefined) return track.part === undefined ? <span className={styles.blank} /> : null;
    if (track.part === undefined) return track.cell(of);
    if (track.part === 'tick') return <GridTick label={tickLabel?.(of) ?? ''} ticked={ticked === true} />;
    return <MoreButton label={menuLabel?.(of) ?? ''} />;
  };
  return (
    <div
      id={`${gridId}-${index}`}
      role="row"
      ref={measure}
      data-index={index}
      data-active={active !== null}
      data-open={open}
      data-ticked={ticked}
      data-last={last}
      aria-rowindex={index + 2}
      aria-selected={ticked ?? (opens ? open : undefined)}
      aria-current={ticked !== undefined && open ? true : undefined}
      className={styles.row}
      style={{ transform: `translateY(${start}px)` }}
    >
      <div className={styles.cells} role="presentation">
        {columns.map((track, at) => {
          const column = track.part === undefined ? track : null;
          const fault = row === undefined ? null : (column?.faulty?.(row) ?? null);
          return (
            <div
              key={track.id}
              id={`${gridId}-${index}-${at}`}
              role="gridcell"
              aria-colindex={at + 1}
              aria-invalid={fault === 'error' ? true : undefined}
              aria-describedby={fault === null ? undefined : `${gridId}-${index}-below`}
              data-fault={fault ?? undefined}
              data-active={active === at}
              data-figures={column?.figures}
              data-part={track.part}
              className={styles.cell}
              title={row === undefined ? undefined : column?.whole?.(row)}
            >
              {fault === null ? null : (
                <span className={styles.sign}>
                  <Icon name={fault === 'error' ? 'error' : 'warning'} size={13} />
                </span>
              )}
              {content(track, row)}
            </div>
          );
        })}
      </div>
      {note === null ? null : (
        <div
          role="gridcell"
          aria-colindex={1}
          aria-colspan={columns.length}
          id={`${gridId}-${index}-below`}
          className={styles.below}
        >
          {note}
        </div>
      )}
    </div>
  );
}

/** Drawn again only when something of it is another: while a list is scrolled, most of its rows stay as they are. */
export const GridRow = memo(Whole) as typeof Whole;
