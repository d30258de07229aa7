import { useState } from 'react';

/** The way out of the dialog: what is not saved is asked about first. */
export function useLeaving(dirty: boolean, onClose: () => void) {
  const [asked, setAsked] = useState<(() => void) | null>(null);
  const leave = (go: () => void) => {
    const out = () => {
      onClose();
      go();
    };
    if (dirty) setAsked(() => out);
    else out();
  };
  return {
    /** Closes the dialog, and does something then. */
    leave,
    close: () => leave(() => {}),
    /** What is done if what is not saved is given up; null while nothing is asked. */
    asked,
    stay: () => setAsked(null),
  };
}

export type Leaving = ReturnType<typeof useLeaving>;
