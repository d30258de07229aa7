import type { FailureCode, GroupId, GroupView, RoleId, RoleInput, RoleUse, UserRow, Verb } from '../../ipc/bindings';
import { above } from './groups';
import { type Command, type Events, fail, type State } from './state';

const BUILT_IN = 5;
/** What an administrator of a part administers. */
const PART = 'Sales';
const MAX_DEPTH = 8;

/** The commands about groups and roles. */
export function structureCommands(state: State, { emit }: Events): Record<string, Command> {
  const wrong = (message: string, code: FailureCode = 'invalid_input') => fail(code, message);
  const paths = () => state.account.paths;
  const isIn = (path: string, group: string) => group === '/' || path === group || path.startsWith(`${group}/`);
  const inPart = (path: string) => !state.options.part || isIn(path, PART);
  const below = (path: string) => paths().filter((each) => each !== '' && each !== path && isIn(each, path));
  const join = (group: string, name: string) => (group === '/' ? name : `${group}/${name}`);
  const nameOf = (path: string) => path.split('/').at(-1) ?? path;

  const groups = (): GroupView[] => state.account.groups().filter((group) => inPart(group.path));
  const changed = (verb: Verb, detail: string): GroupView[] => {
    state.activity.happened(verb, detail);
    emit('changed', null);
    return groups();
  };
  const mine = (id: GroupId): string => {
    const path = paths()[id - 1];
    if (path === undefined || path === '' || !inPart(path))
      throw wrong('It is not there any more, or you do not administer it. Nothing was changed.', 'not_found');
    return path;
  };
  /** Also the group above it is theirs. */
  const whole = (id: GroupId): string => {
    const path = mine(id);
    if (path === '/') throw wrong('The whole account is no group that could be moved, merged or removed.');
    if (!inPart(above(path)))
      throw wrong(
        'Only an administrator of a group above this one, or of the whole account, may do this. Nothing was changed. Ask one of them.',
        'not_permitted',
      );
    return path;
  };
  const free = (path: string, what = nameOf(path)) => {
    if (paths().some((each) => each.toLowerCase() === path.toLowerCase()))
      throw wrong(`There is a group “${what}” already. Choose another name or place, or merge both groups.`);
  };
  /** Puts a group and all below it under another path. */
  const reroot = (from: string, to: string) => {
    const next = (path: string) => (isIn(path, from) ? `${to}${path.slice(from.length)}` : path);
    for (const user of state.account.users)
      for (const each of user.assignments) each.group_path = next(each.group_path);
    paths().forEach((path, at) => {
      paths()[at] = path === '' ? '' : next(path);
    });
  };
  const putInto = (from: string, into: string) => {
    for (const child of below(from).filter((path) => above(path) === from)) {
      const there = join(into, nameOf(child));
      if (paths().includes(there) && there !== from) putInto(child, there);
      else reroot(child, there);
    }
    const group = paths().indexOf(into) + 1;
    for (const user of state.account.users) {
      const [stay, go] = parted(user, from);
      const gained = go
        .map((each) => state.account.assignment(group, each.role))
        .filter((each) => !stay.some((one) => one.group === group && one.role === each.role));
      if (go.length > 0) user.assignments = [...stay, ...gained];
    }
    paths()[paths().indexOf(from)] = '';
  };

  return {
    list_groups: groups,
    add_group: ({ path }) => {
      const wanted = (path as string).trim();
      if (wanted === '' || wanted.split('/').some((part) => part.trim() === ''))
        throw wrong('Every part of a path needs a name, as in Sales/EMEA.');
      if (!inPart(wanted)) throw wrong(`You do not administer the group above “${wanted}”.`, 'not_permitted');
      if (paths().includes(wanted)) throw wrong(`There is a group “${wanted}” already.`, 'already_exists');
      state.account.addGroup(wanted);
      return changed('group_added', wanted);
    },
    add_group_in: ({ parent, path }) => {
      const wanted = (path as string).trim();
      if (wanted === '' || wanted.split('/').some((part) => part.trim() === ''))
        throw wrong('Every part of a path needs a name, as in Sales/EMEA.');
      const full = join(mine(parent as GroupId), wanted);
      if (paths().includes(full)) throw wrong(`There is a group “${full}” already.`, 'already_exists');
      state.account.addGroup(full);
      return changed('group_added', full);
    },
    rename_group: ({ group, name }) => {
      const path = mine(group as GroupId);
      const wanted = (name as string).trim();
      if (wanted === '' || wanted.includes('/'))
        throw wrong(`The group cannot be called that: ${wanted === '' ? 'it is blank' : 'it has a “/” in it'}.`);
      const to = join(above(path), wanted);
      if (to.toLowerCase() !== path.toLowerCase()) free(to);
      reroot(path, to);
      return changed('group_renamed', `${path} → ${to}`);
    },
    move_group: ({ group, into }) => {
      const path = whole(group as GroupId);
      const target = mine(into as GroupId);
      if (isIn(target, path)) throw wrong('A group cannot be put into itself, or into a group below it.');
      const to = join(target, nameOf(path));
      if (to === path) return groups();
      if (to.split('/').length > MAX_DEPTH)
        throw wrong(`Groups can be ${MAX_DEPTH} levels deep, and some would be deeper. Choose a place further up.`);
      free(to);
      reroot(path, to);
      return changed('group_moved', `${path} → ${to}`);
    },
    merge_groups: ({ from, into }) => {
      const path = whole(from as GroupId);
      const target = mine(into as GroupId);
      if (isIn(target, path)) throw wrong('A group cannot be put into itself, or into a group below it.');
      putInto(path, target);
      return changed('group_merged', `${path} → ${target}`);
    },
    remove_group: ({ group }) => {
      const path = whole(group as GroupId);
      const users = state.account.users.filter((user) => parted(user, path)[1].length > 0).length;
      const inside = below(path).filter((each) => above(each) === path).length;
      if (users + inside > 0)
        throw wrong(
          `${users} users still have a role in “${path}”, and there are ${inside} groups in it. It was not removed. Merge it into another group, or empty it first.`,
          'in_use',
        );
      paths()[(group as GroupId) - 1] = '';
      return changed('group_removed', path);
    },
    ...roleCommands(state, { emit }),
  };
}

