//! `rollcall undo`: undo a removal from the account, a change of roles, or an import.

use super::{Session, people::Outcome};
use crate::{
    answer::{Answer, Failure},
    words::say,
};
use clap::Args;
use rollcall_app::ports::store::ActRange;
use rollcall_domain::{ActivityId, ImportId};

/// The arguments.
#[derive(Debug, Args)]
#[command(after_help = STATUSES)]
pub(crate) struct Undo {
    /// The entries of the activity, as what is to be undone printed them
    #[arg(value_name = "FIRST-LAST", value_parser = acts, required_unless_present = "import")]
    acts: Option<ActRange>,
    /// Undo all of this import: whom it invited is invited no longer, and whoever had something before has it again
    #[arg(long, value_name = "NUMBER", conflicts_with = "acts", value_parser = import)]
    import: Option<ImportId>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// Shown below the help.
const STATUSES: &str = "\
Only removals from the account, changes of roles and imports can be undone, and only of users to whom nothing else happened since. The groups
that an import made stay.

Exit status:
  0  all of it was undone
  1  it was undone for some users, or without roles that are gone; standard error says what was not
  2  nothing was undone; standard error says why";

impl Undo {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let permit = session.permit().await?;
        let (undone, nothing) = match (self.import, self.acts) {
            (Some(id), _) => {
                let undone = session.app().undo_import(&permit, id).await?;
                (undone, say("undo-nothing-of-import", &[("id", &id)]))
            }
            (None, Some(acts)) => {
                (session.app().undo(&permit, acts).await?, say("undo-nothing", &[("acts", &written(acts))]))
            }
            // The command line names one of both.
            (None, None) => return Ok(Answer::nothing()),
        };
        if undone.done == 0 && (undone.left == 0 || self.import.is_some()) {
            return Err(Failure::Own(nothing));
        }
        let changed = |count| say("undo-changed", &[("count", &count)]);
        let gone = |count| say("undo-not-given-back", &[("count", &count)]);
        let outcome = Outcome::of(undone.done).with_number("changed", undone.left, changed).with_number(
            "gone",
            undone.not_given_back,
            gone,
        );
        Ok(outcome.answer(self.json, |count| say("undo-done", &[("count", &count)])))
    }
}

/// The entries as they are given to `rollcall undo`.
pub(super) fn written(acts: ActRange) -> String {
    format!("{}-{}", acts.first, acts.last)
}

fn import(text: &str) -> Result<ImportId, String> {
    text.parse::<u32>().map(|id| ImportId(id.into())).map_err(|_| say("undo-form-import", &[]))
}

/// Reads `41-43`, or `41` for a single one.
fn acts(text: &str) -> Result<ActRange, String> {
    let number = |text: &str| text.parse::<u32>().map(|id| ActivityId(id.into()));
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    match (number(first), number(last)) {
        (Ok(first), Ok(last)) if first <= last => Ok(ActRange { first, last }),
        _ => Err(say("undo-form-acts", &[])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_read_back_as_they_are_written() {
        let range = |first, last| ActRange { first: ActivityId(first), last: ActivityId(last) };
        assert_eq!(acts(&written(range(41, 43))), Ok(range(41, 43)));
        assert_eq!(acts("41"), Ok(range(41, 41)));
        for wrong in ["", "-", "43-41", "41-", "-43", "a-b", "41-42-43", "4 1"] {
            assert!(acts(wrong).is_err(), "{wrong}");
        }
    }
}
