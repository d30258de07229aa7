import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox, Select } from '../../components/Choice';
import { Filters } from '../../components/Filters';
import { GroupFilter } from '../../components/GroupFilter';
import { useGroups, useRoles } from '../../ipc/queries';
import { FilterTokens } from './FilterTokens';
import { MoreFilters } from './MoreFilters';
import type { UserFilterState } from './useUserFilters';

const ANY = 'any';

/** Group, with those below it if they are wanted, role, and what else leaves somebody out. */
export function UserFilters({ filters, end }: { filters: UserFilterState; end: ReactNode }) {
  const { t } = useTranslation();
  const roles = useRoles().data ?? [];
  const hasBelow = useGroups().data?.some((group) => filters.group !== null && group.parent === filters.group) === true;
  return (
    <Filters filtered={filters.filtered} onClear={filters.clear} end={end}>
      <GroupFilter value={filters.group} onChange={filters.setGroup} />
      {hasBelow || !filters.subgroups ? (
        <Checkbox isSelected={filters.subgroups} onChange={filters.setSubgroups}>
          {t('users.subgroups')}
        </Checkbox>
      ) : null}
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
      <MoreFilters filters={filters} />
      <FilterTokens filters={filters} />
    </Filters>
  );
}
