//! The join link, and those who ask to join by it.

use rollcall_domain::{
    Assignment, EmailAddress, GroupId, JoinLinkId, JoinLinkTerms, Language, Note, PersonName, RequestId, RequestState,
    RequestStatus, Timestamp, Token, UserId, UserState, join_request::Blocked,
};

/// The account's join link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinLinkRecord {
    /// Which one.
    pub id: JoinLinkId,
    /// Its secret. Unlike that of an invitation it is kept, since the link is shown again: it gives nothing but the right to ask.
    pub secret: Token,
    /// When it was made.
    pub made_at: Timestamp,
    /// Who made it, as they are called or addressed now.
    pub made_by: String,
    /// Whether it is switched on.
    pub is_on: bool,
    /// What holds for those who ask by it.
    pub terms: JoinLinkTerms,
    /// How many have asked by it and proven their address.
    pub uses: u32,
}

/// What somebody typed on the page of the join link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The address that they want to join with.
    pub address: EmailAddress,
    /// What they are called.
    pub name: PersonName,
    /// What they say to the administrators.
    pub note: Option<Note>,
    /// In which language they read the page.
    pub language: Language,
}

/// What became of an asking at once. It tells nothing about the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskTaken {
    /// It is written down, to be taken up.
    Taken,
    /// The link does not work (any more): nothing was written.
    NoLink,
    /// Too many wait to be taken up: nothing was written.
    TooMany,
}

/// A join request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestRecord {
    /// Which one.
    pub id: RequestId,
    /// The link it came by.
    pub link: JoinLinkId,
    /// What that link suggested when the address was proven: whoever administers that group, or one above it, may decide.
    pub suggested: Option<Assignment>,
    /// The address.
    pub address: EmailAddress,
    /// What they are called.
    pub name: String,
    /// What they say.
    pub note: Option<String>,
    /// In which language they are written to.
    pub language: Language,
    /// How it stands.
    pub state: RequestState,
    /// When they asked.
    pub asked_at: Timestamp,
    /// From when on it cannot be confirmed, as long as it is not.
    pub forget_at: Timestamp,
    /// When they proved their address: since then it waits.
    pub confirmed_at: Option<Timestamp>,
    /// When it was decided, taken back, or lapsed.
    pub decided_at: Option<Timestamp>,
    /// Who decided, as they are called or addressed now.
    pub decided_by: Option<String>,
    /// Where whoever decided can be asked.
    pub decider_address: Option<EmailAddress>,
    /// What they wrote to whoever asked.
    pub words: Option<String>,
    /// What they were given.
    pub given: Option<Assignment>,
    /// The user who has this address now.
    pub person: Option<(UserId, UserState)>,
}

/// Which requests are wanted, of those that administrators see.
#[derive(Debug, Clone, Copy)]
pub struct RequestFilter<'a> {
    /// Words, each of which must be found in the name, the address or the note.
    pub search: &'a str,
    /// How they stand: any of these; empty for all.
    pub statuses: &'a [RequestStatus],
    /// Pending ones that were confirmed at this moment or before are `Ageing`.
    pub ageing_from: Timestamp,
    /// Those that waited at this moment: confirmed by then, and not decided; none: whenever they waited.
    pub waited_at: Option<Timestamp>,
    /// Those for whom one of these groups was suggested; none: all.
    pub groups: Option<&'a [GroupId]>,
    /// Those that wait longest first; the newest first otherwise.
    pub oldest_first: bool,
    /// How many to pass over.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}

/// A page of requests.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RequestsFound {
    /// The requests, in order.
    pub requests: Vec<RequestRecord>,
    /// How many match, on this page or not.
    pub total: u32,
    /// How those stand who match everything but the statuses.
    pub counts: Vec<(RequestStatus, u32)>,
}

/// What became of denying requests.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeniedRequests {
    /// Those that were pending, and are denied.
    pub denied: Vec<RequestId>,
    /// What is blocked now of what was to be.
    pub blocked: Vec<Blocked>,
}

/// An address or a domain from which no request is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockRecord {
    /// What is blocked.
    pub what: Blocked,
    /// Since when.
    pub at: Timestamp,
    /// Who did that, as they are called or addressed now.
    pub by: String,
}
