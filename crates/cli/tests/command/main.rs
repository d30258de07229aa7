//! The command as its users have it: started as a program, on files, with its exit status and its two outputs.

#![allow(
    clippy::unwrap_used,
    reason = "in a test it says that the test failed; the lint knows only functions marked as tests"
)]

mod account;
mod activity;
mod bounce;
mod crash;
mod delivery_killed;
mod export;
mod groups;
mod import;
mod invitations;
mod invite;
mod joining;
mod link;
mod mail;
mod place;
mod record;
mod remove;
mod requests;
mod resend;
mod roles;
mod rounds;
mod serve;
mod users;
