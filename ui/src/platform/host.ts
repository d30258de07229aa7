/** What the page needs of the program around it. Only this folder knows which one there is. */
export interface Host {
  /** Calls a command by its name. Rejects with what the command failed with. */
  invoke<T>(command: string, args: Record<string, unknown>): Promise<T>;
  /** Hears an event until the returned function is called. */
  listen<T>(event: string, heard: (payload: T) => void): () => void;
}

let installed: Host | null = null;

/** Sets the host that everything talks to from now on. */
export function installHost(chosen: Host): void {
  installed = chosen;
}

function host(): Host {
  if (installed === null) throw new Error('no host was installed');
  return installed;
}

export function invoke<T>(command: string, args: Record<string, unknown> = {}): Promise<T> {
  return host().invoke<T>(command, args);
}

export function listen<T>(event: string, heard: (payload: T) => void): () => void {
  return host().listen<T>(event, heard);
}
