import { useTranslation } from 'react-i18next';
import { Select } from '../../../components/Choice';
import { GroupPick } from '../../../components/invitation/GroupPick';
import { useGiving } from '../../../components/roles/useGiving';
import { useNames } from '../../../components/roles/useNames';
import type { Assignment, GroupId, RoleId } from '../../../ipc/bindings';
import styles from './acts.module.css';

/** Roles that those have who are meant, in one group: one role, or whatever they have there. */
export interface Held {
  group: GroupId | null;
  /** Null: every role. */
  role: RoleId | null;
}

const EVERY = 'every';
const key = ({ group, role }: Held) => `${group}:${role ?? EVERY}`;

/** What is chosen before anything is: all that can be, if it is one only. */
export const firstHeld = (has: Assignment[] | null, mayGive: (role: RoleId) => boolean): Held => {
  const [only, ...others] = (has ?? []).filter((each) => mayGive(each.role));
  return only !== undefined && others.length === 0
    ? { group: only.group, role: only.role }
    : { group: null, role: null };
};

/** The roles that a change of what is held names; every one by naming none. */
export const rolesOf = ({ role }: Held): RoleId[] => (role === null ? [] : [role]);

interface Props {
  /** What the only one has; null of several, who may have anything. */
  has: Assignment[] | null;
  value: Held;
  onChange: (held: Held) => void;
}

/** Which roles are meant: of one user, one of those that they have; of several, those in a group. */
export function HeldPick({ has, value, onChange }: Props) {
  const { t } = useTranslation();
  const { roles, mayGive } = useGiving();
  const names = useNames();
  if (has !== null)
    return (
      <Select
        label={t('held_pick.one')}
        placeholder={t('held_pick.one_none')}
        value={value.group === null ? null : key(value)}
        onChange={(chosen) => {
          const held = has.find((each) => key(each) === chosen);
          if (held !== undefined) onChange({ group: held.group, role: held.role });
        }}
        options={has
          .filter((each) => mayGive(each.role))
          .map((each) => ({
            value: key(each),
            label: t('held_pick.held', { group: names.path(each.group_path), role: each.role_name }),
          }))}
      />
    );
  return (
    <div className={styles.both}>
      <GroupPick autoFocus value={value.group} onChange={(group) => onChange({ ...value, group })} />
      <Select
        label={t('held_pick.role')}
        value={value.role === null ? EVERY : String(value.role)}
        onChange={(role) => onChange({ ...value, role: role === EVERY ? null : Number(role) })}
        options={[
          { value: EVERY, label: t('held_pick.every') },
          ...roles.map((role) => ({ value: String(role.id), label: role.name })),
        ]}
      />
    </div>
  );
}
