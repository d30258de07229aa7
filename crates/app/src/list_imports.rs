//! List imports that were carried out, and what became of their rows.

use crate::{
    App, Error, Permit,
    check_import::{RowView, off_thread, view_row},
    ports::store::ImportRecord,
};
use rollcall_domain::{
    ImportId, Timestamp,
    import::{RowCounts, RowOutcome},
};
use serde::Serialize;

/// An import as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ImportView {
    /// Its number.
    pub id: ImportId,
    /// The file's name.
    pub file_name: String,
    /// When it was carried out.
    pub at: Timestamp,
    /// Who carried it out.
    pub by: String,
    /// Rows by outcome.
    pub counts: RowCounts,
    /// Invitations that it made.
    pub invitations: u32,
    /// The headers of its table.
    pub headers: Vec<String>,
}

/// Some rows of an import or of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type), serde(rename = "PlanRows"))]
pub struct RowPage {
    /// The rows: those with problems first, then the others in the order of the file.
    pub rows: Vec<RowView>,
    /// How many there are, on this page or not.
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub total: usize,
}

/// The most imports that the history lists.
const MOST: u32 = 500;

impl App {
    /// The newest imports, newest first.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn list_imports(&self, _by: &Permit) -> Result<Vec<ImportView>, Error> {
        Ok(self.store().imports(None, MOST).await?.into_iter().map(ImportView::from).collect())
    }

    /// One import.
    ///
    /// # Errors
    /// There is no such import, or the workspace could not be read.
    pub async fn show_import(&self, _by: &Permit, id: ImportId) -> Result<ImportView, Error> {
        Ok(self.store().import(id).await?.ok_or(Error::NotFound)?.into())
    }

    /// Some rows of an import, those with problems first. No outcomes: all.
    ///
    /// # Errors
    /// There is no such import, or the workspace could not be read.
    pub async fn import_rows(
        &self,
        _by: &Permit,
        id: ImportId,
        outcomes: &[RowOutcome],
        offset: usize,
        limit: usize,
    ) -> Result<RowPage, Error> {
        let import = self.store().import(id).await?.ok_or(Error::NotFound)?;
        let rows = self.store().import_rows(id).await?;
        let outcomes = outcomes.to_vec();
        off_thread(move || {
            let order = problems_first(rows.iter().map(|row| (row.outcome, row.problems.is_empty())), &outcomes);
            let view = |index: &usize| {
                let row = &rows[*index];
                view_row(row.number, row.outcome, row.cells.clone(), &row.problems, |column| import.place(column))
            };
            RowPage { rows: order.iter().skip(offset).take(limit).map(view).collect(), total: order.len() }
        })
        .await
    }
}

/// The places of the rows with one of these outcomes (none: any): rejected ones first, then those with a warning, then the others; each
/// in the order of the file.
pub fn problems_first(rows: impl Iterator<Item = (RowOutcome, bool)>, outcomes: &[RowOutcome]) -> Vec<usize> {
    let mut order: Vec<(u8, usize)> = rows
        .enumerate()
        .filter(|(_, (outcome, _))| outcomes.is_empty() || outcomes.contains(outcome))
        .map(|(index, (outcome, is_clean))| {
            let rank = if outcome == RowOutcome::Rejected { 0 } else { 1 + u8::from(is_clean) };
            (rank, index)
        })
        .collect();
    order.sort_unstable();
    order.into_iter().map(|(_, index)| index).collect()
}

impl From<ImportRecord> for ImportView {
    fn from(import: ImportRecord) -> Self {
        Self {
            id: import.id,
            file_name: import.file_name,
            at: import.at,
            by: import.by,
            counts: import.counts,
            invitations: import.invitations,
            headers: import.headers,
        }
    }
}
