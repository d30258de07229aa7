import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { type ActRange, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import { toast } from '../toasts';

/** Undoes an act, and says what came of it. What cannot be undone for all is said, and stays. */
export function useUndo(): (range: ActRange) => Promise<void> {
  const { t } = useTranslation();
  const client = useQueryClient();
  return useCallback(
    async (range) => {
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
    },
    [t, client],
  );
}
