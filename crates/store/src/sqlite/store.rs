//! What the use cases ask of the workspace.

use super::{
    SqliteStore, account, activity, answers, carry_out, changes, groups, imports, invitations, invite, life, offers,
    outbox, plan::Ended, reminders, removal, turn, users,
};
use async_trait::async_trait;
use rollcall_app::ports::store::{
    Account, Act, ActivityRecord, AdministratorRecord, Ask, AskTaken, BlockRecord, CarriedOut, Changes, Claim,
    Delivery, DeliveryTurn, ImportRecord, ImportRow, ImportToCarryOut, InvitationRecord, InviteToCarryOut, Invited,
    JoinLinkRecord, LinkUse, MailRecord, NewAccount, OpenInvitation, Preferences, Removal, RequestFilter,
    RequestRecord, RequestsFound, Store, StoreError, UserRecord,
};
use rollcall_domain::{
    AccountKey, AddressKey, Assignment, DeliveryState, Group, GroupPath, ImportId, InvitationId, JoinLinkId,
    JoinLinkTerms, MailId, Note, PersonName, ReminderSchedule, RequestId, Role, Timestamp, Token, TokenHash, UserId,
    UserState, import::KnownUser, invitation::Answer, join_request::Blocked,
};
use rollcall_index::Entry;

/// Each method says here where it reads or writes, and what makes its transaction; the statements are in the module of its area.
#[async_trait]
impl Store for SqliteStore {
    async fn account(&self) -> Result<Option<Account>, StoreError> {
        let mut db = self.reader().await?;
        Ok(account::read(&mut db).await?)
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
        let mut db = self.reader().await?;
        Ok(account::latest_seen(&mut db).await?)
    }

    async fn administrators(&self) -> Result<Vec<AdministratorRecord>, StoreError> {
        let mut db = self.reader().await?;
        Ok(account::administrators(&mut db).await?)
    }

    async fn settings(&self) -> Result<Vec<(String, String)>, StoreError> {
        let mut db = self.reader().await?;
        Ok(account::settings(&mut db).await?)
    }

    async fn change_settings(&self, changes: &[(String, Option<String>)], act: Act) -> Result<(), StoreError> {
        let mut write = self.write(act.now).await?;
        let differ = account::change_settings(&mut write, changes, act.by).await?;
        Ok(write.commit_if(differ).await?)
    }

    async fn groups(&self) -> Result<Vec<Group>, StoreError> {
        let mut db = self.reader().await?;
        Ok(groups::all(&mut db).await?)
    }

    async fn add_groups(&self, paths: &[GroupPath], act: Act) -> Result<Vec<GroupPath>, StoreError> {
        let mut write = self.write(act.now).await?;
        let by = write.actor(act.by);
        let tree = groups::tree(write.connection()).await?;
        let made = groups::make(write.connection(), &tree, paths, by).await?;
        write.commit_if(!made.is_empty()).await?;
        Ok(made.into_iter().map(|(_, path)| path).collect())
    }

    async fn roles(&self) -> Result<Vec<Role>, StoreError> {
        let mut db = self.reader().await?;
        Ok(groups::roles(&mut db).await?)
    }

    async fn entries(&self, after: UserId, limit: u32) -> Result<Vec<Entry>, StoreError> {
        let mut db = self.snapshot().await?;
        Ok(users::entries(&mut db, after, limit).await?)
    }

    async fn entries_of(&self, ids: &[UserId]) -> Result<Vec<Entry>, StoreError> {
        let mut db = self.snapshot().await?;
        Ok(users::entries_of(&mut db, ids).await?)
    }

    async fn users(&self, ids: &[UserId]) -> Result<Vec<UserRecord>, StoreError> {
        let mut db = self.snapshot().await?;
        Ok(users::records(&mut db, ids).await?)
    }

    async fn history(&self, id: UserId) -> Result<Vec<ActivityRecord>, StoreError> {
        let mut db = self.reader().await?;
        Ok(activity::of_user(&mut db, id).await?)
    }

    async fn latest_change(&self) -> Result<i64, StoreError> {
        let mut db = self.reader().await?;
        Ok(changes::latest(&mut db).await?)
    }

    async fn changes_after(&self, after: i64) -> Result<Changes, StoreError> {
        let mut db = self.snapshot().await?;
        Ok(changes::after(&mut db, after).await?)
    }

    async fn wait_for_write(&self) {
        self.next_write().await;
    }

    async fn known_users(&self, keys: &[AddressKey]) -> Result<Vec<KnownUser>, StoreError> {
        let mut db = self.snapshot().await?;
        Ok(users::known(&mut db, keys).await?)
    }

