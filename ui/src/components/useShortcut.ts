import { useEffect, useRef } from 'react';

const written = 'input, textarea, select, [contenteditable], [role="menu"], [role="listbox"]';
const over = '[aria-modal="true"], [role="dialog"], [role="alertdialog"]';

/** Between the two letters of a shortcut like `g u`, in milliseconds. */
const PAUSE = 1_500;

/** The letter with which all shortcuts of two letters begin. */
const FIRST = 'g';

/** When the first of two letters was pressed, on the page's clock; null: the next one stands for itself. */
let begunAt: number | null = null;
/** The press that may be the second of two. */
let second: KeyboardEvent | null = null;

function heard(event: KeyboardEvent): void {
  if (event.key === 'Shift') return;
  second = begunAt !== null && event.timeStamp - begunAt < PAUSE ? event : null;
  begunAt = second === null && event.key === FIRST && isFree(event) ? event.timeStamp : null;
}

// Before anybody else hears of the press: they ask what came before it.
if (typeof window !== 'undefined') window.addEventListener('keydown', heard, { capture: true });

/** Whether a letter is not typed into something, and no dialog stands over the page. */
function isFree(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  if (event.target instanceof Element && event.target.closest(written) !== null) return false;
  return !isCovered();
}

/** Whether a dialog or a menu stands over the page: its keys are not for now. */
export const isCovered = () => document.querySelector(over) !== null;

/** A letter, or `g` and a letter, that does something from anywhere on the page. */
export function useShortcut(keys: string, act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const ofTwo = keys.startsWith(`${FIRST} `);
    const letter = ofTwo ? keys.slice(2) : keys;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== letter || (second === event) !== ofTwo || !isFree(event)) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [keys]);
}
