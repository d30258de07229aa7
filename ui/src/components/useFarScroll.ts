import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { LONGEST, type Spot, scrolled, topOf, trackOf } from './gridScroll';

/** After so many milliseconds without a step a list stands still. */
const REST = 150;

/** Scrolls a list that may be longer than an element can be high. */
export function useFarScroll(scroller: RefObject<HTMLElement | null>, length: number) {
  const spot = useRef<Spot>({ at: 0, top: 0 });
  const long = useRef(length);
  useLayoutEffect(() => {
    long.current = length;
  });
  /** How much further down in the list than on its track everything stands. */
  const [shift, setShift] = useState(0);
  const is = useRef(0);

  /** Puts the track where the list is; answers whether everything else has to move then. */
  const put = useCallback(
    (next: Spot): boolean => {
      spot.current = next;
      const element = scroller.current;
      if (element !== null && Math.abs(element.scrollTop - next.top) >= 1) element.scrollTo({ top: next.top });
      const before = is.current;
      is.current = next.at - next.top;
      return is.current !== before;
    },
    [scroller],
  );
  /** The same, and everything moves in the same frame as the track. */
  const putNow = useCallback(
    (next: Spot) => {
      if (put(next)) flushSync(() => setShift(is.current));
    },
    [put],
  );

  /** For the virtual list: its place, whenever that changes. */
  const observe = useCallback(
    <T extends HTMLElement, I extends Element>(
      list: Virtualizer<T, I>,
      tell: (at: number, moving: boolean) => void,
    ) => {
      const element = list.scrollElement;
      if (element === null) return undefined;
      let rest: ReturnType<typeof setTimeout> | undefined;
      const onRest = () => {
        const { at } = spot.current;
        if (long.current > LONGEST) putNow({ at, top: topOf(at, long.current) });
        tell(at, false);
      };
      const onScroll = () => {
        const { scrollTop, scrollHeight, clientHeight } = element;
        const room = Math.min(scrollHeight - clientHeight, long.current);
        putNow(scrolled(spot.current, scrollTop, long.current, room));
        clearTimeout(rest);
        rest = setTimeout(onRest, REST);
        tell(spot.current.at, true);
      };
      spot.current = { at: element.scrollTop, top: element.scrollTop };
      tell(element.scrollTop, false);
      element.addEventListener('scroll', onScroll, { passive: true });
      return () => {
        clearTimeout(rest);
        element.removeEventListener('scroll', onScroll);
      };
    },
    [putNow],
  );

  return {
    /** How high the element is that scrolls. */
    track: trackOf(length),
    shift: length > LONGEST ? shift : 0,
    observe,
    at: () => spot.current.at,
    scrollTo: useCallback(
      (at: number) => {
        if (put({ at, top: topOf(at, long.current) })) setShift(is.current);
      },
      [put],
    ),
  };
}
