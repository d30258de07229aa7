import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Grid } from '../../components/Grid';
import { ListPage } from '../../components/ListPage';
import { Empty } from '../../components/ListState';
import { Menu } from '../../components/Menu';
import { useSelection } from '../../components/selection';
import { StatusCards } from '../../components/StatusCards';
import { usePages } from '../../components/usePages';
import { usePanel } from '../../components/usePanel';
import { useShortcut } from '../../components/useShortcut';
import { type RequestId, type RequestRow, commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import { queries, useAdministersAll } from '../../ipc/queries';
import { RequestDialogs } from './RequestDialogs';
import { RequestFilters } from './RequestFilters';
import { RequestPanel } from './RequestPanel';
import { SelectedRequests } from './SelectedRequests';
import { listKey, oneKey, requestAtHand } from './decisions';
import { useRequestColumns } from './requestColumns';
import { useRequestActs } from './useRequestActs';
import { requestStatuses, useRequestFilters } from './useRequestFilters';
import { useRequestMenu } from './useRequestMenu';

/** Those who ask to join, and what is decided about them. */
export function RequestsPage({ onShare }: { onShare: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const filters = useRequestFilters();
  const { query, open, show } = filters;
  const columns = useRequestColumns(filters.decidable);
  const everything = useAdministersAll();
  const panel = usePanel({ open, show, idOf: (row: RequestRow) => row.id });
  const list = usePages({
    key: [...listKey, query],
    fetch: async (offset, limit) => {
      const { requests, ...rest } = await unwrap(commands.listRequests({ ...query, offset, limit }));
      return { ...rest, rows: requests };
    },
  });
  const selection = useSelection<RequestId>(JSON.stringify([query.search, query.statuses]));
  const acts = useRequestActs({
    selection,
    query,
    atHand: () => {
      if (open !== null) return client.getQueryData<RequestRow>(oneKey(open)) ?? requestAtHand(client, open);
      const row = panel.grid.handle.current?.row() ?? null;
      return row === null ? undefined : list.rowAt(row);
    },
    // What had the focus may be gone with the request.
    onClosed: () =>
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (document.activeElement === document.body) panel.grid.handle.current?.focus();
        }),
      ),
  });
  useShortcut('a', () => acts.decide('approve'));
  useShortcut('d', () => acts.decide('deny'));
  const menuOf = useRequestMenu(acts.decide, panel.grid.onOpen);
  const nameOf = useCallback((row: RequestRow) => t('list.actions_for', { name: row.name }), [t]);
  const counts = useQuery(queries.requestOverview).data;
  const nobody = list.answer !== undefined && list.total === 0 && !filters.filtered;
  const share = (words: string, kind: 'primary' | 'plain') => (
    <Button kind={kind} onPress={onShare}>
      {words}
    </Button>
  );

  return (
    <>
      <ListPage
        of="requests"
        list={list}
        filters={filters}
        searchLabel={t('requests.search')}
        all={counts === undefined ? undefined : requestStatuses.reduce((sum, status) => sum + counts[status], 0)}
        actions={
          everything ? (
            <>
              {nobody ? null : share(t('requests.share'), 'plain')}
              <Menu
                label={t('requests.more')}
                placement="bottom end"
                trigger={<Button icon="more" aria-label={t('requests.more')} />}
                parts={[
                  {
                    id: 'more',
                    entries: [{ id: 'blocked', label: t('requests.blocked'), act: acts.showBlocked }],
                  },
                ]}
              />
            </>
          ) : null
        }
        tools={
          <>
            <StatusCards
              label={t('requests.cards')}
              cards={requestStatuses}
              steady={['pending', 'ageing']}
              counts={list.answer?.counts}
              value={filters.card}
              onChange={filters.setShown}
            />
            <RequestFilters filters={filters} />
          </>
        }
        panel={
          open === null ? null : (
            <RequestPanel
              key="panel"
              id={open}
              focus={panel.focus}
              onClose={panel.close}
              acts={acts}
              onLost={panel.takeFocus}
            />
          )
        }
        empty={
          everything ? (
            <Empty title={t('requests.empty')} action={share(t('requests.empty_action'), 'primary')}>
              {t('requests.empty_text')}
            </Empty>
          ) : (
            <Empty title={t('requests.empty')}>{t('requests.empty_part')}</Empty>
          )
        }
        bar={
          filters.decidable && selection.count(list.total) > 0 ? (
            <SelectedRequests
              selection={selection}
              total={list.total}
              busy={acts.busy}
              onApprove={() => acts.decide('approve')}
              onDeny={() => acts.decide('deny')}
            />
          ) : null
        }
      >
        <Grid
          {...panel.grid}
          label={t('requests.label')}
          columns={columns}
          count={list.total}
          rowAt={list.rowAt}
          onVisible={list.onVisible}
          sort={{ column: 'since', descending: !filters.oldestFirst }}
          onSort={filters.turnRound}
          {...(filters.decidable
            ? {
                ticks: {
                  selection,
                  keyOf: (row: RequestRow) => row.id,
                  label: (row: RequestRow) => t('list.tick', { name: row.name }),
                  rowsBetween: list.rowsBetween,
                },
              }
            : {})}
          menu={{ label: nameOf, parts: menuOf }}
          resetKey={JSON.stringify(query)}
        />
      </ListPage>
      <RequestDialogs asking={acts.asking} pickedFor={acts.pickedFor} onClose={acts.close} onDone={selection.clear} />
    </>
  );
}
