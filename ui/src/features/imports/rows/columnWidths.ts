import type { Column, PlanRow } from '../../../ipc/bindings';

/** In pixels: about a letter, what is beside the words of a cell, and beside those of a faulty one. */
const LETTER = 7;
const BESIDE = 18;
const BESIDE_FAULTY = 38;

/** So many letters of a title are to be seen: of most titles all of it. */
const TITLE = 10;

/** The word for what becomes of a row. */
const OUTCOME = 124;

/** A column that wants no more has it; one that wants more has a share of it where there is little room. */
const LITTLE = 69;
const SHARE = 0.45;

/** How many pixels a column wants at most: addresses are long, and so is what is done to somebody; words of choice are short. */
const most: Partial<Record<Column, number>> = { email: 210, role: 130, action: 152, language: 76 };
const MOST = 150;
/** Of a column that is passed over. */
const MOST_PASSED_OVER = 110;
/** While somebody writes in it. */
const WRITING = 'minmax(140px, 180fr)';

interface Table {
  headers: string[];
  /** What the columns mean, where that is known. */
  meanings: readonly (Column | null)[] | undefined;
  rows: PlanRow[];
  /** What stands in a cell, as it is shown. */
  text: (row: PlanRow, at: number) => string;
  /** The column in which somebody writes. */
  edited: number | null;
}

/** How wide the columns of a table are, by what they mean and by what stands in its first rows. An empty one shows its title. */
export function columnWidths({ headers, meanings, rows, text, edited }: Table): string[] {
  return headers.map((header, at) => {
    if (at === edited) return WRITING;
    const meaning = meanings?.[at];
    const widest = rows.map((row) => {
      const faulty = row.problems.some((problem) => problem.cell === at);
      return text(row, at).length * LETTER + (faulty ? BESIDE_FAULTY : BESIDE);
    });
    const limit = meaning === null ? MOST_PASSED_OVER : ((meaning === undefined ? undefined : most[meaning]) ?? MOST);
    const wanted = Math.min(Math.max(Math.min(header.length, TITLE) * LETTER + BESIDE, ...widest), limit);
    const least = Math.round(Math.max(Math.min(wanted, LITTLE), wanted * SHARE));
    // Of what is done to somebody the end says the most.
    return `minmax(${least}px, ${meaning === 'action' ? Math.round(wanted * 1.2) : wanted}fr)`;
  });
}

/** What becomes of a row, and in so many letters what it changes. */
export const outcomeWidth = (letters: number) =>
  letters === 0 ? `${OUTCOME}px` : `minmax(${OUTCOME + 60}px, ${Math.min(OUTCOME + letters * LETTER, 280)}fr)`;
