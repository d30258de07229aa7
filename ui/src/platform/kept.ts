/*
 * What this computer remembers of how somebody likes the window: where that is kept is known here only. Anything may be in there, so whoever
 * reads it looks at it first; and nothing is lost with it but a habit, so that it cannot be kept is no failure.
 */

const placeOf = (name: string) => `rollcall.${name}`;

/** What was kept under a name, whatever it is; null if nothing was. */
export function readKept(name: string): unknown {
  try {
    const text = window.localStorage.getItem(placeOf(name));
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}

/** Keeps something under a name; null forgets it. */
export function keep(name: string, value: unknown): void {
  try {
    if (value === null) window.localStorage.removeItem(placeOf(name));
    else window.localStorage.setItem(placeOf(name), JSON.stringify(value));
  } catch {
    // No room, or not allowed: it holds until the window is closed.
  }
}
