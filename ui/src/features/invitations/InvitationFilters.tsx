import { useTranslation } from 'react-i18next';
import { Select } from '../../components/Choice';
import { Filters } from '../../components/Filters';
import { GroupFilter } from '../../components/GroupFilter';
import { deliveries, type useInvitationFilters } from './useInvitationFilters';

const ANY = 'any';

/** Group (with those below it), and how the newest mail went. */
export function InvitationFilters({ filters }: { filters: ReturnType<typeof useInvitationFilters> }) {
  const { t } = useTranslation();
  return (
    <Filters filtered={filters.filtered} onClear={filters.clear}>
      <GroupFilter value={filters.group} onChange={filters.setGroup} />
      <Select
        inline
        label={t('users.delivery')}
        value={filters.delivery ?? ANY}
        onChange={(value) => filters.setDelivery(deliveries.find((each) => each === value) ?? null)}
        options={[
          { value: ANY, label: t('users.any') },
          ...deliveries.map((value) => ({ value, label: t(`delivery.${value}`) })),
        ]}
      />
    </Filters>
  );
}
