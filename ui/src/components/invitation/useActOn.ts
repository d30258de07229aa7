import { useMutation, useQueryClient } from '@tanstack/react-query';
import { commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import { toast } from '../toasts';
import type { Meant } from './acts';

const ways = {
  resend: { invitations: commands.resendInvitations, users: commands.resendToUsers },
  cancel: { invitations: commands.cancelInvitations, users: commands.cancelOfUsers },
};

const act = (way: keyof typeof ways, meant: Meant) =>
  meant.of === 'users' ? ways[way].users(meant.selection) : ways[way].invitations(meant.selection);

/** Does something with invitations. What was done with all of them is said in passing; otherwise the outcome stays to be read. */
export function useActOn(way: keyof typeof ways, meant: Meant, words: (done: number) => string, onClose: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(act(way, meant)),
    onSuccess: (outcome) => {
      if (outcome.done > 0) meant.onDone?.();
      void client.invalidateQueries();
      if (outcome.not_done.length > 0) return;
      toast({ words: words(outcome.done) });
      onClose();
    },
  });
}
