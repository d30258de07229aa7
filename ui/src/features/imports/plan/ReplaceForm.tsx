import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/Button';
import { Select } from '../../../components/Choice';
import { TextField } from '../../../components/Field';
import { GroupPick } from '../../../components/invitation/GroupPick';
import { useGiving } from '../../../components/roles/useGiving';
import type { ProblemValue } from '../../../ipc/bindings';
import { useGroups } from '../../../ipc/queries';
import { namesOne, onOneLine } from '../rows/oneLine';
import { useOffline } from '../useOffline';
import styles from './problems.module.css';

/** Whether one text in place of another makes sense in all rows that have it: nobody has the address of somebody else. */
export const canReplace = ({ column, value }: ProblemValue) =>
  column === 'group' || column === 'role' || (value !== '' && column !== 'result' && column !== 'problem');

interface Props {
  value: ProblemValue;
  onReplace: (to: string) => void;
  onClose: () => void;
}

/** Another text in place of this one, in all rows: one group and one role are picked, the rest is written. */
export function ReplaceForm({ value: { column, value, rows }, onReplace, onClose }: Props) {
  const { t } = useTranslation();
  const groups = useGroups().data ?? [];
  const { roles } = useGiving();
  const offline = useOffline();
  const [text, setText] = useState(onOneLine(value, column));
  const picks = !offline && namesOne(value);
  const replace = (to: string) => {
    onClose();
    onReplace(to);
  };
  if (column === 'group' && picks)
    return (
      <GroupPick
        autoFocus
        label={t('import.replace_label', { count: rows })}
        value={null}
        onChange={(id) => replace(groups.find((group) => group.id === id)?.path ?? '')}
      />
    );
  if (column === 'role' && picks)
    return (
      <Select
        label={t('import.replace_label', { count: rows })}
        placeholder={t('role_pick.role_none')}
        value={null}
        options={roles.map((role) => ({ value: role.name, label: role.name }))}
        onChange={replace}
      />
    );
  return (
    <form
      className={styles.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (text !== value) replace(text);
      }}
    >
      <TextField autoFocus label={t('import.replace_label', { count: rows })} value={text} onChange={setText} />
      <Button small type="submit" isDisabled={text === value}>
        {t('import.replace_do')}
      </Button>
    </form>
  );
}
