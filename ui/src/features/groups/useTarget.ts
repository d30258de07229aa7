import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { GroupId, GroupView } from '../../ipc/bindings';

interface Target {
  groups: GroupView[];
  /** What is chosen at first. */
  first: GroupId | null;
  go: (into: GroupView) => Promise<unknown>;
  onDone: (into: GroupView) => void;
}

/** Into which group another one is to go: choosing it, and going there. */
export function useTarget({ groups, first, go, onDone }: Target) {
  const [chosen, setChosen] = useState(first);
  const into = groups.find((each) => each.id === chosen);
  const { mutate, reset, isPending, error } = useMutation({
    mutationFn: go,
    onSuccess: (_, target) => onDone(target),
  });
  return {
    chosen,
    into,
    choose: (next: GroupId) => {
      setChosen(next);
      reset();
    },
    go: () => {
      if (into !== undefined) mutate(into);
    },
    isPending,
    error,
  };
}
