import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import {
  type ChosenFile,
  type CheckedView,
  type Failure,
  type ImportOptions,
  type Mapping,
  type Mend,
  type Result,
  commands,
} from '../../ipc/bindings';
import { useEvent } from '../../ipc/events';
import type { Asking, Begin, PlanNote, Readable, Step } from './steps';
import { beginning, cautious, failed, planStep, stepAfter, waiting } from './steps';

type Asked<T> = Promise<Result<T, Failure>>;

/** One import on its way from a table, or from typed people, to its outcome. */
export function useImport(begin: Begin | null) {
  const client = useQueryClient();
  const [step, setStep] = useState<Step>(() =>
    begin?.from === 'people' ? planStep({ from: 'people', input: begin.input }, begin.plan) : beginning,
  );
  /** The step as it is, for what is done one after the other. */
  const now = useRef(step);
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const work = useMemo(() => {
    const show = (next: Step) => {
      now.current = next;
      setStep(next);
    };
    /** One after the other: what is asked next is asked of the plan that came of what was asked before. */
    const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
      const done = queue.current.then(act);
      queue.current = done;
      return done;
    };
    /** Shows that an answer is awaited, and then what follows from it. One that was overtaken is dropped. */
    const ask = async <T>(from: Asking, asked: () => Asked<T>, then: (data: T) => Step, retry: () => void) => {
      const shown = waiting(from);
      show(shown);
      const answer = await asked();
      if (now.current !== shown) return false;
      show(answer.status === 'ok' ? then(answer.data) : failed(shown, { failure: answer.error, retry }));
      return answer.status === 'ok';
    };

    /** Reads a table from where it comes. */
    const read = async (
      source: Readable,
      options: ImportOptions = cautious,
      from: Asking = { at: 'choose', trouble: null, reading: nameOf(source) },
      note: PlanNote = null,
    ): Promise<boolean> =>
      ask(
        from,
        () => readFrom(source, options),
        (checked) => stepAfter(source, options, checked, note),
        () => void read(source, options, from, note),
      );

    /** Plans the table at hand again, with what was mended in it. */
    const again = (
      change: { mapping?: Mapping | null; options?: Partial<ImportOptions> } = {},
      note: PlanNote = null,
    ): Promise<unknown> =>
      inTurn(async () => {
        const from = now.current;
        if (from.at !== 'plan' && from.at !== 'columns') return;
        const of = from.at === 'plan' ? from.plan : from.columns;
        const back = from.at === 'plan' ? from.plan : from.back;
        const options = { ...(from.at === 'plan' ? from.plan.options : from.options), ...change.options };
        const mapping = change.mapping === undefined ? of.mapping : change.mapping;
        await ask(
          from,
          () => commands.checkAgain(of.plan, mapping, options),
          (checked) => stepAfter(from.source, options, checked, note, back),
          () => void again(change, note),
        );
      });

    /** Mends something of the plan; whether it was done. */
    const mend = (what: Mend): Promise<boolean> =>
      inTurn(async () => {
        const from = now.current;
        if (from.at !== 'plan') return false;
        return ask(
          from,
          () => commands.mendPlan(from.plan.plan, what),
          ({ plan, rows }) => ({ ...planStep(from.source, plan), mended: { rows } }),
          () => void mend(what),
        );
      });

    const takeBack = (): Promise<unknown> =>
      inTurn(async () => {
        const from = now.current;
        if (from.at !== 'plan' || from.plan.mends === 0) return;
        await ask(
          from,
          () => commands.takeBackMend(from.plan.plan),
          (plan) => ({ ...planStep(from.source, plan), mended: { rows: null } }),
          () => void takeBack(),
        );
      });

    /** Asks what the columns of a plan mean. */
    const columns = (): Promise<unknown> =>
      inTurn(async () => {
        const from = now.current;
        if (from.at !== 'plan') return;
        const { source, plan } = from;
        await ask(
          from,
          () => commands.columnsOf(plan.plan),
          (found) => ({
            at: 'columns',
            source,
            columns: found,
            options: plan.options,
            back: plan,
            trouble: null,
            checking: false,
          }),
          () => void columns(),
        );
      });

    /** Reads the file once more, or another sheet of it. What was mended is lost. */
    const readAgain = async (sheet: string | null = null) => {
      const from = now.current;
      if ((from.at !== 'plan' && from.at !== 'columns') || from.source.from !== 'file') return;
      const [of, options] = from.at === 'plan' ? [from.plan, from.plan.options] : [from.columns, from.options];
      const source = { ...from.source, sheet: sheet ?? of.sheet };
      await read(source, options, from, sheet === null ? 'read_again' : null);
    };

    const choose = async () => {
      const chosen = await commands.chooseFile();
      if (chosen.status === 'error')
        show({ at: 'choose', trouble: { failure: chosen.error, retry: null }, reading: null });
      else if (chosen.data !== null) await read({ from: 'file', file: chosen.data, sheet: null });
    };

    const carryOut = async (removals: number) => {
      const from = now.current;
      if (from.at !== 'plan') return;
      const { source, plan } = from;
      show({ at: 'working', source, plan, share: 0, cancelling: false });
      const outcome = await commands.carryOut(plan.plan, removals);
      if (outcome.status === 'ok') {
        show({ at: 'done', source, done: outcome.data });
        await client.invalidateQueries();
        return;
      }
      show({ ...planStep(source, plan), checking: true });
      const { code } = outcome.error;
      if (code === 'cancelled') await again({}, 'cancelled');
      else if (code === 'plan_stale' || code === 'removals_unconfirmed') await again({}, 'stale');
      else
        show({
          ...planStep(source, plan),
          trouble: { failure: outcome.error, retry: () => void again() },
        });
    };

    return {
      choose,
      carryOut,
      mend,
      takeBack,
      columns,
      readAgain,
      drop: (file: ChosenFile) => read({ from: 'file', file, sheet: null }),
      paste: (text: string) => read({ from: 'paste', text }),
      another: () => show(beginning),
      setOptions: (options: Partial<ImportOptions>) => again({ options }),
      /** What the columns mean; null: what their titles say, whatever was said of them before. */
      setMapping: (mapping: Mapping | null) => again({ mapping }),
      /** Back from the columns to the plan that there was before. */
      backToPlan: () => {
        const from = now.current;
        if (from.at !== 'columns' || from.back === null) return;
        const { back, columns: asked } = from;
        // Only the newest plans are kept: after another try it is made again.
        if (asked.plan === back.plan) show(planStep(from.source, back));
        else void again({ mapping: back.mapping });
      },
      cancel: async () => {
        const from = now.current;
        if (from.at !== 'working') return;
        show({ ...from, cancelling: true });
        await commands.cancelImport(from.plan.plan);
      },
      progress: (plan: number, share: number) => {
        const from = now.current;
        if (from.at === 'working' && from.plan.plan === plan) show({ ...from, share });
      },
    };
  }, [client]);

  const { progress } = work;
  useEvent(
    'import-progress',
    useCallback(({ plan, share }: { plan: number; share: number }) => progress(plan, share), [progress]),
  );

  return { step, ...work };
}

const nameOf = (source: Readable) => (source.from === 'file' ? source.file.name : '');

function readFrom(source: Readable, options: ImportOptions): Asked<CheckedView> {
  if (source.from === 'file') return commands.checkFile(source.file.handle, source.sheet, options);
  return commands.checkPasted(source.text, options);
}

export type Import = ReturnType<typeof useImport>;
