import type { RoleId, RoleView } from '../../ipc/bindings';
import { useAdministersAll, useRoles } from '../../ipc/queries';

const none: RoleView[] = [];

/** Which roles whoever acts may give and take in the groups that they administer. */
export function useGiving(): { known: boolean; roles: RoleView[]; mayGive: (role: RoleId) => boolean } {
  const { data: all = none, isSuccess: known } = useRoles();
  const everything = useAdministersAll();
  const roles = everything ? all : all.filter((role) => role.given_by === 'group');
  return { known, roles, mayGive: (id) => roles.some((role) => role.id === id) };
}
