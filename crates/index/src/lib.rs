//! All users of an account in columns in memory: search, filter, sort, count, page. No IO, no clock.
//!
//! Every user has a *slot*, the row of all columns; slots are given in the order of arrival and never taken away, as users
//! never are. A question is answered in three steps: which slots match (sets of bits: one pass over each filtered column,
//! then the packed folded text searched with `memmem`, where letters and pairs of letters have not ruled it out), how
//! they stand now (bits again), and which of them are on the page (walking a permutation of the slots that is kept
//! sorted). How long a million users take: `cargo run --release -p rollcall-index --example measure`.

mod answer;
mod assignments;
mod bits;
mod by_groups;
mod columns;
mod domains;
mod entry;
mod filter;
mod fold;
mod held;
mod in_domains;
mod in_order;
mod index;
mod order;
mod query;
mod standings;
mod stretch;
mod tally;
mod texts;
mod trend;

pub use entry::Entry;
pub use fold::{fold, words};
pub use held::Held;
pub use in_domains::InDomain;
pub use index::Index;
pub use query::{Counts, InvitationCounts, Moment, Only, Page, Period, Places, Query, Sort, Window};
pub use trend::Trend;
