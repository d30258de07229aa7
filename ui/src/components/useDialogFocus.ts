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

/** Does something when React Aria has given the focus back, which it does in the next frame, if the focus is nowhere still. */
function whereLost(act: () => void): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) act();
    });
  });
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
