import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type GrantChange, commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import { toast } from '../toasts';
import type { MeantUsers } from './meant';
import { useUndoable } from './useUndoable';

/** Changes what all that are meant have, and says with how many it was done, with the way back. */
export function useChangeOfAll(meant: MeantUsers, onClose: () => void) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useUndoable();
  return useMutation({
    /** `words`: what became of them, as it stands behind who they are. */
    mutationFn: ({ change }: { change: GrantChange; words: string }) =>
      unwrap(commands.changeRoles(meant.selection, change)),
    onSuccess: ({ done, left, undo }, { words }) => {
      if (done === 0) toast({ words: t('user_acts.none', { count: left }) });
      else {
        const said = meant.who ?? t('user_acts.users', { count: done });
        const whole = t('user_acts.done', { who: said, words });
        say(left === 0 ? whole : `${whole}. ${t('user_acts.left', { count: left })}`, undo, meant.selection);
        meant.onDone?.();
      }
      onClose();
    },
    onSettled: () => client.invalidateQueries(),
  });
}
