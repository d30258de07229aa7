import type { GroupId, GroupView } from '../../ipc/bindings';
import { folded } from '../folded';

/** A group with those inside it that are shown. */
export interface GroupNode {
  id: GroupId;
  name: string;
  path: string;
  children: GroupNode[];
}

/** So many are put into the page; with more, a part of the name is asked for. */
export const MOST_SHOWN = 400;

/** The groups as a tree, or of it the ways to those whose path has every word. The root group stands first and alone. */
export function groupTree(groups: GroupView[], account: string, search: string): { tree: GroupNode[]; more: boolean } {
  const words = folded(search).split(/\s+/).filter(Boolean);
  const byPath = new Map(groups.map((group) => [group.path, group]));
  const nodes = new Map<string, GroupNode>();
  const tree: GroupNode[] = [];
  const nodeOf = (group: GroupView): GroupNode => {
    const made = nodes.get(group.path);
    if (made !== undefined) return made;
    const cut = group.path.lastIndexOf('/');
    const above = group.path === '/' || cut < 0 ? undefined : byPath.get(group.path.slice(0, cut));
    const name = group.path === '/' ? account : above === undefined ? group.path : group.path.slice(cut + 1);
    const node: GroupNode = { id: group.id, name, path: group.path, children: [] };
    nodes.set(group.path, node);
    (above === undefined ? tree : nodeOf(above).children).push(node);
    return node;
  };
  for (const group of groups) {
    const text = folded(group.path === '/' ? account : group.path);
    if (!words.every((word) => text.includes(word))) continue;
    if (nodes.size >= MOST_SHOWN) return { tree, more: true };
    nodeOf(group);
  }
  return { tree, more: false };
}

/** Those that have others inside: to be shown open. */
export function parents(tree: GroupNode[]): GroupId[] {
  return tree.flatMap((node) => (node.children.length === 0 ? [] : [node.id, ...parents(node.children)]));
}
