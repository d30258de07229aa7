import { folded } from '../../components/folded';
import type { GroupId, GroupView } from '../../ipc/bindings';

/** A group with those inside it that are shown. */
export interface GroupNode {
  id: GroupId;
  /** The last part of its path; the account's words of the root group; the whole path where what is above it is not to be seen. */
  name: string;
  group: GroupView;
  /** It can go elsewhere: the group above it is the administrator's, too. */
  movable: boolean;
  children: GroupNode[];
}

/** So many of what a search finds are shown; of more, another word is asked for. */
const MOST_FOUND = 400;

/** The groups as a tree; of a search the ways to those whose path has every word, and whether there are more of them. */
export function groupNodes(
  groups: readonly GroupView[],
  account: string,
  search: string,
): { nodes: GroupNode[]; more: boolean } {
  const words = folded(search).split(/\s+/).filter(Boolean);
  const known = new Map(groups.map((group) => [group.id, group]));
  const wanted = new Set<GroupId>();
  let more = false;
  for (const group of groups) {
    const text = folded(group.path === '/' ? account : group.path);
    if (!words.every((word) => text.includes(word))) continue;
    more = words.length > 0 && wanted.size >= MOST_FOUND;
    if (more) break;
    for (const each of [group, ...groupsAbove(group, known)]) wanted.add(each.id);
  }
  const nodes = new Map<GroupId, GroupNode>();
  const tree: GroupNode[] = [];
  for (const group of groups) {
    if (!wanted.has(group.id)) continue;
    const inside = group.parent !== null && known.has(group.parent);
    const name = group.path === '/' ? account : inside ? lastName(group.path) : group.path;
    nodes.set(group.id, { id: group.id, name, group, movable: inside, children: [] });
  }
  for (const node of nodes.values()) {
    const above = node.group.parent === null ? undefined : nodes.get(node.group.parent);
    (above?.children ?? tree).push(node);
  }
  return { nodes: tree, more };
}

/** The groups that a group is in, the nearest first, as far as they are to be seen. */
export function groupsAbove(group: GroupView, groups: ReadonlyMap<GroupId, GroupView>): GroupView[] {
  const above = group.parent === null ? undefined : groups.get(group.parent);
  return above === undefined ? [] : [above, ...groupsAbove(above, groups)];
}

/** Those that have others inside: to be shown open. */
export const withChildren = (nodes: readonly GroupNode[]): GroupId[] =>
  nodes.flatMap((node) => (node.children.length === 0 ? [] : [node.id, ...withChildren(node.children)]));

/** Which row a group stands in, of those that are to be seen; -1 if it is folded away. */
export function rowOf(id: GroupId, nodes: readonly GroupNode[], unfolded: ReadonlySet<unknown>): number {
  const rows = (each: GroupNode): GroupId[] => [each.id, ...(unfolded.has(each.id) ? each.children.flatMap(rows) : [])];
  return nodes.flatMap(rows).indexOf(id);
}

export const lastName = (path: string): string => path.split('/').at(-1) ?? path;

/** Whether a group is another one, or below it. */
export const isWithin = (group: GroupView, other: GroupView): boolean =>
  other.path === '/' || group.path === other.path || group.path.startsWith(`${other.path}/`);

export const isRoot = (group: GroupView): boolean => group.parent === null;

/** Moving, merging and removing concern the group above: it must be the administrator's, too. */
export const isWhole = (group: GroupView, groups: readonly GroupView[]): boolean =>
  group.parent !== null && groups.some((each) => each.id === group.parent);

/** Whether a group can be put into another one. */
export const canGoInto = (group: GroupView, into: GroupView, groups: readonly GroupView[]): boolean =>
  isWhole(group, groups) && !isWithin(into, group) && into.id !== group.parent;

/** How many administer a group, or will once they accept. */
export const administering = (group: GroupView): number => group.administrators + group.administrators_offered;

/** Groups in another one that become one with those of the same name in the group that it is merged into. */
export function namesakes(group: GroupView, into: GroupView, groups: readonly GroupView[]): GroupView[] {
  const paths = new Set(groups.map(({ path }) => path.toLowerCase()));
  const below = groups.filter((each) => each !== group && isWithin(each, group));
  return below.filter(({ path }) => {
    const rest = path.slice(group.path.length + 1);
    return paths.has((isRoot(into) ? rest : `${into.path}/${rest}`).toLowerCase());
  });
}

/** Groups that have administrators, and whose administrators a move of a group gives rights in it, or takes them from. */
export function movedRights(group: GroupView, into: GroupView, groups: readonly GroupView[]) {
  const known = new Map(groups.map((each) => [each.id, each]));
  const before = groupsAbove(group, known);
  const after = [into, ...groupsAbove(into, known)];
  const apart = (some: GroupView[], others: GroupView[]) =>
    some.filter((each) => administering(each) > 0 && !others.includes(each));
  return { gained: apart(after, before), lost: apart(before, after) };
}
