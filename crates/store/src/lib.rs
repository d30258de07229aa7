//! The workspace of Rollcall: all SQL, and the files it lives in.
//!
//! [`SqliteStore`] keeps an account in one file. What it must do is written down in [`rollcall_app::ports::Store`], and the
//! contract suite in `tests/contract` asks it of every database alike.

mod sqlite;

pub use sqlite::{APPLICATION_ID, SqliteStore};
