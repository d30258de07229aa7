import type { ImportUndo, UserRow, UsersDone } from '../../../ipc/bindings';
import type { State } from '../state';
import type { Planned } from './plan';

type Standing = Pick<UserRow, 'status' | 'assignments'>;

/** Somebody for whom an import did something: what they were before (null: nobody) and after it. */
interface Touched {
  user: UserRow;
  before: Standing | null;
  after: string;
}

export type Undoable = Touched[];

const standing = ({ status, assignments }: UserRow): Standing => ({ status, assignments: [...assignments] });

/** Does what a plan says. */
export function carriedOut(state: State, rows: Planned[], groups: string[]): Undoable {
  const { account } = state;
  for (const path of groups) account.addGroup(path);
  const before = new Map<UserRow, Standing | null>();
  const keep = (user: UserRow, was: Standing | null) => {
    if (!before.has(user)) before.set(user, was);
  };
  for (const { source, row } of rows) {
    if (row.outcome === 'rejected' || row.outcome === 'unchanged' || row.outcome === 'skipped') continue;
    const [address, path, role] = [source.get('email'), source.get('group'), source.get('role')];
    const grant = account.assignment(
      account.paths.indexOf(path) + 1,
      account.roles.find((each) => each.name === role)?.id ?? 2,
    );
    const known = account.known(address);
    if (known !== undefined) keep(known, standing(known));
    if (row.outcome === 'removed' && known !== undefined) {
      const whole = source.get('action') === 'Remove from account';
      known.assignments = whole ? [] : known.assignments.filter((each) => each.group_path !== path);
      if (whole) known.status = 'removed';
    } else if (known !== undefined) {
      const others = known.assignments.filter((each) => row.outcome !== 'changed' || each.group_path !== path);
      known.assignments = [...others, grant];
      if (row.outcome === 'invited_again') known.status = 'pending';
    } else {
      const user: UserRow = {
        id: account.users.length + 1,
        address,
        name: source.get('name'),
        status: 'pending',
        assignments: [grant],
        invited_at: state.iso(0),
        sent_at: state.iso(0),
        expires_at: state.iso(90 * 86_400_000),
        joined_at: null,
        delivery: 'sent',
        came_by: 'import',
      };
      account.users.push(user);
      state.addInvitation(address, user.name ?? '');
      keep(user, null);
    }
  }
  return [...before].map(([user, was]) => ({ user, before: was, after: JSON.stringify(standing(user)) }));
}

/** Those to whom nothing else has happened since. */
const undoable = (touched: Undoable) => touched.filter(({ user, after }) => JSON.stringify(standing(user)) === after);

export const undoableView = (touched: Undoable): ImportUndo => ({
  users: undoable(touched).length,
  of: touched.length,
});

export function undone(state: State, touched: Undoable): UsersDone {
  const those = undoable(touched);
  for (const { user, before } of those) {
    Object.assign(user, before ?? { status: 'removed', assignments: [] });
    if (before === null) state.dropMails(user);
  }
  return { done: those.length, left: touched.length - those.length, not_given_back: 0, undo: null };
}
