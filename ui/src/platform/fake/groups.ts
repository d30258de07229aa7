import type { GroupView } from '../../ipc/bindings';
import type { Account } from './account';

const depthOf = (path: string) => (path === '/' ? 0 : path.split('/').length);
const above = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '/');

/** The groups of an account in the order of the tree, with who is in them. */
export function groupViews(account: Account): GroupView[] {
  const here = new Map<string, Set<number>>();
  const within = new Map<string, Set<number>>();
  const administrators = new Map<string, number>();
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
      if (role === 1 && user.status === 'active') administrators.set(path, (administrators.get(path) ?? 0) + 1);
    }
  }
  return account.paths
    .map((path, at): GroupView => ({
      id: at + 1,
      parent: path === '/' ? null : account.paths.indexOf(above(path)) + 1,
      path,
      depth: depthOf(path),
      users: here.get(path)?.size ?? 0,
      users_within: within.get(path)?.size ?? 0,
      administrators: administrators.get(path) ?? 0,
    }))
    .sort((a, b) => (a.path === '/' ? -1 : b.path === '/' ? 1 : a.path.localeCompare(b.path)));
}
