import { useMutation, useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { useCommand } from '../../components/commands';
import { Grid } from '../../components/Grid';
import { ListPage } from '../../components/ListPage';
import { Empty } from '../../components/ListState';
import type { MenuEntry, MenuPart } from '../../components/Menu';
import { address, navigate } from '../../components/navigation';
import { asks, useUndoEntry } from '../../components/roles/useUndoEntry';
import { toast } from '../../components/toasts';
import { usePages } from '../../components/usePages';
import { usePanel } from '../../components/usePanel';
import { useSaySaved } from '../../components/useSaySaved';
import { type ActivityQuery, type ActivityView, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import styles from './Activity.module.css';
import { ActivityFiltersBar } from './ActivityFiltersBar';
import { ActivityPanel } from './ActivityPanel';
import { useActivityColumns } from './activityColumns';
import { useActivityFilters } from './useActivityFilters';

const everything: ActivityQuery = {
  search: '',
  user: null,
  by: null,
  verbs: [],
  import: null,
  from: null,
  before: null,
  offset: 0,
  limit: 0,
};

/** Everything that anybody did, newest first. */
export function ActivityPage() {
  const { t } = useTranslation();
  const filters = useActivityFilters();
  const { query } = filters;
  const columns = useActivityColumns();
  const [entry, setEntry] = useState<ActivityView | null>(null);
  const panel = usePanel({
    open: entry?.id ?? null,
    show: (id) => {
      if (id === null) setEntry(null);
    },
    idOf: (row: ActivityView) => row.id,
  });
  const list = usePages({
    key: ['activity', 'list', query],
    fetch: async (offset, limit) => {
      const { entries, total } = await unwrap(commands.listActivity({ ...query, offset, limit }));
      return { rows: entries, total };
    },
  });
  const all = useQuery({
    queryKey: ['activity', 'total'],
    queryFn: async () => (await unwrap(commands.listActivity({ ...everything, limit: 1 }))).total,
  }).data;
  // What can be undone changes while it stands there.
  const shown = entry === null ? null : (list.find((row) => row.id === entry.id) ?? entry);
  const undoing = useUndoEntry();
  const open = (row: ActivityView, byKey: boolean) => {
    setEntry(row);
    panel.grid.onOpen(row, byKey);
  };
  const nameOf = useCallback((row: ActivityView) => t('list.actions_for', { name: t(`verb.${row.verb}`) }), [t]);

  return (
    <ListPage
      of="activity"
      list={list}
      filters={filters}
      searchLabel={t('activity.search')}
      all={all}
      actions={<Export query={query} none={list.total === 0} />}
      tools={
        <>
          <ActivityFiltersBar filters={filters} />
          <p className={styles.note}>{t('activity.note')}</p>
        </>
      }
      panel={
        shown === null ? null : (
          <ActivityPanel
            key="panel"
            entry={shown}
            focus={panel.focus}
            onUndone={panel.takeFocus}
            onClose={panel.close}
          />
        )
      }
      empty={<Empty title={t('activity.empty')}>{t('activity.empty_text')}</Empty>}
    >
      <Grid
        {...panel.grid}
        label={t('activity.label')}
        columns={columns}
        count={list.total}
        rowAt={list.rowAt}
        onVisible={list.onVisible}
        onOpen={open}
        onMove={(row) => {
          if (entry !== null) setEntry(row);
        }}
        menu={{ label: nameOf, parts: (row) => menuOf(row, t, () => open(row, true), undoing.undo) }}
        resetKey={JSON.stringify(query)}
      />
      {undoing.dialog}
    </ListPage>
  );
}

/** What a row is about, to go there, and to undo it. */
function menuOf(row: ActivityView, t: TFunction, show: () => void, undo: (row: ActivityView) => void): MenuPart[] {
  const { user, import: byImport } = row;
  const ways: MenuEntry[] = [];
  if (user !== null) {
    ways.push({ id: 'user', label: t('activity.show_user'), act: () => navigate(address(`users/${user}`)) });
    ways.push({ id: 'all', label: t('activity.show_all_of'), act: () => navigate(address('activity', { user })) });
  }
  if (byImport !== null)
    ways.push({ id: 'import', label: t('activity.show_import'), act: () => navigate(address(`imports/${byImport}`)) });
  const parts: MenuPart[] = [{ id: 'show', entries: [{ id: 'details', label: t('activity.details'), act: show }] }];
  if (ways.length > 0) parts.push({ id: 'ways', entries: ways });
  if (row.undo !== null) {
    const label = t(asks(row) ? 'undo.ask' : 'undo.do');
    parts.push({ id: 'undo', entries: [{ id: 'undo', label, act: () => undo(row) }] });
  }
  return parts;
}

/** Saves all that matches, on whatever page, as a table. */
function Export({ query, none }: { query: ActivityQuery; none: boolean }) {
  const { t } = useTranslation();
  const say = useSaySaved();
  const save = useMutation({
    mutationFn: () => unwrap(commands.exportActivity(query)),
    onSuccess: (saved) => {
      if (saved !== null) say(saved);
    },
    onError: (error) => toast({ words: asFailure(error).message, bad: true }),
  });
  useCommand({ id: 'export-activity', words: t('activity.export_all'), act: () => save.mutate(), off: none });
  return (
    <Button icon="download" isDisabled={none} isPending={save.isPending} onPress={() => save.mutate()}>
      {t('activity.export')}
    </Button>
  );
}
