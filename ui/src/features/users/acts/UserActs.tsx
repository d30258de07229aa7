import { type ReactNode, useMemo, useState } from 'react';
import { useInvitationActs } from '../../../components/invitation/acts';
import { GiveRoleDialog } from '../../../components/roles/GiveRoleDialog';
import type { MeantUsers } from '../../../components/roles/meant';
import { ChangeRoleDialog } from './ChangeRoleDialog';
import { LeaveGroupDialog } from './LeaveGroupDialog';
import { RemovalDialog } from './RemovalDialog';
import { type UserActs as Acts, UserActsContext } from './acts';

interface Asking {
  about: 'give' | 'change' | 'leave' | 'removal';
  meant: MeantUsers;
}

/** Lets everything beneath act on users; its dialogs stay when the list or the panel changes under them. */
export function UserActs({ children }: { children: ReactNode }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const { resend, cancel } = useInvitationActs();
  const close = () => setAsking(null);
  const acts = useMemo<Acts>(() => {
    const ask = (about: Asking['about']) => (meant: MeantUsers) => setAsking({ about, meant });
    const invitationsOf = ({ selection, count, who, onDone }: MeantUsers) => ({
      of: 'users' as const,
      selection,
      count,
      who,
      ...(onDone === undefined ? {} : { onDone }),
    });
    return {
      giveRole: ask('give'),
      changeRole: ask('change'),
      leaveGroup: ask('leave'),
      removeFromAccount: ask('removal'),
      resend: (meant) => resend(invitationsOf(meant)),
      cancel: (meant) => cancel(invitationsOf(meant)),
    };
  }, [resend, cancel]);
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
