import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import {
  type Grant,
  type GrantChange,
  type RoleId,
  type UserDetails,
  type UserSelection,
  commands,
} from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import { sameGrant } from '../invitation/grants';
import { useUndoable } from './useUndoable';

/** One thing that is made of what somebody has. */
export type Edit = Extract<GrantChange, { kind: 'give' | 'replace' | 'take' }>;

const grantsOf = (some: Grant[]): Grant[] => some.map(({ group, role }) => ({ group, role }));

/** What somebody has after a change who had this. */
function edited(had: Grant[], edit: Edit): Grant[] {
  if (edit.kind === 'give') return [...had.filter((one) => !sameGrant(one, edit.grant)), edit.grant];
  const meant = (one: Grant, some: RoleId[]) => one.group === edit.group && some.includes(one.role);
  if (edit.kind === 'take') return had.filter((one) => !meant(one, edit.roles));
  return had.map((one) => (meant(one, edit.from) ? { group: edit.group, role: edit.to } : one));
}

/**
 * Changes what one user has, or is offered, where it stands. Nothing is written unless they still have what was seen; `data.done` is 0 then.
 * Of somebody who has roles in groups that whoever acts does not see, only the role that is changed is compared.
 */
export function useChangeOfOne({ id, assignments, elsewhere }: Pick<UserDetails, 'id' | 'assignments' | 'elsewhere'>) {
  const client = useQueryClient();
  const say = useUndoable();
  const only: UserSelection = { kind: 'these', users: [id] };
  // One change may follow the other before the page has read what came of the first.
  const known = useRef<Grant[]>([]);
  useEffect(() => {
    known.current = grantsOf(assignments);
  }, [assignments]);
  return useMutation({
    scope: { id: `roles of ${id}` },
    mutationFn: async ({ edit }: { edit: Edit; words: string }) => {
      const from = known.current;
      const to = edited(from, edit);
      const change: GrantChange = elsewhere === 0 ? { kind: 'set', from, to } : edit;
      const done = await unwrap(commands.changeRoles(only, change));
      known.current = done.done > 0 ? to : grantsOf(assignments);
      return done;
    },
    onSuccess: ({ done, undo }, { words }) => {
      if (done > 0) say(words, undo, only);
    },
    onSettled: () => client.invalidateQueries(),
  });
}
