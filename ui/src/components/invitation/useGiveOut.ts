import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type CopiedLink, type InvitationRow, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import { longDate } from '../time';
import { toast } from '../toasts';
import { useSaySaved } from '../useSaySaved';

/**
 * Puts a text on the clipboard that is still to be asked for. Some webviews allow that only in the very moment of the press: they are
 * given the promise.
 */
async function copyWhenThere(text: Promise<string>): Promise<void> {
  if (typeof ClipboardItem === 'undefined') return navigator.clipboard.writeText(await text);
  const blob = text.then((there) => new Blob([there], { type: 'text/plain' }));
  try {
    return await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
  } catch {
    return navigator.clipboard.writeText(await text);
  }
}

/** Gives invitations out by hand. `show` is called with a link that could not be put on the clipboard: it is not to be had again. */
export function useGiveOut(show: (copied: CopiedLink) => void) {
  const { t } = useTranslation();
  const saySaved = useSaySaved();
  return useMemo(
    () => ({
      copyLink: async (row: InvitationRow) => {
        const made = unwrap(commands.copyInvitationLink(row.id));
        // Heard twice: what is wrong with the link is not the clipboard's fault.
        const written = copyWhenThere(made.then(({ link }) => link)).then(
          () => true,
          () => false,
        );
        try {
          const copied = await made;
          if (await written) toast({ words: t('invitation.link_copied', { date: longDate(copied.ends) }) });
          else show(copied);
        } catch (error) {
          toast({ words: asFailure(error).message, bad: true });
        }
      },
      saveMail: async (row: InvitationRow) => {
        try {
          const saved = await unwrap(commands.saveInvitationMail(row.id));
          if (saved !== null) saySaved(saved);
        } catch (error) {
          toast({ words: asFailure(error).message, bad: true });
        }
      },
    }),
    [t, show, saySaved],
  );
}
