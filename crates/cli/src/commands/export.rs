//! `rollcall export`: write users as a table that can be edited and imported again, or for another product.

use super::{Session, filters::Filters, order::Sorted};
use crate::{
    answer::{Answer, Failure},
    files::{self, Draft},
    words::say,
};
use clap::Args;
use rollcall_app::{
    Permit, export_elsewhere::Elsewhere, export_users::TableFormat, list_users::UserQuery, select_users::UserSelection,
};
use rollcall_domain::Status;
use std::path::{Path, PathBuf};

/// The arguments.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Where to write them, as .xlsx or .csv; a file that is there is replaced
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// For another product, one entry a person: entra, google or okta (.csv), ldif (.ldif), or scim (.json)
    #[arg(long, value_name = "PRODUCT", value_parser = elsewhere)]
    to: Option<Elsewhere>,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    sorted: Sorted,
}

/// A file that a table is written to.
pub(super) struct TableFile {
    /// What kind it is, by its ending.
    pub(super) format: TableFormat,
    draft: Draft,
}

impl Export {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let permit = session.permit().await?;
        let query = self.filters.query(session, &permit, self.sorted.order()).await?;
        let count = session.app().list_users(&permit, &UserQuery { limit: 0, ..query.clone() }).await?.total;
        let done = say("export-done", &[("count", &count), ("path", &self.file.display())]);
        let gone = if self.to.is_some() { gone(session, &permit, &query).await? } else { 0 };
        let selection = UserSelection::Matching { query, except: Vec::new() };
        if let Some(to) = self.to {
            let draft = begin_for(session, &self.file, to)?;
            let bytes = session.app().export_elsewhere(&permit, &selection, to).await?;
            draft.finish(&bytes).map_err(|error| files::not_written(&self.file, &error))?;
        } else {
            let file = TableFile::begin(session, &self.file)?;
            let bytes = session.app().export_users(&permit, &selection, file.format).await?;
            file.finish(&bytes)?;
        }
        let warning = if gone == 0 { String::new() } else { format!(" {}", say("export-gone", &[("count", &gone)])) };
        Ok(Answer::text(&(done + &warning)))
    }
}

/// How many of those who are meant are neither members nor invited any more.
async fn gone(session: &Session, permit: &Permit, query: &UserQuery) -> Result<usize, Failure> {
    let mut statuses = vec![Status::Declined, Status::Cancelled, Status::Removed];
    statuses.retain(|status| query.statuses.is_empty() || query.statuses.contains(status));
    if statuses.is_empty() {
        return Ok(0);
    }
    let query = UserQuery { statuses, limit: 0, ..query.clone() };
    Ok(session.app().list_users(permit, &query).await?.total)
}

/// Begins a file for another product.
fn begin_for(session: &Session, path: &Path, to: Elsewhere) -> Result<Draft, Failure> {
    let ending = path.extension().unwrap_or_default();
    if !ending.eq_ignore_ascii_case(to.ending()) {
        let words: [(_, &dyn ToString); 3] =
            [("path", &path.display()), ("product", &to.word()), ("ending", &to.ending())];
        return Err(Failure::Own(say("error-other-ending", &words)));
    }
    begin(session, path)
}

fn elsewhere(text: &str) -> Result<Elsewhere, String> {
    let words = || Elsewhere::ALL.map(Elsewhere::word).join(", ");
    let found = Elsewhere::ALL.into_iter().find(|to| to.word().eq_ignore_ascii_case(text));
    found.ok_or_else(|| say("export-form", &[("products", &words())]))
}

/// Begins a file, so that whether it can be written is known first.
fn begin(session: &Session, path: &Path) -> Result<Draft, Failure> {
    if files::is_same_file(path, session.workspace.path()) {
        return Err(Failure::Own(say("error-is-workspace", &[("path", &path.display())])));
    }
    Draft::begin(path)
}

impl TableFile {
    /// Begins the file, so that whether it can be written is known first.
    ///
    /// # Errors
    /// Its name says no kind of table, it is the workspace, or no file can be made there.
    pub(super) fn begin(session: &Session, path: &Path) -> Result<Self, Failure> {
        let ending = path.extension().unwrap_or_default();
        let is = |wanted: &str| ending.eq_ignore_ascii_case(wanted);
        let format = match (is("xlsx"), is("csv")) {
            (true, _) => TableFormat::Xlsx,
            (_, true) => TableFormat::Csv,
            _ => return Err(Failure::Own(say("error-no-table-file", &[("path", &path.display())]))),
        };
        Ok(Self { format, draft: begin(session, path)? })
    }

    /// Writes all of it.
    ///
    /// # Errors
    /// It cannot be written; what was there before is still there.
    pub(super) fn finish(self, bytes: &[u8]) -> Result<(), Failure> {
        let path = self.draft.path().to_owned();
        self.draft.finish(bytes).map_err(|error| files::not_written(&path, &error))
    }
}
