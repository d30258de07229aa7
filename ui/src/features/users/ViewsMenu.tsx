import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Menu, type MenuEntry } from '../../components/Menu';
import { toast } from '../../components/toasts';
import { type SavedView, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import { queries } from '../../ipc/queries';
import { SaveViewDialog } from './SaveViewDialog';
import { type UserFilterState, tidied } from './useUserFilters';

/** What somebody looks at often, under names of their own. */
export function ViewsMenu({ filters }: { filters: UserFilterState }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [saving, setSaving] = useState(false);
  const { data: views = [], error } = useQuery(queries.views);
  const have = (next: SavedView[]) => client.setQueryData(queries.views.queryKey, next);
  const failed = (failure: Error) => toast({ words: asFailure(failure).message, bad: true });
  const bringBack = useMutation({
    mutationFn: (view: SavedView) => unwrap(commands.saveView(view)),
    onSuccess: have,
    onError: failed,
  });
  const forget = useMutation({
    mutationFn: (view: SavedView) => unwrap(commands.forgetView(view.name)),
    onSuccess: (next, view) => {
      have(next);
      toast({
        words: t('views.forgotten', { name: view.name }),
        action: { label: t('views.undo'), undoes: true, act: () => bringBack.mutate(view) },
      });
    },
    onError: failed,
  });
  const here = views.find((view) => tidied(view.place) === filters.place && filters.place !== '');
  const entry = (id: string, label: string, place: string): MenuEntry => ({
    id,
    label,
    chosen: place === filters.place,
    act: () => filters.goTo(place),
  });
  const change: MenuEntry[] = [
    {
      id: 'save',
      label: t('views.save'),
      disabled: filters.place === '',
      ...(filters.place === '' ? { hint: t('views.nothing_to_save') } : {}),
      act: () => setSaving(true),
    },
  ];
  if (here !== undefined)
    change.push({ id: 'forget', label: t('views.forget', { name: here.name }), act: () => forget.mutate(here) });
  return (
    <>
      <Menu
        label={t('views.open')}
        placement="bottom end"
        trigger={<Button trailing="chevron">{here?.name ?? t('views.open')}</Button>}
        parts={[
          {
            id: 'views',
            entries: [
              entry('everybody', t('views.everybody'), ''),
              ...views.map((view) => entry(`view-${view.name}`, view.name, tidied(view.place))),
              ...(error === null
                ? []
                : [{ id: 'failed', label: asFailure(error).message, disabled: true, act: () => undefined }]),
            ],
          },
          { id: 'change', entries: change },
        ]}
      />
      {saving ? (
        <SaveViewDialog
          place={filters.place}
          names={views.map(({ name }) => name)}
          onSaved={have}
          onClose={() => setSaving(false)}
        />
      ) : null}
    </>
  );
}
