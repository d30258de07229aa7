//! The use cases of Rollcall, a file a verb, and what they need from outside, as traits.

pub mod ports;
pub mod settings;
