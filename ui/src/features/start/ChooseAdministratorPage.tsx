import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Radios } from '../../components/Choice';
import { FailureNote } from '../../components/ListState';
import { address, navigate } from '../../components/navigation';
import { type WorkspaceView, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import styles from './Start.module.css';

/** Who acts here, chosen once on this computer. */
export function ChooseAdministratorPage({ workspace }: { workspace: WorkspaceView }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [chosen, setChosen] = useState('');
  const person = workspace.administrators.find((each) => String(each.id) === chosen);
  const go = useMutation({
    mutationFn: (leave: boolean) =>
      leave || person === undefined
        ? unwrap<unknown>(commands.closeWorkspace())
        : unwrap<unknown>(commands.chooseAdministrator(person.id)),
    onSuccess: (_, leave) => {
      // What was asked for is in this workspace, and in no other.
      if (leave) navigate(address(''), { replace: true });
      return client.resetQueries();
    },
  });
  return (
    <main className={styles.screen}>
      <div className={styles.column}>
        <h1 className={styles.title}>{t('choose.title')}</h1>
        <p className={styles.lead}>{t('choose.lead', { account: workspace.account })}</p>
        <div className={styles.people}>
          <Radios
            label={t('choose.label')}
            value={chosen}
            onChange={setChosen}
            options={workspace.administrators.map((each) => ({
              value: String(each.id),
              label: each.name ?? each.address,
              ...(each.name === null ? {} : { hint: each.address }),
            }))}
          />
        </div>
        {go.error === null ? null : <FailureNote failure={asFailure(go.error)} retry={() => go.mutate(false)} />}
        <div className={styles.actions}>
          <Button onPress={() => go.mutate(true)}>{t('choose.close')}</Button>
          <Button kind="primary" isDisabled={person === undefined} onPress={() => go.mutate(false)}>
            {person === undefined
              ? t('choose.continue_none')
              : t('choose.continue', { name: person.name ?? person.address })}
          </Button>
        </div>
      </div>
    </main>
  );
}
