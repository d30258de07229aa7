//! How many mails a second one connection carries to a server on this computer that adds no delay.
//!
//! `cargo run --release -p rollcall-mail --example throughput [MAILS]`

#[path = "../tests/common/mod.rs"]
mod common;

use rollcall_app::{
    ports::{Post as _, SendOutcome},
    settings::{MailRoute, SmtpSecurity},
};
use rollcall_domain::Language;
use rollcall_mail::{Limits, Postbox};
use rollcall_testkit::smtp::{Offer, Security, SmtpServer};
use std::time::Instant;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mails: u32 = std::env::args().nth(1).map_or(Ok(5_000), |number| number.parse())?;
    let begun = Instant::now();
    for _ in 0..mails {
        std::hint::black_box(common::rendered(&common::invitation("Zoë Ünal", true), Language::De));
    }
    println!("rendering: {:.0} µs a mail", begun.elapsed().as_secs_f64() * 1e6 / f64::from(mails));
    for (name, security, offered, pipelining) in [
        ("plain, one by one", SmtpSecurity::Plain, Security::Plain, false),
        ("plain, pipelined", SmtpSecurity::Plain, Security::Plain, true),
        ("TLS, pipelined", SmtpSecurity::Tls, Security::Tls, true),
    ] {
        let server = SmtpServer::start(Offer { security: offered, pipelining, ..Offer::default() }).await;
        let roots = vec![server.root_certificate().clone()];
        let postbox = Postbox::for_tests("unused".into(), Limits::default(), roots);
        let route = MailRoute::Smtp { host: "127.0.0.1".into(), port: server.port(), security, user: None };
        let mail = common::mail(1, "Zoë Ünal", &common::invitation("Zoë Ünal", true), Language::De);
        let mut courier = postbox.open(&route, None).await?;
        let begun = Instant::now();
        for _ in 0..mails {
            let outcome = courier.send(&mail).await;
            assert!(matches!(outcome, SendOutcome::Sent(_)), "{outcome:?}");
        }
        let seconds = begun.elapsed().as_secs_f64();
        courier.close().await;
        let bytes = server.wait_for(mails as usize).await[0].bytes.len();
        println!("{name}: {:.0} mails a second ({bytes} bytes each)", f64::from(mails) / seconds);
    }
    Ok(())
}
