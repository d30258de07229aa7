import { useSyncExternalStore } from 'react';
import type { Timestamp } from '../ipc/bindings';

const language = () => document.documentElement.lang || 'en';
const full = new Intl.DateTimeFormat(language(), { dateStyle: 'full', timeStyle: 'short' });
const short = new Intl.DateTimeFormat(language(), { dateStyle: 'medium' });
const long = new Intl.DateTimeFormat(language(), { dateStyle: 'long' });
const calendar = new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeZone: 'UTC' });
const clock = new Intl.DateTimeFormat(language(), { timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' });
/** Of minutes, which are long words in a narrow column. */
const brief = new Intl.RelativeTimeFormat(language(), { numeric: 'auto', style: 'short' });
const list = new Intl.ListFormat(language(), { type: 'conjunction' });
const either = new Intl.ListFormat(language(), { type: 'disjunction' });
const number = new Intl.NumberFormat(language());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Date and time in whole, in the person's own time zone. */
export const fullDate = (at: Timestamp) => full.format(new Date(at));
/** `20 February 2027`: for last days in sentences. */
export const longDate = (at: Timestamp) => long.format(new Date(at));
/** A day of the calendar, `2026-11-22`, as people write it. */
export const dayDate = (day: string) => calendar.format(new Date(`${day}T00:00:00Z`));
/** From one day to another, or the one if they are the same: `Jan 1 – Mar 31, 2026`. */
export const dayRange = (from: string, to: string) =>
  calendar.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
export const clockTime = (at: Timestamp) => clock.format(new Date(at));
export const formatNumber = (value: number) => number.format(value);
export const formatList = (items: string[]) => list.format(items);
/** One of them: `Pending or Expired`. */
export const formatAny = (items: string[]) => either.format(items);

/** Days from one local midnight to another: what people mean by "in 2 days". */
function calendarDays(from: number, to: number): number {
  const midnight = (time: number) => new Date(time).setHours(0, 0, 0, 0);
  return Math.round((midnight(to) - midnight(from)) / DAY);
}

/** `2 days ago`, `in 12 days`, `now`. Over 45 days the date itself says more. */
export function relativeDate(at: Timestamp, now: number): string {
  const time = new Date(at).getTime();
  const away = time - now;
  if (Math.abs(away) < MINUTE) return relative.format(0, 'second');
  if (Math.abs(away) < HOUR) return brief.format(Math.trunc(away / MINUTE), 'minute');
  const days = calendarDays(now, time);
  if (days === 0) return relative.format(Math.trunc(away / HOUR), 'hour');
  if (Math.abs(days) > 45) return short.format(time);
  return relative.format(days, 'day');
}

/** Like the above, but in days only: for last days. */
export function relativeDay(at: Timestamp, now: number): string {
  const days = calendarDays(now, new Date(at).getTime());
  return Math.abs(days) > 120 ? short.format(new Date(at)) : relative.format(days, 'day');
}

let minute = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;

function listen(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    minute = Date.now();
    for (const each of listeners) each();
  }, 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  };
}

/** The time, renewed twice a minute; at the first asking it is right to the moment. */
export function useNow(): number {
  return useSyncExternalStore(listen, () => {
    if (Date.now() - minute > 30_000) minute = Date.now();
    return minute;
  });
}
