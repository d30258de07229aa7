import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Grid } from '../../components/Grid';
import { whoIs } from '../../components/invitation/acts';
import { useInvitationMenu } from '../../components/invitation/useInvitationMenu';
import { ListPage } from '../../components/ListPage';
import { Empty } from '../../components/ListState';
import { useSelection } from '../../components/selection';
import { StatusCards } from '../../components/StatusCards';
import { usePages } from '../../components/usePages';
import { usePanel } from '../../components/usePanel';
import { type InvitationId, type InvitationRow, type UserSort, commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import { queries } from '../../ipc/queries';
import { InvitationFilters } from './InvitationFilters';
import { InvitationPanel } from './InvitationPanel';
import { SelectedInvitations } from './SelectedInvitations';
import { useInvitationColumns } from './invitationColumns';
import { invitationCards, useInvitationFilters } from './useInvitationFilters';

/** Where every invitation stands, and what can be done with it. */
export function InvitationsPage({ onInvite }: { onInvite: () => void }) {
  const { t } = useTranslation();
  const filters = useInvitationFilters();
  const { query, question, open, show } = filters;
  const columns = useInvitationColumns();
  const menuOf = useInvitationMenu();
  const panel = usePanel({ open, show, idOf: (row: InvitationRow) => row.user });
  const list = usePages({
    key: ['invitations', 'list', query],
    fetch: async (offset, limit) => {
      const { invitations, ...rest } = await unwrap(commands.listInvitations({ ...query, offset, limit }));
      return { ...rest, rows: invitations };
    },
  });
  const selection = useSelection<InvitationId>(JSON.stringify(question));
  const nameOf = useCallback((row: InvitationRow) => t('list.actions_for', { name: whoIs(row) }), [t]);
  const nobody = list.answer !== undefined && list.total === 0 && !filters.filtered;
  const invite = (words: string) => (
    <Button kind="primary" onPress={onInvite}>
      {words}
    </Button>
  );

  return (
    <ListPage
      of="invitations"
      list={list}
      filters={filters}
      all={useQuery(queries.invitationOverview).data?.counts.all}
      actions={nobody ? null : invite(t('invitations.invite'))}
      tools={
        <>
          <StatusCards
            label={t('invitations.cards')}
            cards={invitationCards}
            steady={['pending', 'expiring']}
            counts={list.answer?.counts}
            value={filters.card}
            onChange={filters.setCard}
          />
          <InvitationFilters filters={filters} />
        </>
      }
      panel={
        open === null ? null : <InvitationPanel key="panel" user={open} focus={panel.focus} onClose={panel.close} />
      }
      empty={
        <Empty title={t('invitations.empty')} action={invite(t('invitations.empty_action'))}>
          {t('invitations.empty_text')}
        </Empty>
      }
      bar={
        selection.count(list.total) > 0 ? (
          <SelectedInvitations selection={selection} query={query} total={list.total} />
        ) : null
      }
    >
      <Grid
        {...panel.grid}
        label={t('invitations.label')}
        columns={columns}
        count={list.total}
        rowAt={list.rowAt}
        onVisible={list.onVisible}
        sort={{ column: filters.sort, descending: filters.descending }}
        onSort={(column) => filters.sortBy(column as UserSort)}
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
              entries: [{ id: 'details', label: t('invitations.details'), act: () => panel.grid.onOpen(row, true) }],
            },
            ...menuOf(row),
          ],
        }}
        resetKey={JSON.stringify(query)}
      />
    </ListPage>
  );
}
