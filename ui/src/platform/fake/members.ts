import type {
  ActRange,
  Assignment,
  Grant,
  GrantChange,
  InvitationSelection,
  RemovalPreview,
  UserDetails,
  UserId,
  UserRow,
  UsersDone,
  UserSelection,
  Verb,
} from '../../ipc/bindings';
import type { Done } from './activity';
import { type Command, type Events, fail, type State } from './state';

/** The group that is all that whoever administers a part may see. */
const PART = 2;

const same = (one: Grant) => (other: Grant) => one.group === other.group && one.role === other.role;
const sameAll = (some: Grant[], others: Grant[]) =>
  some.length === others.length && some.every((one) => others.some(same(one)));
const waits = (user: UserRow) => user.status === 'pending' || user.status === 'expiring' || user.status === 'expired';
const administers = (user: Pick<UserRow, 'status' | 'assignments'>) =>
  user.status === 'active' && user.assignments.some(same({ group: 1, role: 1 }));

/** What removing these users would end. */
export function removalPreview(state: State, meant: UserRow[]): RemovalPreview {
  const present = meant.filter((user) => user.status !== 'removed');
  const [only] = present;
  const ids = new Set(present.map((user) => user.id));
  const names = new Set(present.map((user) => user.name));
  const sent = state.account.users.filter(
    (user) => waits(user) && !ids.has(user.id) && names.has(state.invitations.newest(user)?.invited_by ?? ''),
  );
  return {
    users: present.length,
    members: present.filter((user) => user.status === 'active').length,
    assignments: present.reduce((sum, user) => sum + user.assignments.length, 0),
    invitations: present.filter(waits).length,
    sent_invitations: sent.length,
    requests: present.some((user) => user.assignments.some((each) => each.role === 1)) ? 3 : 0,
    last_administrator: !state.account.users.some((user) => administers(user) && !ids.has(user.id)),
    typed: present.length === 1 ? (only?.address ?? '') : String(present.length),
  };
}

