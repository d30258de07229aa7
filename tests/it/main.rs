//! The whole application without a window: every rule of the design that its use cases keep, tried through them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
#![allow(clippy::large_futures, reason = "a test has the stack of a thread for itself")]

mod accounts;
mod imports;
mod invitations;
mod inviting;
mod mails;
mod reports;
mod races;
mod reminders;
mod sample;
mod states;
