import type { ImportOptions, PlanRow, PlanView, ProblemView, RowCounts, RowOutcome } from '../../ipc/bindings';
import { type Account, dice, roles } from './account';

export const headers = ['Email', 'Name', 'Group', 'Role', 'Action', 'Language'];

/** The rows of an invented spreadsheet: forty people, some with faults. */
export function inventRows(count = 44): string[][] {
  const names = 'Lena Marco Ida Samuel Nia Viktor Elif Hugo Aiko Omar'.split(' ');
  const groups = ['Sales', 'Sales/EMEA', 'Sales/Americas', 'Marketing', 'Finance'];
  return Array.from({ length: count }, (_, at) => {
    const name = names[at % names.length] ?? 'Lena';
    const row = [
      `${name.toLowerCase()}.${at + 1}@example.net`,
      `${name} Example`,
      groups[at % groups.length] ?? '',
      roles[1 + (at % 4)]?.name ?? '',
      '',
      '',
    ];
    if (at === 3) row[0] = 'viktor.example.net';
    if (at === 8) row[3] = 'Finanse';
    if (at === 11) row[0] = 'marco.12@gmial.com';
    if (at === 14) [row[2], row[0]] = ['Warehouse/Nord', ''];
    if (at === 17 || at === 21) row[2] = 'Warehouse/North';
    if (at === 25) row[2] = 'Research';
    if (at === 30 || at === 31) row[3] = 'Administrator';
    return row;
  });
}

type Fault = Omit<ProblemView, 'row' | 'value' | 'cell'>;

const faultAt = (
  column: string,
  code: string,
  message: string,
  suggestion: string | null = null,
  warning = false,
): Fault => ({
  column,
  code,
  message,
  fix: suggestion === null ? 'Correct this cell, and check the file again.' : `Write “${suggestion}”.`,
  suggestion,
  warning,
});

function faultsOf(row: string[], account: Account, options: ImportOptions): Fault[] {
  const [email = '', , group = '', role = ''] = row;
  const faults: Fault[] = [];
  if (email === '') faults.push(faultAt('Email', 'email_missing', 'There is no address in this row.'));
  else if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email))
    faults.push(
      faultAt('Email', 'email_malformed', 'This is no e-mail address: it should look like name@example.com.'),
    );
  else if (email.endsWith('@gmial.com'))
    faults.push(
      faultAt('Email', 'email_looks_mistyped', 'The domain looks mistyped.', email.replace('gmial', 'gmail'), true),
    );
  if (!account.paths.includes(group) && !options.create_groups)
    faults.push(
      faultAt(
        'Group',
        'group_unknown',
        `The account has no group “${group}”.`,
        group === 'Warehouse/Nord' ? 'Warehouse/North' : null,
      ),
    );
  if (!roles.some((each) => each.name === role))
    faults.push(faultAt('Role', 'role_unknown', `The account has no role “${role}”.`, 'Finance'));
  else if (role === 'Administrator' && !options.allow_administrators)
    faults.push(
      faultAt(
        'Role',
        'administrator_unconfirmed',
        'This would make somebody an administrator, which was not confirmed.',
      ),
    );
  return faults;
}

const outcomes: RowOutcome[] = [
  'invited',
  'invited_again',
  'added',
  'changed',
  'removed',
  'unchanged',
  'skipped',
  'rejected',
];

export function countRows(rows: PlanRow[]): RowCounts {
  const counts = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Omit<RowCounts, 'rows'>;
  for (const row of rows) counts[row.outcome] += 1;
  return { rows: rows.length, ...counts };
}

export interface Planned {
  view: PlanView;
  rows: PlanRow[];
}

/** What the file would do to the account as it is now. */
export function plan(
  number: number,
  file: string,
  table: string[][],
  account: Account,
  options: ImportOptions,
): Planned {
  const known = new Set(account.users.map((user) => user.address));
  const rows = table.map((cells, at): PlanRow => {
    const problems = faultsOf(cells, account, options).map((fault): ProblemView => {
      const cell = headers.indexOf(fault.column);
      return { ...fault, row: at + 2, cell, value: cells[cell] ?? '' };
    });
    const outcome: RowOutcome = problems.some((problem) => !problem.warning)
      ? 'rejected'
      : known.has(cells[0] ?? '')
        ? 'unchanged'
        : dice(at) % 20 === 0
          ? 'added'
          : 'invited';
    return { row: at + 2, outcome, cells, problems };
  });
  const unknown = [...new Set(table.map((cells) => cells[2] ?? ''))].filter((group) => !account.paths.includes(group));
  const counts = countRows(rows);
  return {
    rows: [...rows].sort((a, b) => rank(a) - rank(b) || a.row - b.row),
    view: {
      plan: number,
      file,
      sheet: 'Users',
      other_sheets: ['Notes'],
      headers,
      ignored_headers: ['Cost centre'],
      counts,
      invitations: counts.invited,
      new_groups: options.create_groups ? unknown : [],
      unknown_groups: unknown,
      administrator_rows: table.filter((cells) => cells[3] === 'Administrator').length,
      warnings: rows.flatMap((row) => row.problems).filter((problem) => problem.warning).length,
      options,
      seen_before: null,
    },
  };
}

const rank = (row: PlanRow) => (row.outcome === 'rejected' ? 0 : row.problems.length > 0 ? 1 : 2);