    async fn carry_out(
        &self,
        import: &ImportToCarryOut<'_>,
        act: Act,
        progress: &(dyn Fn(f32) -> bool + Send + Sync),
    ) -> Result<CarriedOut, StoreError> {
        let mut write = self.write(act.now).await?;
        match carry_out::carry_out(&mut write, import, act.by, progress).await {
            Ok(id) => {
                write.commit().await?;
                Ok(CarriedOut::Done(id))
            }
            Err(Ended::Stale) => Ok(CarriedOut::Stale),
            Err(Ended::Cancelled) => Ok(CarriedOut::Cancelled),
            Err(Ended::Failed(failed)) => Err(failed.into()),
        }
    }

    async fn imports(&self, before: Option<ImportId>, limit: u32) -> Result<Vec<ImportRecord>, StoreError> {
        let mut db = self.reader().await?;
        Ok(imports::list(&mut db, before, limit).await?)
    }

    async fn import(&self, id: ImportId) -> Result<Option<ImportRecord>, StoreError> {
        let mut db = self.reader().await?;
        Ok(imports::one(&mut db, id).await?)
    }

    async fn import_rows(&self, id: ImportId) -> Result<Vec<ImportRow>, StoreError> {
        let mut db = self.reader().await?;
        Ok(imports::rows(&mut db, id).await?)
    }

    async fn invitation_by_token(&self, hash: TokenHash, now: Timestamp) -> Result<Option<OpenInvitation>, StoreError> {
        let mut db = self.snapshot().await?;
        let now = now.max(account::latest_seen(&mut db).await?);
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
        // Links that do not work are turned away without taking the file: whoever guesses must not keep others from writing.
        if self.invitation_by_token(hash, now).await?.is_none() {
            return Ok(None);
        }
        let mut write = self.write(now).await?;
        let user = answers::by_link(&mut write, hash, answers::Said { answer, name, note }).await?;
        write.commit_if(user.is_some()).await?;
        Ok(user)
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
        let mut write = self.write(act.now).await?;
        match invite::by_hand(&mut write, invite, act.by).await {
            Ok(()) => {
                write.commit_if(!invite.people.is_empty()).await?;
                Ok(Invited::Done)
            }
            // Nobody is asked whether to go on.
            Err(Ended::Stale | Ended::Cancelled) => Ok(Invited::Stale),
            Err(Ended::Failed(failed)) => Err(failed.into()),
        }
    }

    async fn invitations(&self, ids: &[InvitationId]) -> Result<Vec<InvitationRecord>, StoreError> {
        let mut db = self.snapshot().await?;
        Ok(invitations::records(&mut db, ids).await?)
    }

    async fn newest_invitations(&self, users: &[UserId]) -> Result<Vec<InvitationRecord>, StoreError> {
        let mut db = self.snapshot().await?;
        Ok(invitations::newest(&mut db, users).await?)
    }

