import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from './toasts';
import { commands } from '../ipc/bindings';
import { asFailure, unwrap } from '../ipc/failure';
import { queries, useMailStatus } from '../ipc/queries';

/** Whether mail waits, and the switch for it. */
export function usePause() {
  const client = useQueryClient();
  const paused = useMailStatus().data?.paused;
  const change = useMutation({
    mutationFn: (wanted: boolean) => unwrap(commands.pauseMail(wanted)),
    onSuccess: (status) => {
      client.setQueryData(queries.mailStatus.queryKey, status);
      return client.invalidateQueries({ queryKey: ['mail'] });
    },
    onError: (error) => toast({ words: asFailure(error).message, bad: true }),
  });
  return { paused, pause: change.mutate, pending: change.isPending };
}
