import { useRef } from 'react';
import { useDragAndDrop } from 'react-aria-components';
import type { GroupId, GroupView } from '../../ipc/bindings';
import type { GroupNode } from './groupNodes';
import { canGoInto, isWhole } from './groupNodes';

/** Names what is dragged, so that nothing else is taken for a group. */
const KIND = 'application/x-rollcall-group';

/** Dragging a group onto another one: by mouse, by touch, and by the keyboard from its handle. */
export function useGroupDrag(groups: GroupView[], onMove: (group: GroupView, into: GroupView) => void) {
  const dragged = useRef<GroupId | null>(null);
  const groupOf = (id: unknown) => groups.find((each) => each.id === id);
  const isTaken = (into: unknown): boolean => {
    const group = groupOf(dragged.current);
    const target = groupOf(into);
    return group !== undefined && target !== undefined && canGoInto(group, target, groups);
  };
  const { dragAndDropHooks } = useDragAndDrop<GroupNode>({
    getItems: (keys) =>
      [...keys].flatMap((key) => {
        const group = groupOf(key);
        return group === undefined || !isWhole(group, groups)
          ? []
          : [{ [KIND]: String(group.id), 'text/plain': group.path }];
      }),
    getAllowedDropOperations: () => ['move'],
    acceptedDragTypes: [KIND],
    onDragStart: ({ keys }) => {
      const [key] = keys;
      dragged.current = typeof key === 'number' ? key : null;
    },
    onDragEnd: () => {
      dragged.current = null;
    },
    getDropOperation: (target) =>
      target.type === 'item' && target.dropPosition === 'on' && isTaken(target.key) ? 'move' : 'cancel',
    shouldAcceptItemDrop: ({ key }) => isTaken(key),
    onItemDrop: ({ target }) => {
      const group = groupOf(dragged.current);
      const into = groupOf(target.key);
      if (group !== undefined && into !== undefined) onMove(group, into);
    },
  });
  return { hooks: dragAndDropHooks, isDragging: () => dragged.current !== null };
}
