//! Who is mailed of join requests: administrators who may decide them, as often as each of them wants.

use crate::{
    database::{Database, NOW},
    every_database,
    joining::{Joining, as_buyer, joining, secret, suggesting, under},
    plan::{EMEA, SALES},
    scene::{administrator, deliver, member},
};
use rollcall_app::ports::store::{MailKind, Preferences};
use rollcall_domain::{GroupId, RequestNotices, Timestamp, UserId, UserState, import::GroupRef, role::ADMINISTRATOR};

every_database![
    those_who_may_decide_are_mailed_of_each,
    what_no_group_is_suggested_for_is_for_administrators_of_the_account,
    who_wants_none_or_a_days_together_is_not_mailed_of_each,
    nobody_is_mailed_of_what_is_decided_already,
    a_days_requests_are_told_together_and_once_in_a_day,
    nobody_is_told_of_a_day_without_a_request,
    an_administrator_of_a_group_is_told_of_its_requests_only,
    who_wants_none_is_told_of_no_day,
    while_one_mail_waits_a_day_has_no_other,
    who_administers_nothing_any_more_is_told_nothing,
    two_who_tell_at_once_tell_everybody_once,
    of_many_in_an_hour_administrators_are_told_together,
    who_confirms_at_a_moment_of_which_was_told_is_told_of_the_next_day,
    what_the_link_suggests_later_changes_nothing_for_who_waits,
    no_more_than_so_many_can_wait_for_a_decision,
];

const MARKETING: GroupRef = GroupRef::Existing(GroupId(4));

/// Ana of the account, Sam of Sales, Emil of Sales/EMEA and Mia of Marketing, who all administer.
struct Administrators {
    ana: UserId,
    sam: UserId,
    emil: UserId,
    mia: UserId,
}

impl Joining {
    async fn administrators(&self) -> Administrators {
        let store = self.store.as_ref();
        let mut all = Vec::new();
        for (name, group) in [("sam", SALES), ("emil", EMEA), ("mia", MARKETING)] {
            all.push(member(store, self.act, &format!("{name}@acme.example"), None, &[(group, ADMINISTRATOR)]).await);
        }
        deliver(store, NOW).await;
        Administrators { ana: self.act.by, sam: all[0], emil: all[1], mia: all[2] }
    }

    async fn want(&self, users: &[UserId], mail_requests: RequestNotices) {
        for user in users {
            let wanted = Preferences { mail_requests, ..Preferences::default() };
            self.store.change_preferences(*user, wanted, NOW).await.unwrap();
        }
    }

    /// Somebody asks and confirms; who is mailed of that at once.
    async fn told_of_each(&self, address: &str) -> Vec<UserId> {
        let link = self.unconfirmed(address, NOW).await;
        assert!(self.store.confirm_request(link, NOW).await.unwrap());
        self.leaving(NOW, MailKind::Request).await
    }

    /// Who is told now of the requests of a day.
    async fn told_of_day(&self, now: Timestamp) -> Vec<UserId> {
        let mails = self.store.tell_of_requests(now).await.unwrap();
        let told = self.leaving(now, MailKind::Requests).await;
        assert_eq!(told.len(), mails as usize);
        told
    }

    /// To whom mails of this kind leave now, and no others do.
    async fn leaving(&self, now: Timestamp, kind: MailKind) -> Vec<UserId> {
        let mails = deliver(self.store.as_ref(), now).await;
        assert!(mails.iter().all(|one| one.mail.kind == kind && one.link.is_none()), "{mails:?}");
        mails.iter().map(|one| one.mail.user.unwrap()).collect()
    }

    /// From now on they come by another link, which suggests this group.
    async fn replace_link(&mut self, group: Option<i64>) {
        let number = u8::try_from(self.link.0).unwrap() + 1;
        let terms = group.map(suggesting).unwrap_or_default();
        self.link = self.store.make_join_link(&secret(number), &terms, self.act).await.unwrap();
        self.secret = secret(number).hash();
    }
}

/// The moment so many hours and milliseconds later.
fn after(hours: i64, millis: i64) -> Timestamp {
    Timestamp::from_millis(NOW.plus_seconds(hours * 60 * 60).as_millis() + millis)
}

