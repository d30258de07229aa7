import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ActionOutcome, type InvitationSelection, commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import { toast } from '../toasts';
import type { Meant } from './acts';

const ways = { resend: commands.resendInvitations, cancel: commands.cancelInvitations };

/** Does something with invitations. What was done with all of them is said in passing; otherwise the outcome stays to be read. */
export function useActOn(way: keyof typeof ways, meant: Meant, words: (done: number) => string, onClose: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (selection: InvitationSelection): Promise<ActionOutcome> => unwrap(ways[way](selection)),
    onSuccess: (outcome) => {
      if (outcome.done > 0) meant.onDone?.();
      void client.invalidateQueries();
      if (outcome.not_done.length > 0) return;
      toast({ words: words(outcome.done) });
      onClose();
    },
  });
}