/** The commands that change what users have, and take it from them; each can be undone. */
export function memberCommands(state: State, { emit }: Events): Record<string, Command> {
  const changed = <T>(value: T): T => {
    emit('changed', null);
    return value;
  };
  const users = (selection: unknown) => state.account.meant(selection as UserSelection);
  const note = (user: UserRow, verb: Verb, detail: string | null, before: Done['before'], act: ActRange) => {
    const id = state.activity.happened(verb, detail, { user: user.id, whom: user.name ?? user.address });
    if (!verb.endsWith('_undone')) state.activity.done.push({ id, user: user.id, verb, before, act });
  };
  /** Gives each what they are to have; nobody anything, if nobody would administer the account then. */
  const become = (those: { user: UserRow; to: Done['before']; verb: Verb; detail: string | null }[]): UsersDone => {
    const next = new Map(those.map((each) => [each.user.id, each.to]));
    if (!state.account.users.some((user) => administers(next.get(user.id) ?? user)))
      throw fail(
        'last_administrator',
        'Nobody would be left who administers the whole account. Nothing was changed. Make somebody else an administrator of the whole account first.',
      );
    const first = state.activity.entries.length + 1;
    const act = { first, last: first + those.length - 1 };
    for (const { user, to, verb, detail } of those) {
      note(user, verb, detail, { status: user.status, assignments: user.assignments }, act);
      Object.assign(user, to);
    }
    return changed({
      done: those.length,
      left: 0,
      not_given_back: 0,
      undo: those.length === 0 ? null : act,
    });
  };
  /** What everybody would be for whom this can be undone, and how that would end. */
  const undone = ({ first, last }: ActRange): UsersDone & { those: Parameters<typeof become>[0] } => {
    const meant = state.activity.done.filter(({ id }) => id >= first && id <= last);
    let lost = 0;
    const isThere = ({ group, role }: Grant) =>
      Boolean(state.account.paths[group - 1]) && state.account.roles.some((each) => each.id === role);
    const those = meant.flatMap((entry) => {
      const user = state.account.users.find((each) => each.id === entry.user);
      if (user === undefined || !state.activity.isNewest(entry)) return [];
      const removal = entry.verb === 'removed';
      const verb: Verb = removal ? 'removal_undone' : 'roles_change_undone';
      const assignments = entry.before.assignments.filter(isThere);
      lost += entry.before.assignments.length - assignments.length;
      const detail = removal ? null : difference(user.assignments, assignments);
      return [{ user, to: { ...entry.before, assignments }, verb, detail }];
    });
    return { those, done: those.length, left: meant.length - those.length, undo: null, not_given_back: lost };
  };
  const preview = (selection: unknown) => removalPreview(state, users(selection));
  const newestOf = (selection: unknown): InvitationSelection => ({
    kind: 'these',
    invitations: users(selection).flatMap((user) => state.invitations.newest(user)?.id ?? []),
  });

  return {
    show_user: ({ user }) => {
      const details = state.account.details(user as UserId);
      if (details === undefined) throw fail('not_found', 'This is not there any more.');
      const mails = [...state.mails].reverse().filter((mail) => mail.to === details.address);
      const all: UserDetails = {
        ...details,
        history: [...state.activity.sinceThen(details.id), ...details.history],
        invitations: state.invitations.of(details),
        mails: mails.slice(0, 20),
      };
      return state.options.part ? ofPart(state, all) : all;
    },
    change_roles: ({ selection, change }) => {
      const meant = users(selection);
      const those = meant.flatMap((user) => {
        if (user.status !== 'active' && !waits(user)) return [];
        const to = applied(user.assignments, change as GrantChange, state);
        if (to === null || sameAll(to, user.assignments)) return [];
        const detail = difference(user.assignments, to);
        return [{ user, to: { status: user.status, assignments: to }, verb: 'roles_changed' as const, detail }];
      });
      const outcome = become(those);
      return { ...outcome, left: meant.length - outcome.done };
    },
    preview_removal: ({ selection }) => preview(selection),
    remove_users: ({ selection, typed, reason }) => {
      const wanted = preview(selection).typed;
      if ((typed as string).trim().toLowerCase() !== wanted.toLowerCase())
        throw fail('invalid_input', `Type ${wanted} to confirm. Nobody was removed.`);
      const present = users(selection).filter((user) => user.status !== 'removed');
      return become(
        present.map((user) => ({
          user,
          to: { status: 'removed', assignments: [] },
          verb: 'removed',
          detail: (reason as string).trim() || null,
        })),
      );
    },
    undo: ({ range }) => {
      const { those, ...ends } = undone(range as ActRange);
      become(those);
      return ends;
    },
    preview_undo: ({ range }) => {
      const { those: _those, ...ends } = undone(range as ActRange);
      return ends;
    },
    resend_to_users: ({ selection }) => {
      const { invitations } = state;
      const outcome = invitations.each(
        newestOf(selection),
        (row) => invitations.resendAgainst(row),
        (user) => {
          invitations.beginAnew(user, state.paused);
          state.addInvitation(user.address, user.name ?? '', state.paused ? { state: 'queued', sent_at: null } : {});
        },
      );
      return changed(outcome);
    },
    cancel_of_users: ({ selection }) => {
      const { invitations } = state;
      const by = state.me.name ?? state.me.address;
      const outcome = invitations.each(
        newestOf(selection),
        (row) => invitations.cancelAgainst(row),
        (user) => {
          user.status = 'cancelled';
          invitations.keep(user.id, { answered_at: state.iso(0), answered_by: by });
        },
      );
      return changed(outcome);
    },
  };
}

/** What somebody has after a change; null: they had something else than was seen. */
function applied(had: Assignment[], change: GrantChange, { account }: State): Assignment[] | null {
  const meant = (group: number, some: number[]) => (one: Grant) =>
    one.group === group && (some.length === 0 || some.includes(one.role));
  const given = ({ group, role }: Grant) => account.assignment(group, role);
  switch (change.kind) {
    case 'give':
      return had.some(same(change.grant)) ? had : [...had, given(change.grant)];
    case 'take':
      return had.filter((one) => !meant(change.group, change.roles)(one));
    case 'set':
      return sameAll(had, change.from) ? change.to.map(given) : null;
    case 'replace': {
      const kept = had.filter((one) => !meant(change.group, change.from)(one));
      const wanted = given({ group: change.group, role: change.to });
      return kept.length === had.length ? had : [...kept.filter((one) => !same(wanted)(one)), wanted];
    }
  }
}

/** What is other now, in words of the data: `Sales: Buyer → Approver; IT: – → Tech`. */
function difference(from: Assignment[], to: Assignment[]): string {
  const gone = from.filter((one) => !to.some(same(one)));
  const come = to.filter((one) => !from.some(same(one)));
  const paths = [...new Set([...gone, ...come].map((one) => one.group_path))];
  const words = (some: Assignment[], path: string) =>
    some
      .filter((one) => one.group_path === path)
      .map((one) => one.role_name)
      .join(', ') || '–';
  return paths.map((path) => `${path}: ${words(gone, path)} → ${words(come, path)}`).join('; ');
}

/** What whoever administers a part sees of somebody. */
function ofPart(state: State, all: UserDetails): UserDetails {
  const assignments = all.assignments.filter(state.account.inGroup(PART));
  return {
    ...all,
    assignments,
    elsewhere: all.assignments.length - assignments.length,
    history: all.history.map((entry) => ({ ...entry, detail: null })),
    mails: [],
  };
}