async fn those_who_may_decide_are_mailed_of_each(database: &dyn Database) {
    let mut joining = under(database, suggesting(3)).await;
    let who = joining.administrators().await;
    // Others, who may not: no administrators, invited only, or removed.
    let store = joining.store.clone();
    member(store.as_ref(), joining.act, "buyer@acme.example", None, &[(EMEA, crate::plan::BUYER)]).await;
    let gone = administrator(store.as_ref(), joining.act, "gone@acme.example", "Gone").await;
    store.remove_users(&[(gone, UserState::Active)], None, joining.act).await.unwrap();
    let sheet = crate::plan::Sheet::new().invite("invited@acme.example", None, &[(EMEA, ADMINISTRATOR)]);
    sheet.invite_by_hand(store.as_ref(), joining.act, None).await;
    deliver(store.as_ref(), NOW).await;
    assert_eq!(joining.told_of_each("wes@x.example").await, [who.ana, who.sam, who.emil]);
    joining.replace_link(Some(2)).await;
    assert_eq!(joining.told_of_each("xia@x.example").await, [who.ana, who.sam], "not those of a group below");
    joining.replace_link(Some(4)).await;
    assert_eq!(joining.told_of_each("yan@x.example").await, [who.ana, who.mia]);
    joining.replace_link(Some(1)).await;
    assert_eq!(joining.told_of_each("zoe@x.example").await, [who.ana]);
    // Whoever administers several groups is mailed once.
    let both = [(SALES, ADMINISTRATOR), (EMEA, ADMINISTRATOR), (GroupRef::Existing(GroupId::ROOT), ADMINISTRATOR)];
    let both = member(store.as_ref(), joining.act, "both@acme.example", None, &both).await;
    deliver(store.as_ref(), NOW).await;
    joining.replace_link(Some(3)).await;
    assert_eq!(joining.told_of_each("una@x.example").await, [who.ana, who.sam, who.emil, both]);
}

async fn what_no_group_is_suggested_for_is_for_administrators_of_the_account(database: &dyn Database) {
    let joining = joining(database).await;
    let who = joining.administrators().await;
    assert_eq!(joining.told_of_each("zoe@x.example").await, [who.ana]);
    let mail = joining.mails_of(MailKind::Request).await.remove(0);
    assert_eq!(
        (mail.user, mail.request, mail.to.as_str()),
        (Some(who.ana), Some(joining.listed().await.requests[0].id), "Ana@Acme.Example")
    );
}

async fn who_wants_none_or_a_days_together_is_not_mailed_of_each(database: &dyn Database) {
    let joining = under(database, suggesting(3)).await;
    let who = joining.administrators().await;
    joining.want(&[who.ana], RequestNotices::Never).await;
    joining.want(&[who.emil], RequestNotices::Daily).await;
    assert_eq!(joining.told_of_each("yan@x.example").await, [who.sam]);
    joining.want(&[who.ana], RequestNotices::Each).await;
    assert_eq!(joining.told_of_each("zoe@x.example").await, [who.ana, who.sam]);
    let wants = joining.store.preferences(who.emil).await.unwrap();
    assert_eq!((wants.mail_requests, wants.mail_answers), (RequestNotices::Daily, true));
}

async fn nobody_is_mailed_of_what_is_decided_already(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let link = joining.unconfirmed("zoe@x.example", NOW).await;
    assert!(store.confirm_request(link, NOW).await.unwrap());
    let id = store.request_by_link(link, NOW).await.unwrap().unwrap().id;
    assert!(joining.deny(id, joining.act).await);
    let kinds: Vec<_> = deliver(store, NOW).await.iter().map(|one| one.mail.kind).collect();
    assert_eq!(kinds, [MailKind::Denied]);
    assert_eq!(joining.mails_of(MailKind::Request).await[0].reply.as_deref(), Some("matter_gone"));
}

async fn a_days_requests_are_told_together_and_once_in_a_day(database: &dyn Database) {
    let joining = joining(database).await;
    joining.want(&[joining.act.by], RequestNotices::Daily).await;
    assert_eq!(joining.told_of_day(NOW).await, [], "nobody asks");
    joining.pending("xia@x.example", NOW).await;
    joining.pending("yan@x.example", after(1, 0)).await;
    assert_eq!(joining.told_of_day(after(2, 0)).await, [joining.act.by]);
    joining.pending("zoe@x.example", after(3, 0)).await;
    assert_eq!(joining.told_of_day(after(26, -1)).await, []);
    assert_eq!(joining.told_of_day(after(26, 0)).await, [joining.act.by]);
    assert_eq!(joining.told_of_day(after(26, 0)).await, []);
    let mail = joining.mails_of(MailKind::Requests).await.remove(0);
    assert_eq!((mail.request, mail.invitation, mail.import), (None, None, None));
}

