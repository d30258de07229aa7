import { useMutation } from '@tanstack/react-query';
import { toast } from '../../components/toasts';
import { useSaySaved } from '../../components/useSaySaved';
import { type UserSelection, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';

/** Saves users as a table that can be edited and imported again, and says where it is. */
export function useExport() {
  const saySaved = useSaySaved();
  const saving = useMutation({
    mutationFn: (selection: UserSelection) => unwrap(commands.exportUsers(selection, null)),
    onSuccess: (saved) => {
      if (saved !== null) saySaved(saved);
    },
    onError: (error) => toast({ words: asFailure(error).message, bad: true }),
  });
  return { save: (selection: UserSelection) => saving.mutate(selection), saving: saving.isPending };
}
