import { useTranslation } from 'react-i18next';
import { Select } from '../../components/Choice';
import { Filters } from '../../components/Filters';
import { GroupFilter } from '../../components/GroupFilter';
import { useRoles } from '../../ipc/queries';
import type { useUserFilters } from './useUserFilters';

const ANY = 'any';

/** Group (with those below it) and role. */
export function UserFilters({ filters }: { filters: ReturnType<typeof useUserFilters> }) {
  const { t } = useTranslation();
  const roles = useRoles().data ?? [];
  return (
    <Filters filtered={filters.filtered} onClear={filters.clear}>
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
    </Filters>
  );
}
