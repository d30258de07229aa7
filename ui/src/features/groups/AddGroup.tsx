import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { TextField } from '../../components/Field';
import { toast } from '../../components/toasts';
import { commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import { queries } from '../../ipc/queries';

/** Asks for the path of a new group. What is wrong with it stands beside the field. */
export function AddGroup({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useId();
  const [path, setPath] = useState('');
  const add = useMutation({
    mutationFn: () => unwrap(commands.addGroup(path)),
    onSuccess: (groups) => {
      client.setQueryData(queries.groups.queryKey, groups);
      toast({ words: t('groups.added', { path: path.trim() }) });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!add.isPending) add.mutate();
  };
  return (
    <Dialog
      title={t('groups.dialog')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('groups.cancel')}</Button>
          <Button kind="primary" type="submit" form={form} isPending={add.isPending}>
            {t('groups.submit')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <TextField
          autoFocus
          label={t('groups.path')}
          hint={t('groups.path_hint')}
          value={path}
          onChange={(value) => {
            setPath(value);
            add.reset();
          }}
          problem={add.error === null ? undefined : asFailure(add.error).message}
        />
      </form>
    </Dialog>
  );
}
