//! The commands, called as the pages call them: through the real permissions, without a window.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod bounces;
mod computer;
mod invitations;
mod invite;
mod join_link;
mod links;
mod mail;
mod page;
mod requests;
mod settings;
mod sheets;
mod strangers;
mod workspaces;
