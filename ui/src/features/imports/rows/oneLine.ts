import { withoutHidden } from '../../../components/ShownText';
import type { Column } from '../../../ipc/bindings';

const breaks = /[\n\v\f\r\u0085\u2028\u2029]+/;

/** Whether a cell of this column may name several things, one after the other. */
const isList = (column: Column | null | undefined) => column === 'group' || column === 'role';

/**
 * What stands in a cell as a field of one line has it, without what could not be seen in it. Lines of their own are groups or roles
 * of their own where the column names such, and words otherwise.
 */
export function onOneLine(text: string, column: Column | null | undefined): string {
  if (!breaks.test(text)) return withoutHidden(text);
  const lines = text.split(breaks).map((line) => withoutHidden(line).trim());
  return lines
    .filter((line) => line !== '')
    .reduce((before, line) => {
      const divided = !isList(column) || before.endsWith(';') || line.startsWith(';');
      return before === '' ? line : `${before}${divided ? ' ' : '; '}${line}`;
    }, '');
}

/** Whether a group or a role that is picked can stand in place of all of a cell: it names no others besides. */
export const namesOne = (text: string) => !/[;,]/.test(text) && !breaks.test(text.trim());
