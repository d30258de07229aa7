//! The whole application without a window: every rule of the design that its use cases keep, tried through them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
#![allow(clippy::large_futures, reason = "a test has the stack of a thread for itself")]

mod accounts;
mod deliveries;
mod imports;
mod invitations;
mod inviting;
mod mails;
mod races;
mod reminders;
mod reports;
mod sample;
mod states;
