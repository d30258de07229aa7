//! The turn to deliver mail, and the notes of whoever has it.
//!
//! The turn is a lock of the operating system on a file beside the workspace, `….rollcall-courier`: it is free as soon as the process that
//! had it has ended, whatever ended it. In the same file stand the notes of what was begun and how it ended. They are written without
//! waiting for the disk: what a process has written is there when it has died, and only a machine that stops can lose it. So notes from
//! before the machine started are not believed.

mod machine;
mod notes;

use super::{
    SqliteStore,
    error::Failed,
    header::{beside, not_opened},
    outbox,
};
use notes::Line;
pub(super) use notes::{Left, Noted};
use rollcall_app::ports::store::{Delivery, DeliveryNotes, DeliveryTurn, StoreError};
use rollcall_domain::{MailId, Timestamp};
use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{self, Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Takes the turn and settles what a dead process left. `None`: another has it.
pub(super) async fn begin(store: &SqliteStore, now: Timestamp) -> Result<Option<DeliveryTurn>, Failed> {
    let Some(held) = Held::take(&store.path)? else { return Ok(None) };
    let mut db = store.reader().await?;
    let any = outbox::any_sending(&mut db).await?;
    drop(db);
    let mut interrupted = 0;
    if any {
        let left = held.read(machine::started().as_deref())?;
        let mut write = store.write(now).await?;
        interrupted = outbox::settle(&mut write, left.as_ref()).await?;
        write.commit().await?;
    }
    // Only now, when everything that stood there is in the workspace.
    held.begin_anew(now)?;
    Ok(Some(DeliveryTurn::new(held, interrupted)))
}

/// The locked file. Dropping it gives the turn back. The file stays: deleting it could give the turn to two.
struct Held {
    path: PathBuf,
    file: Mutex<File>,
}

impl Held {
    fn take(workspace: &Path) -> Result<Option<Self>, Failed> {
        let path = beside(workspace, "-courier");
        let opened = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&path);
        let file = opened.map_err(|error| Failed(not_opened(&path, &error)))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { path, file: Mutex::new(file) })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(Failed(not_opened(&path, &error))),
        }
    }

    /// The notes that are there, if they can be believed on a machine that started then.
    fn read(&self, started: Option<&str>) -> Result<Option<Left>, Failed> {
        let mut text = Vec::new();
        self.with(|file| {
            file.rewind()?;
            file.read_to_end(&mut text).map(drop)
        })?;
        Ok(notes::believed(&text, started))
    }

    fn begin_anew(&self, now: Timestamp) -> Result<(), StoreError> {
        let start = Line::Since(now.as_millis(), machine::started().map(Into::into)).written()?;
        self.with(|file| {
            file.set_len(0)?;
            file.rewind()?;
            file.write_all(&start)
        })
    }

    fn note(&self, line: &Line<'_>) -> Result<(), StoreError> {
        let line = line.written()?;
        self.with(|file| file.write_all(&line))
    }

    fn with(&self, act: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), StoreError> {
        let mut file: MutexGuard<'_, File> = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        act(&mut file).map_err(|error| not_opened(&self.path, &error))
    }
}

impl DeliveryNotes for Held {
    fn begun(&self, mail: MailId, attempt: u32) -> Result<(), StoreError> {
        self.note(&Line::Begun(mail.0, attempt))
    }

    fn ended(&self, delivery: &Delivery, attempt: u32) -> Result<(), StoreError> {
        self.note(&Line::ended(delivery, attempt))
    }

    fn forget(&self, now: Timestamp) -> Result<(), StoreError> {
        self.begin_anew(now)
    }
}
