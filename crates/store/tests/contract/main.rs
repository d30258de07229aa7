//! What the use cases may rely on, asked of every database alike. A test is a function over a [`database::Database`]; each area
//! lists its tests once, and `every_database!` runs the list on each database there is.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod account;
mod activity;
mod answers;
mod approvals;
mod asks;
mod chain;
mod contests;
mod database;
mod denials;
mod feed;
mod grants;
mod groups;
mod import_administrators;
mod import_changes;
mod imports;
mod invite;
mod joining;
mod life;
mod links;
mod mappings;
mod merges;
mod notices;
mod outbox;
mod plan;
mod races;
mod recorded;
mod records;
mod reminders;
mod removal;
mod removal_ends;
mod replies;
mod request_contests;
mod request_lists;
mod requests;
mod resend;
mod roles;
mod scene;
mod tending;
mod turn;
mod undo;
mod undo_imports;
mod undo_imports_left;
mod undo_removal;
mod undo_unanswered;
mod undoable;
mod users;
mod views;

/// Runs these tests of the calling module on every database.
macro_rules! every_database {
    ($($test:ident),* $(,)?) => {
        mod sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $test() {
                    super::$test(&crate::database::Sqlite::new().await).await;
                }
            )*
        }
    };
}
pub(crate) use every_database;
