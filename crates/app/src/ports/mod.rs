//! What the use cases need from outside, as traits. The composition roots (the window, the command) hand in what implements them.

pub mod sheets;

pub use sheets::{Report, ReportRow, Spreadsheets, Template, Unreadable};
