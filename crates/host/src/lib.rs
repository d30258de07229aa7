//! What the window and the command share: the machine's clock, dice and keyring, opening a workspace with them, and the rounds behind it;
//! and the QR code of a link.
//!
//! This is a composition root: the only place besides the programs themselves that asks the machine for the time, for randomness, for
//! its environment and for its keyring. The use cases get all of it handed in.

mod keyring;
mod machine;
mod qr;
mod rounds;
mod workspace;

pub use keyring::{Keyring, PASSWORD_VARIABLE};
pub use machine::{OsDice, SystemClock};
pub use qr::QrCode;
pub use rounds::Rounds;
pub use workspace::{
    Workspace, create, create_with_reader, mail_folder, offline, offline_with_reader, open, open_with_reader,
};
