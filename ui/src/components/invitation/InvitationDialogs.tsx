import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { CopiedLink, InvitationRow, InviteInput } from '../../ipc/bindings';
import { CancelDialog } from './CancelDialog';
import { LinkDialog } from './LinkDialog';
import { RecordAnswerDialog } from './RecordAnswerDialog';
import { ResendDialog } from './ResendDialog';
import { type InvitationActs, InvitationActsContext, type Meant } from './acts';
import { useGiveOut } from './useGiveOut';

type Asking =
  | { about: 'resend' | 'cancel'; meant: Meant }
  | { about: 'answer'; row: InvitationRow }
  | { about: 'link'; copied: CopiedLink };

interface Props {
  /** Begins to invite somebody, from what was there before. */
  onInvite: (begin: InviteInput) => void;
  children: ReactNode;
}

/** Lets everything beneath act on invitations; its dialogs stay when the list or the panel changes under them. */
export function InvitationDialogs({ onInvite, children }: Props) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const close = useCallback(() => setAsking(null), []);
  const showLink = useCallback((copied: CopiedLink) => setAsking({ about: 'link', copied }), []);
  const giveOut = useGiveOut(showLink);
  const acts = useMemo<InvitationActs>(
    () => ({
      resend: (meant) => setAsking({ about: 'resend', meant }),
      cancel: (meant) => setAsking({ about: 'cancel', meant }),
      recordAnswer: (row) => setAsking({ about: 'answer', row }),
      copyLink: giveOut.copyLink,
      saveMail: giveOut.saveMail,
      inviteAgain: (row) =>
        onInvite({
          people: [{ address: row.address, name: row.name }],
          assignments: row.offered.map(({ group, role }) => ({ group, role })),
          language: null,
          message: '',
        }),
    }),
    [giveOut, onInvite],
  );
  return (
    <InvitationActsContext value={acts}>
      {children}
      {asking?.about === 'resend' ? <ResendDialog meant={asking.meant} onClose={close} /> : null}
      {asking?.about === 'cancel' ? <CancelDialog meant={asking.meant} onClose={close} /> : null}
      {asking?.about === 'answer' ? <RecordAnswerDialog row={asking.row} onClose={close} /> : null}
      {asking?.about === 'link' ? <LinkDialog copied={asking.copied} onClose={close} /> : null}
    </InvitationActsContext>
  );
}
