//! A table on its way into the account: as it was read, and what was mended since.

use super::{Layout, Mapping, Mend, Plan};
use crate::table::{Cell, Table};
use std::{collections::BTreeSet, sync::Arc};

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
#[derive(Debug, Clone)]
struct Mended {
    /// Index into the rows of the table, the cell's place, and what stood there.
    cells: Vec<(usize, usize, Cell)>,
    /// Rows that were not skipped.
    skipped: Vec<u32>,
    /// A group that was not to be made.
    new_group: Option<String>,
}

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
    pub fn mend(&mut self, _mend: &Mend, _layout: &Layout, _plan: &Plan) -> u32 {
        todo!()
    }

    /// Takes the newest mend back. `false`: there is none.
    pub fn take_back(&mut self) -> bool {
        todo!()
    }
}
