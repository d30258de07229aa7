import type { Timestamp } from '../ipc/bindings';
import { fullDate, relativeDate, relativeDay, useNow } from './time';

/** A moment, relative, with the whole date on hover. */
export function When({ at, days = false, capital = false }: { at: Timestamp; days?: boolean; capital?: boolean }) {
  const now = useNow();
  const words = days ? relativeDay(at, now) : relativeDate(at, now);
  return (
    <time dateTime={at} title={fullDate(at)}>
      {capital ? words.charAt(0).toLocaleUpperCase() + words.slice(1) : words}
    </time>
  );
}
