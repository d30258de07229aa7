import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Host } from './host';

/** Whether the page stands in the desktop program's window. */
export function insideTauri(): boolean {
  return '__TAURI_INTERNALS__' in window;
}

/** The desktop program. */
export const tauriHost: Host = {
  invoke: (command, args) => invoke(command, args),
  listen: (event, heard) => {
    let over = false;
    let stop: (() => void) | null = null;
    void listen(event, (message) => {
      if (!over) heard(message.payload as never);
    }).then((unlisten) => {
      if (over) unlisten();
      else stop = unlisten;
    });
    return () => {
      over = true;
      stop?.();
    };
  },
};
