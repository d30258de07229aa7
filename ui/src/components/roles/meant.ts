import type { Assignment, UserRow, UserSelection } from '../../ipc/bindings';

/** Users with whom something is to be done. */
export interface MeantUsers {
  selection: UserSelection;
  count: number;
  /** What the only one is called; null of several. */
  who: string | null;
  /** What the only one has, as far as it is seen; null of several. */
  has: Assignment[] | null;
  /** Called when something was done with them. */
  onDone?: () => void;
}

type One = Pick<UserRow, 'id' | 'name' | 'address' | 'assignments'>;

/** One user, to do something with. */
export const onlyUser = (row: One): MeantUsers => ({
  selection: { kind: 'these', users: [row.id] },
  count: 1,
  who: row.name ?? row.address,
  has: row.assignments,
});

/** What somebody has, or is offered by an invitation that still stands, can be changed. */
export const canHaveRoles = ({ status }: Pick<UserRow, 'status'>) => status === 'active' || isInvited({ status });

/** Their invitation can be sent again, or taken back. */
export const isInvited = ({ status }: Pick<UserRow, 'status'>) =>
  status === 'pending' || status === 'expiring' || status === 'expired';
