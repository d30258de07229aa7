//! The workspace: what the use cases ask of a database. Every change is one transaction of guarded statements, with its activity
//! rows and the mails it causes; the loser of a race gets an outcome, not an error.

mod activity;
mod groups;
mod imports;
mod invitations;
mod joining;
mod members;
mod outbox;
mod people;

pub use activity::{ActRange, ActivityFilter, ActivityFound, ActivityRecord, ActivityStore, ChainState, Verb};
pub use groups::{GroupChange, GroupStore, GroupUses, RoleChange};
pub use imports::{CarriedOut, ImportRecord, ImportRow, ImportStore, ImportToCarryOut};
pub use invitations::{InvitationRecord, InviteToCarryOut, Invited, LinkUse, Preferences};
pub use joining::{
    Ask, AskTaken, BlockRecord, DeniedRequests, JoinLinkRecord, RequestFilter, RequestRecord, RequestsFound,
};
pub use members::{GrantsChanged, MemberStore, Removal, RemovalEnds, SavedView, Undone};
pub use outbox::{
    Claim, ClaimedMail, Delivery, DeliveryNotes, DeliveryTurn, GIVEN_UP, INVITATION_ENDED, MATTER_GONE, MailKind,
    MailRecord,
};
pub use people::{Account, AdministratorRecord, Changes, NewAccount, OpenInvitation, UserRecord};

use async_trait::async_trait;
use rollcall_domain::{
    AccountKey, Assignment, DeliveryState, InvitationId, JoinLinkId, JoinLinkTerms, MailId, Note, PersonName,
    ReminderSchedule, RequestId, Timestamp, Token, TokenHash, UserId, invitation::Answer, join_request::Blocked,
};
use rollcall_index::Entry;
use std::path::PathBuf;

/// A workspace that holds one account, or is still empty.
///
/// `now` is the machine's clock everywhere: the workspace remembers the latest it has seen, works with the later of the two, and so
/// never goes back in time.
#[async_trait]
pub trait Store: GroupStore + MemberStore + ImportStore + ActivityStore {
    /// The account, if one was created.
    async fn account(&self) -> Result<Option<Account>, StoreError>;

    /// Creates the account with its root group, its built-in roles, the first groups and its first administrator, who is active.
    /// `None` if there is an account already: nothing was written.
    async fn create_account(
        &self,
        new: &NewAccount,
        key: &AccountKey,
        now: Timestamp,
    ) -> Result<Option<UserId>, StoreError>;

    /// The latest moment that the workspace has seen.
    async fn latest_seen(&self) -> Result<Timestamp, StoreError>;

    /// The active administrators and the groups they administer, by address.
    async fn administrators(&self) -> Result<Vec<AdministratorRecord>, StoreError>;

    /// All settings that were made, by key.
    async fn settings(&self) -> Result<Vec<(String, String)>, StoreError>;

    /// Makes several settings at once; `None` takes one back to its default.
    async fn change_settings(&self, changes: &[(String, Option<String>)], act: Act) -> Result<(), StoreError>;

    /// What the index keeps of the users with an id above `after`, by id, at most `limit` of them.
    async fn entries(&self, after: UserId, limit: u32) -> Result<Vec<Entry>, StoreError>;

    /// What the index keeps of these users, in any order. Ids that nobody has are passed over.
    async fn entries_of(&self, ids: &[UserId]) -> Result<Vec<Entry>, StoreError>;

    /// The users with these ids, in any order. Ids that nobody has are passed over.
    async fn users(&self, ids: &[UserId]) -> Result<Vec<UserRecord>, StoreError>;

    /// The number of the newest change. Each transaction that touches users takes the next one.
    async fn latest_change(&self) -> Result<i64, StoreError>;

    /// Which users changed after change number `after`, and the number of the newest change.
    async fn changes_after(&self, after: i64) -> Result<Changes, StoreError>;

    /// Comes back when this or another process has written to the workspace since the last call (by whomever of this process).
    async fn wait_for_write(&self);

    /// The invitation that a link is for, if the link still works: known, pending, not expired.
    async fn invitation_by_token(&self, hash: TokenHash, now: Timestamp) -> Result<Option<OpenInvitation>, StoreError>;

    /// Answers the invitation that a link is for. `None` if the link no longer works; nothing was written then. On acceptance the
    /// user is active, under `name` if they had none; all links of the invitation die; a request of theirs that is pending is approved by the
    /// one who invited, and one that is not proven is forgotten, both without a mail. A note is kept with the answer. The one who invited gets
    /// a mail, if they are a member still and want it ([`Preferences::mail_answers`]).
    async fn answer_invitation(
        &self,
        hash: TokenHash,
        answer: Answer,
        name: Option<&PersonName>,
        note: Option<&Note>,
        now: Timestamp,
    ) -> Result<Option<UserId>, StoreError>;

