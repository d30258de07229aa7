//! Other programs and ours: what LibreOffice, openpyxl, Python's csv and email modules and a foreign mail server make of
//! our files and mails, and we of theirs.
//!
//! `cargo xtask test` installs them and says where Python is; without that these tests are left out, and say so.

#![allow(
    clippy::unwrap_used,
    reason = "in a test it says that the test failed; the lint knows only functions marked as tests"
)]

mod csv;
mod elsewhere;
mod export;
mod foreign;
mod libreoffice;
mod mails;
mod openpyxl;
#[path = "../command/place.rs"]
#[allow(dead_code, reason = "the tests of the command use all of it")]
mod place;
mod report;
mod request_mails;
mod round_trip;
mod staff;