/** What somebody has elsewhere, and in this very group. */
const parted = (user: UserRow, path: string): [UserRow['assignments'], UserRow['assignments']] => [
  user.assignments.filter((each) => each.group_path !== path),
  user.assignments.filter((each) => each.group_path === path),
];

function roleCommands(state: State, { emit }: Events): Record<string, Command> {
  const roles = () => state.account.roles;
  const uses = (): RoleUse[] => {
    const groups = state.account.groups();
    const held = state.account.users.filter((user) => user.status !== 'removed');
    const count = (users: UserRow[]) => {
      const members = users.filter((user) => user.status === 'active').length;
      return { members, invited: users.length - members };
    };
    return roles().map((role) => {
      const having = held.filter((user) => user.assignments.some((each) => each.role === role.id));
      const places = groups.flatMap(({ id, path }) => {
        const here = having.filter((user) =>
          user.assignments.some((each) => each.role === role.id && each.group_path === path),
        );
        return here.length === 0 ? [] : [{ group: id, path, ...count(here) }];
      });
      return { role, built_in: role.id <= BUILT_IN, ...count(having), places };
    });
  };
  const changed = (verb: Verb, detail: string): RoleUse[] => {
    state.activity.happened(verb, detail);
    emit('changed', null);
    return uses();
  };
  const permitted = () => {
    if (state.options.part)
      throw fail('not_permitted', 'Only an administrator of the whole account can do this. Nothing was changed.');
  };
  const must = (id: unknown) => {
    const found = roles().find((role) => role.id === (id as RoleId));
    if (found === undefined) throw fail('not_found', 'It is not there any more. Nothing was changed.');
    return found;
  };
  const checked = (input: unknown, but: RoleId | null): RoleInput => {
    const { name, meaning, given_by } = input as RoleInput;
    if (name.trim() === '') throw fail('invalid_input', 'The role cannot be called that: it is blank.');
    if (meaning.length > 1000)
      throw fail('invalid_input', 'The text cannot be used: it is longer than 1000 characters.');
    if (roles().some((role) => role.id !== but && role.name.toLowerCase() === name.trim().toLowerCase()))
      throw fail('invalid_input', `There is a role that is known as “${name.trim()}” already. Choose another name.`);
    return { name: name.trim(), meaning: meaning.trim(), given_by };
  };
  let next = BUILT_IN + 1;
  return {
    list_roles: () => roles(),
    role_uses: uses,
    add_role: ({ input }) => {
      permitted();
      const { name, meaning, given_by } = checked(input, null);
      roles().push({ id: next++, name, meaning: meaning === '' ? null : meaning, given_by });
      return changed('role_added', name);
    },
    change_role: ({ role, input }) => {
      permitted();
      const found = must(role);
      const { name, meaning, given_by } = checked(input, found.id);
      const before = found.name;
      if (found.id > BUILT_IN) Object.assign(found, { name, meaning: meaning === '' ? null : meaning });
      found.given_by = given_by;
      for (const user of state.account.users)
        for (const each of user.assignments) if (each.role === found.id) each.role_name = found.name;
      return changed('role_changed', `name: ${before} → ${found.name}`);
    },
    remove_role: ({ role }) => {
      permitted();
      const found = must(role);
      if (found.id <= BUILT_IN)
        throw fail(
          'invalid_input',
          `Every account has the role “${found.name}”, so it can be neither renamed nor removed.`,
        );
      const users = state.account.users.filter((user) => user.assignments.some((each) => each.role === found.id));
      if (users.length > 0)
        throw fail(
          'in_use',
          `${users.length} users still have, or are offered, the role “${found.name}”. It was not removed. Give them another role first.`,
        );
      roles().splice(roles().indexOf(found), 1);
      return changed('role_removed', found.name);
    },
  };
}
