import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Grid, type GridHandle } from '../../components/Grid';
import { Empty, ListError, Skeleton } from '../../components/ListState';
import { Menu } from '../../components/Menu';
import { Page } from '../../components/Page';
import { Search } from '../../components/Search';
import { usePages } from '../../components/usePages';
import { type UserRow, type UserSort, commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import { queries } from '../../ipc/queries';
import { UserCards } from './UserCards';
import { UserFilters } from './UserFilters';
import { UserPanel } from './UserPanel';
import styles from './Users.module.css';
import { useUserColumns } from './userColumns';
import { useUserFilters } from './useUserFilters';

interface Props {
  onAddByMail: () => void;
  onAddFromSheet: () => void;
}

/** All users of the account: search, filter, sort, and read one beside the list. */
export function UsersPage({ onAddByMail, onAddFromSheet }: Props) {
  const { t } = useTranslation();
  const filters = useUserFilters();
  const columns = useUserColumns(filters.open !== null);
  const grid = useRef<GridHandle>(null);
  const [panelFocus, setPanelFocus] = useState(0);
  const { query, open } = filters;
  const list = usePages({
    key: ['users', 'list', query],
    fetch: async (offset, limit) => {
      const { users, ...rest } = await unwrap(commands.listUsers({ ...query, offset, limit }));
      return { ...rest, rows: users };
    },
  });

  const openRow = (row: UserRow, byKey: boolean) => {
    filters.show(row.id);
    if (byKey) setPanelFocus((count) => count + 1);
  };
  const close = () => {
    if (open === null) return;
    setPanelFocus(0);
    filters.show(null);
    grid.current?.focus();
  };

  const everyone = useQuery(queries.userTotal).data;
  const nobodyElse = list.answer !== undefined && !filters.filtered && list.answer.counts.all <= 1;
  const add = (
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
          ],
        },
      ]}
    />
  );

  return (
    <Page
      title={t('users.title')}
      actions={
        <>
          <Search label={t('users.search')} value={filters.search} onChange={filters.setSearch} />
          {add}
        </>
      }
      panel={open === null ? null : <UserPanel key="panel" id={open} focus={panelFocus} onClose={close} />}
    >
      <div className={styles.tools}>
        <UserCards counts={list.answer?.counts} value={filters.card} onChange={filters.setCard} />
        <UserFilters filters={filters} />
      </div>
      {list.failure !== null && list.answer === undefined ? (
        <ListError failure={list.failure} retry={list.retry} />
      ) : list.loading ? (
        <Skeleton rows={12} />
      ) : list.total === 0 ? (
        <Empty title={t('users.none')} action={<Button onPress={filters.clear}>{t('users.clear')}</Button>}>
          {t('users.none_text')}
        </Empty>
      ) : (
        <Grid
          label={t('users.label')}
          columns={columns}
          count={list.total}
          rowAt={list.rowAt}
          keyOf={(row) => row.id}
          onVisible={list.onVisible}
          sort={{ column: filters.sort, descending: filters.descending }}
          onSort={(column) => filters.sortBy(column as UserSort)}
          open={open}
          onOpen={openRow}
          onMove={(row) => {
            if (open !== null) filters.show(row.id);
          }}
          onEscape={close}
          minWidth={open === null ? 860 : 600}
          handle={grid}
          resetKey={JSON.stringify(query)}
          fit={nobodyElse}
        />
      )}
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
      <div className={styles.foot} role="status">
        {list.answer === undefined
          ? ''
          : filters.filtered
            ? t('users.total_of', { count: list.total, all: everyone ?? list.total })
            : t('users.total', { count: list.total })}
      </div>
    </Page>
  );
}
