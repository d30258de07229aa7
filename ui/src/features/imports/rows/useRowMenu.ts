import { useTranslation } from 'react-i18next';
import type { MenuEntry, MenuPart } from '../../../components/Menu';
import { shownText } from '../../../components/ShownText';
import type { PlanRow } from '../../../ipc/bindings';
import { type Editing, columnOf, faultyCells } from './useEditing';

/** What can be done with a row: what is suggested for it, here and wherever the same stands, writing in it, and skipping it or not. */
export function useRowMenu(editing: Editing, headers: string[]) {
  const { t } = useTranslation();
  const suggested = (row: PlanRow): MenuEntry[] =>
    row.problems.flatMap((problem, at): MenuEntry[] => {
      const { suggestion, instead, cell, value } = problem;
      if (suggestion === null || instead === null || cell === null) return [];
      const text = shownText(suggestion);
      const here: MenuEntry = {
        id: `use-${at}`,
        label: t('import.use', { text }),
        act: () => editing.mend({ kind: 'cell', row: row.row, cell, text: instead }),
      };
      const same = editing.mending?.sameElsewhere(problem) ?? null;
      if (same === null || same.rows < 2) return [here];
      const everywhere: MenuEntry = {
        id: `use-${at}-everywhere`,
        label: t('import.use_for', { text, value: shownText(value), count: same.rows }),
        act: () => editing.mend({ kind: 'everywhere', column: same.column, from: value, to: suggestion }),
      };
      return [here, everywhere];
    });
  const parts = (row: PlanRow): MenuPart[] => {
    const faulty = faultyCells(row);
    const cells = faulty.length > 0 ? faulty : headers.map((_, at) => at);
    const all: MenuPart[] = [
      { id: 'suggested', entries: suggested(row) },
      {
        id: 'edit',
        entries: cells.map((cell) => ({
          id: `edit-${cell}`,
          label: t('import.edit', { column: shownText(headers[cell] ?? '') }),
          act: () => editing.begin(row, columnOf(cell)),
        })),
      },
      {
        id: 'skip',
        entries: [
          row.skipped_by_hand
            ? {
                id: 'unskip',
                label: t('import.unskip_row'),
                act: () => editing.mend({ kind: 'unskip', rows: [row.row] }),
              }
            : {
                id: 'skip',
                label: t('import.skip_row'),
                disabled: row.outcome === 'skipped',
                act: () => editing.mend({ kind: 'skip', rows: [row.row] }),
              },
        ],
      },
    ];
    return all.filter((part) => part.entries.length > 0);
  };
  return { label: (row: PlanRow) => t('import.row_menu', { row: row.row }), parts };
}
