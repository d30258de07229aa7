//! What tests of Rollcall stand on.

pub mod smtp;
