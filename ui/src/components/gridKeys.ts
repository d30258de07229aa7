/** Where the keyboard is in a grid. Cell -1 is the row as a whole. */
export interface Spot {
  row: number;
  cell: number;
}

interface Size {
  rows: number;
  cells: number;
  /** Rows that a press of PageDown passes. */
  page: number;
}

/** Where a key leads to; null when it is none of the grid's. */
export function moved(
  from: Spot,
  key: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean },
  size: Size,
): Spot | null {
  if (key.altKey || size.rows === 0) return null;
  const to = (row: number): Spot => ({ row: Math.max(0, Math.min(size.rows - 1, row)), cell: from.cell });
  const far = key.ctrlKey || key.metaKey;
  switch (key.key) {
    case 'ArrowDown':
      return to(from.row + 1);
    case 'ArrowUp':
      return to(from.row - 1);
    case 'PageDown':
      return to(from.row + size.page);
    case 'PageUp':
      return to(from.row - size.page);
    case 'Home':
      return far || from.cell < 0 ? to(0) : { row: from.row, cell: 0 };
    case 'End':
      return far || from.cell < 0 ? to(size.rows - 1) : { row: from.row, cell: size.cells - 1 };
    case 'ArrowRight':
      return { row: from.row, cell: Math.min(size.cells - 1, from.cell + 1) };
    case 'ArrowLeft':
      return { row: from.row, cell: Math.max(-1, from.cell - 1) };
    default:
      return null;
  }
}
