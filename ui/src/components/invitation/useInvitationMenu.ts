import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvitationRow } from '../../ipc/bindings';
import type { MenuEntry, MenuPart } from '../Menu';
import { isOpen, only, useInvitationActs } from './acts';

/** Everything that can be done with an invitation as it stands, the usual first. */
export function useInvitationMenu(): (row: InvitationRow, removed?: boolean) => MenuPart[] {
  const { t } = useTranslation();
  const acts = useInvitationActs();
  return useCallback(
    (row, removed = false) => {
      const open = isOpen(row);
      const lives = open || row.status === 'expired';
      const entry = (id: Word, act: () => void): MenuEntry => ({ id, label: t(`invitation.act.${id}`), act });
      const parts: MenuPart[] = [];
      if (lives) {
        const entries = [entry('resend', () => acts.resend(only(row)))];
        if (open)
          entries.push(
            entry('copy_link', () => acts.copyLink(row)),
            entry('save_mail', () => acts.saveMail(row)),
            entry('record_answer', () => acts.recordAnswer(row)),
          );
        parts.push({ id: 'open', entries });
        parts.push({ id: 'end', entries: [entry('cancel', () => acts.cancel(only(row)))] });
      }
      if (row.status === 'declined' || row.status === 'cancelled' || removed)
        parts.push({ id: 'again', entries: [entry('invite_again', () => acts.inviteAgain(row))] });
      return parts;
    },
    [t, acts],
  );
}

type Word = 'resend' | 'copy_link' | 'save_mail' | 'record_answer' | 'cancel' | 'invite_again';
