import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActRange, UserSelection } from '../../ipc/bindings';
import { toast } from '../toasts';
import { useUndo } from './useUndo';

/** Of several changes of one user only the last can be undone. */
const aboutWhom = (selection: UserSelection) =>
  selection.kind === 'these' && selection.users.length === 1 ? { about: `user ${selection.users[0]}` } : {};

/** Says what is done, with the way back as long as the message stands there. */
export function useUndoable(): (words: string, range: ActRange | null, of: UserSelection) => void {
  const { t } = useTranslation();
  const undo = useUndo();
  return useCallback(
    (words, range, of) => {
      const about = aboutWhom(of);
      if (range === null) return toast({ words, ...about });
      toast({ words, ...about, action: { label: t('undo.do'), undoes: true, act: () => void undo(range) } });
    },
    [t, undo],
  );
}