    /// Records an answer that came another way, as [`Store::answer_invitation`] does for a link. `false` if the invitation cannot be
    /// answered (any more); nothing was written then. Whoever invited is not told of what they record themself.
    async fn record_answer(
        &self,
        id: InvitationId,
        answer: Answer,
        name: Option<&PersonName>,
        note: Option<&Note>,
        act: Act,
    ) -> Result<bool, StoreError>;

    /// Invites people, and gives members and those who have an open invitation what is planned for them; all in one transaction, if nobody
    /// of them has changed since it was planned. A member who gains something gets a mail that says so.
    async fn invite(&self, invite: &InviteToCarryOut<'_>, act: Act) -> Result<Invited, StoreError>;

    /// These invitations, in any order. Ids that no invitation has are passed over.
    async fn invitations(&self, ids: &[InvitationId]) -> Result<Vec<InvitationRecord>, StoreError>;

    /// The newest invitation of each of these users who ever had one, in any order.
    async fn newest_invitations(&self, users: &[UserId]) -> Result<Vec<InvitationRecord>, StoreError>;

    /// All invitations of a user, newest first.
    async fn invitations_of(&self, user: UserId) -> Result<Vec<InvitationRecord>, StoreError>;

    /// Starts these invitations anew, in one transaction: those that are pending (expired or not), of which no mail waits in the queue or
    /// is being sent, and none that was sent was taken for that after `left_before`. Their links die, a deferred mail
    /// gives way, their time and their reminders begin again when the new mail leaves. Returns which were.
    async fn resend(
        &self,
        ids: &[InvitationId],
        left_before: Timestamp,
        act: Act,
    ) -> Result<Vec<InvitationId>, StoreError>;

    /// Takes back those of these invitations that are pending, in one transaction: their links die, mails that wait do not go out.
    /// Returns which were.
    async fn cancel(&self, ids: &[InvitationId], act: Act) -> Result<Vec<InvitationId>, StoreError>;

    /// Stores the hash of one more link of an invitation that can be answered. If its time has not begun, it begins now and ends at
    /// `ends_at`. Returns when it ends; `None`: it cannot be answered, and nothing was written.
    async fn give_out_link(
        &self,
        id: InvitationId,
        hash: TokenHash,
        ends_at: Timestamp,
        used: LinkUse,
        act: Act,
    ) -> Result<Option<Timestamp>, StoreError>;

    /// Puts a reminder into the outbox for every open invitation that has one due by this schedule, in one transaction, and notes for which
    /// day it stands, so that none goes out twice. Where a mail of the invitation waits or has failed, there is no other one, but the day
    /// counts as done. Returns how many reminders there are.
    async fn remind(&self, schedule: &ReminderSchedule, now: Timestamp) -> Result<u32, StoreError>;

    /// The account's join link, if one was made: the newest.
    async fn join_link(&self) -> Result<Option<JoinLinkRecord>, StoreError>;

    /// Makes a join link, switched on; the one before dies, and requests that came by it stay. Of a suggested group that went into another one
    /// meanwhile, the other one is suggested; of a group or role that was removed, nothing.
    async fn make_join_link(&self, secret: &Token, terms: &JoinLinkTerms, act: Act) -> Result<JoinLinkId, StoreError>;

    /// Switches the join link on or off. `false` if it was replaced meanwhile; nothing was written then.
    async fn switch_join_link(&self, id: JoinLinkId, is_on: bool, act: Act) -> Result<bool, StoreError>;

    /// Puts the join link under these terms, with a suggestion as for [`Store::make_join_link`]. `false` if it was replaced meanwhile; nothing was
    /// written then.
    async fn change_join_link(&self, id: JoinLinkId, terms: &JoinLinkTerms, act: Act) -> Result<bool, StoreError>;

    /// The join link with this secret, if somebody can ask by it now.
    async fn join_link_by_secret(&self, hash: TokenHash, now: Timestamp) -> Result<Option<JoinLinkRecord>, StoreError>;

    /// Writes down what somebody typed on the page of a join link, if the link works and fewer than
    /// [`rollcall_domain::join_request::MOST_WAITING`] wait. The work is the same for every address: nothing that is known of it is looked at.
    async fn ask_to_join(&self, link: TokenHash, ask: &Ask, now: Timestamp) -> Result<AskTaken, StoreError>;

    /// Takes up to `limit` askings up, oldest first, as many as may be answered at this hour: each becomes an unconfirmed request (or
    /// renews the one that there is), or an open invitation's mail once more, or a mail to a member
    /// ([`rollcall_domain::join_request::Asker::reply`]). An invitation gets no other mail while one of it waits, and loses neither its links
    /// nor its end. Each counts for 24 hours, whether it made a mail or not; one beyond what anybody is answered in a day is
    /// forgotten at once. So is, without being taken up, what was asked by a link that was switched off or replaced meanwhile. Returns how
    /// many were taken up.
    async fn take_up_asks(&self, limit: u32, now: Timestamp) -> Result<u32, StoreError>;

    /// When the next asking can be taken up, or dropped, by the clock that is never earlier than the workspace has seen; none waits.
    async fn next_ask_due(&self, now: Timestamp) -> Result<Option<Timestamp>, StoreError>;

    /// The request that a link is for: none if the link is unknown, or the address was not proven in time.
    async fn request_by_link(&self, hash: TokenHash, now: Timestamp) -> Result<Option<RequestRecord>, StoreError>;

    /// The address of an unconfirmed request is proven: it is pending, counts as a use of its link, and the administrators who may decide it
    /// are mailed who want each request at once ([`Preferences::mail_requests`]). `false` if it is not unconfirmed any more, too late, its
    /// link has had all its uses, whoever asked is a member meanwhile, or [`rollcall_domain::join_request::MOST_PENDING`] are pending; nothing
    /// was written then. Who was mailed of many requests in the last hour is mailed of all together instead.
    async fn confirm_request(&self, hash: TokenHash, now: Timestamp) -> Result<bool, StoreError>;

    /// Whoever asked takes a pending request back. `false` if it is not pending; nothing was written then.
    async fn withdraw_request(&self, hash: TokenHash, now: Timestamp) -> Result<bool, StoreError>;

    /// Requests, but no unconfirmed ones.
    async fn requests(&self, filter: RequestFilter<'_>) -> Result<RequestsFound, StoreError>;

    /// These requests, in any order, also unconfirmed ones. Ids that no request has are passed over.
    async fn requests_by_id(&self, ids: &[RequestId]) -> Result<Vec<RequestRecord>, StoreError>;

    /// Lets those in whose requests are pending, each with this assignment, and mails them. Who is not known, or whose invitation is over, is
    /// active at once (what was offered is gone), who is active has the assignment besides. Who has an open invitation is offered it besides and
    /// is mailed that invitation once more, unless a mail of it waits: they join by accepting, and its links and its end stay. Who was ever
    /// removed comes back only by accepting, and is invited anew if no invitation is open. Requests that are not pending, and groups and roles
    /// that are not there, are passed over. Returns which were approved.
    async fn approve_requests(
        &self,
        approvals: &[(RequestId, Assignment)],
        act: Act,
    ) -> Result<Vec<RequestId>, StoreError>;

    /// Says no to those whose requests are pending, with these words, and mails them; and blocks what is to be blocked, but nobody whom another
    /// has let in meanwhile, nor their domain. Returns both.
    async fn deny_requests(
        &self,
        ids: &[RequestId],
        words: Option<&Note>,
        block: &[Blocked],
        act: Act,
    ) -> Result<DeniedRequests, StoreError>;

    /// All that is blocked, newest first.
    async fn blocks(&self) -> Result<Vec<BlockRecord>, StoreError>;

    /// Takes a block away. `false` if there was none.
    async fn unblock(&self, what: &Blocked, act: Act) -> Result<bool, StoreError>;

    /// Requests that were confirmed at this moment or before and still are pending have lapsed; whoever asked is mailed. Unconfirmed ones whose
    /// time is over are forgotten, with their mails and links, and so is what was asked and answered 24 hours ago or earlier. Returns how many
    /// lapsed.
    async fn lapse_requests(&self, confirmed_until: Timestamp, now: Timestamp) -> Result<u32, StoreError>;

    /// Mails each administrator who wants the requests of a day together ([`rollcall_domain::RequestNotices::Daily`]), if one that they may
    /// decide was confirmed since they were told last and is pending still, and that was 24 hours ago or more. Returns how many were mailed.
    async fn tell_of_requests(&self, now: Timestamp) -> Result<u32, StoreError>;

    /// What an administrator wants to be told.
    async fn preferences(&self, user: UserId) -> Result<Preferences, StoreError>;

    /// Keeps what an administrator wants to be told.
    async fn change_preferences(
        &self,
        user: UserId,
        preferences: Preferences,
        now: Timestamp,
    ) -> Result<(), StoreError>;

    /// Takes the turn to deliver; `None` if another has it. Nobody else sends then, so whatever is still `Sending` was left by a process
    /// that died. Its notes say what becomes of that: a mail that was begun is `Uncertain`, one that had ended stands as it ended, one that
    /// was only claimed is `Queued` again, untried. Without notes that can be believed (the machine started since) all are `Uncertain`. Where
    /// time begins for an invitation, it began when its mail was claimed.
    async fn begin_delivering(&self, now: Timestamp) -> Result<Option<DeliveryTurn>, StoreError>;

    /// Takes up to `limit` mails that are due (queued, or deferred and their pause over), oldest first, makes them `Sending`, and stores
    /// the hashes of new links that `mint` makes for those that carry one. An invitation whose time has not begun will end at `ends_at`:
    /// this is kept with the mail, for when it left or may have. Only for who has the turn, and who notes what is begun.
    async fn claim_mails(
        &self,
        limit: u32,
        ends_at: Timestamp,
        now: Timestamp,
        mint: &(dyn Fn() -> TokenHash + Send + Sync),
    ) -> Result<Claim, StoreError>;

    /// Writes down what became of claimed mails. A mail that is no longer `Sending` is left as it is; only of one that was taken for
    /// `Uncertain` meanwhile it may still be learnt that it was `Sent`. For an invitation that left, or may have, its time begins:
    /// `sent_at`, and the `expires_at` that the mail states, are stored.
    async fn record_deliveries(&self, deliveries: &[Delivery], now: Timestamp) -> Result<(), StoreError>;

    /// The earliest moment at which a mail is due, if any. One that is `Sending` counts as due: whoever gets the turn settles it.
    async fn next_mail_due(&self) -> Result<Option<Timestamp>, StoreError>;

    /// Mails, newest first, in these states (empty: any), older than `before` if given, at most `limit`.
    async fn mails(
        &self,
        states: &[DeliveryState],
        before: Option<MailId>,
        limit: u32,
    ) -> Result<Vec<MailRecord>, StoreError>;

    /// How many mails stand in which state.
    async fn mail_counts(&self) -> Result<Vec<(DeliveryState, u64)>, StoreError>;

    /// The mails to a user, newest first, at most `limit`.
    async fn mails_to(&self, user: UserId, limit: u32) -> Result<Vec<MailRecord>, StoreError>;

    /// A mail that was sent, or is uncertain, came back: it is `Failed`, with these words of the server that gave up. `false` if it is
    /// neither; nothing was written then.
    async fn record_bounce(&self, id: MailId, words: &str, now: Timestamp) -> Result<bool, StoreError>;

    /// One mail.
    async fn mail(&self, id: MailId) -> Result<Option<MailRecord>, StoreError>;

    /// The invitation that a mail is about, as it stands now; for rendering.
    async fn offer(&self, id: InvitationId) -> Result<Option<OpenInvitation>, StoreError> {
        Ok(self.offers(&[id]).await?.pop())
    }

    /// The invitations that mails are about, as they stand now, in any order. Ids that no invitation has are passed over.
    async fn offers(&self, ids: &[InvitationId]) -> Result<Vec<OpenInvitation>, StoreError>;
}

/// Who changes something, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act {
    /// The administrator who acts.
    pub by: UserId,
    /// The machine's clock.
    pub now: Timestamp,
}

/// Why the workspace could not do it. Nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is no file, or it cannot be opened.
    #[error("{path} could not be opened: {reason}")]
    NotOpened {
        /// Which file.
        path: PathBuf,
        /// The operating system's words.
        reason: String,
    },
    /// The file is no workspace of Rollcall. It was left as it is.
    #[error("{0} is no Rollcall workspace")]
    Foreign(PathBuf),
    /// The file was written by a newer Rollcall. It was left as it is.
    #[error("{path} was made by a newer Rollcall (format {found}; this one knows {known})")]
    Newer {
        /// Which file.
        path: PathBuf,
        /// The file's format.
        found: i64,
        /// The newest format this program knows.
        known: i64,
    },
    /// The file is damaged. It was left as it is.
    #[error("the workspace is damaged: {0}")]
    Damaged(String),
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The file or its folder may not be written.
    #[error("the workspace may not be written")]
    ReadOnly,
    /// Another process kept the workspace for longer than we wait.
    #[error("another program is writing to the workspace")]
    Busy,
    /// Another program has tidied the log beside the workspace away while it was open here: what was to be written may be lost.
    #[error("the log beside the workspace was taken away by another program")]
    LogTaken,
    /// Anything else the database says.
    #[error("the database said: {0}")]
    Database(String),
}
