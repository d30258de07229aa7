import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { type ActRange, type UserSelection, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import { toast } from '../toasts';

/** Of several changes of one user only the last can be undone. */
const aboutWhom = (selection: UserSelection) =>
  selection.kind === 'these' && selection.users.length === 1 ? { about: `user ${selection.users[0]}` } : {};

/** Says what is done, with the way back as long as the message stands there. What cannot be undone for all is said, and stays. */
export function useUndoable(): (words: string, range: ActRange | null, of: UserSelection) => void {
  const { t } = useTranslation();
  const client = useQueryClient();
  return useCallback(
    (words, range, of) => {
      const about = aboutWhom(of);
      if (range === null) return toast({ words, ...about });
      const undo = async () => {
        try {
          const { done, left, not_given_back: lost } = await unwrap(commands.undo(range));
          const some = [
            t('undo.some', { count: done }),
            ...(left === 0 ? [] : [t('undo.left', { count: left })]),
            ...(lost === 0 ? [] : [t('undo.not_given_back', { count: lost })]),
          ];
          if (done === 0) toast({ words: t('undo.none', { count: Math.max(left, 1) }), bad: true });
          else if (some.length === 1) toast({ words: t('undo.done') });
          else toast({ words: some.join(' '), stays: true });
        } catch (error) {
          toast({ words: asFailure(error).message, bad: true });
        }
        await client.invalidateQueries();
      };
      toast({ words, ...about, action: { label: t('undo.do'), undoes: true, act: () => void undo() } });
    },
    [t, client],
  );
}
