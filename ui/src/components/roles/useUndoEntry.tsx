import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ActRange, type ActivityView, type UsersDone, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { toast } from '../toasts';
import { useUndo } from './useUndo';

/** An act of which an entry is a part, and how undoing it would end. */
interface Asked {
  entry: ActivityView;
  act: ActRange;
  ends: UsersDone;
}

export interface UndoEntry {
  undo: (entry: ActivityView) => void;
  /** The entry that is being undone, or of which is asked how that would end. */
  pending: ActivityView | null;
  /** What is asked before, where it was done to several. */
  dialog: ReactNode;
}

/** Whether an entry is one of several of an act: it is asked then what is to be undone, unless only one user was concerned. */
export const asks = ({ undo }: ActivityView): boolean => undo !== null && undo.first !== undo.last;

/** Undoes what an entry of the activity tells: at once what was done to one user; of an act over several it is asked first whether for all. */
export function useUndoEntry(onUndone?: () => void): UndoEntry {
  const act = useUndo();
  const [asked, setAsked] = useState<Asked | null>(null);
  const undo = async (range: ActRange) => {
    await act(range);
    onUndone?.();
  };
  const begin = useMutation({
    mutationFn: async (entry: ActivityView) => {
      const { undo: range } = entry;
      if (range === null) return;
      if (!asks(entry)) return undo(range);
      const ends = await unwrap(commands.previewUndo(range));
      if (ends.done > 0 && ends.done + ends.left > 1) setAsked({ entry, act: range, ends });
      else await undo(range);
    },
    onError: (error) => toast({ words: asFailure(error).message, bad: true }),
  });
  return {
    undo: (entry) => {
      if (!begin.isPending) begin.mutate(entry);
    },
    pending: begin.isPending ? (begin.variables ?? null) : null,
    dialog:
      asked === null ? null : (
        <UndoDialog
          {...asked}
          onUndo={(range) => {
            setAsked(null);
            void undo(range);
          }}
          onClose={() => setAsked(null)}
        />
      ),
  };
}

interface Props extends Asked {
  onUndo: (range: ActRange) => void;
  onClose: () => void;
}

/** Says for how many an act can be undone, and asks whether for all of them or for the one who was looked at. */
function UndoDialog({
  entry: { id, verb, whom },
  act,
  ends: { done, left, not_given_back: lost },
  onUndo,
  onClose,
}: Props) {
  const { t } = useTranslation();
  // Who was invited by somebody comes back with them only.
  const withOthers = verb === 'cancelled';
  const alone = !withOthers && done > 1 && whom !== null;
  return (
    <Dialog
      title={t('undo.title', { what: t(`verb.${withOthers ? 'removed' : verb}`), count: done })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('undo.not')}</Button>
          {alone ? (
            <Button onPress={() => onUndo({ first: id, last: id })}>{t('undo.only', { name: whom })}</Button>
          ) : null}
          <Button kind="primary" autoFocus onPress={() => onUndo(act)}>
            {t('undo.for', { count: done })}
          </Button>
        </>
      }
    >
      <p>
        {t('undo.of', { count: done + left })} {left === 0 ? t('undo.all') : t('undo.can', { count: done })}
        {left === 0 ? null : ` ${t('undo.cannot', { count: left })}`}
      </p>
      {lost === 0 ? null : <p>{t('undo.not_to_give_back', { count: lost })}</p>}
    </Dialog>
  );
}
