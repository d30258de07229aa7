//! Imports, before and after they are carried out.

use super::{Act, ActRange, StoreError};
use async_trait::async_trait;
use rollcall_domain::{
    AddressKey, GroupTree, ImportId, Role, Timestamp,
    import::{Column, KnownUser, Layout, Mapping, Options, Plan, Problem, RowCounts, RowOutcome},
    table::TableRow,
};

/// Imports of a workspace.
#[async_trait]
pub trait ImportStore: Send + Sync {
    /// Those of these addresses whom the account knows, in any order.
    async fn known_users(&self, keys: &[AddressKey]) -> Result<Vec<KnownUser>, StoreError>;

    /// Carries a plan out whole, in one transaction, if nobody whom it names has changed since it was made. First is given, then taken, then
    /// removed; an administrator of the root group is left, or nothing is written. Members are mailed what they gain, but not where their role is
    /// changed.
    ///
    /// `progress` is called now and then with the share that is done, 0 to 1; when it returns `false`, nothing is written and the
    /// outcome is [`CarriedOut::Cancelled`].
    async fn carry_out(
        &self,
        import: &ImportToCarryOut<'_>,
        act: Act,
        progress: &(dyn Fn(f32) -> bool + Send + Sync),
    ) -> Result<CarriedOut, StoreError>;

    /// Imports, newest first, at most `limit`, older than `before` if given.
    async fn imports(&self, before: Option<ImportId>, limit: u32) -> Result<Vec<ImportRecord>, StoreError>;

    /// One import.
    async fn import(&self, id: ImportId) -> Result<Option<ImportRecord>, StoreError>;

    /// The rows of an import in the order of the file.
    async fn import_rows(&self, id: ImportId) -> Result<Vec<ImportRow>, StoreError>;

    /// The entries of the activity that tell what an import did to users. None: there is no such import, or it did nothing to anybody.
    async fn acts_of_import(&self, id: ImportId) -> Result<Option<ActRange>, StoreError>;

    /// What somebody has said of the columns of a table with the headers of one of these ([`Layout::signature`]): of the first of which
    /// somebody has, and which it is.
    async fn mapping_for(&self, signatures: &[String]) -> Result<Option<(usize, Mapping)>, StoreError>;

    /// Keeps what somebody has said of the columns of tables with these headers, in place of what was said before.
    async fn keep_mapping(&self, signature: &str, mapping: &Mapping, now: Timestamp) -> Result<(), StoreError>;
}

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
    /// Somebody of the plan, a group or a role of it has changed since it was made, or is no longer the administrator's to give, take or remove;
    /// or nobody would be left who administers the account: nothing is written; plan again.
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
    /// Where its columns are among the cells of its rows.
    pub places: Vec<(Column, usize)>,
}

impl ImportRecord {
    /// Where a column is among the cells of a row.
    pub fn place(&self, column: Column) -> Option<usize> {
        self.places.iter().find(|(known, _)| *known == column).map(|(_, place)| *place)
    }
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
