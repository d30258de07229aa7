import { useEffect, useRef } from 'react';

/** Scrolls what is told of a failure into sight, when there is one. */
export function useInSight(error: Error | null) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error !== null) place.current?.scrollIntoView?.({ block: 'nearest' });
  }, [error]);
  return place;
}
