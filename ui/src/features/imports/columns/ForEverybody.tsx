import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../components/Button';
import { Select } from '../../../components/Choice';
import { TextField } from '../../../components/Field';
import { GroupPick } from '../../../components/invitation/GroupPick';
import { useGiving } from '../../../components/roles/useGiving';
import type { Mapping } from '../../../ipc/bindings';
import { useGroups } from '../../../ipc/queries';
import { useOffline } from '../useOffline';
import styles from './columns.module.css';

interface Props {
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
}

/** What no column says: one group, and one role, for all rows. */
export function ForEverybody({ mapping, onChange }: Props) {
  const { t } = useTranslation();
  const groups = useGroups().data ?? [];
  const { roles } = useGiving();
  const offline = useOffline();
  const group = !mapping.columns.includes('group') || mapping.group !== null;
  const role = !mapping.columns.includes('role') || mapping.role !== null;
  if (!group && !role) return null;
  return (
    <div className={styles.everybody}>
      {group ? (
        <div className={styles.pick}>
          {offline ? (
            <TextField
              label={t('import.group_for_all')}
              value={mapping.group ?? ''}
              onChange={(path) => onChange({ ...mapping, group: path === '' ? null : path })}
            />
          ) : (
            <GroupPick
              label={t('import.group_for_all')}
              value={groups.find((each) => each.path === mapping.group)?.id ?? null}
              onChange={(id) => onChange({ ...mapping, group: groups.find((each) => each.id === id)?.path ?? null })}
            />
          )}
          {mapping.group === null || offline ? null : (
            <IconButton
              icon="close"
              label={t('import.group_for_none')}
              onPress={() => onChange({ ...mapping, group: null })}
            />
          )}
        </div>
      ) : null}
      {role ? (
        <div className={styles.pick}>
          {offline ? (
            <TextField
              label={t('import.role_for_all')}
              value={mapping.role ?? ''}
              onChange={(name) => onChange({ ...mapping, role: name === '' ? null : name })}
            />
          ) : (
            <Select
              label={t('import.role_for_all')}
              placeholder={t('role_pick.role_none')}
              value={mapping.role}
              options={roles.map(({ name }) => ({ value: name, label: name }))}
              onChange={(name) => onChange({ ...mapping, role: name })}
            />
          )}
          {mapping.role === null || offline ? null : (
            <IconButton
              icon="close"
              label={t('import.role_for_none')}
              onPress={() => onChange({ ...mapping, role: null })}
            />
          )}
        </div>
      ) : null}
    </div>
  );
}
