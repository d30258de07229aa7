import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Grant } from '../../ipc/bindings';
import { useGroups, useStart } from '../../ipc/queries';
import { IconButton } from '../Button';
import { Select } from '../Choice';
import { Note, Skeleton } from '../ListState';
import { useGiving } from '../roles/useGiving';
import styles from './GroupRoles.module.css';
import { GroupTree } from './GroupTree';
import { ADMINISTRATOR, rememberRole, sameGrant, usualRole } from './grants';

interface Props {
  grants: Grant[];
  onChange: (grants: Grant[]) => void;
}

/** Groups to choose in the tree, and a role for each that is chosen. */
export function GroupRoles({ grants, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const groups = useGroups().data;
  const { known, roles } = useGiving();
  const account = useStart().data?.workspace?.account ?? '';
  if (groups === undefined || !known) return <Skeleton rows={4} />;
  const words = (group: number) => {
    const path = groups.find((each) => each.id === group)?.path ?? '';
    return path === '/' ? t('users.root', { account }) : path;
  };
  const choose = (chosen: ReadonlySet<number>) => {
    const kept = grants.filter((grant) => chosen.has(grant.group));
    const had = new Set(grants.map((grant) => grant.group));
    const role = usualRole(roles);
    onChange([...kept, ...[...chosen].filter((group) => !had.has(group)).map((group) => ({ group, role }))]);
  };
  const administers = grants.filter((grant) => grant.role === ADMINISTRATOR);
  const everything = administers.some((grant) => words(grant.group) === t('users.root', { account }));
  return (
    <div className={styles.both}>
      <div className={styles.side}>
        <h3 className={styles.title}>{t('group_roles.groups')}</h3>
        <GroupTree
          groups={groups}
          account={t('users.root', { account })}
          chosen={new Set(grants.map((grant) => grant.group))}
          onChange={choose}
        />
      </div>
      <div className={styles.side}>
        <h3 className={styles.title} id={id}>
          {t('group_roles.roles')}
        </h3>
        {grants.length === 0 ? (
          <p className={styles.faint}>{t('group_roles.none')}</p>
        ) : (
          <ul className={styles.chosen} aria-labelledby={id}>
            {grants.map((grant, at) => (
              <li key={`${grant.group}-${grant.role}`} className={styles.grant}>
                <span className={styles.path} title={words(grant.group)}>
                  {words(grant.group)}
                </span>
                <Select
                  bare
                  label={t('group_roles.role_in', { group: words(grant.group) })}
                  value={String(grant.role)}
                  onChange={(value) => {
                    const role = Number(value);
                    rememberRole(role);
                    const changed = grants.map((each, place) => (place === at ? { ...each, role } : each));
                    // The same role twice in a group is one.
                    onChange(changed.filter((each, place) => place === at || !sameGrant(each, { ...grant, role })));
                  }}
                  options={roles.map((role) => ({ value: String(role.id), label: role.name }))}
                />
                <IconButton
                  small
                  icon="close"
                  label={t('group_roles.remove', { group: words(grant.group) })}
                  onPress={() => onChange(grants.filter((_, place) => place !== at))}
                />
              </li>
            ))}
          </ul>
        )}
        {administers.length === 0 ? null : (
          <Note tone="warn">
            {everything
              ? t('group_roles.administers_all', { account })
              : t('group_roles.administers', { count: administers.length, group: words(administers[0]?.group ?? 0) })}
          </Note>
        )}
      </div>
    </div>
  );
}
