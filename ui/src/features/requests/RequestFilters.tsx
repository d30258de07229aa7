import { useTranslation } from 'react-i18next';
import { Select } from '../../components/Choice';
import { Filters } from '../../components/Filters';
import { type Shown, type useRequestFilters, requestStatuses } from './useRequestFilters';

/** Which requests are shown: those that wait, all, or those of one status, as the cards say too. */
export function RequestFilters({ filters }: { filters: ReturnType<typeof useRequestFilters> }) {
  const { t } = useTranslation();
  return (
    <Filters filtered={filters.filtered} onClear={filters.clear}>
      <Select<Shown>
        inline
        label={t('requests.show')}
        value={filters.shown}
        onChange={filters.setShown}
        options={[
          { value: 'waiting', label: t('requests.shown.waiting') },
          { value: 'all', label: t('requests.shown.all') },
          ...requestStatuses.map((value) => ({ value, label: t(`status.${value}`).toLocaleLowerCase() })),
        ]}
      />
    </Filters>
  );
}