async fn nobody_is_told_of_a_day_without_a_request(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    joining.want(&[joining.act.by], RequestNotices::Daily).await;
    joining.unconfirmed("una@x.example", NOW).await;
    assert_eq!(joining.told_of_day(NOW).await, [], "nobody sees who is not confirmed");
    let request = joining.pending("yan@x.example", NOW).await;
    assert!(joining.deny(request.id, joining.act).await);
    deliver(store, NOW).await;
    assert_eq!(joining.told_of_day(NOW).await, [], "and who is decided waits for nobody");
    joining.pending("zoe@x.example", NOW).await;
    assert_eq!(joining.told_of_day(NOW).await, [joining.act.by]);
    assert_eq!(joining.told_of_day(after(48, 0)).await, [], "they were told of who waits still");
    joining.pending("xia@x.example", after(49, 0)).await;
    assert_eq!(joining.told_of_day(after(49, 0)).await, [joining.act.by], "a day after the last time is long over");
}

async fn an_administrator_of_a_group_is_told_of_its_requests_only(database: &dyn Database) {
    let mut joining = joining(database).await;
    let who = joining.administrators().await;
    joining.want(&[who.ana, who.sam, who.emil, who.mia], RequestNotices::Daily).await;
    joining.pending("xia@x.example", NOW).await;
    assert_eq!(joining.told_of_day(NOW).await, [who.ana]);
    joining.replace_link(Some(2)).await;
    joining.pending("yan@x.example", after(24, 0)).await;
    assert_eq!(joining.told_of_day(after(24, 0)).await, [who.ana, who.sam]);
    joining.replace_link(Some(3)).await;
    joining.pending("zoe@x.example", after(25, 0)).await;
    assert_eq!(joining.told_of_day(after(25, 0)).await, [who.emil], "the others were told a short while ago");
    assert_eq!(joining.told_of_day(after(48, 0)).await, [who.ana, who.sam]);
}

async fn who_wants_none_is_told_of_no_day(database: &dyn Database) {
    let joining = joining(database).await;
    joining.pending("zoe@x.example", NOW).await;
    for wanted in [RequestNotices::Never, RequestNotices::Each] {
        joining.want(&[joining.act.by], wanted).await;
        assert_eq!(joining.told_of_day(after(24, 0)).await, [], "{wanted:?}");
    }
}

async fn while_one_mail_waits_a_day_has_no_other(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    joining.want(&[joining.act.by], RequestNotices::Daily).await;
    joining.pending("yan@x.example", NOW).await;
    assert_eq!(store.tell_of_requests(NOW).await.unwrap(), 1);
    // Mail is paused meanwhile.
    let link = {
        joining.ask("zoe@x.example", after(24, 0)).await;
        store.take_up_asks(10, after(24, 0)).await.unwrap();
        let mails = crate::outbox::claim(store, 10, after(24, 0)).await;
        for one in &mails {
            let state = if one.link.is_some() {
                rollcall_domain::DeliveryState::Sent
            } else {
                rollcall_domain::DeliveryState::Queued
            };
            crate::outbox::record(store, one, state, None, after(24, 0)).await;
        }
        mails.iter().find_map(|one| one.link).unwrap()
    };
    assert!(store.confirm_request(link, after(24, 0)).await.unwrap());
    assert_eq!(store.tell_of_requests(after(24, 0)).await.unwrap(), 0, "the one that waits names both when it leaves");
    assert_eq!(joining.leaving(after(25, 0), MailKind::Requests).await, [joining.act.by]);
    assert_eq!(joining.told_of_day(after(48, 0)).await, [], "and the day counts as told");
}

async fn who_administers_nothing_any_more_is_told_nothing(database: &dyn Database) {
    let joining = under(database, suggesting(4)).await;
    let store = joining.store.as_ref();
    let who = joining.administrators().await;
    joining.want(&[who.mia, who.ana], RequestNotices::Daily).await;
    let request = joining.pending("zoe@x.example", NOW).await;
    store.remove_users(&[(who.mia, UserState::Active)], None, joining.act).await.unwrap();
    assert_eq!(joining.told_of_day(NOW).await, [who.ana]);
    assert_eq!(joining.request(request.id).await.suggested, Some(as_buyer(4)));
}

