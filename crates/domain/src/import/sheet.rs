//! A table on its way into the account: as it was read, and what was mended since.

use super::{
    Column, Layout, Mapping, Mend, Plan, PlannedRow, ProblemCode, RowOutcome,
    cells::{self, Action, value_of},
};
use crate::{
    GroupPath,
    table::{Cell, Table, TableRow},
};
use std::{
    collections::{BTreeSet, HashSet},
    sync::Arc,
};

/// A table as it is to be imported.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// What was read, with the cells that were mended.
    pub table: Arc<Table>,
    /// What somebody said of its columns.
    pub mapping: Option<Mapping>,
    /// The own numbers of the rows for which nothing is done.
    pub skipped: BTreeSet<u32>,
    /// The groups to be made, by what paths are compared ([`crate::GroupPath::key`]), though not every unknown group is.
    pub new_groups: BTreeSet<String>,
    /// What was mended, the newest last.
    mended: Vec<Mended>,
}

/// What was before something was mended.
#[derive(Debug, Clone, Default)]
struct Mended {
    /// Index into the rows of the table, the cell's place, and what stood there. No cell: the row ended before it.
    cells: Vec<(usize, usize, Option<Cell>)>,
    /// Rows that were not skipped.
    skipped: Vec<u32>,
    /// Rows that were skipped.
    unskipped: Vec<u32>,
    /// A group that was not to be made.
    new_group: Option<String>,
}

/// What is to be written: index into the rows of the table, the cell's place, and the text.
type Text = (usize, usize, String);

impl Sheet {
    /// A table as it was read.
    pub fn new(table: Table) -> Self {
        Self { table: Arc::new(table), ..Self::default() }
    }

    /// How many mends can be taken back.
    pub fn mends(&self) -> usize {
        self.mended.len()
    }

    /// Mends what somebody saw of this plan. Returns how many rows it mends; with none, nothing was done.
    pub fn mend(&mut self, mend: &Mend, layout: &Layout, plan: &Plan) -> u32 {
        let rows = match mend {
            Mend::Cell { row, cell, text } => self.write(self.one_cell(*row, *cell, text, layout)),
            Mend::Everywhere { column, from, to } => self.write(self.everywhere(*column, from, to, layout, plan)),
            Mend::Suggestions { code } => self.write(self.suggestions(*code, layout, plan)),
            Mend::CreateGroup { path } => self.create_group(path, layout, plan),
            Mend::Skip { rows } => {
                let rows: HashSet<u32> = rows.iter().copied().collect();
                self.skip(plan, |row| rows.contains(&row.number))
            }
            Mend::Unskip { rows } => self.unskip(rows),
            Mend::SkipValue { code, column, value } => self.skip(plan, |row| {
                let mut problems = row.problems.iter();
                problems.any(|it| it.code == *code && it.column == *column && it.value == *value)
            }),
            Mend::SkipAll { code } => self.skip(plan, |row| row.problems.iter().any(|problem| problem.code == *code)),
        };
        u32::try_from(rows).unwrap_or(u32::MAX)
    }

    /// Takes the newest mend back. `false`: there is none.
    pub fn take_back(&mut self) -> bool {
        let Some(mended) = self.mended.pop() else { return false };
        if !mended.cells.is_empty() {
            let table = Arc::make_mut(&mut self.table);
            for (row, place, before) in mended.cells.into_iter().rev() {
                let cells = &mut table.rows[row].cells;
                match before {
                    Some(cell) => cells[place] = cell,
                    None => cells.truncate(place),
                }
            }
        }
        mended.skipped.iter().for_each(|row| {
            self.skipped.remove(row);
        });
        self.skipped.extend(mended.unskipped);
        mended.new_group.iter().for_each(|group| {
            self.new_groups.remove(group);
        });
        true
    }

