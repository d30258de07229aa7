import { useTranslation } from 'react-i18next';
import type { MenuEntry, MenuPart } from '../../components/Menu';
import { address, navigate } from '../../components/navigation';
import type { GroupView } from '../../ipc/bindings';
import type { GroupAsking } from './GroupDialogs';
import { isRoot, isWhole } from './groupNodes';

/** What can be done with a group, by whoever sees these groups. */
export function useGroupMenu(
  groups: readonly GroupView[],
  ask: (asking: GroupAsking) => void,
  onOpen: (group: GroupView, byKey: boolean) => void,
): (group: GroupView) => MenuPart[] {
  const { t } = useTranslation();
  return (group) => {
    const above = isWhole(group, groups);
    const needsAbove = above || isRoot(group) ? {} : { hint: t('groups.needs_above_short'), disabled: true };
    const entry = (about: 'rename' | 'move' | 'merge' | 'remove', more: Partial<MenuEntry> = {}): MenuEntry => ({
      id: about,
      label: t(`groups.${about}`),
      act: () => ask({ about, group }),
      ...more,
    });
    const parts: MenuPart[] = [
      {
        id: 'show',
        entries: [
          { id: 'details', label: t('groups.details'), act: () => onOpen(group, true) },
          {
            id: 'users',
            label: t('groups.show_users'),
            act: () => navigate(address('users', { group: group.id })),
          },
        ],
      },
      {
        id: 'add',
        entries: [
          { id: 'add', label: t('groups.add_within'), act: () => ask({ about: 'add', within: group }) },
          ...(isRoot(group)
            ? []
            : [entry('rename', { shortcut: 'F2' }), entry('move', needsAbove), entry('merge', needsAbove)]),
        ],
      },
    ];
    if (!isRoot(group)) parts.push({ id: 'remove', entries: [entry('remove', { ...needsAbove, shortcut: 'Del' })] });
    return parts;
  };
}