async fn two_who_tell_at_once_tell_everybody_once(database: &dyn Database) {
    let joining = joining(database).await;
    let other = database.open().await;
    joining.want(&[joining.act.by], RequestNotices::Daily).await;
    for day in 0..20 {
        let now = NOW.plus_days(day);
        joining.pending(&format!("p{day}@x.example"), now).await;
        let (a, b) = (joining.store.clone(), other.clone());
        let a = tokio::spawn(async move { a.tell_of_requests(now).await.unwrap() });
        let b = tokio::spawn(async move { b.tell_of_requests(now).await.unwrap() });
        assert_eq!(a.await.unwrap() + b.await.unwrap(), 1, "day {day}");
        assert_eq!(joining.leaving(now, MailKind::Requests).await, [joining.act.by]);
    }
}

async fn of_many_in_an_hour_administrators_are_told_together(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    // Bob is told later than Ana begins to be.
    let confirm = async |number: i64, now: Timestamp| {
        let link = joining.unconfirmed(&format!("p{number}@x.example"), now).await;
        assert!(store.confirm_request(link, now).await.unwrap());
    };
    let kinds = async |now: Timestamp| {
        deliver(store, now).await.iter().map(|one| (one.mail.kind, one.mail.user.unwrap())).collect::<Vec<_>>()
    };
    let ana = joining.act.by;
    for number in 0..20 {
        confirm(number, NOW).await;
        assert_eq!(kinds(NOW).await, [(MailKind::Request, ana)], "{number}");
    }
    let bob = administrator(store, joining.act, "bob@acme.example", "Bob").await;
    deliver(store, NOW).await;
    confirm(20, NOW).await;
    let mails = kinds(NOW).await;
    assert_eq!(mails, [(MailKind::Requests, ana), (MailKind::Request, bob)], "each is counted apart");
    confirm(21, NOW).await;
    assert_eq!(kinds(NOW).await, [(MailKind::Request, bob)], "all together are told once in an hour");
    confirm(22, after(1, 0)).await;
    assert_eq!(kinds(after(1, 0)).await, [(MailKind::Request, ana), (MailKind::Request, bob)], "and then each again");
}

async fn who_confirms_at_a_moment_of_which_was_told_is_told_of_the_next_day(database: &dyn Database) {
    let joining = joining(database).await;
    joining.want(&[joining.act.by], RequestNotices::Daily).await;
    let late = joining.unconfirmed("una@x.example", NOW).await;
    joining.pending("yan@x.example", after(2, 0)).await;
    assert_eq!(joining.told_of_day(after(2, 0)).await, [joining.act.by]);
    // A clock that was set back: the moment is the very same.
    assert!(joining.store.confirm_request(late, after(1, 0)).await.unwrap());
    let request = joining.store.request_by_link(late, after(2, 0)).await.unwrap().unwrap();
    assert_eq!(request.confirmed_at, Some(after(2, 0)));
    assert_eq!(joining.told_of_day(after(26, 0)).await, [joining.act.by], "though they asked before");
    assert_eq!(joining.told_of_day(after(50, 0)).await, []);
}

async fn what_the_link_suggests_later_changes_nothing_for_who_waits(database: &dyn Database) {
    let joining = under(database, suggesting(2)).await;
    let who = joining.administrators().await;
    joining.want(&[who.ana, who.sam, who.emil, who.mia], RequestNotices::Daily).await;
    let request = joining.pending("zoe@x.example", NOW).await;
    assert!(joining.store.change_join_link(joining.link, &suggesting(4), joining.act).await.unwrap());
    assert_eq!(joining.told_of_day(NOW).await, [who.ana, who.sam]);
    assert_eq!(joining.request(request.id).await.suggested, Some(as_buyer(2)));
}

async fn no_more_than_so_many_can_wait_for_a_decision(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let (first, second) =
        (joining.unconfirmed("yan@x.example", NOW).await, joining.unconfirmed("zoe@x.example", NOW).await);
    let fill = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4999) \
        INSERT INTO requests (link_id, address, address_key, name, language, state, asked_at, forget_at, confirmed_at, searched) \
        SELECT 1, 'p' || i || '@x.example', 'p' || i || '@x.example', 'P', 'en', 'pending', i, i, i, 'p' FROM n";
    database.run(fill).await.unwrap();
    assert_eq!(rollcall_domain::join_request::MOST_PENDING, 5_000);
    assert!(store.confirm_request(first, NOW).await.unwrap());
    assert!(!store.confirm_request(second, NOW).await.unwrap());
    let id = store.request_by_link(first, NOW).await.unwrap().unwrap().id;
    assert!(joining.deny(id, joining.act).await);
    assert!(store.confirm_request(second, NOW).await.unwrap(), "there is room again");
}
