import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../components/ListState';
import { address } from '../../components/navigation';
import { type GroupView, commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import { everybody } from '../../ipc/queries';
import styles from './Groups.module.css';
import { isRoot } from './groupNodes';
import { useGroupWords } from './useGroupActs';

/** So many are named; the list of users has them all. */
const MOST = 5;

/** Who administers a group: those who do so in itself by name, and how many do so further up. */
export function Administrators({ group, above }: { group: GroupView; above: GroupView[] }) {
  const { t } = useTranslation();
  const words = useGroupWords();
  const found = useQuery({
    queryKey: ['users', 'administrators', group.id],
    queryFn: () =>
      unwrap(
        commands.listUsers({
          ...everybody,
          group: group.id,
          subgroups: false,
          only: 'administrators',
          limit: MOST,
        }),
      ),
  });
  const listed = (id: number) => address('users', { group: id, subgroups: 'no', show: 'administrators' });
  const further = above.filter((each) => each.administrators > 0);
  const seesAll = isRoot(above.at(-1) ?? group);
  return (
    <Answered query={found} rows={2}>
      {({ users, total }) => (
        <>
          {total === 0 ? <p className={styles.faint}>{t('groups.administrators_none')}</p> : null}
          <ul>
            {users.map((user) => (
              <li key={user.id}>
                <a href={address(`users/${user.id}`)}>{user.name ?? user.address}</a>
              </li>
            ))}
            {total > users.length ? (
              <li>
                <a href={listed(group.id)}>{t('groups.administrators_more', { count: total - users.length })}</a>
              </li>
            ) : null}
          </ul>
          {further.length === 0 && seesAll ? null : <p className={styles.faint}>{t('groups.administrators_above')}</p>}
          <ul>
            {further.map((each) => (
              <li key={each.id}>
                <a href={listed(each.id)}>
                  {t('groups.administrators_of', { count: each.administrators, group: words(each) })}
                </a>
              </li>
            ))}
            {seesAll ? null : <li className={styles.faint}>{t('groups.administrators_unseen')}</li>}
          </ul>
        </>
      )}
    </Answered>
  );
}
