import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Radios } from '../../components/Choice';
import { Dialog } from '../../components/Dialog';
import { TextField } from '../../components/Field';
import { FailureNote } from '../../components/ListState';
import { toast } from '../../components/toasts';
import { type RoleGivers, type RoleId, type RoleUse, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import styles from './Roles.module.css';
import { noRole, roleUses } from './roleUses';

interface Props {
  /** None: a new one. */
  use: RoleUse | null;
  onClose: () => void;
  onAdded: (role: RoleId) => void;
}

/** A new role, or what is to be another thing of one. Of those that every account has, that is who may give them. */
export function RoleDialog({ use, onClose, onAdded }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useId();
  const before = use?.role ?? noRole;
  const [name, setName] = useState(before.name);
  const [meaning, setMeaning] = useState(before.meaning ?? '');
  const [givers, setGivers] = useState<RoleGivers>(before.given_by);
  const save = useMutation({
    mutationFn: () => {
      const input = { name, meaning, given_by: givers };
      return unwrap(use === null ? commands.addRole(input) : commands.changeRole(use.role.id, input));
    },
    onSuccess: (uses) => {
      client.setQueryData(roleUses.queryKey, uses);
      void client.invalidateQueries();
      toast({ words: t(use === null ? 'roles.added' : 'roles.changed', { name: name.trim() }) });
      onClose();
      const added = use === null ? uses.find((each) => each.role.name === name.trim()) : undefined;
      if (added !== undefined) onAdded(added.role.id);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  const failure = save.error === null ? null : asFailure(save.error);
  // What is wrong with the words stands at their field; that nothing could be written is about neither.
  const problem = failure?.code === 'invalid_input' || failure?.code === 'already_exists' ? failure.message : undefined;
  const aboutMeaning = meaning.length > LONGEST;
  const options = (['group', 'account'] as const).map((value) => ({ value, label: t(`roles.givers.${value}`) }));
  return (
    <Dialog
      title={use === null ? t('roles.add_title') : t('roles.change_title', { name: use.role.name })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('roles.cancel')}</Button>
          <Button kind="primary" type="submit" form={form} isPending={save.isPending}>
            {t(use === null ? 'roles.add_do' : 'roles.change_do')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit} noValidate>
        {use?.built_in === true ? (
          <p>{t('roles.built_in')}</p>
        ) : (
          <>
            <TextField
              autoFocus
              label={t('roles.name')}
              hint={t('roles.name_hint')}
              value={name}
              onChange={(value) => {
                setName(value);
                save.reset();
              }}
              problem={aboutMeaning ? undefined : problem}
            />
            <TextField
              label={t('roles.meaning')}
              hint={t('roles.meaning_hint')}
              lines={3}
              value={meaning}
              onChange={(value) => {
                setMeaning(value);
                save.reset();
              }}
              problem={aboutMeaning ? problem : undefined}
            />
          </>
        )}
        <Radios label={t('roles.who_gives')} options={options} value={givers} onChange={setGivers} />
        {failure === null || (problem !== undefined && use?.built_in !== true) ? null : (
          <FailureNote failure={failure} retry={() => save.mutate()} />
        )}
      </form>
    </Dialog>
  );
}

/** As long as a meaning can be. */
const LONGEST = 1000;
