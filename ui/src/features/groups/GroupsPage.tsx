import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Icon } from '../../components/Icon';
import { Answered, Empty } from '../../components/ListState';
import { address } from '../../components/navigation';
import { Page } from '../../components/Page';
import { formatNumber } from '../../components/time';
import type { GroupView } from '../../ipc/bindings';
import { useGroups, useStart } from '../../ipc/queries';
import { AddGroup } from './AddGroup';
import styles from './Groups.module.css';

/** The account's tree of groups, with how many users each has. */
export function GroupsPage() {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const groups = useGroups();
  const add = () => setAdding(true);
  return (
    <Page
      title={t('groups.title')}
      actions={
        <Button kind="primary" icon="add" onPress={add}>
          {t('groups.add')}
        </Button>
      }
    >
      <Answered query={groups}>
        {(all) => (
          <div className={styles.scroll}>
            <Tree groups={all} />
            {all.some((group) => group.path !== '/') ? null : (
              <Empty title={t('groups.empty')} action={<Button onPress={add}>{t('groups.add')}</Button>}>
                {t('groups.empty_text')}
              </Empty>
            )}
          </div>
        )}
      </Answered>
      {adding ? <AddGroup onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

function Tree({ groups }: { groups: GroupView[] }) {
  const { t } = useTranslation();
  const account = useStart().data?.workspace?.account ?? '';
  return (
    <table className={styles.table} aria-label={t('groups.label')}>
      <thead>
        <tr>
          <th scope="col">{t('groups.name')}</th>
          <th scope="col" className={styles.figures}>
            {t('groups.users')}
          </th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => {
          const root = group.path === '/';
          const name = root ? t('users.root', { account }) : (group.path.split('/').at(-1) ?? group.path);
          return (
            <tr key={group.id}>
              <td>
                <a
                  className={styles.link}
                  href={address('users', { group: group.id })}
                  style={{ paddingInlineStart: group.depth * 20 }}
                  title={group.path}
                  aria-label={t('groups.show_users', { path: root ? name : group.path })}
                >
                  <Icon name={root ? 'groups' : 'folder'} />
                  <span className={styles.name}>{name}</span>
                </a>
              </td>
              <td className={styles.figures}>{formatNumber(group.users)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
