import { queryOptions } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import type { RoleUse, RoleView } from '../../ipc/bindings';
import { commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';

/** What is being asked, over the list. */
export type RoleAsking = { about: 'add' } | { about: 'change' | 'remove'; use: RoleUse };

/** All roles, with who has them where. */
export const roleUses = queryOptions({ queryKey: ['roles', 'uses'], queryFn: () => unwrap(commands.roleUses()) });

/** By their numbers, which are the same in every account. */
const builtIn = ['administrator', 'buyer', 'approver', 'finance', 'tech'] as const;

/** What a role is for: in our words if every account has it, otherwise in the account's own. */
export function meaningOf(t: TFunction, role: RoleView): string | null {
  const known = builtIn[role.id - 1];
  return known === undefined ? role.meaning : t(`roles.means.${known}`);
}

/** What is to be typed of a role. */
export const noRole: Omit<RoleView, 'id'> = { name: '', meaning: null, given_by: 'group' };
