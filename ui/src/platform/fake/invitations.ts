import type {
  ActionOutcome,
  InvitationCounts,
  InvitationId,
  InvitationPage,
  InvitationQuery,
  InvitationRow,
  InvitationSelection,
  InvitationStatus,
  NotDone,
  Reason,
  UserRow,
} from '../../ipc/bindings';
import { type Account, DAY, noteOn } from './account';

/** What was done with an invitation by hand, over what was invented. */
type Kept = Partial<InvitationRow> & { taken?: number; older?: InvitationRow[] };

interface Around {
  account: Account;
  settings: { invitation_days: number; invitation_reminders: string };
  me: { name: string | null; address: string };
  iso: (away: number) => string;
}

/** A user has at most ten invitations here. */
const idOf = (user: number, generation: number): InvitationId => user * 10 + generation;
const userOf = (id: InvitationId) => Math.floor(id / 10);
const statusOf = (user: UserRow): InvitationStatus =>
  user.status === 'active' || user.status === 'removed' ? 'accepted' : user.status;
const COOL_DOWN = 5 * 60_000;

/** The invitations of an invented account: the newest of everybody, and what happens to them. */
export class Invitations {
  private readonly kept = new Map<number, Kept>();
  private readonly around: Around;

  constructor(around: Around) {
    this.around = around;
  }

  keep(user: number, change: Kept): void {
    this.kept.set(user, { ...this.kept.get(user), ...change });
  }

  /** Somebody's newest invitation, and those before it. */
  of(user: UserRow): InvitationRow[] {
    const newest = this.newest(user);
    return newest === null ? [] : [newest, ...(this.kept.get(user.id)?.older ?? [])];
  }

  newest(user: UserRow): InvitationRow | null {
    if (user.invited_at === null) return null;
    const { taken: _, older = [], ...kept } = this.kept.get(user.id) ?? {};
    const iso = (away: number) => this.around.iso(away);
    const status = statusOf(user);
    const open = status === 'pending' || status === 'expiring';
    const sent = user.sent_at === null ? null : new Date(user.sent_at).getTime();
    const now = new Date(iso(0)).getTime();
    const days = this.around.settings.invitation_reminders.split(',').map(Number).filter(Boolean);
    const due = sent === null ? [] : days.map((day) => sent + day * DAY);
    const end = user.expires_at === null ? null : new Date(user.expires_at).getTime();
    const next = due.find((at) => at > now && (end === null || at < end));
    const answered = status === 'accepted' ? user.joined_at : open || status === 'expired' ? null : iso(-2 * DAY);
    const name = user.name ?? user.address;
    return {
      id: idOf(user.id, older.length),
      user: user.id,
      address: user.address,
      name: user.name,
      status,
      offered: user.assignments,
      invited_by: user.id % 3 === 0 ? 'Ana Silva' : 'Zoë Ünal',
      message: user.id % 4 === 1 ? 'Welcome on board.\n\nThe first order is on me: see you on Monday.' : null,
      created_at: user.invited_at,
      sent_at: user.sent_at,
      expires_at: user.expires_at ?? (sent === null ? null : new Date(sent + 90 * DAY).toISOString()),
      answered_at: answered,
      answered_by: answered === null ? null : status === 'cancelled' ? 'Zoë Ünal' : name,
      answer_note: status === 'declined' && user.id % 2 === 0 ? 'I left the company in spring.' : null,
      reminders: due.filter((at) => at <= Math.min(now, end ?? now)).length,
      next_reminder: open && next !== undefined ? new Date(next).toISOString() : null,
      delivery: user.delivery ?? 'sent',
      delivery_note: noteOn(user.delivery),
      import: null,
      ...kept,
    };
  }

  private matching(query: InvitationQuery): { found: UserRow[]; counts: InvitationCounts } {
    const { account } = this.around;
    const finds = account.finds(query.search);
    const inGroup = account.inGroup(query.group);
    const counts: InvitationCounts = {
      all: 0,
      pending: 0,
      expiring: 0,
      expired: 0,
      accepted: 0,
      declined: 0,
      cancelled: 0,
      undelivered: 0,
    };
    const found: UserRow[] = [];
    for (const user of account.users) {
      if (user.invited_at === null || !finds(user)) continue;
      if (query.group !== null && !user.assignments.some(inGroup)) continue;
      const delivery = user.delivery ?? 'sent';
      if (query.deliveries.length > 0 && !query.deliveries.includes(delivery)) continue;
      const status = statusOf(user);
      counts.all += 1;
      counts[status] += 1;
      if (delivery === 'failed' || delivery === 'uncertain' || delivery === 'deferred') counts.undelivered += 1;
      if (query.statuses.length > 0 && !query.statuses.includes(status)) continue;
      found.push(user);
    }
    return { found, counts };
  }

