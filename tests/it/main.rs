//! The whole application without a window: every rule of the design that its use cases keep, tried through them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
#![allow(clippy::large_futures, reason = "a test has the stack of a thread for itself")]

mod accounts;
mod actions;
mod asking;
mod deliveries;
mod elsewhere;
mod exports;
mod imports;
mod invitations;
mod inviting;
mod join_link;
mod mails;
mod mends;
mod model;
mod parts;
mod races;
mod reminders;
mod reports;
mod request_list;
mod request_notices;
mod request_races;
mod requests;
mod rights;
mod sample;
mod states;
