import { createContext, useContext } from 'react';
import type { MeantUsers } from '../../../components/roles/meant';

export { type MeantUsers, onlyUser } from '../../../components/roles/meant';

/** What can be done with users, from wherever they are shown. Each asks what it has to ask, and says what came of it. */
export interface UserActs {
  giveRole: (meant: MeantUsers) => void;
  changeRole: (meant: MeantUsers) => void;
  leaveGroup: (meant: MeantUsers) => void;
  removeFromAccount: (meant: MeantUsers) => void;
  resend: (meant: MeantUsers) => void;
  cancel: (meant: MeantUsers) => void;
}

export const UserActsContext = createContext<UserActs | null>(null);

export function useUserActs(): UserActs {
  const acts = useContext(UserActsContext);
  if (acts === null) throw new Error('users are shown outside of their page');
  return acts;
}
