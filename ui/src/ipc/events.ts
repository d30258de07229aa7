import { useEffect, useRef } from 'react';
import { listen } from '../platform/host';
import type { ChosenFile } from './bindings';

/** What the host tells without being asked. */
export interface Events {
  /** Something of the workspace changed, here or elsewhere. */
  changed: null;
  /** Files were dropped on the window; the first counts. */
  'file-dropped': ChosenFile[];
  /** Whether something is being dragged over the window. */
  'file-over': boolean;
  /** A link into the program was opened: `take_destination` says where it leads. */
  destination: null;
  /** How far an import is. */
  'import-progress': { plan: number; share: number };
}

/** Hears an event for as long as the component stands. */
export function useEvent<Name extends keyof Events>(name: Name, heard: (payload: Events[Name]) => void): void {
  const latest = useRef(heard);
  useEffect(() => {
    latest.current = heard;
  });
  useEffect(() => listen<Events[Name]>(name, (payload) => latest.current(payload)), [name]);
}
