import { type RefObject, useEffect, useState } from 'react';

/** So many steps of the focus are remembered. */
const MOST = 12;

/** What had the focus lately, the latest last. */
const lately: HTMLElement[] = [];

if (typeof window !== 'undefined')
  window.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    lately.push(target);
    if (lately.length > MOST) lately.shift();
  });

/** How many frames the focus is nowhere before it is lost: React Aria gives it back in the first or the second one. */
const FRAMES = 4;

/** Does something if the focus is nowhere now, and in each of the next frames. */
function whereLost(act: () => void): () => void {
  let frame = 0;
  const look = (left: number) => {
    frame = requestAnimationFrame(() => {
      if (document.activeElement !== document.body) return;
      if (left === 0) act();
      else look(left - 1);
    });
  };
  look(FRAMES);
  return () => cancelAnimationFrame(frame);
}

/**
 * Keeps the focus in a dialog when what had it is gone, and gives it back when the dialog closes, past whatever the dialog came out of or in
 * the place of: a menu, another dialog. React Aria does both, but not in every web view, and not past what is gone.
 */
export function useDialogFocus(dialog: RefObject<HTMLElement | null>): void {
  const [before] = useState(() => [...lately]);
  useEffect(() => whereLost(() => dialog.current?.focus()));
  useEffect(() => () => void whereLost(() => before.findLast((one) => one.isConnected)?.focus()), [before]);
}
