//! The join service over a real socket, on a real workspace.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod asking;
mod crowd;
mod doors;
mod house;
mod links;
mod reasons;
mod requests;
mod same;
mod visitor;
mod words;

use house::House;

/// An account in which Zoë is invited with her name known, and Ben without.
async fn acme() -> House {
    House::build("Acme", "Ana Silva", &["zoe@example.net|Zoë Ünal|Sales/EMEA|Buyer|", "ben@example.net||/|Finance|"])
        .await
}
