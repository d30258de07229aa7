//! The part of planning that asks nobody: with an account, and without any.

use super::{Checked, ColumnsCheck, ImportCheck, Upload};
use crate::{Error, ports::store::StoreError};
use rollcall_domain::{
    Timestamp,
    import::{AccountView, Draft, KnownUser, Layout, NoTable, Options, read_rows},
};
use std::sync::Arc;

/// A table whose rows were read, and whose people are not known yet.
pub(crate) struct Begun {
    file_name: String,
    file_hash: [u8; 32],
    options: Options,
    pub(crate) draft: Draft,
    account: AccountView,
}

impl Begun {
    /// Reads the rows. What comes back instead says that somebody has to say what the columns mean.
    ///
    /// # Errors
    /// There is no row about anybody.
    pub(crate) async fn read(
        upload: Upload,
        account: AccountView,
        options: Options,
    ) -> Result<Result<Self, Checked>, Error> {
        let Upload { file_name, file_hash, sheet } = upload;
        // A hundred thousand rows take a tenth of a second: long enough to keep off the threads that answer the window.
        let (draft, sheet, account) =
            off_thread(move || (read_rows(sheet.clone(), &account, options), sheet, account)).await?;
        Ok(match draft {
            Ok(draft) => Ok(Self { file_name, file_hash, options, draft, account }),
            // There is nothing of which anybody could say something.
            Err(why @ NoTable::NoRows) => return Err(Error::NotATable { file: file_name, why }),
            Err(why) => {
                // What somebody said stays, also where it cannot be.
                let guess = sheet.mapping.clone().unwrap_or_else(|| Layout::guess(&sheet.table));
                let upload = Upload { file_name, file_hash, sheet };
                Err(Checked::Columns(Box::new(ColumnsCheck { upload, why, guess })))
            }
        })
    }

    /// Makes the plan, with what the account knows of the people, and its newest change before it was asked for that.
    pub(crate) async fn plan(
        self,
        basis: Vec<KnownUser>,
        basis_change: i64,
        seen_before: Option<Timestamp>,
    ) -> Result<Checked, Error> {
        let Self { file_name, file_hash, options, draft, account } = self;
        let (plan, draft, basis, account) =
            off_thread(move || (draft.plan(&basis, &account), draft, basis, account)).await?;
        let check =
            ImportCheck { file_name, file_hash, options, draft, plan, basis, basis_change, account, seen_before };
        Ok(Checked::Plan(Arc::new(check)))
    }
}

pub(crate) async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|why| Error::Store(StoreError::Database(why.to_string())))
}
