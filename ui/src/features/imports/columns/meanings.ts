import type { Column, ColumnsView, Mapping } from '../../../ipc/bindings';

/** What a column can mean to an import, in the order in which they are offered. */
export const meanings: Column[] = ['email', 'name', 'first_name', 'last_name', 'group', 'role', 'action', 'language'];

/** A column gets a meaning (null: it is passed over); no two have the same. */
export function withMeaning(mapping: Mapping, at: number, meaning: Column | null): Mapping {
  const width = Math.max(mapping.columns.length, at + 1);
  const columns = Array.from({ length: width }, (_, index) => {
    const now = mapping.columns[index] ?? null;
    return index === at ? meaning : now === meaning ? null : now;
  });
  return { ...mapping, columns };
}

/** What is still to be said before rows can be checked. */
export function missing({ columns, group, role }: Mapping): 'email' | 'group' | 'role' | null {
  if (!columns.includes('email')) return 'email';
  if (columns.includes('action')) return null; // a table that takes away need name neither
  if (!columns.includes('group') && group === null) return 'group';
  return !columns.includes('role') && role === null ? 'role' : null;
}

/** How many columns the table has, as far as it is shown. */
export const widthOf = ({ rows, mapping }: ColumnsView) =>
  Math.max(mapping.columns.length, ...rows.map(([, cells]) => cells.length));

/** What one row is read as. */
export interface Read {
  address: string;
  name: string;
  group: string;
  role: string;
}

/** What the first row about somebody is read as; null if none is shown. */
export function firstRead({ rows }: ColumnsView, mapping: Mapping): Read | null {
  const about = rows.filter(
    ([number, cells]) => number > (mapping.header_row ?? 0) && cells.some((cell) => cell !== ''),
  );
  const read = about.map(([, cells]): Read => {
    const of = (column: Column) => cells[mapping.columns.indexOf(column)] ?? '';
    return {
      address: of('email'),
      name: mapping.columns.includes('name') ? of('name') : `${of('first_name')} ${of('last_name')}`.trim(),
      group: of('group') === '' ? (mapping.group ?? '') : of('group'),
      role: of('role') === '' ? (mapping.role ?? '') : of('role'),
    };
  });
  return read.find(({ address }) => address.includes('@')) ?? read[0] ?? null;
}
