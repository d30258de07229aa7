import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useInvitationActs } from '../../../components/invitation/acts';
import type { MenuEntry, MenuPart } from '../../../components/Menu';
import { canHaveRoles, isInvited } from '../../../components/roles/meant';
import type { UserRow } from '../../../ipc/bindings';
import { useAdministersAll } from '../../../ipc/queries';
import { onlyUser, useUserActs } from './acts';

/** What can be done with a user as they stand, the usual first. */
export function useUserMenu(): (row: UserRow) => MenuPart[] {
  const { t } = useTranslation();
  const acts = useUserActs();
  const { inviteAgain } = useInvitationActs();
  const everything = useAdministersAll();
  return useCallback(
    (row) => {
      const meant = onlyUser(row);
      const has = row.assignments.length;
      const roles: MenuEntry[] = [];
      if (canHaveRoles(row)) {
        roles.push({ id: 'give', label: t('user_acts.give'), act: () => acts.giveRole(meant) });
        if (has > 0) roles.push({ id: 'change', label: t('user_acts.change'), act: () => acts.changeRole(meant) });
        // An invitation to nothing is none: it is cancelled instead.
        if (has > 1 || (has > 0 && row.status === 'active'))
          roles.push({ id: 'leave', label: t('user_acts.leave'), act: () => acts.leaveGroup(meant) });
      }
      const invitation: MenuEntry[] = [];
      if (isInvited(row))
        invitation.push(
          { id: 'resend', label: t('invitation.act.resend'), act: () => acts.resend(meant) },
          { id: 'cancel', label: t('invitation.act.cancel'), act: () => acts.cancel(meant) },
        );
      if (row.status === 'declined' || row.status === 'cancelled' || row.status === 'removed')
        invitation.push({
          id: 'again',
          label: t('invitation.act.invite_again'),
          act: () => inviteAgain({ ...row, offered: row.assignments }),
        });
      const end: MenuEntry[] = [];
      if (everything && row.status !== 'removed')
        end.push({ id: 'remove', label: t('user_acts.remove'), act: () => acts.removeFromAccount(meant) });
      return [
        { id: 'roles', entries: roles },
        { id: 'invitation', entries: invitation },
        { id: 'end', entries: end },
      ].filter((part) => part.entries.length > 0);
    },
    [t, acts, inviteAgain, everything],
  );
}
