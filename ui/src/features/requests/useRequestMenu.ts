import { useTranslation } from 'react-i18next';
import type { MenuEntry, MenuPart } from '../../components/Menu';
import { address, navigate } from '../../components/navigation';
import { useCopy } from '../../components/useCopy';
import type { RequestRow } from '../../ipc/bindings';
import { waits } from './decisions';

/** What can be done with a request as it stands. */
export function useRequestMenu(
  decide: (about: 'approve' | 'deny', row: RequestRow) => void,
  onOpen: (row: RequestRow, byKey: boolean) => void,
): (row: RequestRow) => MenuPart[] {
  const { t } = useTranslation();
  const copy = useCopy();
  return (row) => {
    const rest: MenuEntry[] = [
      {
        id: 'copy',
        label: t('requests.copy_address'),
        act: () => void copy(row.address, t('copy.done', { text: row.address })),
      },
    ];
    const { user } = row;
    if (user !== null)
      rest.push({ id: 'user', label: t('requests.show_user'), act: () => navigate(address(`users/${user}`)) });
    const parts: MenuPart[] = [
      {
        id: 'show',
        entries: [{ id: 'details', label: t('requests.details'), act: () => onOpen(row, true) }],
      },
    ];
    if (waits(row))
      parts.push({
        id: 'decide',
        entries: [
          { id: 'approve', label: t('requests.approve'), shortcut: 'a', act: () => decide('approve', row) },
          { id: 'deny', label: t('requests.deny'), shortcut: 'd', act: () => decide('deny', row) },
        ],
      });
    return [...parts, { id: 'rest', entries: rest }];
  };
}
