import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Select } from '../../components/Choice';
import { GroupFilter } from '../../components/GroupFilter';
import { useRoles } from '../../ipc/queries';
import styles from './Users.module.css';
import type { useUserFilters } from './useUserFilters';

const ANY = 'any';

/** Group (with those below it) and role. */
export function UserFilters({ filters }: { filters: ReturnType<typeof useUserFilters> }) {
  const { t } = useTranslation();
  const roles = useRoles().data ?? [];
  return (
    <div className={styles.filters}>
      <GroupFilter value={filters.group} onChange={filters.setGroup} />
      <Select
        inline
        label={t('users.role')}
        value={filters.role === null ? ANY : String(filters.role)}
        onChange={(value) => filters.setRole(value === ANY ? null : Number(value))}
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
