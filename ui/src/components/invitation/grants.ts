import type { Grant, RoleId, RoleView } from '../../ipc/bindings';

/** The role that administers. Every account has it under this number. */
export const ADMINISTRATOR: RoleId = 1;
/** Shown as Buyer. */
const BUYER: RoleId = 2;

let lastRole: RoleId = BUYER;

/** Kept for the next group that is chosen. Nobody becomes an administrator by habit. */
export function rememberRole(role: RoleId): void {
  if (role !== ADMINISTRATOR) lastRole = role;
}

/** The role that a group gets when it is chosen: the last one used, else Buyer. */
export function usualRole(roles: RoleView[]): RoleId {
  const usual = roles.find((role) => role.id === lastRole) ?? roles.find((role) => role.id === BUYER);
  return (usual ?? roles.find((role) => role.id !== ADMINISTRATOR))?.id ?? BUYER;
}

const word = ({ group, role }: Grant) => `${group}:${role}`;

export const sameGrant = (one: Grant, other: Grant) => word(one) === word(other);
