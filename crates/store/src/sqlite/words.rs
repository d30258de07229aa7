//! The words that stand in the workspace for the states of the domain.

use super::error::Failed;
use rollcall_app::ports::store::{MailKind, Verb};
use rollcall_domain::{
    CameBy, DeliveryState, InvitationState, Language, RequestNotices, RequestState, RoleGivers, UserState,
    import::RowOutcome,
};

/// Something that is stored as a word.
pub(super) trait Word: Copy + 'static {
    /// All of its kind.
    const EVERY: &'static [Self];

    /// The word. It never changes: workspaces hold it.
    fn stored(self) -> &'static str;

    /// What a stored word means.
    fn from_stored(word: &str) -> Result<Self, Failed> {
        Self::EVERY
            .iter()
            .copied()
            .find(|one| one.stored() == word)
            .ok_or_else(|| Failed::damaged(format!("the word {word:?} is unknown")))
    }

    /// The same for a column that may be empty.
    fn from_stored_or_none(word: Option<&str>) -> Result<Option<Self>, Failed> {
        word.map(Self::from_stored).transpose()
    }
}

macro_rules! words {
    ($kind:ident: $($one:ident $word:literal),*) => {
        impl Word for $kind {
            const EVERY: &'static [Self] = &[$(Self::$one),*];

            fn stored(self) -> &'static str {
                match self { $(Self::$one => $word),* }
            }
        }
    };
}

words!(UserState: Invited "invited", Active "active", Removed "removed");
words!(InvitationState: Pending "pending", Accepted "accepted", Declined "declined", Cancelled "cancelled");
words!(MailKind: Invitation "invitation", Reminder "reminder", ImportReport "import_report", Gained "gained", Answer "answer",
    Confirm "confirm", Waiting "waiting", Member "member", Approved "approved", Denied "denied", Lapsed "lapsed", Request "request",
    Requests "requests");
words!(RequestState: Unconfirmed "unconfirmed", Pending "pending", Approved "approved", Denied "denied", Withdrawn "withdrawn",
    Lapsed "lapsed");
words!(RowOutcome: Invited "invited", InvitedAgain "invited_again", Added "added", Changed "changed", Removed "removed",
    Unchanged "unchanged", Skipped "skipped", Rejected "rejected");

impl Word for CameBy {
    const EVERY: &'static [Self] = &Self::ALL;

    fn stored(self) -> &'static str {
        self.word()
    }
}

impl Word for RoleGivers {
    const EVERY: &'static [Self] = &Self::ALL;

    fn stored(self) -> &'static str {
        self.word()
    }
}

impl Word for DeliveryState {
    const EVERY: &'static [Self] = &Self::ALL;

    fn stored(self) -> &'static str {
        self.word()
    }
}

impl Word for RequestNotices {
    const EVERY: &'static [Self] = &Self::ALL;

    fn stored(self) -> &'static str {
        self.word()
    }
}

impl Word for Language {
    const EVERY: &'static [Self] = &Self::ALL;

    fn stored(self) -> &'static str {
        self.code()
    }
}

impl Word for Verb {
    const EVERY: &'static [Self] = &Self::ALL;

    fn stored(self) -> &'static str {
        self.word()
    }
}
