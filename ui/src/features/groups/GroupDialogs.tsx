import type { GroupView } from '../../ipc/bindings';
import { AddGroup } from './AddGroup';
import { MergeDialog } from './MergeDialog';
import { MoveDialog } from './MoveDialog';
import { RemoveDialog } from './RemoveDialog';
import { RenameDialog } from './RenameDialog';

/** What is being asked, over the tree. */
export type GroupAsking =
  { about: 'add'; within: GroupView | null } | { about: 'rename' | 'move' | 'merge' | 'remove'; group: GroupView };

interface Props {
  asking: GroupAsking | null;
  groups: GroupView[];
  onAsk: (asking: GroupAsking) => void;
  onClose: () => void;
  /** This group is to be seen: it was made, or what was looked for went into it. */
  onGone: (from: GroupView, into: GroupView | null) => void;
}

export function GroupDialogs({ asking, groups, onAsk, onClose, onGone }: Props) {
  switch (asking?.about) {
    case 'add':
      return <AddGroup within={asking.within} onClose={onClose} />;
    case 'rename':
      return <RenameDialog group={asking.group} onClose={onClose} />;
    case 'move':
      return <MoveDialog group={asking.group} groups={groups} onClose={onClose} />;
    case 'merge':
      return (
        <MergeDialog
          // As it is now: what is confirmed is what is so.
          group={groups.find((each) => each.id === asking.group.id) ?? asking.group}
          groups={groups}
          onClose={onClose}
          onDone={(into) => onGone(asking.group, into)}
        />
      );
    case 'remove':
      return (
        <RemoveDialog
          group={asking.group}
          groups={groups}
          onClose={onClose}
          onMerge={() => onAsk({ about: 'merge', group: asking.group })}
          onDone={() => onGone(asking.group, null)}
        />
      );
    default:
      return null;
  }
}
