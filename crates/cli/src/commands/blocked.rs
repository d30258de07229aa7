//! `rollcall blocked`: list from where no join request is wanted, or let requests come from there again.

use super::{Session, when};
use crate::{
    answer::{Answer, Failure},
    table::table,
    words::say,
};
use clap::Args;
use rollcall_app::{Error, decide_requests::BlockRow};
use serde::Serialize;

/// The arguments.
#[derive(Debug, Args)]
pub(crate) struct Blocked {
    /// Let requests come again from this address, or from this domain
    #[arg(long, value_name = "WHAT")]
    remove: Option<String>,
    /// Print one JSON document
    #[arg(long, conflicts_with = "remove")]
    json: bool,
}

#[derive(Serialize)]
struct Document {
    blocked: Vec<BlockRow>,
}

impl Blocked {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let permit = session.permit().await?;
        if let Some(what) = &self.remove {
            return match session.app().unblock(&permit, what).await {
                Ok(()) => Ok(Answer::text(&say("blocked-removed", &[("what", what)]))),
                Err(Error::NotFound) => Err(Failure::Own(say("blocked-not-there", &[("what", what)]))),
                Err(error) => Err(error.into()),
            };
        }
        let blocked = session.app().list_blocks(&permit).await?;
        if self.json {
            return Ok(Answer::json(&Document { blocked }));
        }
        if blocked.is_empty() {
            return Ok(Answer::text(&say("blocked-nothing", &[])));
        }
        let headers = [say("blocked-what", &[]), say("blocked-since", &[]), say("blocked-by", &[])];
        let rows: Vec<_> = blocked.into_iter().map(|row| [row.what, when(Some(row.at)), row.by]).collect();
        Ok(Answer::text(&table(&headers, &rows)))
    }
}