    async fn invitations_of(&self, user: UserId) -> Result<Vec<InvitationRecord>, StoreError> {
        let mut db = self.snapshot().await?;
        Ok(invitations::of_user(&mut db, user).await?)
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

    async fn change_offer(
        &self,
        id: InvitationId,
        from: &[Assignment],
        to: &[Assignment],
        act: Act,
    ) -> Result<bool, StoreError> {
        let mut write = self.write(act.now).await?;
        let change = offers::change(&mut write, id, from, to, act.by).await?;
        write.commit_if(change == offers::OfferChange::Written).await?;
        Ok(change != offers::OfferChange::Refused)
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
        // Most of the time nobody is to be reminded, and nothing need be written.
        let mut db = self.snapshot().await?;
        let seen = now.max(account::latest_seen(&mut db).await?);
        let due = reminders::due(&mut db, schedule, seen).await?;
        drop(db);
        if due.is_empty() {
            return Ok(0);
        }
        let mut write = self.write(now).await?;
        let reminded = reminders::put(&mut write, &due).await?;
        write.commit().await?;
        Ok(reminded)
    }

    async fn remove_users(
        &self,
        users: &[(UserId, UserState)],
        reason: Option<&Note>,
        act: Act,
    ) -> Result<Removal, StoreError> {
        let mut write = self.write(act.now).await?;
        let removal = removal::remove(&mut write, users, reason, act.by).await?;
        write.commit_if(matches!(&removal, Removal::Done(removed) if !removed.is_empty())).await?;
        Ok(removal)
    }

    async fn join_link(&self) -> Result<Option<JoinLinkRecord>, StoreError> {
        todo!()
    }

    async fn make_join_link(
        &self,
        _secret: &Token,
        _terms: &JoinLinkTerms,
        _act: Act,
    ) -> Result<JoinLinkId, StoreError> {
        todo!()
    }

    async fn change_join_link(
        &self,
        _id: JoinLinkId,
        _is_on: bool,
        _terms: &JoinLinkTerms,
        _act: Act,
    ) -> Result<bool, StoreError> {
        todo!()
    }

    async fn join_link_by_secret(
        &self,
        _hash: TokenHash,
        _now: Timestamp,
    ) -> Result<Option<JoinLinkRecord>, StoreError> {
        todo!()
    }

    async fn ask_to_join(&self, _link: TokenHash, _ask: &Ask, _now: Timestamp) -> Result<AskTaken, StoreError> {
        todo!()
    }

    async fn take_up_asks(&self, _limit: u32, _now: Timestamp) -> Result<u32, StoreError> {
        todo!()
    }

    async fn next_ask_due(&self, _now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        todo!()
    }

    async fn request_by_link(&self, _hash: TokenHash, _now: Timestamp) -> Result<Option<RequestRecord>, StoreError> {
        todo!()
    }

    async fn confirm_request(&self, _hash: TokenHash, _now: Timestamp) -> Result<bool, StoreError> {
        todo!()
    }

    async fn withdraw_request(&self, _hash: TokenHash, _now: Timestamp) -> Result<bool, StoreError> {
        todo!()
    }

    async fn requests(&self, _filter: RequestFilter<'_>) -> Result<RequestsFound, StoreError> {
        todo!()
    }

    async fn requests_by_id(&self, _ids: &[RequestId]) -> Result<Vec<RequestRecord>, StoreError> {
        todo!()
    }

    async fn approve_requests(
        &self,
        _approvals: &[(RequestId, Assignment)],
        _act: Act,
    ) -> Result<Vec<RequestId>, StoreError> {
        todo!()
    }

    async fn deny_requests(
        &self,
        _ids: &[RequestId],
        _words: Option<&Note>,
        _block: &[Blocked],
        _act: Act,
    ) -> Result<Vec<RequestId>, StoreError> {
        todo!()
    }

    async fn blocks(&self) -> Result<Vec<BlockRecord>, StoreError> {
        todo!()
    }

    async fn unblock(&self, _what: &Blocked, _act: Act) -> Result<bool, StoreError> {
        todo!()
    }

    async fn lapse_requests(&self, _confirmed_until: Timestamp, _now: Timestamp) -> Result<u32, StoreError> {
        todo!()
    }

    async fn tell_of_requests(&self, _now: Timestamp) -> Result<u32, StoreError> {
        todo!()
    }

    async fn preferences(&self, user: UserId) -> Result<Preferences, StoreError> {
        let mut db = self.reader().await?;
        Ok(account::preferences(&mut db, user).await?)
    }

    async fn change_preferences(
        &self,
        user: UserId,
        preferences: Preferences,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        if self.preferences(user).await? == preferences {
            return Ok(());
        }
        let mut write = self.write(now).await?;
        account::change_preferences(&mut write, user, preferences).await?;
        Ok(write.commit().await?)
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
        // Most of the time nothing is due, and nothing need be written.
        let mut db = self.snapshot().await?;
        let seen = now.max(account::latest_seen(&mut db).await?);
        let due = limit > 0 && outbox::any_due(&mut db, seen.as_millis()).await?;
        drop(db);
        if !due {
            return Ok(Claim::default());
        }
        let mut write = self.write(now).await?;
        let claim = outbox::claim(&mut write, limit, ends_at, mint).await?;
        write.commit().await?;
        Ok(claim)
    }

    async fn record_deliveries(&self, deliveries: &[Delivery], now: Timestamp) -> Result<(), StoreError> {
        if deliveries.is_empty() {
            return Ok(());
        }
        let mut write = self.write(now).await?;
        outbox::record(&mut write, deliveries).await?;
        Ok(write.commit().await?)
    }

    async fn next_mail_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let mut db = self.reader().await?;
        Ok(outbox::next_due(&mut db).await?)
    }

    async fn mails(
        &self,
        states: &[DeliveryState],
        before: Option<MailId>,
        limit: u32,
    ) -> Result<Vec<MailRecord>, StoreError> {
        let mut db = self.reader().await?;
        Ok(outbox::list(&mut db, states, before, limit).await?)
    }

    async fn mail_counts(&self) -> Result<Vec<(DeliveryState, u64)>, StoreError> {
        let mut db = self.reader().await?;
        Ok(outbox::counts(&mut db).await?)
    }

    async fn mails_to(&self, user: UserId, limit: u32) -> Result<Vec<MailRecord>, StoreError> {
        let mut db = self.reader().await?;
        Ok(outbox::mails_to(&mut db, user, limit).await?)
    }

    async fn record_bounce(&self, id: MailId, words: &str, now: Timestamp) -> Result<bool, StoreError> {
        let mut write = self.write(now).await?;
        let bounced = outbox::bounce(&mut write, id, words).await?;
        write.commit_if(bounced).await?;
        Ok(bounced)
    }

    async fn mail(&self, id: MailId) -> Result<Option<MailRecord>, StoreError> {
        let mut db = self.reader().await?;
        Ok(outbox::one(&mut db, id).await?)
    }

    async fn offers(&self, ids: &[InvitationId]) -> Result<Vec<OpenInvitation>, StoreError> {
        let mut db = self.snapshot().await?;
        Ok(outbox::offers(&mut db, ids).await?)
    }
}
