import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import {
  type ChosenFile,
  type Failure,
  type ImportOptions,
  type ImportView,
  type InviteInput,
  type PlanView,
  commands,
} from '../../ipc/bindings';
import { useEvent } from '../../ipc/events';

/** Where the rows come from. */
export type Source = { from: 'file'; file: ChosenFile } | { from: 'people'; input: InviteInput };

/** What an import begins with: a file that was dropped, or people who were typed and are planned already. */
export type Begin = { from: 'file'; file: ChosenFile } | { from: 'people'; input: InviteInput; plan: PlanView };

/** Why a plan is shown again. */
export type PlanNote = 'cancelled' | 'stale' | null;

export type Step =
  | { at: 'choose'; failure: Failure | null; reading: ChosenFile | null }
  | { at: 'plan'; source: Source; plan: PlanView; note: PlanNote; failure: Failure | null; checking: boolean }
  | { at: 'working'; source: Source; plan: PlanView; share: number; cancelling: boolean }
  | { at: 'done'; done: ImportView };

const beginning: Step = { at: 'choose', failure: null, reading: null };
const cautious: ImportOptions = { create_groups: false, allow_administrators: false };

const ask = (source: Source, options: ImportOptions) =>
  source.from === 'file'
    ? commands.checkFile(source.file.handle, options)
    : commands.checkPeopleAsSheet(source.input, options);

/** One import on its way from a file, or from typed people, to its outcome. */
export function useImport(begin: Begin | null) {
  const client = useQueryClient();
  const [step, setStep] = useState<Step>(() =>
    begin?.from === 'people'
      ? { at: 'plan', source: begin, plan: begin.plan, note: null, failure: null, checking: false }
      : beginning,
  );
  const turn = useRef(0); // an answer that was overtaken is dropped

  const check = useCallback(async (source: Source, options: ImportOptions, note: PlanNote, old: PlanView | null) => {
    const mine = ++turn.current;
    setStep(
      old === null
        ? { at: 'choose', failure: null, reading: source.from === 'file' ? source.file : null }
        : { at: 'plan', source, plan: old, note, failure: null, checking: true },
    );
    const checked = await ask(source, options);
    if (mine !== turn.current) return;
    if (checked.status === 'ok')
      setStep({ at: 'plan', source, plan: checked.data, note, failure: null, checking: false });
    else if (old === null) setStep({ at: 'choose', failure: checked.error, reading: null });
    else setStep({ at: 'plan', source, plan: old, note, failure: checked.error, checking: false });
  }, []);

  useEffect(() => {
    // eslint-disable-next-line react/set-state-in-effect -- a dropped file comes from outside and begins the work
    if (begin?.from === 'file') void check(begin, cautious, null, null);
  }, [begin, check]);

  useEvent('import-progress', ({ plan, share }) =>
    setStep((now) => (now.at === 'working' && now.plan.plan === plan ? { ...now, share } : now)),
  );

  const choose = async () => {
    const chosen = await commands.chooseFile();
    if (chosen.status === 'error') setStep({ at: 'choose', failure: chosen.error, reading: null });
    else if (chosen.data !== null) await check({ from: 'file', file: chosen.data }, cautious, null, null);
  };

  const carryOut = async () => {
    if (step.at !== 'plan') return;
    const { source, plan } = step;
    setStep({ at: 'working', source, plan, share: 0, cancelling: false });
    const outcome = await commands.carryOut(plan.plan);
    if (outcome.status === 'ok') {
      setStep({ at: 'done', done: outcome.data });
      await client.invalidateQueries();
      return;
    }
    const { code } = outcome.error;
    // A plan is used up when its carrying out begins; the file is read again.
    if (code === 'cancelled') await check(source, plan.options, 'cancelled', plan);
    else if (code === 'plan_stale') await check(source, plan.options, 'stale', plan);
    else setStep({ at: 'plan', source, plan, note: null, failure: outcome.error, checking: false });
  };

  return {
    step,
    choose,
    carryOut,
    again: () => setStep(beginning),
    retry: () => (step.at === 'plan' ? check(step.source, step.plan.options, null, step.plan) : undefined),
    setOptions: (change: Partial<ImportOptions>) =>
      step.at === 'plan' ? check(step.source, { ...step.plan.options, ...change }, null, step.plan) : undefined,
    cancel: async () => {
      if (step.at !== 'working') return;
      setStep({ ...step, cancelling: true });
      await commands.cancelImport(step.plan.plan);
    },
  };
}

export type Import = ReturnType<typeof useImport>;
