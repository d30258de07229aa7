import type { FieldProblem, NewAccountInput } from '../../ipc/bindings';
import { importCommands } from './imports/commands';
import { invitationCommands } from './invitationCommands';
import { joiningCommands } from './joiningCommands';
import { mailCommands } from './mailCommands';
import { memberCommands } from './members';
import { activityCommands } from './activityCommands';
import { type Command, type Events, fail, type State } from './state';
import { userCommands } from './userCommands';
import { structureCommands } from './structure';

/** Every command of the host, over what is remembered in `state`. */
export function fakeCommands(state: State, events: Events): Record<string, Command> {
  const must = <T>(found: T | null | undefined): T => {
    if (found == null) throw fail('not_found', 'This is not there any more.');
    return found;
  };
  return {
    ...importCommands(state, events),
    ...invitationCommands(state, events),
    ...joiningCommands(state, events),
    ...mailCommands(state, events),
    ...userCommands(state, events),
    ...structureCommands(state, events),
    ...activityCommands(state),
    ...memberCommands(state, events),
    start: () => ({ workspace: state.workspace, recent: state.recent, version: '0.1.0' }),
    check_new_account: ({ input }) => checkNewAccount(input as NewAccountInput),
    create_workspace: ({ input }) => {
      if (!state.saves) return null;
      const wanted = input as NewAccountInput;
      state.begin(state.newAccount(1, wanted.groups));
      const me = { id: 1, name: wanted.administrator_name, address: wanted.administrator_address };
      Object.assign(must(state.account.users[0]), me);
      state.mails = [];
      state.workspace = {
        account: wanted.account,
        path: `/home/zoe/${wanted.account}.rollcall`,
        sample: false,
        administrator: me,
        administrators: [me],
      };
      return state.workspace;
    },
    open_workspace: () => state.openWorkspace('choose'),
    open_recent: ({ id }) => {
      if (must(state.recent.find((each) => each.id === id)).missing)
        throw fail('workspace_not_opened', 'The file is not at its place any more.');
      return state.openWorkspace('account');
    },
    forget_recent: ({ id }) => {
      state.recent = state.recent.filter((each) => each.id !== id);
      return null;
    },
    open_sample: () => state.openWorkspace('sample'),
    close_workspace: () => {
      state.workspace = null;
      return null;
    },
    choose_administrator: ({ user }) => {
      const workspace = must(state.workspace);
      workspace.administrator = must(workspace.administrators.find((each) => each.id === user));
      return { ...workspace };
    },
    take_destination: () => {
      const { going } = state;
      state.going = null;
      return going;
    },
    join_status: () => ({
      running: state.settings.join_enabled,
      address: state.settings.join_enabled ? `http://${state.settings.join_listen}` : null,
      trouble: null,
    }),
  };
}

function checkNewAccount(input: NewAccountInput): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const wrong = (field: keyof NewAccountInput, message: string) => problems.push({ field, message });
  if (input.account.trim() === '') wrong('account', 'Give the account a name.');
  if (input.administrator_name.trim() === '') wrong('administrator_name', 'Write your name.');
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(input.administrator_address.trim()))
    wrong('administrator_address', 'This is no e-mail address: it should look like name@example.com.');
  const bad = input.groups.find((path) => path.split('/').some((part) => part.trim() === ''));
  if (bad !== undefined) wrong('groups', `“${bad}” is no path: every part needs a name, as in Sales/EMEA.`);
  return problems;
}
