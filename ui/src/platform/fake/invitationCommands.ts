import type {
  InvitationId,
  InvitationQuery,
  InvitationSelection,
  InviteInput,
  RecordedAnswer,
  UserRow,
} from '../../ipc/bindings';
import { sentence } from './invitations';
import { checkInvite, invite, previewInvite, readPeople } from './inviting';
import { type Command, type Events, fail, type State } from './state';

/** The commands about invitations, from typing an address to the answer. */
export function invitationCommands(state: State, { emit }: Events): Record<string, Command> {
  const changed = <T>(value: T): T => {
    emit('changed', null);
    return value;
  };
  /** Somebody whose invitation can still be answered. */
  const open = (id: InvitationId): UserRow => {
    const user = state.invitations.user(id);
    const row = user === undefined ? null : state.invitations.newest(user);
    if (user === undefined || row === null) throw fail('not_found', 'It is not there any more. Nothing was done.');
    const reason = state.invitations.cancelAgainst(row) ?? (row.status === 'expired' ? 'expired' : null);
    if (reason !== null) throw fail('invitation_not_open', sentence(reason, [row]));
    return user;
  };

  return {
    read_people: ({ text }) => readPeople(text as string),
    check_invite: ({ input }) => checkInvite(state, input as InviteInput),
    preview_invite: ({ input }) => previewInvite(state, input as InviteInput),
    invite: ({ input }) => changed(invite(state, input as InviteInput)),
    list_invitations: ({ query }) => state.invitations.page(query as InvitationQuery),
    resend_invitations: ({ selection }) =>
      changed(
        state.invitations.each(
          selection as InvitationSelection,
          (row) => state.invitations.resendAgainst(row),
          (user) => {
            state.invitations.beginAnew(user, state.paused);
            state.addInvitation(user.address, user.name ?? '', state.paused ? { state: 'queued', sent_at: null } : {});
          },
        ),
      ),
    cancel_invitations: ({ selection }) =>
      changed(
        state.invitations.each(
          selection as InvitationSelection,
          (row) => state.invitations.cancelAgainst(row),
          (user) => {
            user.status = 'cancelled';
            state.dropMails(user);
            state.invitations.keep(user.id, {
              answered_at: state.iso(0),
              answered_by: state.me.name ?? state.me.address,
            });
          },
        ),
      ),
    copy_invitation_link: ({ invitation }) => {
      const user = open(invitation as InvitationId);
      if (user.sent_at === null) state.invitations.beginAnew(user, false);
      return changed({
        link: 'https://join.example.com/i/9hVx2mB0bWJc8QkTn1r4sPz6yLuE7aDf3gHoKiXtYwR',
        ends: user.expires_at,
      });
    },
    save_invitation_mail: ({ invitation }) => {
      const user = open(invitation as InvitationId);
      return changed(state.saved(`${user.address}.eml`));
    },
    record_answer: ({ invitation, recorded }) => {
      const user = open(invitation as InvitationId);
      const { answer, name, note } = recorded as RecordedAnswer;
      if ([...note].length > 1000)
        throw fail('invalid_input', 'The text cannot be used: it is longer than 1000 characters.');
      if (name.trim() !== '') user.name = name.trim();
      Object.assign(user, answer === 'accept' ? { status: 'active', joined_at: state.iso(0) } : { status: 'declined' });
      state.dropMails(user);
      state.invitations.keep(user.id, {
        answered_at: state.iso(0),
        answered_by: state.me.name ?? state.me.address,
        answer_note: note.trim() || null,
      });
      return changed(null);
    },
  };
}
