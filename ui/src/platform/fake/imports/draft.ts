import type { Column, Mapping } from '../../../ipc/bindings';
import type { FakeSheet } from './tables';

/** A table on its way into the account: what was read, what it means, and what was mended. */
export interface Draft {
  file: string;
  sheet: string;
  otherSheets: string[];
  grid: string[][];
  /** As somebody has said; null: as the headers say. */
  mapping: Mapping | null;
  /** Groups that are to be made. */
  groups: string[];
  /** Rows for which nothing is done, by their own numbers. */
  skipped: ReadonlySet<number>;
  /** What it was before each mend, the newest last. */
  before: Draft[];
}

export function draftOf(file: string, sheet: FakeSheet, others: FakeSheet[]): Draft {
  return {
    file,
    sheet: sheet.name,
    otherSheets: others.map((each) => each.name),
    grid: sheet.grid,
    mapping: null,
    groups: [],
    skipped: new Set(),
    before: [],
  };
}

const words: [Column, RegExp][] = [
  ['email', /^e-?mail|^address$/i],
  ['first_name', /^(first|given) name/i],
  ['last_name', /^(last|family) name/i],
  ['name', /^name$/i],
  ['group', /^group$|^org unit path/i],
  ['role', /^role$/i],
  ['action', /^action$/i],
  ['language', /^language$/i],
];

const meaningOf = (header: string): Column | null =>
  words.find(([, pattern]) => pattern.test(header.trim()))?.[0] ?? null;

/** The product of whose template these are the headers. */
export const productOf = (draft: Draft): string | null =>
  draft.grid[0]?.includes('Org Unit Path [Required]') === true ? 'Google Workspace' : null;

/** What the columns mean: as somebody has said, or else as well as the headers say. */
export function mappingOf(draft: Draft): Mapping {
  if (draft.mapping !== null) return draft.mapping;
  const at = draft.grid.findIndex((row) => row.some((cell) => meaningOf(cell) === 'email'));
  if (at >= 0) return { header_row: at + 1, columns: (draft.grid[at] ?? []).map(meaningOf), group: null, role: null };
  // By what stands in them: the widest of the first rows is the headers.
  const width = Math.max(...draft.grid.map((row) => row.length));
  const header = draft.grid.findIndex((row) => row.length === width && row.every((cell) => cell !== ''));
  const sample = draft.grid[header + 1] ?? [];
  return {
    header_row: header < 0 ? null : header + 1,
    columns: sample.map((cell, index) => (cell.includes('@') ? 'email' : index === 0 ? 'name' : null)),
    group: null,
    role: null,
  };
}

/** Why its columns have to be said; null where they need not. */
export function unclear(draft: Draft): string | null {
  const { columns, group, role } = mappingOf(draft);
  const has = (column: Column) => columns.includes(column);
  const named = `“${draft.file}”`;
  if (!has('email')) return `No column of ${named} says whom its rows are about.`;
  if (draft.mapping === null && draft.grid[0]?.every((cell) => meaningOf(cell) !== 'email') === true)
    return `The headers of ${named} are not known here.`;
  if (has('action')) return null;
  if (!has('group') && group === null) return `No column of ${named} says into which group.`;
  if (!has('role') && role === null) return `No column of ${named} says in which role.`;
  return null;
}

/** By what tables of one kind are known. */
export const signature = (draft: Draft) => (draft.grid[(mappingOf(draft).header_row ?? 1) - 1] ?? []).join('|');

/** The groups that a cell names. */
export const partsOf = (text: string) =>
  text
    .split(/[;\r\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** The text of a cell with another part in the place of one. */
export const instead = (text: string, part: string, other: string) =>
  partsOf(text).includes(part) ? text.replaceAll(part, other) : other;

export interface DraftRow {
  /** Its own number. */
  number: number;
  cells: string[];
  get: (column: Column) => string;
}

/** The rows beneath the headers that are not blank. */
export function rowsOf(draft: Draft): DraftRow[] {
  const mapping = mappingOf(draft);
  const place = new Map<Column, number>();
  mapping.columns.forEach((column, at) => {
    if (column !== null) place.set(column, at);
  });
  return draft.grid.flatMap((cells, at) => {
    const number = at + 1;
    if (number <= (mapping.header_row ?? 0) || cells.every((cell) => cell === '')) return [];
    const read = (column: Column) => cells[place.get(column) ?? -1] ?? '';
    const get = (column: Column) => {
      if (column === 'name' && !place.has('name')) return `${read('first_name')} ${read('last_name')}`.trim();
      if (column === 'group') return read(column) || (mapping.group ?? '');
      if (column === 'role') return read(column) || (mapping.role ?? '');
      return read(column);
    };
    return [{ number, cells, get }];
  });
}

/** The place of a column in the table; null if it has none. */
export function placeOf(draft: Draft, column: Column): number | null {
  const at = mappingOf(draft).columns.indexOf(column);
  return at < 0 ? null : at;
}

export function headersOf(draft: Draft): string[] {
  const { header_row: row, columns } = mappingOf(draft);
  if (row !== null) return draft.grid[row - 1] ?? [];
  return columns.map((_, at) => `Column ${at + 1}`);
}
