import type {
  ImportOptions,
  ImportRowsQuery,
  NewAccountInput,
  FieldProblem,
  PlanRow,
  PlanRowsQuery,
  RowOutcome,
} from '../../ipc/bindings';
import { countRows, headers, plan } from './sheet';
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
  const { emit } = events;
  const must = <T>(found: T | null | undefined): T => {
    if (found == null) throw fail('not_found', 'This is not there any more.');
    return found;
  };
  const some = (rows: PlanRow[], outcomes: RowOutcome[], offset: number, limit: number) => {
    const found = outcomes.length === 0 ? rows : rows.filter((row) => outcomes.includes(row.outcome));
    return { rows: found.slice(offset, offset + limit), total: found.length };
  };
  return {
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
    save_template: () => state.saved('Acme users.xlsx'),
    choose_file: () => state.nextChoice,
    check_file: ({ file, options }) => {
      const found = must(state.files.get(file as number));
      if (found.rows.length === 0)
        throw fail(
          'not_a_table',
          `“${found.name}” has no column titled Email. Use the template, or name the columns Email, Group and Role.`,
        );
      const number = state.nextPlan++;
      const planned = plan(number, found.name, found.rows, state.account, options as ImportOptions);
      state.plans.set(number, { ...planned, file: file as number, cancelled: false });
      return planned.view;
    },
    plan_rows: ({ query }) => {
      const asked = query as PlanRowsQuery;
      return some(must(state.plans.get(asked.plan)).rows, asked.outcomes, asked.offset, asked.limit);
    },
    carry_out: async ({ plan: number }) => {
      const planned = must(state.plans.get(number as number));
      if (state.stale) {
        state.stale = false;
        throw fail('plan_stale', 'The account changed since the plan was made. Nothing was done.');
      }
      for (let part = 1; part <= 20; part += 1) {
        await state.wait(state.options.pace);
        if (planned.cancelled) throw fail('cancelled', 'The import was cancelled. Nothing was changed.');
        emit('import-progress', { plan: number, share: part / 20 });
      }
      for (const path of planned.view.new_groups) state.account.addGroup(path);
      for (const row of planned.rows) {
        if (row.outcome !== 'invited' && row.outcome !== 'added') continue;
        const [address = '', name = '', group = '', role = ''] = row.cells;
        state.account.users.push({
          id: state.account.users.length + 1,
          address,
          name,
          status: 'pending',
          assignments: [
            state.account.assignment(
              state.account.paths.indexOf(group) + 1,
              state.account.roles.find((each) => each.name === role)?.id ?? 2,
            ),
          ],
          invited_at: state.iso(0),
          sent_at: state.iso(0),
          expires_at: state.iso(90 * 86_400_000),
          joined_at: null,
          delivery: 'sent',
          came_by: 'import',
        });
        state.addInvitation(address, name);
      }
      const done = {
        id: state.imports.length + 1,
        file_name: planned.view.file,
        at: state.iso(0),
        by: state.me.name ?? state.me.address,
        counts: countRows(planned.rows),
        invitations: planned.view.invitations,
        headers,
        table: planned.rows,
      };
      state.imports.unshift(done);
      emit('changed', null);
      return done;
    },
    cancel_import: ({ plan: number }) => {
      must(state.plans.get(number as number)).cancelled = true;
      return null;
    },
    list_imports: () => state.imports,
    show_import: ({ id }) => must(state.imports.find((each) => each.id === id)),
    import_rows: ({ query }) => {
      const asked = query as ImportRowsQuery;
      const found = must(state.imports.find((each) => each.id === asked.import));
      return some(found.table, asked.outcomes, asked.offset, asked.limit);
    },
    save_report: () => state.saved('New colleagues – report.xlsx'),
    reveal_file: ({ handle }) => {
      state.revealed.push(handle as number);
      return null;
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
