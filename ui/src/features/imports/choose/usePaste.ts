import { useEffect, useRef } from 'react';

const written = 'input, textarea, [contenteditable]';

/** Hears what is pasted anywhere but into a field. */
export function usePaste(onPaste: (text: string) => void, active: boolean): void {
  const latest = useRef(onPaste);
  useEffect(() => {
    latest.current = onPaste;
  });
  useEffect(() => {
    if (!active) return undefined;
    const elsewhere = (event: Event) => !(event.target instanceof Element && event.target.closest(written) !== null);
    const heard = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text.trim() === '' || !elsewhere(event)) return;
      event.preventDefault();
      latest.current(text);
    };
    // WebKit asks first whether anything outside of a field wants to be pasted into.
    const wants = (event: Event) => {
      if (elsewhere(event)) event.preventDefault();
    };
    document.addEventListener('paste', heard);
    document.addEventListener('beforepaste', wants);
    return () => {
      document.removeEventListener('paste', heard);
      document.removeEventListener('beforepaste', wants);
    };
  }, [active]);
}
