import { useQuery } from '@tanstack/react-query';
import { type Column, type PlanView, commands } from '../../../ipc/bindings';
import { unwrap } from '../../../ipc/failure';
import { useGroups } from '../../../ipc/queries';
import { languages } from '../../../components/languages';
import { useGiving } from '../../../components/roles/useGiving';
import type { Mending } from '../rows/useEditing';
import type { Import } from '../useImport';

const actions = ['Add', 'Change role', 'Remove from group', 'Remove from account', 'Keep'];

const isOfReport = (column: Column | null) => column === 'result' || column === 'problem' || column === 'how_to_fix';

/** What can be mended in the rows of a plan, and with what. */
export function useMending(plan: PlanView, mend: Import['mend']): { mending: Mending; meanings: (Column | null)[] } {
  const groups = useGroups().data;
  const { roles } = useGiving();
  const columns = useQuery({
    queryKey: ['plan', 'columns', plan.plan],
    queryFn: () => unwrap(commands.columnsOf(plan.plan)),
    // Mending cells changes nothing in it.
    placeholderData: (before) => before,
  });
  // The rows are shown without what our own reports add to them.
  const meanings = (columns.data?.mapping.columns ?? []).filter((column) => !isOfReport(column));
  const words: Partial<Record<Column, () => string[]>> = {
    group: () => (groups ?? []).map((group) => group.path),
    role: () => roles.map((role) => role.name),
    action: () => actions,
    language: () => languages,
  };
  return {
    meanings,
    mending: {
      mend,
      meaning: (cell) => meanings[cell] ?? null,
      choices: (cell) => {
        const column = meanings[cell];
        return column == null ? [] : (words[column]?.() ?? []);
      },
      sameElsewhere: ({ code, value }) => {
        const kind = plan.problems.find((each) => each.code === code);
        return kind?.values.find((each) => each.value === value) ?? null;
      },
    },
  };
}
