//! What the use cases ask of the workspace.

mod activity;
mod groups;
mod imports;
mod members;

use super::{
    SqliteStore, account, answers, approvals, asks, blocks, changes, denials, invitations, invite, join_links,
    join_links::Change, life, outbox, reminders, request_notices, request_records, requests, tending, turn, users,
};
use async_trait::async_trait;
use rollcall_app::ports::store::{
    Account, Act, AdministratorRecord, Ask, AskTaken, BlockRecord, Changes, Claim, Delivery, DeliveryTurn,
    DeniedRequests, InvitationRecord, InviteToCarryOut, Invited, JoinLinkRecord, LinkUse, MailRecord, NewAccount,
    OpenInvitation, Preferences, RequestFilter, RequestRecord, RequestsFound, Store, StoreError, UserRecord,
};
use rollcall_domain::{
    AccountKey, Assignment, DeliveryState, InvitationId, JoinLinkId, JoinLinkTerms, MailId, Note, PersonName,
    ReminderSchedule, RequestId, Timestamp, Token, TokenHash, UserId, invitation::Answer, join_request::Blocked,
};
use rollcall_index::Entry;

/// A method that only asks says here where it reads, and one that only writes what makes its transaction; the statements are in the module of
/// its area. One that looks first whether there is anything to write, or has more than one end, is there whole.
#[async_trait]
impl Store for SqliteStore {
    async fn account(&self) -> Result<Option<Account>, StoreError> {
        Ok(account::read(&mut *self.reader().await?).await?)
    }

    async fn create_account(
        &self,
        new: &NewAccount,
        key: &AccountKey,
        now: Timestamp,
    ) -> Result<Option<UserId>, StoreError> {
        let mut write = self.write(now).await?;
        let Some(administrator) = account::create(&mut write, new, key).await? else { return Ok(None) };
        write.commit().await?;
        Ok(Some(administrator))
    }

    async fn latest_seen(&self) -> Result<Timestamp, StoreError> {
        Ok(account::latest_seen(&mut *self.reader().await?).await?)
    }

    async fn administrators(&self) -> Result<Vec<AdministratorRecord>, StoreError> {
        Ok(account::administrators(&mut *self.reader().await?).await?)
    }

    async fn settings(&self) -> Result<Vec<(String, String)>, StoreError> {
        Ok(account::settings(&mut *self.reader().await?).await?)
    }

    async fn change_settings(&self, changes: &[(String, Option<String>)], act: Act) -> Result<(), StoreError> {
        let mut write = self.write(act.now).await?;
        let differ = account::change_settings(&mut write, changes, act.by).await?;
        Ok(write.commit_if(differ).await?)
    }

    async fn entries(&self, after: UserId, limit: u32) -> Result<Vec<Entry>, StoreError> {
        Ok(users::entries(&mut *self.snapshot().await?, after, limit).await?)
    }

    async fn entries_of(&self, ids: &[UserId]) -> Result<Vec<Entry>, StoreError> {
        Ok(users::entries_of(&mut *self.snapshot().await?, ids).await?)
    }

    async fn users(&self, ids: &[UserId]) -> Result<Vec<UserRecord>, StoreError> {
        Ok(users::records(&mut *self.snapshot().await?, ids).await?)
    }

    async fn latest_change(&self) -> Result<i64, StoreError> {
        Ok(changes::latest(&mut *self.reader().await?).await?)
    }

    async fn changes_after(&self, after: i64) -> Result<Changes, StoreError> {
        Ok(changes::after(&mut *self.snapshot().await?, after).await?)
    }

    async fn wait_for_write(&self) {
        self.next_write().await;
    }

    async fn invitation_by_token(&self, hash: TokenHash, now: Timestamp) -> Result<Option<OpenInvitation>, StoreError> {
        let (mut db, now) = self.snapshot_at(now).await?;
        Ok(invitations::by_link(&mut db, hash, now.as_millis()).await?)
    }

    async fn answer_invitation(
        &self,
        hash: TokenHash,
        answer: Answer,
        name: Option<&PersonName>,
        note: Option<&Note>,
        now: Timestamp,
    ) -> Result<Option<UserId>, StoreError> {
        Ok(answers::by_link(self, hash, answers::Said { answer, name, note }, now).await?)
    }

    async fn record_answer(
        &self,
        id: InvitationId,
        answer: Answer,
        name: Option<&PersonName>,
        note: Option<&Note>,
        act: Act,
    ) -> Result<bool, StoreError> {
        let mut write = self.write(act.now).await?;
        let recorded = answers::record(&mut write, id, answers::Said { answer, name, note }, act.by).await?;
        write.commit_if(recorded).await?;
        Ok(recorded)
    }

