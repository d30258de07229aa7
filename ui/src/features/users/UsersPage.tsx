import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Grid } from '../../components/Grid';
import { ListPage } from '../../components/ListPage';
import { Empty } from '../../components/ListState';
import { Menu } from '../../components/Menu';
import { StatusCards } from '../../components/StatusCards';
import { usePages } from '../../components/usePages';
import { usePanel } from '../../components/usePanel';
import { type UserRow, type UserSort, commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import { queries, useAdministersAll } from '../../ipc/queries';
import { UserFilters } from './UserFilters';
import { UserPanel } from './UserPanel';
import { useUserColumns } from './userColumns';
import { useUserFilters, userCards } from './useUserFilters';

interface Props {
  onAddByMail: () => void;
  onAddFromSheet: () => void;
  onAddByLink: () => void;
}

/** All users of the account: search, filter, sort, and read one beside the list. */
export function UsersPage({ onAddByMail, onAddFromSheet, onAddByLink }: Props) {
  const { t } = useTranslation();
  const filters = useUserFilters();
  const { query, open, show } = filters;
  const columns = useUserColumns();
  const panel = usePanel({ open, show, idOf: (row: UserRow) => row.id });
  const list = usePages({
    key: ['users', 'list', query],
    fetch: async (offset, limit) => {
      const { users, ...rest } = await unwrap(commands.listUsers({ ...query, offset, limit }));
      return { ...rest, rows: users };
    },
  });
  const nobodyElse = list.answer !== undefined && !filters.filtered && list.answer.counts.all <= 1;

  return (
    <ListPage
      of="users"
      list={list}
      filters={filters}
      all={useQuery(queries.userTotal).data}
      actions={<AddUsers onAddByMail={onAddByMail} onAddFromSheet={onAddFromSheet} onAddByLink={onAddByLink} />}
      tools={
        <>
          <StatusCards
            label={t('users.cards')}
            cards={userCards}
            steady={['active', 'pending']}
            counts={list.answer?.counts}
            value={filters.card}
            onChange={filters.setCard}
          />
          <UserFilters filters={filters} />
        </>
      }
      panel={open === null ? null : <UserPanel key="panel" id={open} focus={panel.focus} onClose={panel.close} />}
    >
      <Grid
        {...panel.grid}
        label={t('users.label')}
        columns={columns}
        count={list.total}
        rowAt={list.rowAt}
        onVisible={list.onVisible}
        sort={{ column: filters.sort, descending: filters.descending }}
        onSort={(column) => filters.sortBy(column as UserSort)}
        resetKey={JSON.stringify(query)}
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
