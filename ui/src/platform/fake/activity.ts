import type { ActivityQuery, ActivityView, ActRange, UserId, UserRow, Verb } from '../../ipc/bindings';
import { type Account, folded } from './account';
import type { State } from './state';

/** Of so many people it is invented what happened to them. */
const PEOPLE = 400;

type Recorded = ActivityView & { actor: UserId | null };

/** What was done to somebody here, what they were before, and with what else it was done. */
export interface Done {
  id: number;
  user: UserId;
  verb: Verb;
  before: Pick<UserRow, 'status' | 'assignments'>;
  act: ActRange;
}

/** What happened in an account: what is invented at first, and what is done in the window. */
export class Activity {
  /** What can be undone, as long as nothing else happens. */
  readonly done: Done[] = [];
  private rows: Recorded[] | null = null;
  private happenings = 0;
  private readonly state: State;
  private readonly of: Account;

  constructor(state: State) {
    this.state = state;
    this.of = state.account;
  }

  /** Newest first. */
  get entries(): Recorded[] {
    this.rows ??= this.invented();
    return this.rows;
  }

  /** Returns the number of the entry. */
  happened(verb: Verb, detail: string | null, more: Partial<ActivityView> = {}): number {
    const { me } = this.state;
    const id = this.entries.length + 1;
    this.happenings += 1;
    this.entries.unshift({
      id,
      at: this.state.iso(0),
      by: me.name ?? me.address,
      actor: me.id,
      verb,
      user: null,
      whom: null,
      detail,
      import: null,
      undo: null,
      ...more,
    });
    return id;
  }

  /** With its act, if it can be undone now. */
  asRead({ actor: _actor, ...entry }: Recorded): ActivityView {
    const done = this.done.find((each) => each.id === entry.id);
    return { ...entry, undo: done !== undefined && this.isNewest(done) ? done.act : null };
  }

  /** Whether nothing else happened to the user since. */
  isNewest({ id, user }: Done): boolean {
    return this.entries.find((entry) => entry.user === user)?.id === id;
  }

  /** What happened to a user after what is invented. */
  sinceThen(user: UserId): ActivityView[] {
    const since = this.entries.slice(0, this.happenings).filter((entry) => entry.user === user);
    return since.map((entry) => this.asRead(entry));
  }

  page(query: ActivityQuery): { entries: ActivityView[]; total: number } {
    const found = this.found(query);
    const entries = found.slice(query.offset, query.offset + query.limit).map((entry) => this.asRead(entry));
    return { entries, total: found.length };
  }

  found(query: ActivityQuery): Recorded[] {
    const words = folded(query.search)
      .split(/\s+/)
      .filter((word) => word !== '');
    const has = (text: string | null) => text !== null && words.every((word) => folded(text).includes(word));
    return this.entries.filter(
      (entry) =>
        (words.length === 0 || has(entry.by) || has(entry.whom)) &&
        (query.user === null || entry.user === query.user) &&
        (query.by === null || entry.actor === query.by) &&
        (query.verbs.length === 0 || query.verbs.includes(entry.verb)) &&
        (query.import === null || entry.import === query.import) &&
        (query.from === null || entry.at >= query.from) &&
        (query.before === null || entry.at < query.before) &&
        (!this.state.options.part || entry.user !== null),
    );
  }

  private invented(): Recorded[] {
    const rows = this.of.users.slice(0, PEOPLE).flatMap((user): Recorded[] => {
      const history = this.of.details(user.id)?.history ?? [];
      return history.map((entry) => ({
        ...entry,
        actor: entry.verb === 'accepted' || entry.verb === 'declined' ? user.id : entry.by === null ? null : 1,
      }));
    });
    rows.sort((a, b) => b.at.localeCompare(a.at) || b.id - a.id);
    return rows.map((entry, at) => ({ ...entry, id: rows.length - at }));
  }
}