    async fn invite(&self, invite: &InviteToCarryOut<'_>, act: Act) -> Result<Invited, StoreError> {
        Ok(invite::by_hand(self, invite, act).await?)
    }

    async fn invitations(&self, ids: &[InvitationId]) -> Result<Vec<InvitationRecord>, StoreError> {
        Ok(invitations::records(&mut *self.snapshot().await?, ids).await?)
    }

    async fn newest_invitations(&self, users: &[UserId]) -> Result<Vec<InvitationRecord>, StoreError> {
        Ok(invitations::newest(&mut *self.snapshot().await?, users).await?)
    }

    async fn invitations_of(&self, user: UserId) -> Result<Vec<InvitationRecord>, StoreError> {
        Ok(invitations::of_user(&mut *self.snapshot().await?, user).await?)
    }

    async fn resend(
        &self,
        ids: &[InvitationId],
        left_before: Timestamp,
        act: Act,
    ) -> Result<Vec<InvitationId>, StoreError> {
        let mut write = self.write(act.now).await?;
        let resent = life::resend(&mut write, ids, left_before, act.by).await?;
        write.commit_if(!resent.is_empty()).await?;
        Ok(resent)
    }

    async fn cancel(&self, ids: &[InvitationId], act: Act) -> Result<Vec<InvitationId>, StoreError> {
        let mut write = self.write(act.now).await?;
        let cancelled = life::cancel(&mut write, ids, act.by).await?;
        write.commit_if(!cancelled.is_empty()).await?;
        Ok(cancelled)
    }

    async fn give_out_link(
        &self,
        id: InvitationId,
        hash: TokenHash,
        ends_at: Timestamp,
        used: LinkUse,
        act: Act,
    ) -> Result<Option<Timestamp>, StoreError> {
        let mut write = self.write(act.now).await?;
        let ends_at = life::give_out_link(&mut write, id, hash, ends_at, used, act.by).await?;
        write.commit_if(ends_at.is_some()).await?;
        Ok(ends_at)
    }

    async fn remind(&self, schedule: &ReminderSchedule, now: Timestamp) -> Result<u32, StoreError> {
        Ok(reminders::remind(self, schedule, now).await?)
    }

    async fn join_link(&self) -> Result<Option<JoinLinkRecord>, StoreError> {
        Ok(join_links::current(&mut *self.reader().await?).await?)
    }

    async fn make_join_link(&self, secret: &Token, terms: &JoinLinkTerms, act: Act) -> Result<JoinLinkId, StoreError> {
        Ok(join_links::make(self, secret, terms, act).await?)
    }

    async fn switch_join_link(&self, id: JoinLinkId, is_on: bool, act: Act) -> Result<bool, StoreError> {
        Ok(join_links::change(self, id, Change::Switch(is_on), act).await?)
    }

    async fn change_join_link(&self, id: JoinLinkId, terms: &JoinLinkTerms, act: Act) -> Result<bool, StoreError> {
        Ok(join_links::change(self, id, Change::Terms(terms), act).await?)
    }

    async fn join_link_by_secret(&self, hash: TokenHash, now: Timestamp) -> Result<Option<JoinLinkRecord>, StoreError> {
        let (mut db, now) = self.snapshot_at(now).await?;
        Ok(join_links::by_secret(&mut db, hash, now).await?)
    }

    async fn ask_to_join(&self, link: TokenHash, ask: &Ask, now: Timestamp) -> Result<AskTaken, StoreError> {
        Ok(asks::write_down(self, link, ask, now).await?)
    }

    async fn take_up_asks(&self, limit: u32, now: Timestamp) -> Result<u32, StoreError> {
        Ok(asks::take_up(self, limit, now).await?)
    }

    async fn next_ask_due(&self, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        let (mut db, now) = self.snapshot_at(now).await?;
        Ok(asks::next_due(&mut db, now).await?)
    }

    async fn request_by_link(&self, hash: TokenHash, now: Timestamp) -> Result<Option<RequestRecord>, StoreError> {
        let (mut db, now) = self.snapshot_at(now).await?;
        Ok(requests::by_link(&mut db, hash, now).await?)
    }

    async fn confirm_request(&self, hash: TokenHash, now: Timestamp) -> Result<bool, StoreError> {
        Ok(requests::confirm(self, hash, now).await?)
    }

