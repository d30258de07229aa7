//! The mail folder: each mail as an `.eml` file, until mail is set up, or for whoever wants it so.

use crate::message::Letter;
use async_trait::async_trait;
use rollcall_app::ports::{Courier, OutgoingMail, SendOutcome, mail::RouteProblem};
use sha2::{Digest as _, Sha256};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// The longest name of a file before `.eml`; every file system takes it.
const LONGEST_NAME: usize = 120;

/// Writes mails into a folder.
pub(crate) struct FolderCourier {
    dir: PathBuf,
}

impl FolderCourier {
    /// Makes the folder if it is not there.
    pub(crate) async fn open(dir: PathBuf) -> Result<Self, RouteProblem> {
        let made = tokio::fs::create_dir_all(&dir).await;
        made.map_err(|problem| RouteProblem::Folder(format!("{}: {problem}", dir.display())))?;
        Ok(Self { dir })
    }
}

#[async_trait]
impl Courier for FolderCourier {
    async fn hand_over(
        &mut self,
        mail: &OutgoingMail,
        _: Option<&OutgoingMail>,
        begins: &(dyn Fn() -> bool + Send + Sync),
    ) -> SendOutcome {
        let letter = match Letter::of(mail) {
            Ok(letter) => letter,
            Err(problem) => return SendOutcome::Failed(problem.to_string()),
        };
        if !begins() {
            return SendOutcome::Held;
        }
        let dir = self.dir.clone();
        let name = file_name(&mail.message_id);
        let written = {
            let name = name.clone();
            tokio::task::spawn_blocking(move || {
                write(&dir, &name, &letter.bytes).map_err(|problem| (problem, takes_no_file(&dir)))
            })
            .await
        };
        match written.unwrap_or_else(|ended| Err((io::Error::other(ended), false))) {
            Ok(()) => SendOutcome::Sent(name),
            Err((problem, lost)) => {
                let words = format!("{}: {problem}", self.dir.display());
                if lost { SendOutcome::RouteLost(RouteProblem::Folder(words)) } else { SendOutcome::Deferred(words) }
            }
        }
    }

    async fn close(self: Box<Self>) {}
}

/// Whether no file can be written there at all: then it is not about one mail.
fn takes_no_file(dir: &Path) -> bool {
    let beside = dir.join(format!(".trial.{}.tmp", std::process::id()));
    // As much as a mail has: a disk may be full.
    let tried = private_file(&beside).and_then(|mut file| {
        file.write_all(&[0; 16_384])?;
        file.sync_all()
    });
    let _ = fs::remove_file(&beside);
    tried.is_err()
}

/// The name of a mail's file, the same at every try: the Message-ID, with nothing in it that a file system or a shell
/// might understand otherwise.
fn file_name(message_id: &str) -> String {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '@' | '.' | '-' | '_');
    let mut name: String = message_id.chars().map(|c| if plain(c) { c } else { '_' }).take(LONGEST_NAME).collect();
    if name.starts_with(['.', '-']) {
        name.replace_range(..1, "_");
    }
    // What was changed could be the same as another's; `con` and its like are devices on Windows, but never with an @.
    if name != message_id || !name.contains('@') {
        let digest = Sha256::digest(message_id);
        name.push('-');
        name.extend(digest.iter().take(6).map(|byte| format!("{byte:02x}")));
    }
    name + ".eml"
}

/// Writes beside the name first, so that whoever sees the file sees all of it, and a power cut leaves all or nothing.
fn write(dir: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(dir)?;
    let beside = dir.join(format!(".{name}.{}.tmp", std::process::id()));
    let written = (|| {
        let mut file = private_file(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, dir.join(name))?;
        sync_folder(dir)
    })();
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// A file that only its owner reads: mails carry links that work.
fn private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes the new name last, where folders can be synced.
fn sync_folder(dir: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(dir)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_says_the_message_id_and_cannot_leave_the_folder() {
        assert_eq!(file_name("0198-17.1@rollcall.example"), "0198-17.1@rollcall.example.eml");
        let names =
            ["../../etc/passwd@x", "..", "", "CON", "con", "a/b@x", "a\\b@x", "a:b@x", "A@x", "a@x", ".a@x", "ü@x"]
                .map(file_name);
        for name in &names {
            let safe = |c: char| c.is_ascii_alphanumeric() || "@.-_".contains(c);
            assert!(name.chars().all(safe) && !name.starts_with('.'), "{name}");
        }
        let different: std::collections::HashSet<_> = names.iter().collect();
        assert_eq!(different.len(), names.len());
        assert!(file_name(&"x".repeat(5000)).len() < 200);
    }
}
