import { useEffect, useRef, useState } from 'react';
import type { GridHandle } from './Grid';

interface Props<Row> {
  /** What is open in the panel. */
  open: number | null;
  show: (id: number | null) => void;
  idOf: (row: Row) => number;
}

/** The panel beside a list: it opens on a row, goes along as the keyboard moves, and gives the focus back when it goes. */
export function usePanel<Row>({ open, show, idOf }: Props<Row>) {
  const handle = useRef<GridHandle>(null);
  const [focus, setFocus] = useState(0);
  const onOpen = (row: Row, byKey: boolean) => {
    show(idOf(row));
    if (byKey) setFocus((count) => count + 1);
  };
  const close = () => {
    setFocus(0);
    show(null);
  };
  const was = useRef(open);
  useEffect(() => {
    // It went with the panel, if it was there.
    if (was.current !== null && open === null && document.activeElement === document.body) handle.current?.focus();
    was.current = open;
  }, [open]);
  const onMove = (row: Row) => {
    if (open !== null) show(idOf(row));
  };
  return {
    /** Renewed when the panel should take the focus. */
    focus,
    close,
    takeFocus: () => setFocus((count) => count + 1),
    /** What the grid is to be told. */
    grid: { keyOf: idOf, open, onOpen, onMove, handle },
  };
}
