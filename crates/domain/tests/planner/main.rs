//! The planner, by what an administrator sees: rows in, outcomes and problems out.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod accounts;
mod adding;
mod cells;
mod changing;
mod mending;
mod several;
