import type { ActivityQuery, ActivityView, UserId, Verb } from '../../ipc/bindings';
import { type Account, folded } from './account';
import type { State } from './state';

/** Of so many people it is invented what happened to them. */
const PEOPLE = 400;

type Recorded = ActivityView & { actor: UserId | null };

/** What happened in an account: what is invented at first, and what is done in the window. */
export class Activity {
  private rows: Recorded[] | null = null;
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

  happened(verb: Verb, detail: string | null, more: Partial<ActivityView> = {}): void {
    const { me } = this.state;
    this.entries.unshift({
      id: this.entries.length + 1,
      at: this.state.iso(0),
      by: me.name ?? me.address,
      actor: me.id,
      verb,
      user: null,
      whom: null,
      detail,
      import: null,
      ...more,
    });
  }

  page(query: ActivityQuery): { entries: ActivityView[]; total: number } {
    const found = this.found(query);
    const entries = found.slice(query.offset, query.offset + query.limit).map(({ actor: _actor, ...entry }) => entry);
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
