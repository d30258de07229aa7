import { useEffect, useRef } from 'react';

const written = 'input, textarea, [contenteditable]';

/** Ctrl+Z, where nobody writes and no other dialog stands over this one. */
export function useTakeBackKey(takeBack: () => void): void {
  const latest = useRef(takeBack);
  useEffect(() => {
    latest.current = takeBack;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey)) return;
      if (event.shiftKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(written) !== null) return;
      if (document.querySelectorAll('[role="dialog"], [role="alertdialog"]').length > 1) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
