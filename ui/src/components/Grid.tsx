import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from 'react';
import styles from './Grid.module.css';
import { GridHead } from './GridHead';
import { Icon } from './Icon';
import { moved, type Spot } from './gridKeys';

export interface Column<Row> {
  id: string;
  title: string;
  /** A track of CSS grid: `2fr`, `120px`. */
  width: string;
  cell: (row: Row) => ReactNode;
  sortable?: boolean;
  /** Figures: to the right, all of one width. */
  figures?: boolean;
  /** What is wrong with this cell of this row, if anything: read out with it. */
  faulty?: (row: Row) => 'error' | 'warning' | null;
  /** Shown on hover: what may be cut off. */
  whole?: (row: Row) => string | undefined;
}

export interface GridHandle {
  focus: () => void;
}

interface Props<Row> {
  label: string;
  columns: Column<Row>[];
  count: number;
  /** Undefined while it is not there yet. */
  rowAt: (index: number) => Row | undefined;
  keyOf: (row: Row) => string | number;
  /** First and last row that is to be seen, for fetching. */
  onVisible: (first: number, last: number) => void;
  sort?: { column: string; descending: boolean };
  onSort?: (column: string) => void;
  selected?: string | number | null;
  /** A row was clicked, or Enter pressed on it; `byKey` says which. */
  onOpen?: (row: Row, byKey: boolean) => void;
  /** The keyboard moved to a row. */
  onMove?: (row: Row) => void;
  onEscape?: () => void;
  /** Beneath the cells of a row, over its whole width. */
  below?: (row: Row) => ReactNode;
  /** Columns narrower than this in all make the grid scroll sideways. */
  minWidth?: number;
  handle?: Ref<GridHandle>;
  /** Another list under the same name starts at its top. */
  resetKey?: string;
  /** As high as its rows, when there are a few only and something follows. */
  fit?: boolean;
}

const ROW = 36;
const HEAD = 32;

/** A table of any length: only what can be seen is in the page. One tab stop; arrows move inside (WAI-ARIA grid). */
export function Grid<Row>(props: Props<Row>) {
  const { label, columns, count, rowAt, keyOf, onVisible, selected, below, minWidth = 0 } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [spot, setSpot] = useState<Spot>({ row: 0, cell: -1 });
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
    scrollPaddingStart: HEAD,
    initialRect: { width: 800, height: 600 },
  });
  const items = rows.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onVisible(first, last), [first, last, onVisible]);

  const { resetKey } = props;
  const before = useRef(resetKey);
  useEffect(() => {
    if (before.current === resetKey) return;
    before.current = resetKey;
    setSpot({ row: 0, cell: -1 });
    scroller.current?.scrollTo({ top: 0 });
  }, [resetKey]);

  useImperativeHandle(props.handle, () => ({ focus: () => scroller.current?.focus({ preventScroll: true }) }), []);

  const row = Math.min(spot.row, Math.max(0, count - 1));
  const goTo = (next: Spot) => {
    setSpot(next);
    rows.scrollToIndex(next.row, { align: 'auto' });
    const there = rowAt(next.row);
    if (there !== undefined && next.row !== row) props.onMove?.(there);
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Escape') return props.onEscape?.();
    if (event.key === 'Enter') {
      const there = rowAt(row);
      if (there !== undefined) props.onOpen?.(there, true);
      return undefined;
    }
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 600) - HEAD) / ROW) - 1);
    const next = moved({ row, cell: spot.cell }, event, { rows: count, cells: columns.length, page });
    if (next === null) return undefined;
    event.preventDefault();
    return goTo(next);
  };

  const tracks = columns.map((column) => column.width).join(' ');
  const activeId = count === 0 ? undefined : spot.cell < 0 ? `${id}-${row}` : `${id}-${row}-${spot.cell}`;
  return (
    <div
      ref={scroller}
      className={`${styles.grid} ${props.fit === true ? styles.fit : ''}`}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-activedescendant={activeId}
      onKeyDown={onKeyDown}
      style={{ '--tracks': tracks, '--grid-width': `${minWidth}px`, '--rows': count } as React.CSSProperties}
    >
      <GridHead columns={columns} sort={props.sort} onSort={props.onSort} />
      <div role="rowgroup" className={styles.rows} style={{ height: rows.getTotalSize() }}>
        {items.map((item) => {
          const value = rowAt(item.index);
          const isSelected = value !== undefined && selected !== undefined && selected === keyOf(value);
          const active = item.index === row;
          const note = value === undefined ? null : (below?.(value) ?? null);
          return (
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid has the keys
            <div
              key={item.key}
              id={`${id}-${item.index}`}
              role="row"
              ref={below === undefined ? undefined : rows.measureElement}
              data-index={item.index}
              data-active={active}
              data-selected={isSelected}
              data-last={item.index === count - 1}
              aria-rowindex={item.index + 2}
              aria-selected={props.onOpen === undefined ? undefined : isSelected}
              className={styles.row}
              style={{ transform: `translateY(${item.start}px)` }}
              onClick={() => {
                setSpot({ row: item.index, cell: -1 });
                if (value !== undefined) props.onOpen?.(value, false);
              }}
            >
              <div className={styles.cells} role="presentation">
                {columns.map((column, at) => {
                  const fault = value === undefined ? null : (column.faulty?.(value) ?? null);
                  return (
                    <div
                      key={column.id}
                      id={`${id}-${item.index}-${at}`}
                      role="gridcell"
                      aria-colindex={at + 1}
                      aria-invalid={fault === 'error' ? true : undefined}
                      aria-describedby={fault === null ? undefined : `${id}-${item.index}-below`}
                      data-fault={fault ?? undefined}
                      data-active={active && spot.cell === at}
                      data-figures={column.figures}
                      className={styles.cell}
                      title={value === undefined ? undefined : column.whole?.(value)}
                    >
                      {fault === null ? null : (
                        <span className={styles.sign}>
                          <Icon name={fault === 'error' ? 'error' : 'warning'} size={13} />
                        </span>
                      )}
                      {value === undefined ? <span className={styles.blank} /> : column.cell(value)}
                    </div>
                  );
                })}
              </div>
              {note === null ? null : (
                <div
                  role="gridcell"
                  aria-colindex={1}
                  aria-colspan={columns.length}
                  id={`${id}-${item.index}-below`}
                  className={styles.below}
                >
                  {note}
                </div>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
