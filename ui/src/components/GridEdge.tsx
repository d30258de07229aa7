import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Grid.module.css';

interface Props {
  /** Of the column that ends here. */
  id: string;
  title: string;
  onWidths: (widths: Record<string, number | null>) => void;
}

/** The least and the most pixels of a column whose width is chosen. */
export const NARROWEST = 64;
export const WIDEST = 640;
/** Pixels a press of an arrow. */
const STEP = 16;

const within = (width: number) => Math.round(Math.max(NARROWEST, Math.min(WIDEST, width)));

/** The edge of a column's title: dragged, or moved with the arrows, it makes the column wider. Twice pressed it is as usual. */
export function GridEdge({ id, title, onWidths }: Props) {
  const { t } = useTranslation();
  const edge = useRef<HTMLDivElement>(null);
  const drag = useRef<{ x: number; widths: Record<string, number> } | null>(null);
  const [width, setWidth] = useState(NARROWEST);
  useLayoutEffect(() => {
    const head = edge.current?.parentElement;
    if (head == null) return undefined;
    const measure = () => setWidth(within(head.offsetWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(head);
    return () => observer.disconnect();
  }, []);

  /** Columns that stand before keep their widths, so that the edge goes where it is put. */
  const widths = (): Record<string, number> => {
    const found: Record<string, number> = {};
    for (const head of edge.current?.closest('[role="row"]')?.querySelectorAll<HTMLElement>('[data-column]') ?? []) {
      const { column = '' } = head.dataset;
      found[column] = within(head.offsetWidth);
      if (column === id) break;
    }
    return found;
  };
  const set = (before: Record<string, number>, wanted: number) => onWidths({ ...before, [id]: within(wanted) });

  const onKeyDown = (event: React.KeyboardEvent) => {
    const by = { ArrowRight: STEP, ArrowLeft: -STEP }[event.key];
    if (by !== undefined) set(widths(), width + by);
    else if (event.key === 'Home') set(widths(), NARROWEST);
    else if (event.key === 'End') set(widths(), WIDEST);
    else if (event.key === 'Enter') onWidths({ [id]: null });
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={edge}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('list.width_of', { column: title })}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      aria-valuenow={width}
      aria-valuetext={t('list.width_pixels', { count: width })}
      className={styles.edge}
      onKeyDown={onKeyDown}
      onDoubleClick={() => onWidths({ [id]: null })}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, widths: widths() };
      }}
      onPointerMove={(event) => {
        const from = drag.current;
        if (from !== null) set(from.widths, (from.widths[id] ?? width) + event.clientX - from.x);
      }}
      onPointerUp={() => {
        drag.current = null;
      }}
      onPointerCancel={() => {
        drag.current = null;
      }}
    />
  );
}
