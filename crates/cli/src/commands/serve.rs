//! `rollcall serve`: run the join service beside the workspace.

use super::Session;
use crate::{
    answer::{Answer, Failure},
    progress::Stop,
    words::say,
};
use clap::Args;
use rollcall_host::SystemClock;
use rollcall_join::JoinPages;
use std::{io, net::SocketAddr, sync::Arc};

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
        let served = pages.serve(listener, stop.requested()).await;
        served.map_err(|why| Failure::Own(say("serve-ended", &[("why", &why)])))?;
        Ok(Answer::nothing())
    }
}
