import type { GroupId, RoleId } from '../../ipc/bindings';
import { useGroups, useRoles, useStart } from '../../ipc/queries';

/** What groups and roles are called in sentences: the root group is the account. */
export function useNames() {
  const groups = useGroups().data;
  const roles = useRoles().data;
  const account = useStart().data?.workspace?.account ?? '';
  const path = (words: string) => (words === '/' ? account : words);
  return {
    account,
    path,
    group: (id: GroupId) => path(groups?.find((each) => each.id === id)?.path ?? ''),
    role: (id: RoleId) => roles?.find((each) => each.id === id)?.name ?? '',
  };
}
