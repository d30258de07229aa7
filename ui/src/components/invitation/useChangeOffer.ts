import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Grant, type InvitationRow, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import { toast } from '../toasts';
import { whoIs } from './acts';

/** Offers other roles in place of those that were seen. It can be undone until the message is gone. */
export function useChangeOffer(row: InvitationRow, onDone?: () => void) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const change = ({ from, to }: { from: Grant[]; to: Grant[] }) => unwrap(commands.changeOffer(row.id, from, to));
  return useMutation({
    mutationFn: change,
    onSuccess: (_, { from, to }) => {
      const undo = async () => {
        try {
          await change({ from: to, to: from });
          toast({ words: t('offer_roles.undone') });
        } catch (error) {
          toast({ words: asFailure(error).message, bad: true });
        }
        await client.invalidateQueries();
      };
      toast({
        words: t('offer_roles.saved', { who: whoIs(row) }),
        action: { label: t('offer_roles.undo'), act: () => void undo() },
      });
      void client.invalidateQueries();
      onDone?.();
    },
  });
}