    /// The rows that are planned, each with its index into the rows of the table.
    fn planned<'a>(&self, layout: &Layout, plan: &'a Plan) -> impl Iterator<Item = (usize, &'a PlannedRow)> {
        (layout.first_row..self.table.rows.len()).zip(&plan.rows)
    }

    /// A cell as it is shown: those that a report has added are not counted.
    fn one_cell(&self, number: u32, cell: u32, text: &str, layout: &Layout) -> Vec<Text> {
        let rows = layout.data_rows(&self.table);
        let Some(row) = rows.iter().position(|row| row.number == number) else { return Vec::new() };
        if cell as usize >= layout.headers.len() {
            return Vec::new();
        }
        let added = layout.added();
        let place = (0..).filter(|index| !added.contains(index)).nth(cell as usize);
        place.map(|place| (layout.first_row + row, place, text.to_owned())).into_iter().collect()
    }

    /// Every cell of a column in which a text stands, alone or among others. Where nothing stands, only what is wrong is filled in. Of texts of
    /// which a problem tells only the start, the one for which this is suggested is meant, or else the first.
    fn everywhere(&self, column: Column, from: &str, to: &str, layout: &Layout, plan: &Plan) -> Vec<Text> {
        let Some(place) = layout.at(column) else { return Vec::new() };
        let (from, to) = (value_of(from), to.trim());
        let text_of = |at: usize| layout.cell(&self.table.rows[at], column).shown().trim();
        let suggests = |row: &PlannedRow| {
            row.problems
                .iter()
                .any(|it| it.column == column && it.value == from && it.suggestion.as_deref() == Some(to))
        };
        let has_it =
            |(at, row): &(usize, &PlannedRow)| row.outcome != RowOutcome::Skipped && value_of(text_of(*at)) == from;
        let suggested = self.planned(layout, plan).filter(has_it).find(|(_, row)| suggests(row));
        let whole = suggested.or_else(|| self.planned(layout, plan).find(has_it)).map(|(at, _)| text_of(at));
        let mended = |(at, row): (usize, &PlannedRow)| {
            let text = text_of(at);
            if row.outcome == RowOutcome::Skipped {
                return None;
            }
            if whole == Some(text) {
                let is_wrong = !from.is_empty() || row.problems.iter().any(|problem| problem.column == column);
                return is_wrong.then(|| (at, place, to.to_owned()));
            }
            let is_part = column.is_list() && !from.is_empty() && cells::parts(text).any(|part| part == from);
            is_part.then(|| (at, place, cells::with_parts(text, |part| (part == from).then_some(to))))
        };
        self.planned(layout, plan).filter_map(mended).collect()
    }

    /// What is suggested for every problem of a kind.
    fn suggestions(&self, code: ProblemCode, layout: &Layout, plan: &Plan) -> Vec<Text> {
        let of_row = |(at, row): (usize, &PlannedRow)| {
            let mut texts: Vec<Text> = Vec::new();
            for problem in row.problems.iter().filter(|problem| problem.code == code) {
                let Some((place, other)) = layout.at(problem.column).zip(problem.suggestion.as_deref()) else {
                    continue;
                };
                let mended = texts.iter_mut().find(|(_, known, _)| *known == place);
                let text = match &mended {
                    Some((_, _, text)) => text,
                    None => layout.cell(&self.table.rows[at], problem.column).shown(),
                };
                let text = cells::instead(problem.column, text, &problem.value, other);
                match mended {
                    // Another part of the same cell.
                    Some(mended) => mended.2 = text,
                    None => texts.push((at, place, text)),
                }
            }
            texts
        };
        self.planned(layout, plan).flat_map(of_row).collect()
    }

    /// Writes texts into cells, and returns how many rows are other ones by it.
    fn write(&mut self, texts: Vec<Text>) -> usize {
        let is_other = |(row, place, text): &Text| match self.table.rows[*row].cells.get(*place) {
            Some(Cell::Text(known)) => **known != **text,
            None | Some(Cell::Empty) => !text.is_empty(),
            Some(Cell::NotText { .. }) => true,
        };
        let texts: Vec<Text> = texts.into_iter().filter(is_other).collect();
        if texts.is_empty() {
            return 0;
        }
        let table = Arc::make_mut(&mut self.table);
        let mut mended = Mended::default();
        let mut rows: Vec<usize> = Vec::with_capacity(texts.len());
        for (row, place, text) in texts {
            let cells = &mut table.rows[row].cells;
            let text = if text.is_empty() { Cell::Empty } else { Cell::Text(text.into()) };
            if place < cells.len() {
                mended.cells.push((row, place, Some(std::mem::replace(&mut cells[place], text))));
            } else {
                mended.cells.push((row, cells.len(), None));
                cells.resize(place, Cell::Empty);
                cells.push(text);
            }
            rows.push(row);
        }
        self.mended.push(mended);
        rows.dedup();
        rows.len()
    }

    /// Lets a group be made, and returns how many rows it was missing in.
    fn create_group(&mut self, path: &str, layout: &Layout, plan: &Plan) -> usize {
        let Ok(path) = GroupPath::parse(path) else { return 0 };
        let key = path.key();
        let is_it = |part: &str| GroupPath::parse(part).is_ok_and(|path| path.key() == key);
        let names_it = |row: &TableRow| {
            let text = layout.cell(row, Column::Group).shown();
            let adds = Action::parse(layout.cell(row, Column::Action).shown()) == Some(Action::Add);
            adds && (is_it(text) || cells::parts(text).any(is_it))
        };
        let missing = self.planned(layout, plan).filter(|(at, row)| {
            row.problems.iter().any(|problem| problem.code == ProblemCode::GroupUnknown)
                && names_it(&self.table.rows[*at])
        });
        let rows = missing.count();
        if rows == 0 || !self.new_groups.insert(key.clone()) {
            return 0;
        }
        self.mended.push(Mended { new_group: Some(key), ..Mended::default() });
        rows
    }

    /// Skips rows that are not skipped already.
    fn skip(&mut self, plan: &Plan, is_meant: impl Fn(&PlannedRow) -> bool) -> usize {
        let rows = plan.rows.iter().filter(|row| row.outcome != RowOutcome::Skipped && is_meant(row));
        let skipped: Vec<u32> = rows.map(|row| row.number).filter(|row| self.skipped.insert(*row)).collect();
        let rows = skipped.len();
        if rows > 0 {
            self.mended.push(Mended { skipped, ..Mended::default() });
        }
        rows
    }

    /// Skips rows no longer.
    fn unskip(&mut self, rows: &[u32]) -> usize {
        let unskipped: Vec<u32> = rows.iter().copied().filter(|row| self.skipped.remove(row)).collect();
        let rows = unskipped.len();
        if rows > 0 {
            self.mended.push(Mended { unskipped, ..Mended::default() });
        }
        rows
    }
}
