import { useQuery } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Grid, type GridHandle } from '../../components/Grid';
import { whoIs } from '../../components/invitation/acts';
import { useInvitationMenu } from '../../components/invitation/useInvitationMenu';
import { Empty, ListError, Skeleton } from '../../components/ListState';
import { Page } from '../../components/Page';
import { Search } from '../../components/Search';
import { useSelection } from '../../components/selection';
import { usePages } from '../../components/usePages';
import { type InvitationId, type InvitationRow, type UserSort, commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import { queries } from '../../ipc/queries';
import { InvitationCards } from './InvitationCards';
import { InvitationFilters } from './InvitationFilters';
import { InvitationPanel } from './InvitationPanel';
import styles from './Invitations.module.css';
import { SelectionBar } from './SelectionBar';
import { useInvitationColumns } from './invitationColumns';
import { useInvitationFilters } from './useInvitationFilters';

/** Where every invitation stands, and what can be done with it. */
export function InvitationsPage({ onInvite }: { onInvite: () => void }) {
  const { t } = useTranslation();
  const filters = useInvitationFilters();
  const columns = useInvitationColumns(filters.open !== null);
  const menuOf = useInvitationMenu();
  const grid = useRef<GridHandle>(null);
  const [panelFocus, setPanelFocus] = useState(0);
  const { query, question, open } = filters;
  const list = usePages({
    key: ['invitations', 'list', query],
    fetch: async (offset, limit) => {
      const { invitations, ...rest } = await unwrap(commands.listInvitations({ ...query, offset, limit }));
      return { ...rest, rows: invitations };
    },
  });
  const selection = useSelection<InvitationId>(JSON.stringify(question));
  const everyone = useQuery(queries.invitationOverview).data?.counts.all;

  const show = (row: InvitationRow, byKey: boolean) => {
    filters.show(row.user);
    if (byKey) setPanelFocus((count) => count + 1);
  };
  const close = () => {
    if (open === null) return;
    setPanelFocus(0);
    filters.show(null);
    grid.current?.focus();
  };
  const nameOf = useCallback((row: InvitationRow) => t('list.actions_for', { name: whoIs(row) }), [t]);
  const none = list.answer !== undefined && list.total === 0;
  const nobody = none && !filters.filtered;

  return (
    <Page
      title={t('invitations.title')}
      actions={
        <>
          <Search label={t('users.search')} value={filters.search} onChange={filters.setSearch} />
          {nobody ? null : (
            <Button kind="primary" onPress={onInvite}>
              {t('invitations.invite')}
            </Button>
          )}
        </>
      }
      panel={open === null ? null : <InvitationPanel key="panel" user={open} focus={panelFocus} onClose={close} />}
    >
      <div className={styles.tools}>
        <InvitationCards counts={list.answer?.counts} value={filters.card} onChange={filters.setCard} />
        <InvitationFilters filters={filters} />
      </div>
      {list.failure !== null && list.answer === undefined ? (
        <ListError failure={list.failure} retry={list.retry} />
      ) : list.loading ? (
        <Skeleton rows={12} />
      ) : none && !nobody ? (
        <Empty title={t('invitations.none')} action={<Button onPress={filters.clear}>{t('users.clear')}</Button>}>
          {t('invitations.none_text')}
        </Empty>
      ) : nobody ? (
        <Empty
          title={t('invitations.empty')}
          action={
            <Button kind="primary" onPress={onInvite}>
              {t('invitations.empty_action')}
            </Button>
          }
        >
          {t('invitations.empty_text')}
        </Empty>
      ) : (
        <Grid
          label={t('invitations.label')}
          columns={columns}
          count={list.total}
          rowAt={list.rowAt}
          keyOf={(row) => row.user}
          onVisible={list.onVisible}
          sort={{ column: filters.sort, descending: filters.descending }}
          onSort={(column) => filters.sortBy(column as UserSort)}
          open={open}
          onOpen={show}
          onMove={(row) => {
            if (open !== null) filters.show(row.user);
          }}
          onEscape={close}
          ticks={{
            selection,
            keyOf: (row) => row.id,
            label: (row) => t('list.tick', { name: whoIs(row) }),
            rowsBetween: list.rowsBetween,
          }}
          menu={{
            label: nameOf,
            parts: (row) => [
              {
                id: 'show',
                entries: [{ id: 'details', label: t('invitations.details'), act: () => show(row, true) }],
              },
              ...menuOf(row),
            ],
          }}
          minWidth={open === null ? 700 : 560}
          handle={grid}
          resetKey={JSON.stringify(query)}
        />
      )}
      {selection.count(list.total) > 0 ? (
        <SelectionBar selection={selection} query={query} total={list.total} />
      ) : (
        <div className={styles.foot} role="status">
          {list.answer === undefined
            ? ''
            : filters.filtered
              ? t('invitations.total_of', { count: list.total, all: everyone ?? list.total })
              : t('invitations.total', { count: list.total })}
        </div>
      )}
    </Page>
  );
}
