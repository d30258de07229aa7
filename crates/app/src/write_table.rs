//! Tables of any length, written while their rows are read from the workspace.

use crate::{
    Error,
    ports::{
        sheets::{NotMade, Rows},
        store::StoreError,
    },
};
use tokio::{sync::mpsc, task::JoinHandle};

/// So many batches may wait until they are written.
const WAITING: usize = 2;

/// A table that is being written, off the threads that answer the window. Dropped, it is given up.
pub(crate) struct TableWriting {
    rows: mpsc::Sender<Vec<Vec<String>>>,
    written: JoinHandle<Result<Vec<u8>, NotMade>>,
}

impl TableWriting {
    /// Begins, with what writes the rows that will be put.
    pub(crate) fn begin(write: impl FnOnce(Rows<'_>) -> Result<Vec<u8>, NotMade> + Send + 'static) -> Self {
        let (rows, mut batches) = mpsc::channel::<Vec<Vec<String>>>(WAITING);
        let written =
            tokio::task::spawn_blocking(move || write(&mut std::iter::from_fn(|| batches.blocking_recv()).flatten()));
        Self { rows, written }
    }

    /// Puts rows behind those that were put. `false`: no more are taken, and [`TableWriting::end`] says why.
    pub(crate) async fn put(&self, rows: Vec<Vec<String>>) -> bool {
        self.rows.send(rows).await.is_ok()
    }

    /// The file, when all rows are written.
    ///
    /// # Errors
    /// There are more rows than a sheet has, or the file could not be made.
    pub(crate) async fn end(self) -> Result<Vec<u8>, Error> {
        drop(self.rows);
        let written = self.written.await.map_err(|why| Error::Store(StoreError::Database(why.to_string())))?;
        written.map_err(|why| match why {
            NotMade::TooManyRows(limit) => Error::TooManyRows(limit),
            NotMade::Failed(why) => Error::FileNotMade(why),
        })
    }
}
