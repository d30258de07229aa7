import { useEffect, useRef } from 'react';
import { isCovered } from './useShortcut';

/** When the focus was on something that is gone, it goes to `to`; where a dialog stands over the page, as soon as that is gone. */
export function useFocusKept(there: boolean, to: () => HTMLElement | null | undefined): void {
  const latest = useRef(to);
  useEffect(() => {
    latest.current = to;
  });
  const was = useRef(there);
  useEffect(() => {
    const gone = was.current && !there;
    was.current = there;
    if (!gone) return undefined;
    const give = () => {
      if (isCovered()) return false;
      if (document.activeElement === document.body) latest.current()?.focus({ preventScroll: true });
      return true;
    };
    if (give()) return undefined;
    const watch = new MutationObserver(() => {
      if (give()) watch.disconnect();
    });
    watch.observe(document.body, { childList: true });
    return () => watch.disconnect();
  }, [there]);
}
