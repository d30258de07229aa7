import { type Range, useVirtualizer } from '@tanstack/react-virtual';
import {
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Grid.module.css';
import { GridHead } from './GridHead';
import { GridRow } from './GridRow';
import { RowMenu } from './RowMenu';
import { fitting, leastWidth, useInnerSize } from './gridColumns';
import { moved, type Spot } from './gridKeys';
import { inSight, rowsAround, rowsFor } from './gridScroll';
import type { MenuPart } from './Menu';
import type { Key } from './selection';
import { useFarScroll } from './useFarScroll';
import { type Ticks, useTicks } from './useTicks';

export interface Column<Row> {
  id: string;
  title: string;
  /** A track of CSS grid that says its least in pixels: `120px`, `minmax(120px, 2fr)`. */
  width: string;
  /** Something else says it too: it goes where there is no room, the lowest number first. */
  spare?: number;
  cell: (row: Row) => ReactNode;
  sortable?: boolean;
  /** Not there until it is chosen. */
  off?: boolean;
  /** Figures: to the right, all of one width. */
  figures?: boolean;
  /** What is wrong with this cell of this row, if anything: read out with it. */
  faulty?: (row: Row) => 'error' | 'warning' | null;
  /** Shown on hover: what may be cut off. */
  whole?: (row: Row) => string | undefined;
}

/** Not data, but a part of the grid itself. */
export interface Part {
  id: string;
  part: 'tick' | 'menu';
  title: string;
  width: string;
}

/** What a row is made of, from its first cell to its last. */
export type Track<Row> = (Column<Row> & { part?: undefined }) | Part;

export interface GridHandle {
  focus: () => void;
  /** Brings the keyboard to a row, and there to a column. Not of a tree. */
  goTo?: (row: number, column: string) => void;
  /** The row at which the keyboard is, while it is in the grid. */
  row: () => number | null;
}

export interface GridProps<Row> {
  label: string;
  columns: Column<Row>[];
  count: number;
  /** Undefined while it is not there yet. */
  rowAt: (index: number) => Row | undefined;
  keyOf: (row: Row) => Key;
  /** First and last row that is to be seen, for fetching. */
  onVisible: (first: number, last: number) => void;
  sort?: { column: string; descending: boolean };
  onSort?: (column: string) => void;
  /** Lets columns be made wider and narrower: their widths in pixels, null for the usual one. */
  onWidths?: (widths: Record<string, number | null>) => void;
  /** The row whose panel is open. */
  open?: Key | null;
  /** A row was clicked, or Enter pressed on it; `byKey` says which. */
  onOpen?: (row: Row, byKey: boolean) => void;
  /** A cell is to be edited, or a row as a whole (null): Enter, or a double click. */
  onEdit?: (row: Row, column: string | null) => void;
  /** The keyboard moved to a row. */
  onMove?: (row: Row) => void;
  /** Lets rows be ticked: by their boxes, with Shift and Ctrl, with Space and Ctrl+A; Escape unticks all. */
  ticks?: Ticks<Row>;
  /** What can be done with a row: behind its last cell, the right button of the mouse, and the menu key. */
  menu?: { label: (row: Row) => string; parts: (row: Row) => MenuPart[] };
  /** Beneath the cells of a row, over its whole width. */
  below?: (row: Row) => ReactNode;
  handle?: Ref<GridHandle>;
  /** Another list under the same name starts at its top. */
  resetKey?: string;
  /** As high as its rows, when there are a few only and something follows. */
  fit?: boolean;
}

const ROW = 36;
const HEAD = 32;

/** A table of any length: only what can be seen is in the page. One tab stop; arrows move inside (WAI-ARIA grid). */
export function Grid<Row>(props: GridProps<Row>) {
  const { label, count, rowAt, keyOf, onVisible, below, menu, ticks } = props;
  const { t } = useTranslation();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [spot, setSpot] = useState<Spot>({ row: 0, cell: -1 });
  const [menuAt, setMenuAt] = useState<{ index: number; x: number; y: number } | null>(null);
  const far = useFarScroll(scroller, count * ROW);
  const view = useInnerSize(scroller);
  const most = rowsFor(view.height, ROW);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    rangeExtractor: useCallback((sight: Range) => rowsAround(sight, most), [most]),
    scrollPaddingStart: HEAD,
    initialRect: { width: 800, height: 600 },
    observeElementOffset: far.observe,
  });
  const items = rows.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onVisible(first, last), [first, last, onVisible]);

  const { resetKey } = props;
  const { scrollTo } = far;
  const before = useRef(resetKey);
  useEffect(() => {
    if (before.current === resetKey) return;
    before.current = resetKey;
    setSpot({ row: 0, cell: -1 });
    scrollTo(0);
  }, [resetKey, scrollTo]);

  const takeFocus = () => scroller.current?.focus({ preventScroll: true });
  const ticking = useTicks(ticks, rowAt, resetKey);

  const hasTicks = ticks !== undefined;
  const hasMenu = menu !== undefined;
  const columns = useMemo(() => {
    const leading: Part[] = hasTicks ? [{ id: 'tick', part: 'tick', title: '', width: '28px' }] : [];
    const trailing: Part[] = hasMenu ? [{ id: 'menu', part: 'menu', title: t('list.actions'), width: '36px' }] : [];
    return fitting<Track<Row>>([...leading, ...props.columns, ...trailing], view.width);
  }, [props.columns, hasTicks, hasMenu, view.width, t]);

  const row = Math.min(spot.row, Math.max(0, count - 1));
  const cell = Math.min(spot.cell, columns.length - 1);
  const goTo = (next: Spot) => {
    setSpot(next);
    if (below !== undefined) rows.scrollToIndex(next.row, { align: 'auto' });
    else far.scrollTo(inSight(far.at(), next.row, ROW, (scroller.current?.clientHeight ?? 600) - HEAD));
    const there = rowAt(next.row);
    if (there !== undefined && next.row !== row) props.onMove?.(there);
  };
  // Anew with every rendering: it moves among the columns and rows as they are.
  useImperativeHandle(props.handle, () => ({
    focus: () => takeFocus(),
    goTo: (to, column) => goTo({ row: to, cell: columns.findIndex((each) => each.id === column) }),
    row: () => (document.activeElement === scroller.current ? row : null),
  }));
  const openMenu = (index: number, place: { x: number; y: number }) => {
    if (menu === undefined || rowAt(index) === undefined) return;
    setSpot({ row: index, cell: -1 });
    setMenuAt({ index, ...place });
  };
  /** Under the end of a row, where its button is. */
  const placeOf = (index: number) => {
    const end = document.getElementById(`${id}-${index}`)?.querySelector('[data-part="menu"]');
    const at = end?.getBoundingClientRect();
    return { x: (at?.right ?? 0) - 4, y: (at?.bottom ?? 0) - 4 };
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter') {
      const there = rowAt(row);
      if (there === undefined) return;
      props.onOpen?.(there, true);
      if (props.onEdit !== undefined) {
        event.preventDefault(); // not also for the field that opens
        props.onEdit(there, columns[cell]?.id ?? null);
      }
      return;
    }
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.preventDefault();
      openMenu(row, placeOf(row));
      return;
    }
    // The panel goes first: what is ticked is dearer.
    const closes = event.key === 'Escape' && props.open !== undefined && props.open !== null;
    if (closes || ticking.onKey(event, row)) return;
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 600) - HEAD) / ROW) - 1);
    const next = moved({ row, cell }, event, { rows: count, cells: columns.length, page });
    if (next === null) return;
    event.preventDefault();
    if (event.shiftKey) ticking.onExtend(row, next.row);
    goTo(next);
  };

  /** The row in which something happened, and the part of it. */
  const placeIn = (
    event: React.MouseEvent,
  ): { index: number; part: string | undefined; column: string | null } | null => {
    if (!(event.target instanceof Element)) return null;
    const found = event.target.closest<HTMLElement>('[data-index]');
    if (found === null) return null;
    const part = event.target.closest<HTMLElement>('[data-part]')?.dataset['part'];
    const shown = event.target.closest<HTMLElement>('[aria-colindex]')?.ariaColIndex;
    const column = part === undefined && shown != null ? (columns[Number(shown) - 1]?.id ?? null) : null;
    return { index: Number(found.dataset['index']), part, column };
  };
  const onClick = (event: React.MouseEvent) => {
    const at = placeIn(event);
    if (at === null) return;
    setSpot({ row: at.index, cell: -1 });
    if (at.part === 'menu') return openMenu(at.index, placeOf(at.index));
    if (ticking.onPress(event, at.index, at.part === 'tick')) return;
    const there = rowAt(at.index);
    if (there !== undefined) props.onOpen?.(there, false);
  };
  const onDoubleClick = (event: React.MouseEvent) => {
    const at = placeIn(event);
    const there = at === null ? undefined : rowAt(at.index);
    if (at === null || there === undefined || at.part !== undefined || props.onEdit === undefined) return;
    if (event.target instanceof Element && event.target.closest('button, input') !== null) return;
    props.onEdit(there, at.column);
  };
  const onMouseDown = (event: React.MouseEvent) => {
    const at = placeIn(event);
    // Neither a box nor a button takes the focus from the grid, and Shift selects rows, not words.
    if (at === null || (at.part === undefined && !(ticks !== undefined && event.shiftKey))) return;
    event.preventDefault();
    takeFocus();
  };
  const onContextMenu = (event: React.MouseEvent) => {
    const at = placeIn(event);
    if (menu === undefined || at === null) return;
    event.preventDefault();
    openMenu(at.index, { x: event.clientX, y: event.clientY });
  };

  const tracks = columns.map((column) => column.width).join(' ');
  const activeId = count === 0 ? undefined : cell < 0 ? `${id}-${row}` : `${id}-${row}-${cell}`;
  const menuRow = menuAt === null ? undefined : rowAt(menuAt.index);
  return (
    <>
      <div
        ref={scroller}
        className={`${styles.grid} ${props.fit === true ? styles.fit : ''}`}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={count + 1}
        aria-colcount={columns.length}
        aria-multiselectable={ticks === undefined ? undefined : true}
        aria-activedescendant={activeId}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onDoubleClick={props.onEdit === undefined ? undefined : onDoubleClick}
        onMouseDown={onMouseDown}
        onContextMenu={onContextMenu}
        style={
          { '--tracks': tracks, '--grid-width': `${leastWidth(columns)}px`, '--rows': count } as React.CSSProperties
        }
      >
        <GridHead
          columns={columns}
          sort={props.sort}
          onSort={props.onSort}
          onWidths={props.onWidths}
          selection={ticks?.selection}
          count={count}
        />
        <div
          role="rowgroup"
          className={styles.rows}
          style={{ height: below === undefined ? far.track : rows.getTotalSize() }}
        >
          {items.map((item) => {
            const value = rowAt(item.index);
            return (
              <GridRow
                // A row that is as high as its notes is measured, and keeps its element.
                key={below === undefined ? item.index % items.length : item.key}
                gridId={id}
                index={item.index}
                row={value}
                columns={columns}
                active={item.index === row ? cell : null}
                last={item.index === count - 1}
                open={value !== undefined && props.open !== undefined && props.open === keyOf(value)}
                ticked={
                  ticks === undefined ? undefined : value !== undefined && ticks.selection.has(ticks.keyOf(value))
                }
                opens={props.onOpen !== undefined}
                tickLabel={ticks?.label}
                menuLabel={menu?.label}
                below={below}
                start={item.start - far.shift}
                measure={below === undefined ? undefined : rows.measureElement}
              />
            );
          })}
        </div>
      </div>
      {menu === undefined || menuAt === null || menuRow === undefined ? null : (
        <RowMenu
          label={menu.label(menuRow)}
          parts={menu.parts(menuRow)}
          at={menuAt}
          onClose={() => setMenuAt(null)}
          onClosed={takeFocus}
        />
      )}
    </>
  );
}
