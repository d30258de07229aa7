//! `rollcall template`: write the spreadsheet to fill in.

use super::Session;
use crate::{
    answer::{Answer, Failure},
    files::{self, Draft},
    words::say,
};
use clap::Args;
use std::path::PathBuf;

/// The arguments.
#[derive(Debug, Args)]
pub(crate) struct Template {
    /// Where to write it; a file that is there is replaced
    #[arg(long, value_name = "FILE.xlsx")]
    out: PathBuf,
}

impl Template {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        if files::is_same_file(&self.out, session.workspace.path()) {
            return Err(Failure::Own(say("error-is-workspace", &[("path", &self.out.display())])));
        }
        let permit = session.permit().await?;
        let draft = Draft::begin(&self.out)?;
        let bytes = session.app().make_template(&permit).await?;
        draft.finish(&bytes).map_err(|error| files::not_written(&self.out, &error))?;
        Ok(Answer::text(&say("template-done", &[("path", &self.out.display())])))
    }
}
