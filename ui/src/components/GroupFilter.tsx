import { useTranslation } from 'react-i18next';
import type { GroupId } from '../ipc/bindings';
import { useGroups, useStart } from '../ipc/queries';
import { Select } from './Choice';

const ANY = 'any';

interface Props {
  value: GroupId | null;
  onChange: (group: GroupId | null) => void;
}

/** A group with those below it, or any. */
export function GroupFilter({ value, onChange }: Props) {
  const { t } = useTranslation();
  const groups = useGroups().data ?? [];
  const account = useStart().data?.workspace?.account ?? '';
  return (
    <Select
      inline
      label={t('users.group')}
      value={value === null ? ANY : String(value)}
      onChange={(chosen) => onChange(chosen === ANY ? null : Number(chosen))}
      options={[
        { value: ANY, label: t('users.any') },
        ...groups.map((group) => ({
          value: String(group.id),
          label: group.path === '/' ? t('users.root', { account }) : (group.path.split('/').at(-1) ?? group.path),
          depth: Math.max(0, group.depth - 1),
        })),
      ]}
    />
  );
}
