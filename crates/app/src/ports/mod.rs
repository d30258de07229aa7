//! What the use cases need from outside, as traits. The composition roots (the window, the command) hand in what implements them.

pub mod mail;
pub mod secrets;
pub mod sheets;
pub mod store;

pub use mail::{AskerLine, Courier, MailContent, OutgoingMail, Post, Rendered, SendOutcome};
pub use secrets::Secrets;
pub use sheets::{ReadFile, Report, ReportRow, Spreadsheets, Template, Unreadable};
pub use store::{Store, StoreError};
