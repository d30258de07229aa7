import type { Period, UserMoment } from '../../ipc/bindings';

const DAY = 86_400_000;

/** The moments of a user by which they are filtered, under the names that they have in the address. */
export const moments = ['invited', 'joined', 'expires'] as const satisfies UserMoment[];

/** Some days: the last or the next so many with today among them, or from one to another, of which one may be left open. */
export type Span =
  | { kind: 'last'; days: number }
  | { kind: 'next'; days: number }
  | { kind: 'between'; from: string | null; to: string | null };

/** What is offered of a moment besides two dates of one's own. Last days lie ahead, the others behind. */
export const presets: Record<UserMoment, Span[]> = {
  invited: [1, 7, 30, 90].map((days) => ({ kind: 'last', days })),
  joined: [1, 7, 30, 90].map((days) => ({ kind: 'last', days })),
  expires: [1, 7, 30, 90].map((days) => ({ kind: 'next', days })),
};

/** `2026-11-22`: a day that there is. */
function dayIn(text: string | undefined): string | null {
  if (text === undefined || !/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || dayOf(time) !== text ? null : text;
}

/** The day of a moment. Days are counted in UTC, as the account counts them. */
export const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** A span as the address says it: `last-30`, `next-7`, `2026-01-01..2026-03-31`, `..2026-03-31`. Null: nothing, or no such thing. */
export function spanIn(text: string | null): Span | null {
  const count = /^(last|next)-(\d{1,3})$/.exec(text ?? '');
  if (count !== null) {
    const days = Number(count[2]);
    return days < 1 ? null : count[1] === 'last' ? { kind: 'last', days } : { kind: 'next', days };
  }
  const [first, last, more] = (text ?? '').split('..');
  if (last === undefined || more !== undefined) return null;
  const [from, to] = [dayIn(first), dayIn(last)];
  return from === null && to === null ? null : { kind: 'between', from, to };
}

export function spanText(span: Span | null): string | null {
  if (span === null) return null;
  if (span.kind !== 'between') return `${span.kind}-${span.days}`;
  return span.from === null && span.to === null ? null : `${span.from ?? ''}..${span.to ?? ''}`;
}

const begin = (day: string) => `${day}T00:00:00.000Z`;
const after = (day: string) => dayOf(Date.parse(begin(day)) + DAY);

/** From when until when it is, on a day. */
export function periodOf(of: UserMoment, span: Span, today: string): Period {
  const away = (days: number) => begin(dayOf(Date.parse(begin(today)) + days * DAY));
  if (span.kind === 'last') return { of, from: away(1 - span.days), before: away(1) };
  if (span.kind === 'next') return { of, from: away(0), before: away(span.days) };
  return {
    of,
    from: span.from === null ? null : begin(span.from),
    before: span.to === null ? null : begin(after(span.to)),
  };
}