    async fn withdraw_request(&self, hash: TokenHash, now: Timestamp) -> Result<bool, StoreError> {
        Ok(requests::withdraw(self, hash, now).await?)
    }

    async fn requests(&self, filter: RequestFilter<'_>) -> Result<RequestsFound, StoreError> {
        Ok(request_records::list(&mut *self.snapshot().await?, filter).await?)
    }

    async fn requests_by_id(&self, ids: &[RequestId]) -> Result<Vec<RequestRecord>, StoreError> {
        Ok(request_records::by_ids(&mut *self.snapshot().await?, ids).await?)
    }

    async fn approve_requests(
        &self,
        approvals: &[(RequestId, Assignment)],
        act: Act,
    ) -> Result<Vec<RequestId>, StoreError> {
        Ok(approvals::approve(self, approvals, act).await?)
    }

    async fn deny_requests(
        &self,
        ids: &[RequestId],
        words: Option<&Note>,
        block: &[Blocked],
        act: Act,
    ) -> Result<DeniedRequests, StoreError> {
        Ok(denials::deny(self, ids, words, block, act).await?)
    }

    async fn blocks(&self) -> Result<Vec<BlockRecord>, StoreError> {
        Ok(blocks::all(&mut *self.reader().await?).await?)
    }

    async fn unblock(&self, what: &Blocked, act: Act) -> Result<bool, StoreError> {
        let mut write = self.write(act.now).await?;
        let was_blocked = blocks::remove(&mut write, what, act.by).await?;
        write.commit_if(was_blocked).await?;
        Ok(was_blocked)
    }

    async fn lapse_requests(&self, confirmed_until: Timestamp, now: Timestamp) -> Result<u32, StoreError> {
        Ok(tending::lapse(self, confirmed_until, now).await?)
    }

    async fn tell_of_requests(&self, now: Timestamp) -> Result<u32, StoreError> {
        Ok(request_notices::tell_of_day(self, now).await?)
    }

    async fn preferences(&self, user: UserId) -> Result<Preferences, StoreError> {
        Ok(account::preferences(&mut *self.reader().await?, user).await?)
    }

    async fn change_preferences(
        &self,
        user: UserId,
        preferences: Preferences,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        Ok(account::change_preferences(self, user, preferences, now).await?)
    }

    async fn begin_delivering(&self, now: Timestamp) -> Result<Option<DeliveryTurn>, StoreError> {
        Ok(turn::begin(self, now).await?)
    }

    async fn claim_mails(
        &self,
        limit: u32,
        ends_at: Timestamp,
        now: Timestamp,
        mint: &(dyn Fn() -> TokenHash + Send + Sync),
    ) -> Result<Claim, StoreError> {
        Ok(outbox::claim(self, limit, ends_at, now, mint).await?)
    }

    async fn record_deliveries(&self, deliveries: &[Delivery], now: Timestamp) -> Result<(), StoreError> {
        Ok(outbox::record(self, deliveries, now).await?)
    }

    async fn next_mail_due(&self) -> Result<Option<Timestamp>, StoreError> {
        Ok(outbox::next_due(&mut *self.reader().await?).await?)
    }

    async fn mails(
        &self,
        states: &[DeliveryState],
        before: Option<MailId>,
        limit: u32,
    ) -> Result<Vec<MailRecord>, StoreError> {
        Ok(outbox::list(&mut *self.reader().await?, states, before, limit).await?)
    }

    async fn mail_counts(&self) -> Result<Vec<(DeliveryState, u64)>, StoreError> {
        Ok(outbox::counts(&mut *self.reader().await?).await?)
    }

    async fn mails_to(&self, user: UserId, limit: u32) -> Result<Vec<MailRecord>, StoreError> {
        Ok(outbox::mails_to(&mut *self.reader().await?, user, limit).await?)
    }

    async fn record_bounce(&self, id: MailId, words: &str, now: Timestamp) -> Result<bool, StoreError> {
        let mut write = self.write(now).await?;
        let bounced = outbox::bounce(&mut write, id, words).await?;
        write.commit_if(bounced).await?;
        Ok(bounced)
    }

    async fn mail(&self, id: MailId) -> Result<Option<MailRecord>, StoreError> {
        Ok(outbox::one(&mut *self.reader().await?, id).await?)
    }

    async fn offers(&self, ids: &[InvitationId]) -> Result<Vec<OpenInvitation>, StoreError> {
        Ok(outbox::offers(&mut *self.snapshot().await?, ids).await?)
    }
}
