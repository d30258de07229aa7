import { useEffect, useState } from 'react';
import type { FieldProblem, JoinLinkInput } from '../../ipc/bindings';
import { inputOf, problemsOf, sameTerms, type Terms } from './terms';

/** Terms that are being typed. What is wrong is said when it rests for a moment, and before anything is done with them. */
export function useTerms(saved: Terms) {
  const [base, setBase] = useState(saved);
  const [terms, setTerms] = useState(saved);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const dirty = !sameTerms(terms, base);
  // Changed elsewhere while nothing is edited here: show it.
  if (!sameTerms(saved, base)) {
    setBase(saved);
    if (!dirty) setTerms(saved);
  }
  useEffect(() => {
    if (!dirty) return undefined;
    // Whoever has chosen a group is about to choose the role.
    const found = () => problemsOf(terms).filter(({ field }) => field !== 'suggested');
    const timer = setTimeout(() => setProblems(found()), 400);
    return () => clearTimeout(timer);
  }, [terms, dirty]);
  return {
    terms,
    problems,
    dirty,
    set: (change: Partial<Terms>) => {
      setTerms((old) => ({ ...old, ...change }));
      setProblems((old) => old.filter((problem) => !(problem.field in change)));
    },
    /** Them, if nothing is wrong; else the first field of the form that is wrong has the focus. */
    checked: (form: HTMLElement | null): JoinLinkInput | null => {
      const found = problemsOf(terms);
      setProblems(found);
      if (found.length === 0) return inputOf(terms);
      requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return null;
    },
    /** They were taken: what was typed counts as saved. */
    taken: (now: Terms) => {
      setBase(now);
      setTerms(now);
      setProblems([]);
    },
  };
}
