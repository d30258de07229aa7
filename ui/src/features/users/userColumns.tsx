import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../components/Grid';
import { DeliveryWord, StatusWord } from '../../components/Status';
import { When } from '../../components/When';
import type { Assignment, UserRow } from '../../ipc/bindings';
import styles from './Users.module.css';

export const assignmentWords = (assignment: Assignment) => `${assignment.group_path} · ${assignment.role_name}`;

/** Whether a last day means anything for this user now. */
const waits = (user: UserRow) => user.status === 'pending' || user.status === 'expiring' || user.status === 'expired';

/** The columns of the list of users. Ids of sortable ones are those of `UserSort`. */
export function useUserColumns(): Column<UserRow>[] {
  const { t } = useTranslation();
  return useMemo(
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
        cell: (user) => <Assignments assignments={user.assignments} />,
        whole: (user) => user.assignments.map(assignmentWords).join('\n'),
      },
      {
        id: 'invited_at',
        title: t('users.since'),
        width: '150px',
        sortable: true,
        cell: (user) => <Since user={user} />,
      },
      {
        id: 'expires_at',
        title: t('users.last_day'),
        width: '108px',
        sortable: true,
        cell: (user) => (waits(user) && user.expires_at !== null ? <When days at={user.expires_at} /> : null),
      },
      {
        id: 'delivery',
        title: t('users.delivery'),
        width: '104px',
        cell: (user) => (user.delivery === null ? null : <DeliveryWord state={user.delivery} />),
      },
    ],
    [t],
  );
}

function Assignments({ assignments }: { assignments: Assignment[] }) {
  const { t } = useTranslation();
  const [first, ...more] = assignments;
  if (first === undefined) return <span className={styles.faint}>{t('users.no_assignments')}</span>;
  return (
    <span className={styles.assignments}>
      <span className={styles.assignment}>
        {first.group_path} <span className={styles.role}>{first.role_name}</span>
      </span>
      {more.length === 0 ? null : (
        <span className={styles.more}>{t('users.more_assignments', { count: more.length })}</span>
      )}
    </span>
  );
}

function Since({ user }: { user: UserRow }) {
  const { t } = useTranslation();
  const joined = user.joined_at !== null;
  const at = user.joined_at ?? user.sent_at ?? user.invited_at;
  if (at === null) return null;
  const [before = '', after = ''] = t(joined ? 'users.joined' : 'users.invited', { when: '\u0000' }).split('\u0000');
  return (
    <>
      <span className={styles.faint}>{before}</span>
      <When at={at} />
      {after}
    </>
  );
}
