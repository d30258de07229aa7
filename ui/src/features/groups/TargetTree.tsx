import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { GroupTree } from '../../components/invitation/GroupTree';
import type { GroupId, GroupView } from '../../ipc/bindings';
import { useStart } from '../../ipc/queries';
import { isWithin } from './groupNodes';

interface Props {
  group: GroupView;
  groups: GroupView[];
  chosen: GroupId | null;
  onChange: (chosen: GroupId) => void;
}

/** The groups into which a group can go: none that is in it. */
export function TargetTree({ group, groups, chosen, onChange }: Props) {
  const { t } = useTranslation();
  const account = useStart().data?.workspace?.account ?? '';
  const others = useMemo(() => groups.filter((each) => !isWithin(each, group)), [groups, group]);
  const [first] = others;
  if (first === undefined) return null;
  return (
    <GroupTree
      single
      groups={others}
      account={t('users.root', { account })}
      chosen={new Set(chosen === null ? [] : [chosen])}
      onChange={(next) => {
        const [target] = next;
        if (target !== undefined) onChange(target);
      }}
    />
  );
}
