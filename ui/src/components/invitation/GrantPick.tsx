import { useTranslation } from 'react-i18next';
import type { Assignment, Grant, GroupId, RoleId } from '../../ipc/bindings';
import { useGroups, useStart } from '../../ipc/queries';
import { Select } from '../Choice';
import { Note } from '../ListState';
import { useGiving } from '../roles/useGiving';
import styles from './GrantPick.module.css';
import { GroupPick } from './GroupPick';
import { ADMINISTRATOR } from './grants';

/** A group and a role, of which one or both may still be to choose. */
export interface Picked {
  group: GroupId | null;
  role: RoleId | null;
}

export const nothingPicked: Picked = { group: null, role: null };

export const picked = (from: Assignment | Grant | null): Picked =>
  from === null ? nothingPicked : { group: from.group, role: from.role };

/** What was picked, once it is whole. */
export const grantOf = ({ group, role }: Picked): Grant | null =>
  group === null || role === null ? null : { group, role };

interface Props {
  value: Picked;
  onChange: (value: Picked) => void;
  /** The role that administers is none to choose. */
  modest?: boolean;
  /** The dialog that it stands in begins here, where something is still to choose. */
  autoFocus?: boolean;
}

/** One group and one role in it. */
export function GrantPick({ value, onChange, modest = false, autoFocus = false }: Props) {
  const { t } = useTranslation();
  const roles = useGiving().roles.filter((role) => !modest || role.id !== ADMINISTRATOR);
  return (
    <div className={styles.pick}>
      <div className={styles.both}>
        <GroupPick
          value={value.group}
          onChange={(group) => onChange({ ...value, group })}
          autoFocus={autoFocus && grantOf(value) === null}
        />
        <Select
          label={t('role_pick.role')}
          placeholder={t('role_pick.role_none')}
          value={value.role === null ? null : String(value.role)}
          onChange={(role) => onChange({ ...value, role: Number(role) })}
          options={roles.map((role) => ({ value: String(role.id), label: role.name }))}
        />
      </div>
      {value.role === ADMINISTRATOR && value.group !== null ? <Administers group={value.group} /> : null}
    </div>
  );
}

/** What it means to make somebody an administrator there. */
function Administers({ group }: { group: GroupId }) {
  const { t } = useTranslation();
  const path = useGroups().data?.find((each) => each.id === group)?.path;
  const account = useStart().data?.workspace?.account ?? '';
  return (
    <Note tone="warn">
      {path === '/'
        ? t('group_roles.administers_all', { account })
        : t('group_roles.administers', { count: 1, group: path ?? '' })}
    </Note>
  );
}
