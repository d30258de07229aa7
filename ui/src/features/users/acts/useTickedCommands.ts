import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../components/commands';
import { useAdministersAll } from '../../../ipc/queries';
import { type MeantUsers, useUserActs } from './acts';

interface Ways {
  onExport: () => void;
  onClear: () => void;
}

/** What can be done with the ticked users, from the command palette too. */
export function useTickedCommands(meant: MeantUsers, { onExport, onClear }: Ways): void {
  const { t } = useTranslation();
  const acts = useUserActs();
  const off = !useAdministersAll();
  const { count } = meant;
  const command = (ticked: number, words: string, act: () => void) => ({ id: `ticked-${ticked}`, ticked, words, act });
  useCommand(command(0, t('user_acts.give_to', { count }), () => acts.giveRole(meant)));
  useCommand(command(1, t('user_acts.resend_to', { count }), () => acts.resend(meant)));
  useCommand(command(2, t('user_acts.change_of', { count }), () => acts.changeRole(meant)));
  useCommand(command(3, t('user_acts.leave_of', { count }), () => acts.leaveGroup(meant)));
  useCommand(command(4, t('user_acts.cancel_of', { count }), () => acts.cancel(meant)));
  useCommand({ ...command(5, t('user_acts.remove_of', { count }), () => acts.removeFromAccount(meant)), off });
  useCommand(command(6, t('users.export_ticked', { count }), onExport));
  useCommand(command(7, t('list.untick_all', { count }), onClear));
}
