import type { Mend } from '../../../ipc/bindings';
import { type Draft, type DraftRow, instead, partsOf, placeOf, rowsOf } from './draft';
import type { Planned } from './plan';

/** Mends something; says in how many rows. */
export function mended(draft: Draft, planned: Planned[], mend: Mend): [Draft, number] {
  const next: Draft = { ...draft, before: [...draft.before, draft] };
  /** Other texts in one column of some rows. */
  const write = (texts: Map<number, [number, string]>): [Draft, number] => {
    next.grid = draft.grid.map((row, at) => {
      const found = texts.get(at + 1);
      if (found === undefined) return row;
      const cells = [...row];
      while (cells.length <= found[0]) cells.push('');
      cells[found[0]] = found[1];
      return cells;
    });
    return [next, texts.size];
  };
  const skip = (rows: number[]): [Draft, number] => {
    next.skipped = new Set([...draft.skipped, ...rows]);
    return [next, rows.length];
  };
  switch (mend.kind) {
    case 'cell':
      return write(new Map([[mend.row, [mend.cell, mend.text]]]));
    case 'everywhere': {
      const place = placeOf(draft, mend.column);
      const { column, from, to } = mend;
      const rows = rowsOf(draft).filter((row) => row.get(column) === from || partsOf(row.get(column)).includes(from));
      const text = (row: DraftRow) => instead(row.get(column), from, to);
      return write(new Map(place === null ? [] : rows.map((row) => [row.number, [place, text(row)]])));
    }
    case 'suggestions': {
      const texts = new Map<number, [number, string]>();
      for (const { row, source, faults } of planned)
        for (const { code, column, value, suggestion } of faults) {
          const place = placeOf(draft, column);
          if (code !== mend.code || suggestion === null || place === null) continue;
          const text = texts.get(row.row)?.[1] ?? source.get(column);
          texts.set(row.row, [place, instead(text, value, suggestion)]);
        }
      return write(texts);
    }
    case 'create_group':
      next.groups = [...draft.groups, mend.path];
      return [next, planned.filter((each) => partsOf(each.source.get('group')).includes(mend.path)).length];
    case 'skip':
      return skip(mend.rows);
    case 'unskip': {
      const { rows } = mend;
      next.skipped = new Set([...draft.skipped].filter((row) => !rows.includes(row)));
      return [next, draft.skipped.size - next.skipped.size];
    }
    case 'skip_value': {
      const { code, column, value } = mend;
      const has = planned.filter((each) =>
        each.faults.some((fault) => fault.code === code && fault.column === column && fault.value === value),
      );
      return skip(has.map((each) => each.row.row));
    }
    case 'skip_all':
      return skip(
        planned.filter((each) => each.faults.some((fault) => fault.code === mend.code)).map((each) => each.row.row),
      );
  }
}
