import { useEffect, useSyncExternalStore } from 'react';

/** Where the window is: `#/users/12?status=expired` is the path `['users', '12']` with its parameters. */
export interface Place {
  path: string[];
  params: URLSearchParams;
}

/** Asked before the place changes; answers whether that must wait. It calls `go` when the person decides to leave. */
export type Guard = (go: () => void) => boolean;

const listeners = new Set<() => void>();
let guard: Guard | null = null;
let shown = typeof window === 'undefined' ? '' : window.location.hash;
let place = parse(shown);

function parse(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const parts = path.split('/').filter((part) => part !== '');
  return { path: parts.map((part) => decodeURIComponent(part)), params: new URLSearchParams(query) };
}

function show(hash: string): void {
  if (hash === shown) return;
  shown = hash;
  place = parse(hash);
  for (const listener of listeners) listener();
}

function heardHashChange(): void {
  const wanted = window.location.hash;
  if (wanted === shown) return;
  const leave = () => {
    guard = null;
    window.location.hash = wanted;
    show(wanted);
  };
  if (guard?.(leave) === true) {
    window.history.pushState(null, '', shown === '' ? '#/' : shown);
    return;
  }
  show(wanted);
}

if (typeof window !== 'undefined') window.addEventListener('hashchange', heardHashChange);

/** The address of a place, for links. Parameters that are empty are left out. */
export function address(path: string, params: Record<string, string | number | null | undefined> = {}): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== '') query.set(key, String(value));
  }
  const text = query.toString();
  return `#/${path}${text === '' ? '' : `?${text}`}`;
}

/** Goes to an address. `replace` leaves no step to come back to: for filters while somebody types. */
export function navigate(to: string, { replace = false } = {}): void {
  if (to === shown) return;
  const go = () => {
    if (replace) window.history.replaceState(null, '', to);
    else window.history.pushState(null, '', to);
    show(to);
  };
  if (staysOnPage(to) || !whenFree(go)) return go();
}

/** Does something that leaves the page, unless a guard makes it wait. Answers whether it was made to wait. */
export function whenFree(go: () => void): boolean {
  const leave = () => {
    guard = null;
    go();
  };
  return guard?.(leave) === true;
}

function staysOnPage(to: string): boolean {
  return parse(to).path[0] === place.path[0];
}

export function usePlace(): Place {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => place,
  );
}

/** Keeps the person from leaving while `active`: unsaved changes. */
export function useGuard(active: boolean, ask: (go: () => void) => void): void {
  useEffect(() => {
    if (!active) return undefined;
    const mine: Guard = (go) => {
      ask(go);
      return true;
    };
    guard = mine;
    return () => {
      if (guard === mine) guard = null;
    };
  });
}

/** For tests, which share one window: back to the beginning. */
export function resetNavigation(hash = ''): void {
  guard = null;
  window.history.replaceState(null, '', hash === '' ? '#/' : hash);
  show(window.location.hash);
}
