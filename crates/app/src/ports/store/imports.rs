//! Imports, before and after they are carried out.

use rollcall_domain::{
    GroupTree, ImportId, Role, Timestamp,
    import::{KnownUser, Layout, Options, Plan, Problem, RowCounts, RowOutcome},
    table::TableRow,
};

/// An import, ready to be carried out.
#[derive(Debug, Clone)]
pub struct ImportToCarryOut<'a> {
    /// The file's name, without its folder.
    pub file_name: &'a str,
    /// SHA-256 of its bytes.
    pub file_hash: [u8; 32],
    /// What was chosen.
    pub options: Options,
    /// What is done.
    pub plan: &'a Plan,
    /// What the account knew of the people of the file when the plan was made, by key.
    pub basis: &'a [KnownUser],
    /// The number of the newest change ([`super::Store::latest_change`]) before the account was asked for that.
    pub basis_change: i64,
    /// The groups for which the plan was made.
    pub groups: &'a GroupTree,
    /// The roles for which it was made.
    pub roles: &'a [Role],
    /// The headers of the table.
    pub headers: &'a [String],
    /// Where its columns are: what is stored of a row is [`Layout::without_report_columns`].
    pub layout: &'a Layout,
    /// The rows as uploaded, one beside each of `plan.rows`.
    pub rows: &'a [TableRow],
}

/// How carrying out ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CarriedOut {
    /// All of it is written.
    Done(ImportId),
    /// Somebody of the plan, a group or a role of it has changed since it was made, or is no longer the administrator's to give: nothing is
    /// written; plan again.
    Stale,
    /// The caller said stop: nothing is written.
    Cancelled,
}

/// An import that was carried out.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportRecord {
    /// Its number.
    pub id: ImportId,
    /// The file's name.
    pub file_name: String,
    /// SHA-256 of the file.
    pub file_hash: Vec<u8>,
    /// When it was carried out.
    pub at: Timestamp,
    /// Who carried it out, as they are called or addressed now.
    pub by: String,
    /// What was chosen.
    pub options: Options,
    /// Rows by outcome.
    pub counts: RowCounts,
    /// Invitations it made.
    pub invitations: u32,
    /// The headers of the table.
    pub headers: Vec<String>,
}

/// One row of an import.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportRow {
    /// The row's own number in the file.
    pub number: u32,
    /// What became of it.
    pub outcome: RowOutcome,
    /// The cells as uploaded.
    pub cells: Vec<String>,
    /// What was wrong, or worth knowing.
    pub problems: Vec<Problem>,
}
