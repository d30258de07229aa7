//! Opening a workspace: putting an application together from the parts of this machine.

use crate::{Keyring, OsDice, SystemClock};
use rollcall_app::{App, Error, Outside, check_offline::Offline, ports::StoreError};
use rollcall_mail::Postbox;
use rollcall_sheet::{ChildReader, READ_SHEET_ARG, Sheets};
use rollcall_store::SqliteStore;
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// An open workspace. Close it before the program ends, so that nothing but the one file is left behind.
pub struct Workspace {
    /// The use cases.
    pub app: Arc<App>,
    store: Arc<SqliteStore>,
    path: PathBuf,
}

impl Workspace {
    /// Where it is, as a full path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Closes the file. What was written is in it either way; this tidies up what stands beside it.
    pub async fn close(&self) {
        self.store.close().await;
    }
}

/// Makes a new, empty workspace and opens it.
///
/// # Errors
/// There is a file already, or it cannot be made.
pub async fn create(path: &Path) -> Result<Workspace, Error> {
    create_with_reader(path, &own_program(path)?).await
}

/// As [`create`]; spreadsheets are read by another program that takes [`READ_SHEET_ARG`].
///
/// # Errors
/// As [`create`].
pub async fn create_with_reader(path: &Path, program: &Path) -> Result<Workspace, Error> {
    let path = full(path)?;
    Ok(put_together(SqliteStore::create(&path).await?, path, program))
}

/// Opens a workspace.
///
/// # Errors
/// There is no such file, or it is no workspace that can be opened; it is left as it is then.
pub async fn open(path: &Path) -> Result<Workspace, Error> {
    open_with_reader(path, &own_program(path)?).await
}

/// As [`open`]; spreadsheets are read by another program that takes [`READ_SHEET_ARG`].
///
/// # Errors
/// As [`open`].
pub async fn open_with_reader(path: &Path, program: &Path) -> Result<Workspace, Error> {
    let path = full(path)?;
    Ok(put_together(SqliteStore::open(&path).await?, path, program))
}

/// Spreadsheets without any workspace.
///
/// # Errors
/// The machine does not say where this program is, by which files are read.
pub fn offline() -> Result<Offline, Error> {
    Ok(offline_with_reader(&own_program(Path::new(""))?))
}

/// As [`offline`]; spreadsheets are read by another program that takes [`READ_SHEET_ARG`].
pub fn offline_with_reader(program: &Path) -> Offline {
    Offline::new(reading_with(program), Arc::new(SystemClock))
}

/// The folder into which mails are written until another way is set: `Acme.mails` beside `Acme.rollcall`.
pub fn mail_folder(workspace: &Path) -> PathBuf {
    workspace.with_extension("mails")
}

fn put_together(store: SqliteStore, path: PathBuf, reader: &Path) -> Workspace {
    let store = Arc::new(store);
    let app = App::new(Outside {
        store: Arc::clone(&store) as Arc<_>,
        sheets: reading_with(reader),
        post: Arc::new(Postbox::new(mail_folder(&path))),
        secrets: Arc::new(Keyring::of_this_session()),
        clock: Arc::new(SystemClock),
        dice: Arc::new(OsDice),
    });
    Workspace { app: Arc::new(app), store, path }
}

fn reading_with(program: &Path) -> Arc<Sheets> {
    Arc::new(Sheets::new(ChildReader::new(program, [READ_SHEET_ARG])))
}

/// This very program, which reads spreadsheets when it is started again.
fn own_program(workspace: &Path) -> Result<PathBuf, Error> {
    std::env::current_exe().map_err(|error| not_opened(workspace, &error))
}

fn full(path: &Path) -> Result<PathBuf, Error> {
    std::path::absolute(path).map_err(|error| not_opened(path, &error))
}

fn not_opened(path: &Path, error: &std::io::Error) -> Error {
    Error::Store(StoreError::NotOpened { path: path.to_owned(), reason: error.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rollcall_app::{ErrorCode, create_account::NewAccountInput};

    #[test]
    fn mails_are_written_beside_the_workspace() {
        assert_eq!(mail_folder(Path::new("/home/ana/Acme.rollcall")), Path::new("/home/ana/Acme.mails"));
        assert_eq!(mail_folder(Path::new("Acme & Söhne v2.1.rollcall")), Path::new("Acme & Söhne v2.1.mails"));
    }

    #[tokio::test]
    async fn a_workspace_is_created_once_and_opened_again_with_what_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("Acme.rollcall");
        let workspace = create(&path).await.unwrap();
        let input = NewAccountInput {
            account: "Acme".to_owned(),
            administrator_name: "Ana".to_owned(),
            administrator_address: "ana@example.org".to_owned(),
            groups: Vec::new(),
        };
        workspace.app.create_account(&input.check().unwrap()).await.unwrap();
        workspace.close().await;
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["Acme.rollcall"]);

        let refused = create(&path).await.err().map(|error| error.code());
        assert_eq!(refused, Some(ErrorCode::WorkspaceNotOpened));
        let again = open(&path).await.unwrap();
        assert_eq!(again.app.account_name().await.as_deref(), Ok("Acme"));
        assert_eq!(again.path(), path);
        again.close().await;
    }

    #[tokio::test]
    async fn what_is_no_workspace_is_refused_and_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.rollcall");
        std::fs::write(&path, "to do").unwrap();
        assert_eq!(open(&path).await.err().map(|error| error.code()), Some(ErrorCode::WorkspaceForeign));
        assert_eq!(std::fs::read(&path).unwrap(), b"to do");
        let missing = open(&folder.path().join("none.rollcall")).await.err().map(|error| error.code());
        assert_eq!(missing, Some(ErrorCode::WorkspaceNotOpened));
    }
}
