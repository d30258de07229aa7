import { useTranslation } from 'react-i18next';
import { ADMINISTRATOR } from '../../../components/invitation/grants';
import { Note } from '../../../components/ListState';
import type { MeantUsers } from '../../../components/roles/meant';
import { useNames } from '../../../components/roles/useNames';
import type { RoleId } from '../../../ipc/bindings';
import { useStart } from '../../../ipc/queries';
import type { Held } from './HeldPick';

interface Props {
  meant: MeantUsers;
  held: Held;
  /** What they get instead; null: nothing. */
  to: RoleId | null;
}

/** That whoever acts may give up to administer a group, if they may be among those that are meant: they cannot undo that. */
export function GiveUpNote({ meant: { selection, who }, held, to }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const me = useStart().data?.workspace?.administrator?.id;
  if (me === undefined || held.group === null || to === ADMINISTRATOR) return null;
  if (held.role !== null && held.role !== ADMINISTRATOR) return null;
  if (selection.kind === 'these' ? !selection.users.includes(me) : selection.except.includes(me)) return null;
  const group = names.group(held.group);
  return <Note tone="warn">{who === null ? t('give_up.among', { group }) : t('give_up.text', { group })}</Note>;
}
