import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { DecisionOutcome } from '../../ipc/bindings';
import { toast } from '../../components/toasts';

interface Props<Input> {
  decide: (input: Input) => Promise<DecisionOutcome>;
  /** What is said in passing when all of it was done. */
  words: (outcome: DecisionOutcome) => string;
  /** All of it was done, and said. */
  onDone?: () => void;
  /** Something was not done, and why: where nothing stays to show it. */
  onRefused?: (reasons: string[]) => void;
}

/** Decides requests. What was done with all of them is said in passing; otherwise the outcome stays to be read. */
export function useDecide<Input>({ decide, words, onDone, onRefused }: Props<Input>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: decide,
    onSuccess: (outcome) => {
      void client.invalidateQueries();
      if (outcome.not_done.length > 0) return onRefused?.(outcome.not_done.map((each) => each.message));
      toast({ words: words(outcome) });
      onDone?.();
    },
  });
}
