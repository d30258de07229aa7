import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useEvent } from './events';

/** At most one refreshing in this many milliseconds, the last one never lost. */
const PACE = 250;

/** Asks again what is on the screen when something changed; the rest when it is next looked at. */
export function useChanges(): void {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const last = useRef(0);
  useEvent('changed', () => {
    if (timer.current !== null) return;
    const wait = Math.max(0, last.current + PACE - performance.now());
    timer.current = setTimeout(() => {
      timer.current = null;
      last.current = performance.now();
      void client.invalidateQueries();
    }, wait);
  });
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
}
