import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Meant, useInvitationActs } from '../../../components/invitation/acts';
import { GiveRoleDialog } from '../../../components/roles/GiveRoleDialog';
import type { MeantUsers } from '../../../components/roles/meant';
import { toast } from '../../../components/toasts';
import { ChangeRoleDialog } from './ChangeRoleDialog';
import { LeaveGroupDialog } from './LeaveGroupDialog';
import { RemovalDialog } from './RemovalDialog';
import { type UserActs as Acts, UserActsContext } from './acts';
import { invitedOf } from './invited';

interface Asking {
  about: 'give' | 'change' | 'leave' | 'removal';
  meant: MeantUsers;
}

/** Lets everything beneath act on users; its dialogs stay when the list or the panel changes under them. */
export function UserActs({ children }: { children: ReactNode }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const { t } = useTranslation();
  const client = useQueryClient();
  const { resend, cancel } = useInvitationActs();
  const close = () => setAsking(null);
  const acts = useMemo<Acts>(() => {
    const ask = (about: Asking['about']) => (meant: MeantUsers) => setAsking({ about, meant });
    /** Asks about those only who are invited. Where that cannot be said before, they are found out while it is done. */
    const askInvited = (about: (meant: Meant) => void) => async (meant: MeantUsers) => {
      const { count: chosen, selection, who, onDone } = meant;
      const found = who === null ? await invitedOf(selection, client).catch(() => null) : null;
      if (found?.count === 0) return toast({ words: t('invitation.invited_none', { count: chosen }) });
      about({
        of: 'users',
        who,
        ...(found === null ? { selection, count: chosen } : { ...found, chosen }),
        ...(onDone === undefined ? {} : { onDone }),
      });
    };
    const [resendTo, cancelOf] = [askInvited(resend), askInvited(cancel)];
    return {
      giveRole: ask('give'),
      changeRole: ask('change'),
      leaveGroup: ask('leave'),
      removeFromAccount: ask('removal'),
      resend: (meant) => void resendTo(meant),
      cancel: (meant) => void cancelOf(meant),
    };
  }, [resend, cancel, client, t]);
  return (
    <UserActsContext value={acts}>
      {children}
      {asking?.about === 'give' ? <GiveRoleDialog meant={asking.meant} onClose={close} /> : null}
      {asking?.about === 'change' ? <ChangeRoleDialog meant={asking.meant} onClose={close} /> : null}
      {asking?.about === 'leave' ? <LeaveGroupDialog meant={asking.meant} onClose={close} /> : null}
      {asking?.about === 'removal' ? <RemovalDialog meant={asking.meant} onClose={close} /> : null}
    </UserActsContext>
  );
}
