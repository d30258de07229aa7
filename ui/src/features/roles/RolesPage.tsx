import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { useCommand } from '../../components/commands';
import { Grid } from '../../components/Grid';
import list from '../../components/List.module.css';
import { Answered } from '../../components/ListState';
import type { MenuPart } from '../../components/Menu';
import { address, navigate } from '../../components/navigation';
import { Page } from '../../components/Page';
import { useListAddress } from '../../components/useListAddress';
import { usePanel } from '../../components/usePanel';
import type { RoleUse } from '../../ipc/bindings';
import { useAdministersAll } from '../../ipc/queries';
import { RemoveRole } from './RemoveRole';
import { RoleDialog } from './RoleDialog';
import { RolePanel } from './RolePanel';
import styles from './Roles.module.css';
import { useRoleColumns } from './roleColumns';
import { type RoleAsking, roleUses } from './roleUses';

const nothing = () => undefined;

/** The roles of the account: what each means, who may give it, and who has it where. */
export function RolesPage() {
  const { t } = useTranslation();
  const uses = useQuery(roleUses);
  const columns = useRoleColumns();
  const everything = useAdministersAll();
  const { open, show } = useListAddress('roles');
  const panel = usePanel({ open, show, idOf: (use: RoleUse) => use.role.id });
  const [asking, setAsking] = useState<RoleAsking | null>(null);
  const nameOf = useCallback((use: RoleUse) => t('list.actions_for', { name: use.role.name }), [t]);
  const close = () => setAsking(null);
  const add = () => setAsking({ about: 'add' });
  useCommand({ id: 'add-role', words: t('roles.add'), act: add, off: !everything });
  const menuOf = (use: RoleUse): MenuPart[] => [
    {
      id: 'show',
      entries: [
        { id: 'details', label: t('roles.details'), act: () => panel.grid.onOpen(use, true) },
        { id: 'users', label: t('roles.show_users'), act: () => navigate(address('users', { role: use.role.id })) },
      ],
    },
    ...(everything
      ? [
          {
            id: 'change',
            entries: [
              { id: 'change', label: t('roles.change'), act: () => setAsking({ about: 'change', use }) },
              ...(use.built_in
                ? []
                : [{ id: 'remove', label: t('roles.remove'), act: () => setAsking({ about: 'remove', use }) }]),
            ],
          },
        ]
      : []),
  ];

  return (
    <Page
      title={t('roles.title')}
      actions={
        everything ? (
          <Button kind="primary" icon="add" onPress={add}>
            {t('roles.add')}
          </Button>
        ) : undefined
      }
      panel={
        open === null ? null : (
          <RolePanel key="panel" id={open} focus={panel.focus} onClose={panel.close} onAsk={setAsking} />
        )
      }
    >
      <div className={list.tools}>
        <p className={styles.faint}>{t('roles.note')}</p>
        {everything ? null : <p className={styles.faint}>{t('roles.part')}</p>}
      </div>
      <Answered query={uses} rows={6}>
        {(all) => (
          <>
            <Grid
              {...panel.grid}
              label={t('roles.label')}
              columns={columns}
              count={all.length}
              rowAt={(index) => all[index]}
              onVisible={nothing}
              menu={{ label: nameOf, parts: menuOf }}
            />
            <div className={list.foot} role="status">
              {t('roles.total', { count: all.length })}
            </div>
          </>
        )}
      </Answered>
      {asking === null ? null : asking.about === 'remove' ? (
        <RemoveRole
          use={asking.use}
          onClose={close}
          onDone={() => {
            close();
            if (open === asking.use.role.id) show(null);
          }}
        />
      ) : (
        <RoleDialog use={asking.about === 'add' ? null : asking.use} onClose={close} onAdded={show} />
      )}
    </Page>
  );
}
