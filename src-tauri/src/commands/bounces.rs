//! Mails that came back.

use super::{Answer, TheShell, apart};
use crate::{dialogs::Question, failure::Failure, files, open::Open};
use rollcall_app::{Error, Permit, ports::Unreadable, read_bounces::BounceOutcome};
use std::{
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

/// As many bytes as are read of one: what came back has the mail in it that was sent, with an import's report at most.
const MOST: u64 = 32 << 20;

/// Lets the person choose mails that came back, and marks ours that they name as failed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_bounce(shell: TheShell<'_>) -> Answer<Option<BounceOutcome>> {
    let (open, permit) = shell.acting().await?;
    permit.require_root()?;
    let paths = shell.ask_for_several(Question::ChooseBounces).await;
    if paths.is_empty() {
        return Ok(None);
    }
    // The dialog may have stood there for long.
    let permit = open.permit().await?;
    read_all(&open, &permit, paths).await.map(Some)
}

/// Reads a mail that came back and was dropped on the window.
#[tauri::command]
#[specta::specta]
pub(crate) async fn read_bounce(shell: TheShell<'_>, file: u32) -> Answer<BounceOutcome> {
    let (open, permit) = shell.acting().await?;
    permit.require_root()?;
    let path = shell.chosen(file)?;
    read_all(&open, &permit, vec![path]).await
}

/// The sum of them all. A file that is no such mail is counted among the others, unless nothing else was chosen.
async fn read_all(open: &Open, by: &Permit, paths: Vec<PathBuf>) -> Answer<BounceOutcome> {
    let mut sum = BounceOutcome::default();
    let (mut were_read, mut refused) = (false, None);
    for path in paths {
        let name = files::name(&path);
        let bytes = apart(move || read(&path)).await?;
        match open.app().read_bounce(by, &name, &bytes).await {
            Ok(outcome) => {
                were_read = true;
                sum.recorded.extend(outcome.recorded);
                sum.others += outcome.others;
            }
            Err(error @ Error::NotABounce(_)) => {
                sum.others += 1;
                refused.get_or_insert(error);
            }
            Err(error) => return Err(error.into()),
        }
    }
    match refused {
        Some(error) if !were_read => Err(error.into()),
        _ => Ok(sum),
    }
}

fn read(path: &Path) -> Answer<Vec<u8>> {
    let bytes = open_regular(path).and_then(|file| {
        let mut bytes = Vec::new();
        file.take(MOST + 1).read_to_end(&mut bytes).map(|_| bytes)
    });
    let file = files::name(path);
    match bytes {
        Ok(bytes) if bytes.len() as u64 > MOST => Err(Error::NotABounce(file).into()),
        Ok(bytes) => Ok(bytes),
        Err(why) => Err(Failure::from(Error::Unreadable { file, why: Unreadable::NotOpened(why.to_string()) })),
    }
}

/// What is no regular file could be waited for without end.
fn open_regular(path: &Path) -> io::Result<File> {
    if !path.metadata()?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    File::open(path)
}
