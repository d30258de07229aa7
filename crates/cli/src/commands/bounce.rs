//! `rollcall mail bounce`: read mails that came back.

use super::Session;
use crate::{
    answer::{Answer, Failure, Status},
    files::{read_input, shown},
    words::say,
};
use serde::Serialize;
use std::path::PathBuf;

/// The longest mail that is read, in bytes: what came back may hold the mail that it is about, with its attachment.
const LONGEST: u64 = 32 * 1024 * 1024;

#[derive(Default, Serialize)]
struct Document {
    /// The addresses whose mail is marked as failed now.
    recorded: Vec<String>,
    /// How many failures were read of mails that are not this account's, or are known to have failed.
    others: u32,
    not_read: Vec<NotRead>,
}

#[derive(Serialize)]
struct NotRead {
    file: String,
    message: String,
}

/// Reads mails that came back, one in each file.
pub(super) async fn read(session: &Session, files: &[PathBuf], json: bool) -> Result<Answer, Failure> {
    let permit = session.permit().await?;
    permit.require_root()?;
    let mut document = Document::default();
    let mut is_read = false;
    for file in files {
        let name = shown(file);
        let outcome = match read_input(file, LONGEST) {
            Ok(bytes) => session.app().read_bounce(&permit, &name, &bytes).await.map_err(Failure::from),
            Err(failure) => Err(failure),
        };
        match outcome {
            Ok(outcome) => {
                document.recorded.extend(outcome.recorded);
                document.others += outcome.others;
                is_read = true;
            }
            Err(failure) => document.not_read.push(NotRead { file: name, message: failure.sentence() }),
        }
    }
    let mut answer = match (json, is_read) {
        (true, _) => Answer::json(&document),
        (false, true) => Answer::text(&in_words(&document)),
        (false, false) => Answer::nothing(),
    };
    let complaints: Vec<_> = document.not_read.iter().map(|file| file.message.as_str()).collect();
    answer.complaint = Some(complaints.join("\n")).filter(|complaint| !complaint.is_empty());
    Ok(answer.with(match (is_read, document.not_read.is_empty()) {
        (_, true) => Status::Done,
        (true, false) => Status::Partly,
        (false, false) => Status::Nothing,
    }))
}

fn in_words(document: &Document) -> String {
    let recorded = &document.recorded;
    let mut lines = vec![say("bounce-recorded", &[("count", &recorded.len()), ("addresses", &recorded.join(", "))])];
    if document.others > 0 {
        lines.push(say("bounce-others", &[("count", &document.others)]));
    }
    lines.join("\n")
}
