import { useId, useState } from 'react';
import { Button, DialogTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { GroupId } from '../../ipc/bindings';
import { useGroups, useStart } from '../../ipc/queries';
import choice from '../Choice.module.css';
import { Icon } from '../Icon';
import { Skeleton } from '../ListState';
import styles from './GrantPick.module.css';
import { GroupTree } from './GroupTree';

interface Props {
  value: GroupId | null;
  onChange: (group: GroupId) => void;
  /** What it is for, where that is not to be a group of somebody. */
  label?: string;
  /** The dialog that it stands in begins here. */
  autoFocus?: boolean;
}

/** One group, in the tree that opens. */
export function GroupPick({ value, onChange, label, autoFocus = false }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [open, setOpen] = useState(false);
  const groups = useGroups().data;
  const account = useStart().data?.workspace?.account ?? '';
  const chosen = groups?.find((group) => group.id === value);
  const words = chosen === undefined ? null : chosen.path === '/' ? t('users.root', { account }) : chosen.path;
  return (
    <div className={choice.select}>
      <span className={choice.label} id={`${id}-label`}>
        {label ?? t('role_pick.group')}
      </span>
      <DialogTrigger isOpen={open} onOpenChange={setOpen}>
        <Button
          className={choice.trigger ?? ''}
          aria-labelledby={`${id}-label ${id}-value`}
          autoFocus={autoFocus}
          onKeyDown={(event) => {
            // As any list that opens.
            if (event.key === 'ArrowDown') setOpen(true);
            // Escape is for the dialog that this stands in.
            else event.continuePropagation();
          }}
        >
          <span
            className={`${choice.value} ${words === null ? choice.placeholder : ''}`}
            id={`${id}-value`}
            title={words ?? undefined}
          >
            {words ?? t('role_pick.group_none')}
          </span>
          <Icon name="chevron" size={14} />
        </Button>
        <Popover
          className={`${choice.popover} ${styles.popover}`}
          offset={4}
          placement="bottom start"
          aria-label={t('role_pick.group_none')}
        >
          <div className={styles.dialog}>
            {groups === undefined ? (
              <Skeleton rows={4} />
            ) : (
              <GroupTree
                single
                groups={groups}
                account={t('users.root', { account })}
                chosen={new Set(value === null ? [] : [value])}
                onChange={(next) => {
                  const [group] = next;
                  if (group !== undefined) onChange(group);
                  setOpen(false);
                }}
              />
            )}
          </div>
        </Popover>
      </DialogTrigger>
    </div>
  );
}
