import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { TextField } from '../../components/Field';
import type { GroupView } from '../../ipc/bindings';
import { asFailure } from '../../ipc/failure';
import { lastName } from './groupNodes';
import { useGroupActs } from './useGroupActs';

/** Gives a group another name; its place stays. */
export function RenameDialog({ group, onClose }: { group: GroupView; onClose: () => void }) {
  const { t } = useTranslation();
  const form = useId();
  const acts = useGroupActs();
  const [name, setName] = useState(lastName(group.path));
  const rename = useMutation({ mutationFn: () => acts.rename(group, name), onSuccess: onClose });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!rename.isPending) rename.mutate();
  };
  return (
    <Dialog
      title={t('groups.rename_title', { path: group.path })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('groups.cancel')}</Button>
          <Button kind="primary" type="submit" form={form} isPending={rename.isPending}>
            {t('groups.rename_do')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <TextField
          autoFocus
          label={t('groups.name')}
          hint={t('groups.rename_hint')}
          value={name}
          onFocus={(event) => {
            if (event.target instanceof HTMLInputElement) event.target.select();
          }}
          onChange={(value) => {
            setName(value);
            rename.reset();
          }}
          problem={rename.error === null ? undefined : asFailure(rename.error).message}
        />
      </form>
    </Dialog>
  );
}
