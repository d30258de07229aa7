import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { DayField } from '../../components/DayField';
import { Filters } from '../../components/Filters';
import { Several } from '../../components/Several';
import { shownText } from '../../components/ShownText';
import { type ImportId, type UserId, commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import { useAdministersAll } from '../../ipc/queries';
import { ActorFilter } from './ActorFilter';
import { kinds } from './kinds';
import type { ActivityFilters } from './useActivityFilters';

/** Who did it, what, when; and of whom or by which import, if somebody came from there. */
export function ActivityFiltersBar({ filters }: { filters: ActivityFilters }) {
  const { t } = useTranslation();
  const everything = useAdministersAll();
  return (
    <Filters filtered={filters.filtered} onClear={filters.clear}>
      {filters.user === null ? null : <OfUser user={filters.user} onRemove={() => filters.setUser(null)} />}
      {filters.import === null ? null : <OfImport id={filters.import} onRemove={() => filters.setImport(null)} />}
      {everything ? <ActorFilter value={filters.by} onChange={filters.setBy} /> : null}
      <Several
        label={t('activity.what')}
        any={t('users.any')}
        options={kinds.map((kind) => ({ value: kind, label: t(`activity.kinds.${kind}`) }))}
        value={filters.kinds}
        onChange={filters.setKinds}
      />
      <DayField label={t('activity.from')} value={filters.from} onChange={filters.setFrom} />
      <DayField label={t('activity.to')} value={filters.to} onChange={filters.setTo} />
    </Filters>
  );
}

function OfUser({ user, onRemove }: { user: UserId; onRemove: () => void }) {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ['users', 'one', user], queryFn: () => unwrap(commands.showUser(user)) }).data;
  const name = found === undefined ? t('activity.somebody') : (found.name ?? found.address);
  return <Taken words={t('activity.of_user', { name })} onRemove={onRemove} />;
}

function OfImport({ id, onRemove }: { id: ImportId; onRemove: () => void }) {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ['imports', 'one', id], queryFn: () => unwrap(commands.showImport(id)) }).data;
  const words =
    found === undefined ? t('activity.of_an_import') : t('activity.of_import', { file: shownText(found.file_name) });
  return <Taken words={words} onRemove={onRemove} />;
}

/** A filter that is not chosen here, only taken away. */
function Taken({ words, onRemove }: { words: string; onRemove: () => void }) {
  const { t } = useTranslation();
  return (
    <Button trailing="close" aria-label={t('activity.take_away', { words })} onPress={onRemove}>
      {words}
    </Button>
  );
}
