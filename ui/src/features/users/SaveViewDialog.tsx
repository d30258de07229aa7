import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { TextField } from '../../components/Field';
import { toast } from '../../components/toasts';
import { type SavedView, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';

interface Props {
  place: string;
  /** Of the views that there are. */
  names: string[];
  onSaved: (views: SavedView[]) => void;
  onClose: () => void;
}

/** Gives what the list shows a name. */
export function SaveViewDialog({ place, names, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const replaces = names.includes(name.trim());
  const saving = useMutation({
    mutationFn: () => unwrap(commands.saveView({ name: name.trim(), place })),
    onSuccess: (views) => {
      onSaved(views);
      toast({ words: t('views.saved', { name: name.trim() }) });
      onClose();
    },
  });
  const submit = () => {
    if (name.trim() !== '' && !saving.isPending) saving.mutate();
  };
  return (
    <Dialog
      title={t('views.save_title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('views.keep_not')}</Button>
          <Button kind="primary" onPress={submit} isDisabled={name.trim() === '' || saving.isPending}>
            {t(replaces ? 'views.replace_do' : 'views.save_do')}
          </Button>
        </>
      }
    >
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          autoFocus
          label={t('views.name')}
          hint={replaces ? t('views.replaces') : t('views.name_hint')}
          value={name}
          onChange={(next) => {
            setName(next);
            saving.reset();
          }}
          problem={saving.error === null ? undefined : asFailure(saving.error).message}
        />
      </Form>
    </Dialog>
  );
}
