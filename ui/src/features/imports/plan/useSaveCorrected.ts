import { useMutation } from '@tanstack/react-query';
import { useSaySaved } from '../../../components/useSaySaved';
import { toast } from '../../../components/toasts';
import { commands } from '../../../ipc/bindings';
import { asFailure, unwrap } from '../../../ipc/failure';

/** Saves the table of a plan as it is mended, and says where it is. */
export function useSaveCorrected(plan: number) {
  const saySaved = useSaySaved();
  return useMutation({
    mutationFn: () => unwrap(commands.saveChecked(plan)),
    onSuccess: (saved) => {
      if (saved !== null) saySaved(saved);
    },
    onError: (error) => toast({ words: asFailure(error).message, bad: true }),
  });
}
