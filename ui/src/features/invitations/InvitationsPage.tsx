import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Grid } from '../../components/Grid';
import { whoIs } from '../../components/invitation/acts';
import { useInvitationMenu } from '../../components/invitation/useInvitationMenu';
import { ListPage } from '../../components/ListPage';
import { Empty } from '../../components/ListState';
import { StatusCards } from '../../components/StatusCards';
import { useListOf } from '../../components/useListOf';
import { type InvitationId, type InvitationQuery, type InvitationRow, commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import { queries } from '../../ipc/queries';
import { InvitationFilters } from './InvitationFilters';
import { InvitationPanel } from './InvitationPanel';
import { SelectedInvitations } from './SelectedInvitations';
import { useInvitationColumns } from './invitationColumns';
import { invitationCards, useInvitationFilters } from './useInvitationFilters';

const idOf = (row: InvitationRow): InvitationId => row.id;
const userOf = (row: InvitationRow) => row.user;
async function pageOf(query: InvitationQuery, offset: number, limit: number) {
  const { invitations, ...rest } = await unwrap(commands.listInvitations({ ...query, offset, limit }));
  return { ...rest, rows: invitations };
}

/** Where every invitation stands, and what can be done with it. */
export function InvitationsPage({ onInvite }: { onInvite: () => void }) {
  const { t } = useTranslation();
  const filters = useInvitationFilters();
  const { query, open } = filters;
  const columns = useInvitationColumns();
  const { list, panel, selection, grid } = useListOf({
    of: 'invitations',
    filters,
    fetch: pageOf,
    keyOf: idOf,
    opens: userOf,
    nameOf: whoIs,
    menuOf: useInvitationMenu(),
  });
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
      <Grid {...grid} label={t('invitations.label')} columns={columns} />
    </ListPage>
  );
}
