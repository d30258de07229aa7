//! Other programs and ours: what the reader makes of one and the same tricky workbook as `LibreOffice`, openpyxl, pandas, xlwt, `SheetJS` and `ExcelJS`
//! save it in all their formats, and what they see in the workbooks that we write.
//!
//! `cargo xtask test` installs them and says where they are; without that these tests are left out, and say so.

#![allow(
    clippy::unwrap_used,
    reason = "in a test it says that the test failed; the lint knows only functions marked as tests"
)]

#[path = "../../../cli/tests/programs/foreign.rs"]
#[allow(dead_code, reason = "the tests of the command use all of it")]
mod foreign;
mod node;
mod old;
mod outputs;
mod tricky;
