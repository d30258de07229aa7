import type { ActivityQuery } from '../../ipc/bindings';
import { type Command, fail, type State } from './state';

/** The commands about what happened. */
export function activityCommands(state: State): Record<string, Command> {
  return {
    list_activity: ({ query }) => state.activity.page(query as ActivityQuery),
    list_actors: () => {
      if (state.options.part) throw fail('not_permitted', 'Only an administrator of the whole account can do this.');
      const actors = new Map(
        state.activity.entries.flatMap(({ actor, by }) => (actor === null ? [] : [[actor, by ?? 'Somebody']])),
      );
      return [...actors].map(([id, name]) => ({ id, name })).sort((one, other) => one.name.localeCompare(other.name));
    },
    export_activity: () => state.saved('Rollcall activity.xlsx'),
  };
}
