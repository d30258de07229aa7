import { useState } from 'react';
import type { Losing } from './LoseMends';
import type { Step } from './steps';

const mendsOf = (step: Step) =>
  step.at === 'plan' ? step.plan.mends : step.at === 'columns' ? (step.back?.mends ?? 0) : 0;

/** What would lose something that was mended, and waits until that is agreed to. */
export function useLosing(step: Step) {
  const [losing, setLosing] = useState<Losing | null>(null);
  const mends = mendsOf(step);
  return {
    losing,
    /** Does it; first asks where something was mended. */
    unlessMended: (why: Losing['why'], act: () => void) => {
      if (mends === 0) act();
      else setLosing({ why, mends, act });
    },
    onAnswered: () => setLosing(null),
  };
}
