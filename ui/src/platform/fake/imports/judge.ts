import type { Column, ImportOptions, ProblemCode } from '../../../ipc/bindings';
import type { Account } from '../account';
import { type DraftRow, partsOf } from './draft';

/** What is wrong with a cell. */
export interface Fault {
  column: Column;
  code: ProblemCode;
  value: string;
  suggestion: string | null;
}

export const isWarning = (code: ProblemCode) => code === 'email_looks_mistyped' || code === 'nothing_to_remove';

/** Of no certain row. */
export const titles: Partial<Record<ProblemCode, string>> = {
  email_missing: 'No address',
  email_malformed: 'Not an e-mail address',
  email_looks_mistyped: 'Address that looks mistyped',
  hidden_character: 'Invisible character',
  group_missing: 'No group',
  group_unknown: 'Unknown group',
  role_missing: 'No role',
  role_unknown: 'Unknown role',
  administrator_unconfirmed: 'Administrator role, not confirmed',
  action_unknown: 'Unknown action',
  user_unknown: 'Nobody with this address',
  nothing_to_change: 'No role to change',
  nothing_to_remove: 'Nothing to remove',
  language_unknown: 'Unknown language',
};

export function sentence({ code, value, column }: Fault): string {
  switch (code) {
    case 'email_missing':
      return 'There is no address in this row.';
    case 'email_malformed':
      return 'This is no e-mail address: it should look like name@example.com.';
    case 'email_looks_mistyped':
      return 'The domain looks mistyped.';
    case 'hidden_character':
      return 'This contains an invisible character.';
    case 'group_unknown':
      return `The account has no group “${value}”.`;
    case 'role_unknown':
      return `The account has no role “${value}”.`;
    case 'administrator_unconfirmed':
      return 'This would make somebody an administrator, which was not confirmed.';
    case 'action_unknown':
      return `“${value}” is not an action.`;
    case 'user_unknown':
      return `Nobody with the address “${value}” is a member or invited.`;
    default:
      return `${titles[code] ?? 'Something is wrong'} (${column}).`;
  }
}

export const actions = ['Add', 'Change role', 'Remove from group', 'Remove from account', 'Keep'];
const hidden = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
const languages = ['', 'en', 'de', 'es', 'fr', 'it'];

/** How many letters are put in, taken out or changed between two words. */
function distance(a: string, b: string): number {
  let line = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next[j] = Math.min(
        (line[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (line[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    line = next;
  }
  return line[b.length] ?? 0;
}

/** The most similar of some words, if any is similar. */
export function nearest(word: string, all: string[]): string | null {
  const scored = all.map((each) => ({ each, far: distance(word.toLowerCase(), each.toLowerCase()) }));
  const best = scored.sort((a, b) => a.far - b.far)[0];
  return best !== undefined && best.far <= 2 && best.far < word.length / 2 ? best.each : null;
}

/** Finds what is wrong with rows of one table, compared with an account if there is one. */
export function judge(account: Account | null, options: ImportOptions, made: string[]): (row: DraftRow) => Fault[] {
  const paths = new Set([...(account?.paths.filter((path) => path !== '') ?? []), ...made]);
  const roleNames = account?.roles.map((role) => role.name) ?? [];
  const suggested = new Map<string, string | null>();
  const near = (kind: string, word: string, all: () => string[]) => {
    const key = `${kind} ${word}`;
    if (!suggested.has(key)) suggested.set(key, nearest(word, all()));
    return suggested.get(key) ?? null;
  };
  return (row) => {
    const faults: Fault[] = [];
    const wrong = (column: Column, code: ProblemCode, value: string, suggestion: string | null = null) =>
      faults.push({ column, code, value, suggestion });
    const [email, group, role, action] = [row.get('email'), row.get('group'), row.get('role'), row.get('action')];
    for (const column of ['name', 'email'] as const)
      if (row.get(column).search(hidden) >= 0)
        wrong(column, 'hidden_character', row.get(column), row.get(column).replace(hidden, ''));
    if (email === '') wrong('email', 'email_missing', '');
    else if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) wrong('email', 'email_malformed', email);
    else if (email.endsWith('@gmial.com'))
      wrong('email', 'email_looks_mistyped', email, email.replace('gmial', 'gmail'));
    if (action !== '' && !actions.includes(action))
      wrong(
        'action',
        'action_unknown',
        action,
        near('action', action, () => actions),
      );
    if (!languages.includes(row.get('language'))) wrong('language', 'language_unknown', row.get('language'));
    if (account === null) return faults;
    if (action === 'Remove from account' || action === 'Keep') {
      if (email !== '' && account.known(email) === undefined) wrong('email', 'user_unknown', email);
      return faults;
    }
    if (group === '') wrong('group', 'group_missing', '');
    else if (!paths.has(group) && !options.create_groups)
      for (const part of partsOf(group).filter((each) => !paths.has(each)))
        wrong(
          'group',
          'group_unknown',
          part,
          near('group', part, () => [...paths]),
        );
    if (role === '' && action !== 'Remove from group') wrong('role', 'role_missing', '');
    else if (role !== '' && !roleNames.includes(role))
      wrong(
        'role',
        'role_unknown',
        role,
        near('role', role, () => roleNames),
      );
    else if (role === 'Administrator' && !options.allow_administrators)
      wrong('role', 'administrator_unconfirmed', role);
    if (action === 'Change role' && email !== '') {
      const held = account.known(email)?.assignments;
      if (held === undefined) wrong('email', 'user_unknown', email);
      else if (paths.has(group) && !held.some((each) => each.group_path === group))
        wrong('role', 'nothing_to_change', role);
    }
    return faults;
  };
}
