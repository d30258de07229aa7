//! Every kind of mail in every language, with friendly and hostile names: written into a folder, to look at and for another
//! program to parse, or sent to a mail server on this computer.
//!
//! `cargo run -p rollcall-mail --example every_mail FOLDER|PORT`

#[path = "../tests/common/mod.rs"]
mod common;

use rollcall_app::{
    ports::Post as _,
    settings::{MailRoute, SmtpSecurity},
};
use rollcall_mail::Postbox;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let to = std::env::args().nth(1).ok_or("name a folder or a port")?;
    let route = match to.parse() {
        Ok(port) => MailRoute::Smtp { host: "localhost".into(), port, security: SmtpSecurity::Plain, user: None },
        Err(_) => MailRoute::Folder { dir: None },
    };
    let mut courier = Postbox::new(to.into()).open(&route, None).await?;
    for mail in common::every_mail() {
        let outcome = courier.send(&mail).await;
        println!("{outcome:?}");
    }
    courier.close().await;
    Ok(())
}
