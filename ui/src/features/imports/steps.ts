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

/** Where the rows come from. */
export type Source =
  | { from: 'file'; file: ChosenFile; sheet: string | null }
  | { from: 'paste'; text: string }
  | { from: 'people'; input: InviteInput };

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
  /** The plan that they were asked for from; null: there is none without them. */
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

/** Where an import is on its way from a table to its outcome. */
export type Step =
  | ChooseStepState
  | ColumnsStepState
  | PlanStepState
  | { at: 'working'; source: Source; plan: PlanView; share: number; cancelling: boolean }
  | { at: 'done'; done: ImportView };

export const beginning: Step = { at: 'choose', trouble: null, reading: null };

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

/** The step that follows what came of reading a table. */
export function stepAfter(source: Source, options: ImportOptions, checked: CheckedView, note: PlanNote): Step {
  if (checked.kind === 'plan') return planStep(source, checked.plan, note);
  const { columns } = checked;
  return { at: 'columns', source, columns, options, back: null, trouble: null, checking: false };
}

/** A step while its answer is awaited: it stays as it is, and says that it waits. */
export function waiting(step: Step): Step {
  return step.at === 'plan' || step.at === 'columns' ? { ...step, checking: true, trouble: null } : step;
}

/** A step whose answer did not come. */
export function failed(step: Step, trouble: Trouble): Step {
  if (step.at === 'plan' || step.at === 'columns') return { ...step, checking: false, trouble };
  if (step.at === 'working') return { ...planStep(step.source, step.plan), trouble };
  return { at: 'choose', trouble, reading: null };
}
