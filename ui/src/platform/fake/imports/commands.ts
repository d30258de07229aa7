import type {
  CheckedView,
  ImportOptions,
  ImportRowsQuery,
  InviteInput,
  Mapping,
  Mend,
  PlanRow,
  PlanRowsQuery,
  PlanView,
  RowOutcome,
} from '../../../ipc/bindings';
import { removalPreview } from '../members';
import { type Command, type Events, fail, type State } from '../state';
import { carriedOut, undoableView, undone } from './carry';
import { type Draft, draftOf, headersOf, signature, unclear } from './draft';
import { mended } from './mends';
import { columnsView, countRows, groupsOf, type Planned, planRows, planView } from './plan';
import { headers, sheetsOf } from './tables';

/** What was read, by the number that pages know it by. */
export interface Kept {
  draft: Draft;
  options: ImportOptions;
  /** Null while somebody has to say what its columns mean. */
  plan: { view: PlanView; rows: Planned[] } | null;
  cancelled: boolean;
}

/** The commands about imports, from choosing a file to undoing what it did. */
export function importCommands(state: State, { emit }: Events): Record<string, Command> {
  const must = <T>(found: T | null | undefined): T => {
    if (found == null) throw fail('not_found', 'This is not there any more.');
    return found;
  };
  const kept = (number: unknown): Kept => {
    const found = state.plans.get(number as number);
    if (found === undefined) throw fail('plan_gone', 'The plan is not kept any more. Choose the file again.');
    return found;
  };
  const planOf = (number: unknown) => must(kept(number).plan);
  /** Plans a table, or asks what its columns mean. */
  const check = (draft: Draft, options: ImportOptions): CheckedView => {
    const number = state.nextPlan++;
    const why = unclear(draft);
    if (why !== null) {
      state.plans.set(number, { draft, options, plan: null, cancelled: false });
      return { kind: 'columns', columns: columnsView(number, draft, why) };
    }
    const account = state.workspace === null ? null : state.account;
    const rows = planRows(draft, account, options);
    const seen = state.imports.find((each) => each.file_name === draft.file && each.source === draft.grid);
    const view = planView(number, draft, rows, account, options, seen?.at ?? null);
    state.plans.set(number, { draft, options, plan: { view, rows }, cancelled: false });
    return { kind: 'plan', plan: view };
  };
  const checkedPlan = (draft: Draft, options: ImportOptions): PlanView => {
    const checked = check(draft, options);
    if (checked.kind === 'columns') throw fail('not_a_table', must(checked.columns.why));
    return checked.plan;
  };
  const remembered = (draft: Draft): Draft => ({ ...draft, mapping: state.mappings.get(signature(draft)) ?? null });
  const remember = ({ draft }: Kept) => {
    if (draft.mapping !== null) state.mappings.set(signature(draft), draft.mapping);
  };
  const some = (rows: PlanRow[], outcomes: RowOutcome[], offset: number, limit: number) => {
    const found = outcomes.length === 0 ? rows : rows.filter((row) => outcomes.includes(row.outcome));
    return { rows: found.slice(offset, offset + limit), total: found.length };
  };

  return {
    save_template: () => state.saved('Acme users.xlsx'),
    choose_file: () => state.nextChoice,
    check_file: ({ file, sheet, options }) => {
      const found = must(state.files.get(file as number));
      const sheets = sheetsOf(found);
      const read = sheets.find((each) => each.name === sheet) ?? sheets[0];
      if (read === undefined) throw fail('not_a_table', `“${found.name}” is no table that can be read here.`);
      const others = sheets.filter((each) => each !== read);
      return check(remembered(draftOf(found.name, read, others)), options as ImportOptions);
    },
    check_pasted: ({ text, options }) => {
      const grid = (text as string)
        .split(/\r?\n/)
        .filter((line) => line.trim() !== '')
        .map((line) => line.split(line.includes('\t') ? '\t' : /[;,]/).map((cell) => cell.trim()));
      if (grid.length === 0) throw fail('not_a_table', 'There is nothing in what was pasted.');
      return check(remembered(draftOf('Pasted rows', { name: '', grid }, [])), options as ImportOptions);
    },
    check_people_as_sheet: ({ input, options }) => {
      const { people, assignments, language } = input as InviteInput;
      if (assignments.length === 0) throw fail('invalid_input', 'Choose at least one group, and a role in it.');
      const rows = people.flatMap((person) =>
        assignments.map(({ group, role }) => {
          const { group_path, role_name } = state.account.assignment(group, role);
          return [person.address, person.name ?? '', group_path, role_name, '', language ?? ''];
        }),
      );
      const draft = draftOf('Pasted addresses', { name: '', grid: [headers, ...rows] }, []);
      return checkedPlan(draft, options as ImportOptions);
    },
    check_again: ({ plan, mapping, options }) =>
      check({ ...kept(plan).draft, mapping: mapping as Mapping | null }, options as ImportOptions),
    columns_of: ({ plan }) => columnsView(plan as number, kept(plan).draft, null),
    mend_plan: ({ plan, mend }) => {
      const { draft, options } = kept(plan);
      const [next, rows] = mended(draft, planOf(plan).rows, mend as Mend);
      return { plan: checkedPlan(next, options), rows };
    },
    take_back_mend: ({ plan }) => {
      const { draft, options } = kept(plan);
      return checkedPlan(draft.before.at(-1) ?? draft, options);
    },
    plan_rows: ({ query }) => {
      const { plan, outcomes, problem, offset, limit } = query as PlanRowsQuery;
      const rows = planOf(plan).rows.map((each) => each.row);
      const found = problem === null ? rows : rows.filter((row) => row.problems.some((each) => each.code === problem));
      return some(found, outcomes, offset, limit);
    },
    preview_plan_removals: ({ plan }) => {
      const leaving = planOf(plan).rows.filter(
        ({ source, row }) => row.outcome === 'removed' && source.get('action') === 'Remove from account',
      );
      return removalPreview(
        state,
        leaving.flatMap(({ source }) => state.account.known(source.get('email')) ?? []),
      );
    },
    save_checked: ({ plan }) => {
      remember(kept(plan));
      return state.saved(`${planOf(plan).view.file.replace(/\.\w+$/, '')} – corrected.xlsx`);
    },
    carry_out: async ({ plan: number, removals }) => {
      const found = kept(number);
      found.cancelled = false;
      const { view, rows } = planOf(number);
      if (!view.compared) throw fail('no_workspace', 'No workspace is open.');
      if (removals !== view.removals)
        throw fail('removals_unconfirmed', 'The number of users to be removed is another one now. Nothing was done.');
      if (state.stale) {
        state.stale = false;
        throw fail('plan_stale', 'The account changed since the plan was made. Nothing was done.');
      }
      for (let part = 1; part <= 20; part += 1) {
        if (state.options.pace > 0) await state.wait(state.options.pace);
        if (found.cancelled) throw fail('cancelled', 'The import was cancelled. Nothing was changed.');
        emit('import-progress', { plan: number, share: part / 20 });
      }
      const id = state.imports.length + 1;
      state.imported.set(id, carriedOut(state, rows, groupsOf(found.draft, rows, state.account, found.options).made));
      remember(found);
      const table = rows.map((each) => each.row);
      const done = {
        id,
        file_name: view.file,
        at: state.iso(0),
        by: state.me.name ?? state.me.address,
        counts: countRows(table),
        invitations: view.invitations,
        headers: headersOf(found.draft),
        table,
        source: found.draft.grid,
      };
      state.imports.unshift(done);
      emit('changed', null);
      return done;
    },
    cancel_import: ({ plan }) => {
      kept(plan).cancelled = true;
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
    undoable_of_import: ({ id }) => undoableView(state.imported.get(id as number) ?? []),
    preview_undo_import: ({ id }) => undoableView(state.imported.get(id as number) ?? []),
    undo_import: ({ id }) => {
      const outcome = undone(state, state.imported.get(id as number) ?? []);
      emit('changed', null);
      return outcome;
    },
    reveal_file: ({ handle }) => {
      state.revealed.push(handle as number);
      return null;
    },
  };
}
