//! What tests of Rollcall stand on: a whole application in a folder of its own with a clock to move ([`TestApp`]), and a real mail server
//! to read from ([`smtp`]); and eyes for QR codes ([`qr`]).

#![allow(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::missing_errors_doc,
    reason = "a test that cannot go on should stop"
)]

pub mod qr;
pub mod smtp;
mod test_app;
mod time_and_dice;

pub use test_app::{AnotherProgram, TestApp, link_of, links_in, request_links_in};
pub use time_and_dice::{MovableClock, SeededDice};
