//! Writes every kind of mail in every language, with friendly and hostile names, into a folder: to look at, and for
//! another program to parse.

#[path = "../tests/common/mod.rs"]
mod common;

use rollcall_app::{ports::Post as _, settings::MailRoute};
use rollcall_mail::Postbox;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dir = std::env::args_os().nth(1).ok_or("name a folder")?;
    let postbox = Postbox::new(dir.into());
    let mut courier = postbox.open(&MailRoute::Folder { dir: None }, None).await?;
    for mail in common::every_mail() {
        let outcome = courier.send(&mail).await;
        println!("{outcome:?}");
    }
    courier.close().await;
    Ok(())
}
