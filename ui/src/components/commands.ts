import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useShortcut } from './useShortcut';

/** Something that can be done now: by its keys, or from the command palette. */
export interface Command {
  /** Names it among all. */
  id: string;
  words: string;
  /** What is pressed for it: `n`, or `g u`. */
  keys?: string;
  /** It is about what is ticked: its place among what can be done with that. */
  ticked?: number;
  act: () => void;
}

let known: readonly Command[] = [];
const listeners = new Set<() => void>();

function change(next: readonly Command[]): void {
  known = next;
  for (const listener of listeners) listener();
}

/** Lets something be done as long as the one who says so is on the page; `off` while it cannot be done. */
export function useCommand({ id, words, keys, ticked, act, off = false }: Command & { off?: boolean }): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useShortcut(off || keys === undefined ? '' : keys, () => latest.current());
  useEffect(() => {
    if (off) return undefined;
    const command: Command = {
      id,
      words,
      act: () => latest.current(),
      ...(keys === undefined ? {} : { keys }),
      ...(ticked === undefined ? {} : { ticked }),
    };
    change([...known, command]);
    return () => change(known.filter((each) => each !== command));
  }, [id, words, keys, ticked, off]);
}

/** All that can be done now, what was said last at the end. */
export function useCommands(): readonly Command[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => known,
  );
}
