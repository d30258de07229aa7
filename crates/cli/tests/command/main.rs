//! The command as its users have it: started as a program, on files, with its exit status and its two outputs.

#![allow(
    clippy::unwrap_used,
    reason = "in a test it says that the test failed; the lint knows only functions marked as tests"
)]

mod account;
mod crash;
mod import;
mod mail;
mod place;
mod serve;
mod users;
