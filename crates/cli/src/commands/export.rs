//! `rollcall export`: write users as a table that can be edited and imported again.

use super::{Session, filters::Filters, order::Sorted};
use crate::{
    answer::{Answer, Failure},
    files::{self, Draft},
    words::say,
};
use clap::Args;
use rollcall_app::{export_users::TableFormat, list_users::UserQuery, select_users::UserSelection};
use std::path::{Path, PathBuf};

/// The arguments.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Where to write them, as .xlsx or .csv; a file that is there is replaced
    #[arg(value_name = "FILE")]
    file: PathBuf,
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
        let file = TableFile::begin(session, &self.file)?;
        let count = session.app().list_users(&permit, &UserQuery { limit: 0, ..query.clone() }).await?.total;
        let selection = UserSelection::Matching { query, except: Vec::new() };
        let bytes = session.app().export_users(&permit, &selection, file.format).await?;
        file.finish(&bytes)?;
        Ok(Answer::text(&say("export-done", &[("count", &count), ("path", &self.file.display())])))
    }
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
        if files::is_same_file(path, session.workspace.path()) {
            return Err(Failure::Own(say("error-is-workspace", &[("path", &path.display())])));
        }
        Ok(Self { format, draft: Draft::begin(path)? })
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
