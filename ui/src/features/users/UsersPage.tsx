import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { ColumnsMenu } from '../../components/ColumnsMenu';
import { Grid } from '../../components/Grid';
import { ListPage } from '../../components/ListPage';
import { Empty } from '../../components/ListState';
import { Menu } from '../../components/Menu';
import { address } from '../../components/navigation';
import { StatusCards } from '../../components/StatusCards';
import { useColumnChoice } from '../../components/useColumnChoice';
import { useListOf } from '../../components/useListOf';
import { type UserId, type UserQuery, type UserRow, commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import { queries, useAdministersAll } from '../../ipc/queries';
import { UserFilters } from './UserFilters';
import { UserPanel } from './UserPanel';
import { useUserColumns } from './userColumns';
import { SelectedUsers } from './SelectedUsers';
import { UserTrend } from './UserTrend';
import { ViewsMenu } from './ViewsMenu';
import { useUserMenu } from './acts/useUserMenu';
import { useExport } from './useExport';
import { type UserCard, isOfWhole, useUserFilters, userCards } from './useUserFilters';

interface Props {
  onAddByMail: () => void;
  onAddFromSheet: () => void;
  onAddByLink: () => void;
}

/** Where requests stand among the cards: with what needs somebody. */
const cards: (UserCard | 'requests')[] = [...userCards.slice(0, 4), 'requests', ...userCards.slice(4)];

const idOf = (row: UserRow): UserId => row.id;
const nameOf = (row: UserRow) => row.name ?? row.address;
async function pageOf(query: UserQuery, offset: number, limit: number) {
  const { users, ...rest } = await unwrap(commands.listUsers({ ...query, offset, limit }));
  return { ...rest, rows: users };
}

/** All users of the account: search, filter, sort, and read one beside the list. */
export function UsersPage({ onAddByMail, onAddFromSheet, onAddByLink }: Props) {
  const { t } = useTranslation();
  const filters = useUserFilters();
  const { query, open } = filters;
  const columns = useColumnChoice('users', useUserColumns());
  const everything = useAdministersAll();
  const requests = useQuery(queries.requestOverview).data;
  const { list, panel, selection, grid } = useListOf({
    of: 'users',
    filters,
    fetch: pageOf,
    keyOf: idOf,
    opens: idOf,
    nameOf,
    menuOf: useUserMenu(),
  });
  const all = useQuery(queries.userTotal).data;
  const removed = list.answer?.counts.removed ?? 0;
  const nobodyElse = list.answer !== undefined && !filters.filtered && list.answer.counts.all <= 1;

  return (
    <ListPage
      of="users"
      list={list}
      filters={filters}
      all={all === undefined ? undefined : all.usual + (filters.withRemoved ? all.removed : 0)}
      also={
        removed === 0 || filters.removedPlace === null
          ? null
          : {
              words: t(list.total === 0 ? 'users.removed_only' : 'users.removed_too', { count: removed }),
              label: t('users.removed_show', { count: removed }),
              href: filters.removedPlace,
            }
      }
      actions={
        <>
          <MoreActs query={query} total={list.total} />
          <AddUsers onAddByMail={onAddByMail} onAddFromSheet={onAddFromSheet} onAddByLink={onAddByLink} />
        </>
      }
      tools={
        <>
          <StatusCards<UserCard | 'requests'>
            label={t('users.cards')}
            cards={everything ? cards : cards.filter((card) => !isOfWhole(card) || card === filters.card)}
            steady={['active', 'pending']}
            counts={
              list.answer === undefined
                ? undefined
                : { ...list.answer.counts, requests: (requests?.pending ?? 0) + (requests?.ageing ?? 0) }
            }
            value={filters.card}
            onChange={(card) => filters.setCard(card === 'requests' ? null : card)}
            leads={{ requests: address('requests') }}
          >
            <UserTrend />
          </StatusCards>
          <UserFilters
            filters={filters}
            end={
              <>
                <ViewsMenu filters={filters} />
                <ColumnsMenu
                  choices={columns.choices}
                  changed={columns.changed}
                  onShow={columns.show}
                  onReset={columns.reset}
                />
              </>
            }
          />
        </>
      }
      panel={open === null ? null : <UserPanel key="panel" id={open} focus={panel.focus} onClose={panel.close} />}
      bar={
        selection.count(list.total) > 0 ? (
          <SelectedUsers selection={selection} query={query} total={list.total} />
        ) : null
      }
    >
      <Grid
        {...grid}
        label={t('users.label')}
        columns={columns.columns}
        onWidths={columns.setWidths}
        fit={nobodyElse}
      />
      {nobodyElse ? (
        <Empty
          title={t('users.empty')}
          action={
            <>
              <Button kind="primary" onPress={onAddByMail}>
                {t('users.empty_mail')}
              </Button>
              <Button onPress={onAddFromSheet}>{t('users.empty_action')}</Button>
            </>
          }
        >
          {t('users.empty_text')}
        </Empty>
      ) : null}
    </ListPage>
  );
}

/** What can be done with all that are shown. */
function MoreActs({ query, total }: { query: UserQuery; total: number }) {
  const { t } = useTranslation();
  const { save, saving, elsewhere } = useExport();
  return (
    <Menu
      label={t('users.more')}
      placement="bottom end"
      trigger={<Button icon="more" aria-label={t('users.more')} isDisabled={saving || total === 0} />}
      parts={[
        {
          id: 'all',
          entries: [
            {
              id: 'export',
              label: t('users.export_all', { count: total }),
              hint: t('users.export_hint'),
              act: () => save({ kind: 'matching', query, except: [] }),
            },
          ],
        },
        elsewhere({ kind: 'matching', query, except: [] }),
      ]}
    />
  );
}

function AddUsers({ onAddByMail, onAddFromSheet, onAddByLink }: Props) {
  const { t } = useTranslation();
  const everything = useAdministersAll();
  return (
    <Menu
      label={t('users.add')}
      placement="bottom end"
      trigger={
        <Button kind="primary" trailing="chevron">
          {t('users.add')}
        </Button>
      }
      parts={[
        {
          id: 'ways',
          entries: [
            { id: 'mail', label: t('users.add_mail'), hint: t('users.add_mail_hint'), act: onAddByMail },
            { id: 'sheet', label: t('users.add_sheet'), hint: t('users.add_sheet_hint'), act: onAddFromSheet },
            ...(everything
              ? [{ id: 'link', label: t('users.add_link'), hint: t('users.add_link_hint'), act: onAddByLink }]
              : []),
          ],
        },
      ]}
    />
  );
}
