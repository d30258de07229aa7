import type { Verb } from '../../ipc/bindings';

/** What happened, in few words: to be chosen from. */
export const kinds = ['members', 'invitations', 'requests', 'structure', 'imports', 'mail', 'settings'] as const;
export type Kind = (typeof kinds)[number];

/** Every verb is of one kind; the compiler sees to it that none is forgotten. */
const kindOf: Record<Verb, Kind> = {
  account_created: 'settings',
  settings_changed: 'settings',
  assignment_added: 'members',
  roles_changed: 'members',
  roles_change_undone: 'members',
  import_undone: 'imports',
  removed: 'members',
  removal_undone: 'members',
  invited: 'invitations',
  invited_again: 'invitations',
  accepted: 'invitations',
  declined: 'invitations',
  resent: 'invitations',
  cancelled: 'invitations',
  offer_changed: 'invitations',
  link_copied: 'invitations',
  mail_saved: 'invitations',
  acceptance_recorded: 'invitations',
  decline_recorded: 'invitations',
  join_link_made: 'requests',
  join_link_changed: 'requests',
  requested: 'requests',
  request_approved: 'requests',
  request_denied: 'requests',
  request_withdrawn: 'requests',
  request_lapsed: 'requests',
  blocked: 'requests',
  unblocked: 'requests',
  group_added: 'structure',
  group_renamed: 'structure',
  group_moved: 'structure',
  group_merged: 'structure',
  group_removed: 'structure',
  role_added: 'structure',
  role_changed: 'structure',
  role_removed: 'structure',
  import_carried_out: 'imports',
  reminded: 'mail',
  bounced: 'mail',
};

export const verbsOf = (chosen: readonly Kind[]): Verb[] =>
  (Object.keys(kindOf) as Verb[]).filter((verb) => chosen.includes(kindOf[verb]));
