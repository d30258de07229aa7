import { useEffect, useRef } from 'react';

const written = 'input, textarea, select, [contenteditable], [role="menu"], [role="listbox"]';
const over = '[aria-modal="true"], [role="dialog"], [role="alertdialog"]';

/** A letter that does something from anywhere on the page, unless it is typed into something or a dialog stands over it. */
export function useShortcut(letter: string, act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== letter || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(written) !== null) return;
      if (document.querySelector(over) !== null) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [letter]);
}
