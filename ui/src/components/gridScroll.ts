/*
 * Browsers cut off elements that are higher than some millions of pixels, so a list that is longer has a track that is shorter than itself.
 * A place in the list (`at`) and a place on the track (`top`) are the same at the upper end, as far from the end at the lower one, and
 * stretched between. Small steps, as of a wheel, are passed on as they are; the rest, as of the bar being dragged, by the stretch.
 */

/** The highest element that every browser shows whole, and places with whole pixels on it. */
export const LONGEST = 12_000_000;
/** At both ends the list moves with its track to the pixel. */
const ENDS = 1_000_000;
/** No wheel turns further at once; no bar is dragged less. */
const STEP = 4_000;

/** Where a list is scrolled to: in itself, and on its track. */
export interface Spot {
  at: number;
  top: number;
}

/** How long the track of a list is. */
export const trackOf = (length: number) => Math.min(length, LONGEST);

const stretch = (length: number) => (length - 2 * ENDS) / (LONGEST - 2 * ENDS);

/** The place on the track that stands for a place in the list. */
export function topOf(at: number, length: number): number {
  if (length <= LONGEST || at <= ENDS) return at;
  if (at >= length - ENDS) return at - length + LONGEST;
  return Math.round(ENDS + (at - ENDS) / stretch(length));
}

/** The place in the list that a place on the track stands for. */
export function atOf(top: number, length: number): number {
  if (length <= LONGEST || top <= ENDS) return top;
  if (top >= LONGEST - ENDS) return top - LONGEST + length;
  return Math.round(ENDS + (top - ENDS) * stretch(length));
}

/** Where a list is after its track was scrolled to `top`. `room` is the furthest that the track can be scrolled. */
export function scrolled(from: Spot, top: number, length: number, room: number): Spot {
  if (length <= LONGEST || Math.abs(top - from.top) > STEP) return { at: atOf(top, length), top };
  const at = Math.max(0, Math.min(length - LONGEST + room, from.at + top - from.top));
  // At an end of the track that is none of the list, the track is put right at once, so that it can be turned on.
  return top <= 0 || top >= room ? { at, top: topOf(at, length) } : { at, top };
}

/** Where a list of that many rows is scrolled to so that a row is in sight, of a window as high as `view`. */
export function inSight(at: number, row: number, height: number, view: number): number {
  const start = row * height;
  if (start < at) return start;
  return Math.max(at, start + height - view);
}

/** Rows above those in sight, and beneath them, at least: there before they are scrolled to. */
const AROUND = 6;
/** Rows that come and go together: what is painted anew costs by the time it happens more than by the row. */
const TOGETHER = 8;

/** How many rows of one height a view needs at most, wherever it is scrolled to. */
export const rowsFor = (view: number, height: number) => Math.ceil(view / height) + 1 + 2 * AROUND + TOGETHER;

/**
 * The rows that are in the page: always as many, so that one that comes in sight can take the place of one that went (by its number modulo
 * how many there are). To fill a row anew costs less than to make one.
 */
export function rowsAround(sight: { startIndex: number; endIndex: number; count: number }, most: number): number[] {
  const length = Math.min(sight.count, Math.max(most, sight.endIndex - sight.startIndex + 1));
  const above = Math.floor((sight.startIndex - AROUND) / TOGETHER) * TOGETHER;
  const first = Math.max(0, Math.min(above, sight.count - length));
  return Array.from({ length }, (_, at) => first + at);
}
