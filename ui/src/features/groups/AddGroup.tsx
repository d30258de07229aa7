import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { TextField } from '../../components/Field';
import type { GroupView } from '../../ipc/bindings';
import { asFailure } from '../../ipc/failure';
import { useGroupActs, useGroupWords } from './useGroupActs';

interface Props {
  /** The new group goes into this one; none: its path is written. */
  within: GroupView | null;
  onClose: () => void;
}

/** Asks for the path of a new group, or for its name. What is wrong with it stands beside the field. */
export function AddGroup({ within, onClose }: Props) {
  const { t } = useTranslation();
  const form = useId();
  const acts = useGroupActs();
  const words = useGroupWords();
  const [text, setText] = useState('');
  const add = useMutation({ mutationFn: () => acts.add(text, within), onSuccess: onClose });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!add.isPending) add.mutate();
  };
  return (
    <Dialog
      title={within === null ? t('groups.dialog') : t('groups.dialog_within', { group: words(within) })}
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
          label={within === null ? t('groups.path') : t('groups.name')}
          hint={t('groups.path_hint')}
          value={text}
          onChange={(value) => {
            setText(value);
            add.reset();
          }}
          problem={add.error === null ? undefined : asFailure(add.error).message}
        />
      </form>
    </Dialog>
  );
}
