import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../components/Grid';
import { DeliveryWord, StatusWord } from '../../components/Status';
import { When } from '../../components/When';
import type { Assignment, UserRow } from '../../ipc/bindings';
import { useStart } from '../../ipc/queries';
import styles from './Users.module.css';

/** A group as people name it: the root group is the account. */
export const groupWords = (path: string, account: string) => (path === '/' ? account : path);

/** Whether a last day means anything for this user now. */
const waits = (user: UserRow) => user.status === 'pending' || user.status === 'expiring' || user.status === 'expired';

/** The columns of the list of users. Ids of sortable ones are those of `UserSort`. */
export function useUserColumns(): Column<UserRow>[] {
  const { t } = useTranslation();
  const account = useStart().data?.workspace?.account ?? '';
  return useMemo<Column<UserRow>[]>(
    () => [
      {
        id: 'name',
        title: t('users.name'),
        width: 'minmax(112px, 1.2fr)',
        sortable: true,
        cell: (user) =>
          user.name === null ? (
            <span className={styles.faint}>{t('users.unnamed')}</span>
          ) : (
            <span className={styles.name}>{user.name}</span>
          ),
        whole: (user) => user.name ?? undefined,
      },
      {
        id: 'address',
        title: t('users.address'),
        width: 'minmax(140px, 1.6fr)',
        sortable: true,
        cell: (user) => user.address,
        whole: (user) => user.address,
      },
      {
        id: 'status',
        title: t('users.status'),
        width: '104px',
        sortable: true,
        cell: (user) => <StatusWord status={user.status} />,
      },
      {
        id: 'groups',
        title: t('users.assignments'),
        width: 'minmax(120px, 1.4fr)',
        sortable: true,
        cell: (user) => <Assignments assignments={user.assignments} account={account} />,
        whole: (user) =>
          user.assignments.map((each) => `${groupWords(each.group_path, account)} · ${each.role_name}`).join('\n'),
      },
      {
        id: 'invited_at',
        title: t('users.invited'),
        width: '112px',
        spare: 2,
        sortable: true,
        cell: (user) => (user.invited_at === null ? null : <When at={user.invited_at} capital />),
      },
      {
        id: 'joined_at',
        title: t('user.joined'),
        width: '112px',
        spare: 3,
        sortable: true,
        cell: (user) => (user.joined_at === null ? null : <When at={user.joined_at} capital />),
      },
      {
        id: 'expires_at',
        title: t('users.last_day'),
        width: '96px',
        spare: 4,
        sortable: true,
        cell: (user) => (waits(user) && user.expires_at !== null ? <When days capital at={user.expires_at} /> : null),
      },
      {
        id: 'delivery',
        title: t('users.delivery'),
        width: '100px',
        spare: 1,
        sortable: true,
        cell: (user) => <Delivered user={user} />,
      },
      {
        id: 'came_by',
        title: t('users.came_by'),
        width: '164px',
        off: true,
        sortable: true,
        cell: (user) => t(`user.came_by.${user.came_by}`),
        whole: (user) => t(`user.came_by.${user.came_by}`),
      },
    ],
    [t, account],
  );
}

function Assignments({ assignments, account }: { assignments: Assignment[]; account: string }) {
  const { t } = useTranslation();
  const [first, ...more] = assignments;
  if (first === undefined) return <span className={styles.faint}>{t('users.no_assignments')}</span>;
  return (
    <span className={styles.assignments}>
      <span className={styles.assignment}>
        {groupWords(first.group_path, account)} <span className={styles.role}>{first.role_name}</span>
      </span>
      {more.length === 0 ? null : (
        <span className={styles.more}>{t('users.more_assignments', { count: more.length })}</span>
      )}
    </span>
  );
}

/** How the mail went: in a low voice where nobody waits for an answer any more. */
function Delivered({ user }: { user: UserRow }) {
  const { t } = useTranslation();
  if (user.delivery === null) return null;
  if (waits(user)) return <DeliveryWord state={user.delivery} />;
  return <span className={styles.faint}>{t(`delivery.${user.delivery}`)}</span>;
}
