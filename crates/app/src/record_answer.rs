//! Record an answer that came another way than by the link: on the telephone, in a letter.

use crate::{App, Error, Permit, typed::note_of, words::say};
use rollcall_domain::{InvitationId, PersonName, invitation::Answer};
use serde::Deserialize;

/// An answer as an administrator records it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RecordedAnswer {
    /// What was answered.
    pub answer: Answer,
    /// What the invitee is called; blank if that is known or not to be known.
    pub name: String,
    /// How the answer came, or what was said with it; blank for nothing.
    pub note: String,
}

impl App {
    /// Records an answer: it counts as one by the link does, and the record says who recorded it.
    ///
    /// # Errors
    /// The invitation cannot be answered any more, the name or the note are not right, or the workspace could not be written.
    pub async fn record_answer(&self, by: &Permit, id: InvitationId, recorded: &RecordedAnswer) -> Result<(), Error> {
        self.my_invitation(by, id).await?;
        let name = match recorded.name.trim() {
            "" => None,
            name => {
                Some(PersonName::parse(name).map_err(|why| Error::field("name", say("field-name", &[("why", &why)])))?)
            }
        };
        let note = note_of(&recorded.note).map_err(|message| Error::field("note", message))?;
        let act = self.act(by);
        if self.store().record_answer(id, recorded.answer, name.as_ref(), note.as_ref(), act).await? {
            return Ok(());
        }
        Err(self.why_not(id).await?)
    }
}
