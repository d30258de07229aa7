import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../components/Grid';
import { formatNumber } from '../../components/time';
import type { RoleUse } from '../../ipc/bindings';
import styles from './Roles.module.css';
import { meaningOf } from './roleUses';

export function useRoleColumns(): Column<RoleUse>[] {
  const { t } = useTranslation();
  return useMemo<Column<RoleUse>[]>(
    () => [
      {
        id: 'name',
        title: t('roles.name'),
        width: 'minmax(120px, 1fr)',
        cell: ({ role, built_in }) => (
          <>
            <span className={styles.name}>{role.name}</span>
            {built_in ? null : <span className={styles.own}>{t('roles.own')}</span>}
          </>
        ),
        whole: ({ role }) => role.name,
      },
      {
        id: 'meaning',
        title: t('roles.meaning'),
        width: 'minmax(140px, 2.4fr)',
        spare: 2,
        cell: ({ role }) => <span className={styles.faint}>{meaningOf(t, role) ?? t('roles.no_meaning')}</span>,
        whole: ({ role }) => meaningOf(t, role) ?? undefined,
      },
      {
        id: 'given_by',
        title: t('roles.given_by'),
        width: '168px',
        spare: 1,
        cell: ({ role }) => t(`roles.givers_short.${role.given_by}`),
      },
      {
        id: 'members',
        title: t('roles.members'),
        width: '84px',
        figures: true,
        cell: ({ members }) => formatNumber(members),
      },
      {
        id: 'invited',
        title: t('roles.invited'),
        width: '84px',
        figures: true,
        cell: ({ invited }) => formatNumber(invited),
      },
      {
        id: 'places',
        title: t('roles.places'),
        width: '76px',
        figures: true,
        cell: ({ places }) => formatNumber(places.length),
      },
    ],
    [t],
  );
}
