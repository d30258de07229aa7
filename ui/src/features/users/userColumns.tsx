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
        width: 'minmax(120px, 1.3fr)',
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
        id: 'assignments',
        title: t('users.assignments'),
        width: 'minmax(130px, 1.4fr)',
        cell: (user) => <Assignments assignments={user.assignments} account={account} />,
        whole: (user) =>
          user.assignments.map((each) => `${groupWords(each.group_path, account)} · ${each.role_name}`).join('\n'),
      },
      {
        id: 'invited_at',
        title: t('users.since'),
        width: '132px',
        spare: 2,
        sortable: true,
        cell: (user) => <Since user={user} />,
      },
      {
        id: 'expires_at',
        title: t('users.last_day'),
        width: '108px',
        sortable: true,
        cell: (user) => (waits(user) && user.expires_at !== null ? <When days capital at={user.expires_at} /> : null),
      },
      {
        id: 'delivery',
        title: t('users.delivery'),
        width: '104px',
        spare: 1,
        cell: (user) => (user.delivery === null ? null : <DeliveryWord state={user.delivery} />),
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

/** Since when somebody is a user, or how long they have been waited for: the status says which. */
function Since({ user }: { user: UserRow }) {
  const at = user.joined_at ?? user.sent_at ?? user.invited_at;
  return at === null ? null : <When at={at} capital />;
}
