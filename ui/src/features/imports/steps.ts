import type {
  CheckedView,
  ChosenFile,
  ColumnsView,
  Failure,
  ImportOptions,
  ImportView,
  InviteInput,
  PlanView,
} from '../../ipc/bindings';

/** A table that can be read. */
export type Readable = { from: 'file'; file: ChosenFile; sheet: string | null } | { from: 'paste'; text: string };

/** Where the rows come from. */
export type Source = Readable | { from: 'people'; input: InviteInput };

/** What an import begins with: a file that was dropped, or people who were typed and are planned already. */
export type Begin = { from: 'file'; file: ChosenFile } | { from: 'people'; input: InviteInput; plan: PlanView };

/** Why a plan is shown again. */
export type PlanNote = 'cancelled' | 'stale' | 'read_again' | null;

/** What went wrong, and what tries it again. */
export interface Trouble {
  failure: Failure;
  retry: (() => void) | null;
}

/** What was mended last: in so many rows, or that it was taken back. Each is another object, to be said anew. */
export type Mended = { rows: number } | { rows: null };

export type ChooseStepState = { at: 'choose'; trouble: Trouble | null; reading: string | null };

export interface ColumnsStepState {
  at: 'columns';
  source: Source;
  columns: ColumnsView;
  options: ImportOptions;
  /** The plan that there is without what is said now; null: there is none. */
  back: PlanView | null;
  trouble: Trouble | null;
  checking: boolean;
}

export interface PlanStepState {
  at: 'plan';
  source: Source;
  plan: PlanView;
  note: PlanNote;
  trouble: Trouble | null;
  /** Another plan is on its way; this one stays until it is there. */
  checking: boolean;
  mended: Mended | null;
}

/** A step in which something can be asked that another step follows from. */
export type Asking = ChooseStepState | ColumnsStepState | PlanStepState;

/** Where an import is on its way from a table to its outcome. */
export type Step =
  | Asking
  | { at: 'working'; source: Source; plan: PlanView; share: number; cancelling: boolean }
  | { at: 'done'; source: Source; done: ImportView };

export const beginning: ChooseStepState = { at: 'choose', trouble: null, reading: null };

/** What nobody has agreed to yet is not done. */
export const cautious: ImportOptions = { create_groups: false, allow_administrators: false };

export const planStep = (source: Source, plan: PlanView, note: PlanNote = null): PlanStepState => ({
  at: 'plan',
  source,
  plan,
  note,
  trouble: null,
  checking: false,
  mended: null,
});

/** The step that follows what came of reading a table, and the plan of it that there is already. */
export function stepAfter(
  source: Source,
  options: ImportOptions,
  checked: CheckedView,
  note: PlanNote,
  back: PlanView | null = null,
): Step {
  if (checked.kind === 'plan') return planStep(source, checked.plan, note);
  const { columns } = checked;
  return { at: 'columns', source, columns, options, back, trouble: null, checking: false };
}

/** A step while its answer is awaited: it stays as it is, and says that it waits. */
export function waiting(step: Asking): Asking {
  return step.at === 'choose' ? step : { ...step, checking: true, trouble: null };
}

/** A step whose answer did not come. */
export function failed(step: Asking, trouble: Trouble): Asking {
  return step.at === 'choose' ? { ...beginning, trouble } : { ...step, checking: false, trouble };
}
