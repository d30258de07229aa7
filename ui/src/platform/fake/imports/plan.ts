import type {
  Column,
  ColumnsView,
  ImportOptions,
  PlanRow,
  PlanView,
  ProblemKind,
  ProblemView,
  RowCounts,
  RowOutcome,
} from '../../../ipc/bindings';
import type { Account } from '../account';
import { type Draft, type DraftRow, headersOf, instead, mappingOf, partsOf, placeOf, productOf, rowsOf } from './draft';
import { type Fault, isWarning, judge, sentence, titles } from './judge';

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

const words: Partial<Record<Column, string>> = {
  email: 'Email',
  name: 'Name',
  group: 'Group',
  role: 'Role',
  action: 'Action',
  language: 'Language',
};

/** One row of a plan with what it was read from. */
export interface Planned {
  source: DraftRow;
  faults: Fault[];
  row: PlanRow;
}

/** What becomes of a row without faults, and what its person has now of what it changes. */
function outcomeOf(row: DraftRow, account: Account | null): [RowOutcome, string | null] {
  const user = account?.known(row.get('email'));
  const [group, role, action] = [row.get('group'), row.get('role'), row.get('action')];
  const named = (all: { role_name: string }[]) => all.map((each) => each.role_name).join(', ');
  const there = (user?.assignments ?? []).filter((each) => each.group_path === group);
  switch (action) {
    case 'Keep':
      return ['skipped', null];
    case 'Remove from account':
      return user?.status === 'removed' ? ['unchanged', null] : ['removed', named(user?.assignments ?? [])];
    case 'Remove from group':
      return there.length === 0 ? ['unchanged', null] : ['removed', named(there)];
    case 'Change role':
      return there.length === 1 && there[0]?.role_name === role ? ['unchanged', null] : ['changed', named(there)];
    default:
      if (user === undefined) return ['invited', null];
      if (['expired', 'declined', 'cancelled', 'removed'].includes(user.status)) return ['invited_again', null];
      return [there.some((each) => each.role_name === role) ? 'unchanged' : 'added', null];
  }
}

/** What the table would do to the account as it is now, those with problems first. */
export function planRows(draft: Draft, account: Account | null, options: ImportOptions): Planned[] {
  const faultsOf = judge(account, options, draft.groups);
  const planned = rowsOf(draft).map((source): Planned => {
    const skipped = draft.skipped.has(source.number);
    const faults = skipped ? [] : faultsOf(source);
    const problems = faults.map((fault): ProblemView => {
      const { code, column, value, suggestion } = fault;
      return {
        row: source.number,
        column: words[column] ?? column,
        cell: placeOf(draft, column),
        code,
        value,
        message: sentence(fault),
        fix: suggestion === null ? 'Correct this cell.' : `Write “${suggestion}”.`,
        suggestion,
        instead: suggestion === null ? null : instead(source.get(column), value, suggestion),
        warning: isWarning(code),
      };
    });
    const stopped = problems.some((problem) => !problem.warning);
    const [outcome, was] = skipped
      ? (['skipped', null] as const)
      : stopped
        ? (['rejected', null] as const)
        : outcomeOf(source, account);
    return {
      source,
      faults,
      row: { row: source.number, outcome, skipped_by_hand: skipped, cells: source.cells, was, problems },
    };
  });
  const rank = ({ row }: Planned) => (row.outcome === 'rejected' ? 0 : row.problems.length > 0 ? 1 : 2);
  return planned.sort((a, b) => rank(a) - rank(b) || a.row.row - b.row.row);
}

function kindsOf(rows: Planned[]): ProblemKind[] {
  const kinds = new Map<string, ProblemKind>();
  const values = new Map<string, ProblemKind['values'][number]>();
  for (const { code, column, value, suggestion } of rows.flatMap((row) => row.faults)) {
    const kind = kinds.get(code) ?? {
      code,
      title: titles[code] ?? code,
      warning: isWarning(code),
      rows: 0,
      suggested: 0,
      values: [],
      others: 0,
    };
    kinds.set(code, kind);
    kind.rows += 1;
    if (suggestion !== null) kind.suggested += 1;
    const key = `${code} ${value}`;
    const same = values.get(key);
    if (same !== undefined) same.rows += 1;
    else {
      const found = { column, value, suggestion, new_group: code === 'group_unknown' ? value : null, rows: 1 };
      values.set(key, found);
      kind.values.push(found);
    }
  }
  for (const kind of kinds.values()) {
    kind.values = kind.values.sort((a, b) => b.rows - a.rows).slice(0, 100);
    kind.others = kind.rows - kind.values.reduce((sum, value) => sum + value.rows, 0);
  }
  return [...kinds.values()].sort((a, b) => Number(a.warning) - Number(b.warning) || b.rows - a.rows);
}

/** The groups that the table names and that are not there, and those that would be made. */
export function groupsOf(draft: Draft, rows: Planned[], account: Account | null, options: ImportOptions) {
  const named = new Set(rows.flatMap((each) => partsOf(each.source.get('group'))));
  const unknown = [...named].filter(
    (path) => account !== null && !account.paths.includes(path) && !draft.groups.includes(path),
  );
  return { unknown, made: [...draft.groups, ...(options.create_groups ? unknown : [])] };
}

const someOf = (groups: string[]) => ({ count: groups.length, first: groups.slice(0, 20) });

export function planView(
  plan: number,
  draft: Draft,
  rows: Planned[],
  account: Account | null,
  options: ImportOptions,
  seenBefore: string | null,
): PlanView {
  const counts = countRows(rows.map((each) => each.row));
  const { made, unknown } = groupsOf(draft, rows, account, options);
  const all = headersOf(draft);
  return {
    plan,
    file: draft.file,
    sheet: draft.sheet,
    other_sheets: draft.otherSheets,
    headers: all,
    ignored_headers: all.filter((header, at) => header !== '' && mappingOf(draft).columns[at] == null),
    mapping: draft.mapping,
    product: productOf(draft),
    problems: kindsOf(rows),
    mends: draft.before.length,
    compared: account !== null,
    removals: rows.filter(
      ({ source, row }) => row.outcome === 'removed' && source.get('action') === 'Remove from account',
    ).length,
    counts,
    invitations: counts.invited + counts.invited_again,
    new_groups: someOf(made),
    unknown_groups: someOf(unknown),
    administrator_rows: rows.filter(({ source }) => source.get('role') === 'Administrator').length,
    warnings: rows.flatMap((each) => each.faults).filter((fault) => isWarning(fault.code)).length,
    options,
    seen_before: seenBefore,
  };
}

export function columnsView(plan: number, draft: Draft, why: string | null): ColumnsView {
  return {
    plan,
    file: draft.file,
    sheet: draft.sheet,
    other_sheets: draft.otherSheets,
    why,
    product: productOf(draft),
    mapping: mappingOf(draft),
    rows: draft.grid.slice(0, 35).map((cells, at): [number, string[]] => [at + 1, cells]),
  };
}
