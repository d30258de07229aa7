//! `rollcall serve`: run the join service beside the workspace, and let reminders and mails go out while it runs.

use super::Session;
use crate::{
    answer::{Answer, Failure, complain},
    progress::Stop,
    words::say,
};
use clap::Args;
use rollcall_host::{Rounds, SystemClock};
use rollcall_join::JoinPages;
use std::{convert::Infallible, io, net::SocketAddr, sync::Arc};
use tokio::sync::Notify;

/// The arguments.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Where to listen, address:port; the setting join.listen if it is not given. Port 0 takes a free one
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
}

impl Serve {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        // Without an account there is nothing to answer for.
        session.app().account_name().await?;
        let settings = session.app().settings().await?;
        let address = self.listen.unwrap_or(settings.join_listen);
        let not_bound = |why: io::Error| Failure::Own(say("serve-not-bound", &[("address", &address), ("why", &why)]));
        let listener = rollcall_join::bind(address).await.map_err(not_bound)?;
        let address = listener.local_addr().map_err(not_bound)?;
        let stop = Stop::watch();
        let listening = say("serve-listening", &[("address", &address), ("links", &settings.link_base())]);
        let _ = Answer::text(&format!("{listening} {}", say("serve-until", &[]))).give();

        let pages = JoinPages::new(Arc::clone(&session.workspace.app), Arc::new(SystemClock));
        let told = Arc::new(Notify::new());
        let rounds = Rounds::begin(Arc::clone(&session.workspace.app), {
            let told = Arc::clone(&told);
            move || told.notify_one()
        });
        let asked_to_end = async {
            stop.requested().await;
            // Mails on their way may arrive while the pages end.
            session.app().stop_delivering();
        };
        let served = tokio::select! {
            served = pages.serve(listener, asked_to_end) => served,
            never = rounds.keep_looking() => match never {},
            never = tell(&rounds, &told) => match never {},
        };
        rounds.finish().await;
        served.map_err(|why| Failure::Own(say("serve-ended", &[("why", &why)])))?;
        Ok(Answer::nothing())
    }
}

/// Says on standard error what stops all mail or all reminders, once, and when it is over.
async fn tell(rounds: &Rounds, told: &Notify) -> Infallible {
    let mut said = None;
    loop {
        told.notified().await;
        let trouble = rounds.trouble();
        if trouble == said {
            continue;
        }
        match &trouble {
            Some(error) => complain(&Failure::UseCase(error.clone()).sentence()),
            None => complain(&say("serve-trouble-over", &[])),
        }
        said = trouble;
    }
}
