import { createContext, useContext } from 'react';
import type { Assignment, InvitationRow, InvitationSelection, UserSelection } from '../../ipc/bindings';

/** Invitations with which something is to be done: themselves, or the newest of users, of whom some may have none. */
export type Meant = (
  { of: 'invitations'; selection: InvitationSelection } | { of: 'users'; selection: UserSelection }
) & {
  count: number;
  /** Of how many that were chosen these are the ones with whom it can be done; without it nobody looked. */
  chosen?: number;
  /** Whom the only one invites. */
  who: string | null;
  /** Called when something was done with them. */
  onDone?: () => void;
};

/** What can be done with invitations, from wherever they are shown. Each asks what it has to ask, and says what came of it. */
export interface InvitationActs {
  resend: (meant: Meant) => void;
  cancel: (meant: Meant) => void;
  copyLink: (row: InvitationRow) => void;
  saveMail: (row: InvitationRow) => void;
  recordAnswer: (row: InvitationRow) => void;
  inviteAgain: (who: { address: string; name: string | null; offered: Assignment[] }) => void;
}

export const InvitationActsContext = createContext<InvitationActs | null>(null);

export function useInvitationActs(): InvitationActs {
  const acts = useContext(InvitationActsContext);
  if (acts === null) throw new Error('invitations are shown outside of the window');
  return acts;
}

/** What the invitee is called here. */
export const whoIs = (row: { name: string | null; address: string }) => row.name ?? row.address;

/** One invitation, to do something with. */
export const only = (row: InvitationRow): Meant => ({
  of: 'invitations',
  selection: { kind: 'these', invitations: [row.id] },
  count: 1,
  who: whoIs(row),
});

/** It can still be answered. */
export const isOpen = (row: InvitationRow) => row.status === 'pending' || row.status === 'expiring';
