import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { FailureNote } from '../../components/ListState';
import { address, navigate } from '../../components/navigation';
import { toast } from '../../components/toasts';
import { type RoleUse, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import { roleUses } from './roleUses';

interface Props {
  use: RoleUse;
  onClose: () => void;
  onDone: () => void;
}

/** Removes a role that nobody has; of another one it says who has it, and leads to them. */
export function RemoveRole({ use, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { id, name } = use.role;
  const count = use.members + use.invited;
  const remove = useMutation({
    mutationFn: () => unwrap(commands.removeRole(id)),
    onSuccess: (uses) => {
      client.setQueryData(roleUses.queryKey, uses);
      void client.invalidateQueries();
      toast({ words: t('roles.removed', { name }) });
      onDone();
    },
  });
  const failure = remove.error === null ? null : asFailure(remove.error);
  const inUse = count > 0;
  // Somebody got it meanwhile: it would be refused again.
  const refused = failure?.code === 'in_use';
  return (
    <Dialog
      role="alertdialog"
      title={inUse ? t('roles.in_use_title', { name }) : t('roles.remove_title', { name })}
      onClose={onClose}
      actions={
        <>
          {inUse ? (
            <Button
              onPress={() => {
                onClose();
                navigate(address('users', { role: id }));
              }}
            >
              {t('roles.show_them', { count })}
            </Button>
          ) : refused ? null : (
            <Button kind="danger" isPending={remove.isPending} onPress={() => remove.mutate()}>
              {t('roles.remove_do')}
            </Button>
          )}
          <Button autoFocus kind={inUse || refused ? 'primary' : 'plain'} onPress={onClose}>
            {t('roles.keep')}
          </Button>
        </>
      }
    >
      {failure === null ? (
        <p>{inUse ? t('roles.in_use', { count }) : t('roles.remove_text')}</p>
      ) : (
        <FailureNote failure={failure} retry={() => remove.mutate()} />
      )}
    </Dialog>
  );
}
