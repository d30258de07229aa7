import type { GroupView } from '../../ipc/bindings';
import type { Account } from './account';

const collator = new Intl.Collator('en');
const depthOf = (path: string) => (path === '/' ? 0 : path.split('/').length);
const usual = ['Sales', 'Sales/EMEA', 'Sales/Americas', 'Marketing', 'Finance', 'IT', 'IT/Support'];

/** The usual groups, or so many. */
export function inventPaths(count: number | null): string[] {
  if (count === null) return usual;
  const ways = ['Region', 'Branch', 'Team'];
  const paths: string[] = [];
  for (let at = 0; paths.length < count; at += 1) {
    const above = at % 10 === 0 ? undefined : paths[at % 3 === 0 ? at - (at % 10) : at - 1];
    const depth = above === undefined ? 0 : above.split('/').length;
    const name = `${ways[Math.min(depth, 2)] ?? ''} ${at + 1}`;
    paths.push(above === undefined || depth > 4 ? name : `${above}/${name}`);
  }
  return paths;
}

/** The path of the group that a group is in. */
export const above = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '/');

/** The groups of an account in the order of the tree, with who is in them. */
export function groupViews(account: Account): GroupView[] {
  const here = new Map<string, Set<number>>();
  const within = new Map<string, Set<number>>();
  const administrators = new Map<string, number>();
  const offered = new Map<string, number>();
  const put = (into: Map<string, Set<number>>, path: string, user: number) => {
    const set = into.get(path) ?? new Set();
    into.set(path, set.add(user));
  };
  for (const user of account.users) {
    if (user.status === 'removed') continue;
    for (const { group_path: path, role } of user.assignments) {
      put(here, path, user.id);
      for (let each = path; ; each = above(each)) {
        put(within, each, user.id);
        if (each === '/') break;
      }
      if (role !== 1) continue;
      const counted = user.status === 'active' ? administrators : offered;
      counted.set(path, (counted.get(path) ?? 0) + 1);
    }
  }
  const ids = new Map(account.paths.map((path, at) => [path, at + 1]));
  return [...ids]
    .filter(([path]) => path !== '')
    .map(([path, id]): GroupView => ({
      id,
      parent: path === '/' ? null : (ids.get(above(path)) ?? 1),
      path,
      depth: depthOf(path),
      users: here.get(path)?.size ?? 0,
      users_within: within.get(path)?.size ?? 0,
      administrators: administrators.get(path) ?? 0,
      administrators_offered: offered.get(path) ?? 0,
    }))
    .sort((a, b) => (a.path === '/' ? -1 : b.path === '/' ? 1 : collator.compare(a.path, b.path)));
}
