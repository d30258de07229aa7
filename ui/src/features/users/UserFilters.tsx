import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Select } from '../../components/Choice';
import { useGroups, useRoles, useStart } from '../../ipc/queries';
import styles from './Users.module.css';
import type { useUserFilters } from './useUserFilters';

const ANY = 'any';

/** Group (with those below it) and role. */
export function UserFilters({ filters }: { filters: ReturnType<typeof useUserFilters> }) {
  const { t } = useTranslation();
  const groups = useGroups().data ?? [];
  const roles = useRoles().data ?? [];
  const account = useStart().data?.workspace?.account ?? '';
  const idOf = (value: string) => (value === ANY ? null : Number(value));
  return (
    <div className={styles.filters}>
      <Select
        inline
        label={t('users.group')}
        value={filters.group === null ? ANY : String(filters.group)}
        onChange={(value) => filters.setGroup(idOf(value))}
        options={[
          { value: ANY, label: t('users.any') },
          ...groups.map((group) => ({
            value: String(group.id),
            label: group.path === '/' ? t('users.root', { account }) : (group.path.split('/').at(-1) ?? group.path),
            depth: Math.max(0, group.depth - 1),
          })),
        ]}
      />
      <Select
        inline
        label={t('users.role')}
        value={filters.role === null ? ANY : String(filters.role)}
        onChange={(value) => filters.setRole(idOf(value))}
        options={[
          { value: ANY, label: t('users.any') },
          ...roles.map((role) => ({ value: String(role.id), label: role.name })),
        ]}
      />
      {filters.filtered ? (
        <Button kind="quiet" onPress={filters.clear}>
          {t('users.clear')}
        </Button>
      ) : null}
    </div>
  );
}
