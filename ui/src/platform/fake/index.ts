import type { Host } from '../host';
import { fakeCommands } from './commands';
import { type FakeOptions, State, fail } from './state';

export interface FakeHost extends Host {
  /** What it remembers, to look into and to change. */
  state: State;
  /** Says something to the page, as the host would unasked. */
  emit: (event: string, payload: unknown) => void;
  /** The commands that were called. */
  calls: { command: string; args: Record<string, unknown> }[];
}

/** A host that pretends: an account in memory, for tests and for a plain browser. */
export function makeFakeHost(options: FakeOptions = {}): FakeHost {
  const state = new State(options);
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const emit = (event: string, payload: unknown) => {
    for (const heard of listeners.get(event) ?? []) heard(payload);
  };
  const commands = fakeCommands(state, { emit });
  const calls: FakeHost['calls'] = [];
  return {
    state,
    emit,
    calls,
    async invoke<T>(name: string, args: Record<string, unknown>): Promise<T> {
      calls.push({ command: name, args });
      if (state.options.delay > 0) await new Promise((done) => setTimeout(done, state.options.delay));
      const failure = state.failing[name];
      if (failure !== undefined) throw failure;
      const command = commands[name];
      if (command === undefined) throw fail('internal', `There is no command ${name}.`);
      // As over the real border: nothing is shared.
      return structuredClone((await command(args)) as T);
    },
    listen<T>(event: string, heard: (payload: T) => void) {
      const all = listeners.get(event) ?? new Set();
      listeners.set(event, all);
      const each = heard as (payload: unknown) => void;
      all.add(each);
      return () => all.delete(each);
    },
  };
}