  page(query: InvitationQuery): InvitationPage {
    const { found, counts } = this.matching(query);
    const key = (user: UserRow) =>
      query.sort === 'name'
        ? (user.name ?? user.address)
        : query.sort === 'expires_at'
          ? (user.expires_at ?? '')
          : (user.invited_at ?? '');
    const sign = query.descending ? -1 : 1;
    const collator = new Intl.Collator('en');
    // Whoever wants only to know how many there are need not wait for their order.
    if (query.limit > 1) found.sort((a, b) => sign * collator.compare(key(a), key(b)) || a.id - b.id);
    return {
      invitations: found.slice(query.offset, query.offset + query.limit).flatMap((user) => this.newest(user) ?? []),
      total: found.length,
      offset: query.offset,
      counts,
      ends_if_sent_now: this.around.iso(this.around.settings.invitation_days * DAY),
    };
  }

  /** An invitation that can still be answered, and whose it is. */
  user(id: InvitationId): UserRow | undefined {
    return this.around.account.users.find((user) => user.id === userOf(id) && this.newest(user)?.id === id);
  }

  /** Does something with each that is meant, unless there is a reason against it. */
  each(
    selection: InvitationSelection,
    against: (row: InvitationRow) => Reason | null,
    act: (user: UserRow) => void,
  ): ActionOutcome {
    const meant =
      selection.kind === 'these'
        ? selection.invitations
        : this.matching(selection.query)
            .found.map((user) => idOf(user.id, this.kept.get(user.id)?.older?.length ?? 0))
            .filter((id) => !selection.except.includes(id));
    const refused = new Map<Reason, InvitationRow[]>();
    let done = 0;
    for (const id of meant) {
      const user = this.user(id);
      const row = user === undefined ? null : this.newest(user);
      if (user === undefined || row === null) continue;
      const reason = against(row);
      if (reason === null) {
        act(user);
        done += 1;
      } else refused.set(reason, [...(refused.get(reason) ?? []), row]);
    }
    const not_done = [...refused].map(([reason, rows]): NotDone => {
      return { reason, count: rows.length, message: sentence(reason, rows) };
    });
    return { done, not_done };
  }

  /** Why it cannot be sent again. */
  resendAgainst(row: InvitationRow): Reason | null {
    if (row.status === 'accepted' || row.status === 'declined' || row.status === 'cancelled') return row.status;
    if (row.delivery === 'queued' || row.delivery === 'sending') return 'waiting';
    const taken = this.kept.get(row.user)?.taken;
    const now = new Date(this.around.iso(0)).getTime();
    return taken !== undefined && now - taken < COOL_DOWN ? 'too_soon' : null;
  }

  /** Why it cannot be taken back. */
  cancelAgainst(row: InvitationRow): Reason | null {
    return row.status === 'accepted' || row.status === 'declined' || row.status === 'cancelled' ? row.status : null;
  }

  /** It begins anew: its mail waits, or has left. */
  beginAnew(user: UserRow, waits: boolean): void {
    const { settings } = this.around;
    const iso = (away: number) => this.around.iso(away);
    Object.assign(user, {
      status: 'pending',
      sent_at: waits ? null : iso(0),
      expires_at: waits ? null : iso(settings.invitation_days * DAY),
      delivery: waits ? 'queued' : 'sent',
    });
    this.keep(user.id, { taken: new Date(iso(0)).getTime() });
  }

  /** A new invitation in place of one that has ended. */
  inviteAgain(user: UserRow, message: string | null): void {
    const before = this.newest(user);
    const older = before === null ? [] : [{ ...before, offered: [] }, ...(this.kept.get(user.id)?.older ?? [])];
    this.kept.set(user.id, { older, message });
    user.invited_at = this.around.iso(0);
    user.joined_at = null;
  }
}

export function sentence(reason: Reason, rows: InvitationRow[]): string {
  const [only] = rows;
  const who = rows.length > 1 || only === undefined ? String(rows.length) : (only.name ?? only.address);
  const several = rows.length > 1;
  const words: Record<Reason, [one: string, more: string]> = {
    accepted: [
      `The invitation of ${who} was accepted on 20 November 2026, by ${who}.`,
      `${who} were accepted already.`,
    ],
    declined: [
      `The invitation of ${who} was declined on 20 November 2026, by ${who}. Invite them again if they changed their mind.`,
      `${who} were declined. Invite them again if they changed their mind.`,
    ],
    cancelled: [
      `The invitation of ${who} was cancelled on 20 November 2026, by Zoë Ünal. Invite them again if you want them to join.`,
      `${who} were cancelled already.`,
    ],
    expired: [`The invitation of ${who} ended. Send it again first.`, `${who} have ended. Send them again first.`],
    waiting: [
      `A mail to ${who} still waits in the outbox. It is sent as soon as mail can leave.`,
      `${who} still have a mail waiting in the outbox.`,
    ],
    too_soon: [
      `A mail to ${who} left a moment ago. Give it some minutes to arrive.`,
      `${who} had a mail in the last minutes. Give it some time to arrive.`,
    ],
    not_yours: [
      `The invitation of ${who} offers a role in a group that you do not administer.`,
      `${who} offer a role in a group that you do not administer.`,
    ],
    changed: [
      `The invitation of ${who} was changed by somebody else at this moment. Look at it again.`,
      `${who} were changed by somebody else at this moment.`,
    ],
  };
  return words[reason][several ? 1 : 0];
}
