import { useId } from 'react';
import { Button as Pressable } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Assignment, RoleId } from '../../ipc/bindings';
import { IconButton } from '../Button';
import { Select } from '../Choice';
import choice from '../Choice.module.css';
import styles from './Assignments.module.css';
import { useGiving } from './useGiving';

interface Props {
  /** The group in words. */
  where: string;
  held: Assignment;
  /** Other roles that they have in this very group. */
  beside: RoleId[];
  /** The id of what says why it must stay as it is; null: it need not. */
  lock: string | null;
  onChange: (role: RoleId) => void;
  /** Null: it is not to be taken. */
  onTake: (() => void) | null;
}

/** A role in a group, to be changed or taken where it stands. One that must stay can be reached all the same, and says why. */
export function HeldRole({ where, held, beside, lock, onChange, onTake }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const { roles } = useGiving();
  const label = t('group_roles.role_in', { group: where });
  const take = t('held.take', { role: held.role_name, group: where });
  if (lock !== null)
    return (
      <>
        <span className={`${choice.select} ${choice.bare}`}>
          <Pressable
            className={`${choice.trigger} ${styles.locked}`}
            aria-disabled
            aria-labelledby={`${id}-label ${id}-role`}
            aria-describedby={lock}
          >
            <span className="visually-hidden" id={`${id}-label`}>
              {label}
            </span>
            <span className={choice.value} id={`${id}-role`}>
              {held.role_name}
            </span>
          </Pressable>
        </span>
        <span className={styles.lockedTake}>
          <IconButton small icon="close" label={take} aria-disabled aria-describedby={lock} />
        </span>
      </>
    );
  return (
    <>
      <Select
        bare
        label={label}
        value={String(held.role)}
        onChange={(value) => {
          if (Number(value) !== held.role) onChange(Number(value));
        }}
        options={roles
          .filter((role) => !beside.includes(role.id))
          .map((role) => ({ value: String(role.id), label: role.name }))}
      />
      {onTake === null ? null : <IconButton small icon="close" label={take} onPress={onTake} />}
    </>
  );
}
