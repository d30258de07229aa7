import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { TextField } from '../../components/Field';
import type { GroupView } from '../../ipc/bindings';
import { asFailure } from '../../ipc/failure';
import styles from './Groups.module.css';
import { useGroupActs } from './useGroupActs';

/** One new group after the other, in a group that is looked at. */
export function AddWithin({ group, label }: { group: GroupView; label: string }) {
  const { t } = useTranslation();
  const acts = useGroupActs();
  const [name, setName] = useState('');
  const add = useMutation({
    mutationFn: () => acts.add(name, group),
    onSuccess: () => setName(''),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!add.isPending) add.mutate();
  };
  return (
    <form className={styles.addWithin} onSubmit={submit} noValidate>
      <TextField
        label={label}
        value={name}
        onChange={(value) => {
          setName(value);
          add.reset();
        }}
        placeholder={t('groups.name')}
        problem={add.error === null ? undefined : asFailure(add.error).message}
      />
      <Button type="submit" isPending={add.isPending}>
        {t('groups.submit_short')}
      </Button>
    </form>
  );
}
