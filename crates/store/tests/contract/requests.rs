//! Join requests from asking to their end: which act moves which state, by whom, and until when.

use crate::{
    database::{Database, NOW},
    every_database,
    joining::{Asked, Joining, as_buyer, holds, joining, secret, suggesting, under},
    outbox::{claim, mint},
    scene::{deliver, note},
};
use RequestState::{Approved, Denied, Lapsed, Pending, Unconfirmed, Withdrawn};
use rollcall_app::ports::store::{Act, MailKind};
use rollcall_domain::{DeliveryState, RequestId, RequestState, Timestamp};

every_database![
    only_the_acts_of_a_state_move_it_and_only_once,
    every_end_is_recorded_once_with_who_brought_it,
    an_address_is_proven_until_the_very_millisecond,
    a_link_shows_how_the_request_stands_whatever_became_of_it,
    opening_a_link_changes_nothing,
    links_that_lead_nowhere_do_nothing,
    who_withdrew_is_mailed_nothing_more,
    a_request_is_shown_with_the_names_of_now,
    a_mail_with_a_link_does_not_go_out_when_its_request_has_moved_on,
    a_mail_of_a_stranger_that_came_back_leaves_no_trace,
    a_mail_about_a_decision_that_came_back_is_recorded,
];

const ACTS: [&str; 5] = ["confirm", "withdraw", "approve", "deny", "lapse"];

impl Joining {
    /// Does an act to a request; whether it did anything.
    async fn act_on(&self, act: &str, request: Asked, now: Timestamp) -> bool {
        let store = self.store.as_ref();
        let by = Act { now, ..self.act };
        match act {
            "confirm" => store.confirm_request(request.link, now).await.unwrap(),
            "withdraw" => store.withdraw_request(request.link, now).await.unwrap(),
            "approve" => self.approve(request.id, by).await,
            "deny" => self.deny(request.id, by).await,
            _ => store.lapse_requests(now, now).await.unwrap() == 1,
        }
    }

    /// A request in a state, of an address of its own.
    async fn in_state(&self, state: RequestState, address: &str) -> Asked {
        let link = self.unconfirmed(address, NOW).await;
        let id = self.store.request_by_link(link, NOW).await.unwrap().unwrap().id;
        let request = Asked { id, link };
        let acts: &[&str] = match state {
            Unconfirmed => &[],
            Pending => &["confirm"],
            Approved => &["confirm", "approve"],
            Denied => &["confirm", "deny"],
            Withdrawn => &["confirm", "withdraw"],
            Lapsed => &["confirm", "lapse"],
        };
        for act in acts {
            assert!(self.act_on(act, request, NOW).await, "{act} for {state:?}");
        }
        deliver(self.store.as_ref(), NOW).await;
        request
    }
}

async fn only_the_acts_of_a_state_move_it_and_only_once(database: &dyn Database) {
    let joining = joining(database).await;
    for state in [Unconfirmed, Pending, Approved, Denied, Withdrawn, Lapsed] {
        for act in ACTS {
            let after = match (state, act) {
                (Unconfirmed, "confirm") => Pending,
                (Pending, "withdraw") => Withdrawn,
                (Pending, "approve") => Approved,
                (Pending, "deny") => Denied,
                (Pending, "lapse") => Lapsed,
                _ => state,
            };
            let request = joining.in_state(state, &format!("{state:?}-{act}@x.example")).await;
            let (before, mails) = (joining.request(request.id).await, joining.mails().await.len());
            let done = joining.act_on(act, request, NOW).await;
            assert_eq!((done, joining.state(request.id).await), (after != state, after), "{act} of {state:?}");
            if !done {
                assert_eq!(joining.request(request.id).await, before, "{act} of {state:?}");
                assert_eq!(joining.mails().await.len(), mails, "{act} of {state:?}");
            }
            // None is left that would lapse with the next.
            joining.store.lapse_requests(NOW, NOW).await.unwrap();
            deliver(joining.store.as_ref(), NOW).await;
        }
    }
}

async fn every_end_is_recorded_once_with_who_brought_it(database: &dyn Database) {
    let joining = under(database, suggesting(2)).await;
    for (state, address) in [(Approved, "a"), (Denied, "d"), (Withdrawn, "w"), (Lapsed, "l"), (Unconfirmed, "u")] {
        joining.in_state(state, &format!("{address}@x.example")).await;
    }
    assert!(holds!(
        database,
        "(SELECT group_concat(substr(r.address, 1, 1) || ' ' || a.verb || coalesce(' by ' || a.by_user, '') \
         || coalesce(' to ' || a.user_id, '') || coalesce(' (' || a.detail || ')', ''), '; ') FROM activity a \
         JOIN requests r ON r.id = a.request_id) = \
         'a requested; a request_approved by 1 to 2 (Sales: Buyer); d requested; d request_denied by 1; w requested; w request_withdrawn; \
         l requested; l request_lapsed'"
    ));
}

async fn an_address_is_proven_until_the_very_millisecond(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let link = joining.unconfirmed("zoe@x.example", NOW).await;
    let end = store.request_by_link(link, NOW).await.unwrap().unwrap().forget_at;
    assert_eq!(end, NOW.plus_days(3));
    let just_before = Timestamp::from_millis(end.as_millis() - 1);
    assert!(store.request_by_link(link, just_before).await.unwrap().is_some());
    assert_eq!(store.request_by_link(link, end).await.unwrap(), None);
    assert!(!store.confirm_request(link, end).await.unwrap());
    let latest = store.latest_seen().await.unwrap();
    assert_eq!(latest, NOW, "nothing was written");
    assert!(store.confirm_request(link, just_before).await.unwrap());
    let shown = store.request_by_link(link, NOW.plus_days(400)).await.unwrap().unwrap();
    assert_eq!(
        (shown.state, shown.confirmed_at),
        (Pending, Some(just_before)),
        "a link to a proven address has no end"
    );
}

async fn a_link_shows_how_the_request_stands_whatever_became_of_it(database: &dyn Database) {
    let joining = joining(database).await;
    for state in [Lapsed, Approved, Denied, Withdrawn, Pending] {
        let request = joining.in_state(state, &format!("{state:?}@x.example")).await;
        let shown = joining.store.request_by_link(request.link, NOW.plus_days(9)).await.unwrap().unwrap();
        assert_eq!((shown.id, shown.state), (request.id, state));
        assert_eq!(shown.decided_at, (state != Pending).then_some(NOW));
        assert_eq!(shown.decided_by.as_deref(), matches!(state, Approved | Denied).then_some("Ana"));
    }
}

async fn opening_a_link_changes_nothing(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let (link, pending) =
        (joining.unconfirmed("zoe@x.example", NOW).await, joining.pending("yan@x.example", NOW).await);
    let opened = store.request_by_link(link, NOW.plus_days(1)).await.unwrap();
    store.request_by_link(pending.link, NOW.plus_days(1)).await.unwrap();
    store.join_link_by_secret(joining.secret, NOW.plus_days(1)).await.unwrap();
    assert_eq!(store.latest_seen().await.unwrap(), NOW);
    assert_eq!(store.request_by_link(link, NOW.plus_days(1)).await.unwrap(), opened);
}

async fn links_that_lead_nowhere_do_nothing(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    joining.pending("zoe@x.example", NOW).await;
    // The join link itself, and what nobody ever had.
    for hash in [mint(), secret(9).hash(), joining.secret] {
        let later = NOW.plus_days(1);
        assert_eq!(store.request_by_link(hash, later).await.unwrap(), None);
        assert!(!store.confirm_request(hash, later).await.unwrap());
        assert!(!store.withdraw_request(hash, later).await.unwrap());
        assert_eq!(store.invitation_by_token(hash, later).await.unwrap(), None);
    }
    let link = joining.unconfirmed("yan@x.example", NOW).await;
    assert_eq!(store.invitation_by_token(link, NOW).await.unwrap(), None, "a link to a request answers no invitation");
    assert_eq!(store.latest_seen().await.unwrap(), NOW, "nothing was written");
}

async fn who_withdrew_is_mailed_nothing_more(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let link = joining.unconfirmed("zoe@x.example", NOW).await;
    assert!(store.confirm_request(link, NOW).await.unwrap());
    joining.ask("zoe@x.example", NOW).await;
    store.take_up_asks(10, NOW).await.unwrap();
    assert!(store.withdraw_request(link, NOW).await.unwrap());
    let gone: Vec<_> =
        joining.mails().await.into_iter().filter(|mail| mail.reply.as_deref() == Some("matter_gone")).collect();
    assert_eq!(gone.iter().map(|mail| mail.kind).collect::<Vec<_>>(), [MailKind::Waiting, MailKind::Request]);
    assert!(gone.iter().all(|mail| mail.state == DeliveryState::Dropped));
    assert_eq!(claim(store, 100, NOW).await, [], "neither that it waits, nor to who would decide");
}

async fn a_request_is_shown_with_the_names_of_now(database: &dyn Database) {
    let joining = under(database, suggesting(3)).await;
    let store = joining.store.as_ref();
    let request = joining.pending("Zoe@x.example", NOW).await;
    let words = note("Not this year, \"sorry\" \u{1F600}");
    let act = joining.later(2);
    assert_eq!(store.deny_requests(&[request.id], Some(&words), &[], act).await.unwrap().denied, [request.id]);
    database.run("UPDATE users SET name = NULL").await.unwrap();
    let shown = joining.request(request.id).await;
    assert_eq!(
        (shown.link, shown.suggested, shown.address.as_str()),
        (joining.link, Some(as_buyer(3)), "Zoe@x.example")
    );
    assert_eq!((shown.state, shown.confirmed_at, shown.decided_at), (Denied, Some(NOW), Some(act.now)));
    assert_eq!(shown.decided_by.as_deref(), Some("Ana@Acme.Example"));
    assert_eq!(shown.decider_address.unwrap().as_str(), "Ana@Acme.Example");
    assert_eq!((shown.words.as_deref(), shown.given, shown.person), (Some(words.as_str()), None, None));
    let asked = [request.id, RequestId(99), request.id];
    assert_eq!(store.requests_by_id(&asked).await.unwrap().len(), 1, "once, and whom nobody knows is passed over");
    assert_eq!(store.requests_by_id(&[]).await.unwrap(), []);
}

async fn a_mail_with_a_link_does_not_go_out_when_its_request_has_moved_on(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let deferred = async |kind: MailKind, now: Timestamp| {
        let claimed = claim(store, 10, now).await;
        let mail = claimed.into_iter().find(|one| one.mail.kind == kind).unwrap();
        assert!(mail.link.is_some(), "{kind:?}");
        crate::outbox::record(store, &mail, DeliveryState::Deferred, Some("450"), now).await;
        mail
    };
    // The link to confirm came too late.
    joining.ask("yan@x.example", NOW).await;
    store.take_up_asks(10, NOW).await.unwrap();
    let confirm = deferred(MailKind::Confirm, NOW).await;
    let claimed = store.claim_mails(10, NOW, NOW.plus_days(3), &mint).await.unwrap();
    assert_eq!((claimed.mails.len(), claimed.dropped), (0, 1));
    let dropped = store.mail(confirm.mail.id).await.unwrap().unwrap();
    assert_eq!(
        (dropped.state, dropped.attempts, dropped.reply.as_deref()),
        (DeliveryState::Dropped, 1, Some("matter_gone"))
    );
    // What says that a request waits was in hand when that was decided.
    let now = NOW.plus_days(3);
    let request = joining.pending("zoe@x.example", now).await;
    joining.ask("zoe@x.example", now).await;
    store.take_up_asks(10, now).await.unwrap();
    let claimed = claim(store, 10, now).await.remove(0);
    assert!(joining.deny(request.id, Act { now, ..joining.act }).await);
    crate::outbox::record(store, &claimed, DeliveryState::Deferred, Some("450"), now).await;
    let kinds: Vec<_> = deliver(store, NOW.plus_days(4)).await.iter().map(|one| one.mail.kind).collect();
    assert_eq!(kinds, [MailKind::Denied]);
}

async fn a_mail_of_a_stranger_that_came_back_leaves_no_trace(database: &dyn Database) {
    let joining = joining(database).await;
    let mails = joining.asked("zoe@x.example", NOW).await;
    assert!(joining.store.record_bounce(mails[0].mail.id, "550 nobody", NOW).await.unwrap());
    let mail = joining.store.mail(mails[0].mail.id).await.unwrap().unwrap();
    assert_eq!((mail.state, mail.reply.as_deref()), (DeliveryState::Failed, Some("550 nobody")));
    assert!(holds!(database, "NOT EXISTS (SELECT 1 FROM activity WHERE verb = 'bounced')"));
    assert_eq!(joining.store.lapse_requests(NOW, NOW.plus_days(3)).await.unwrap(), 0);
    assert_eq!(joining.mails().await, [], "and it can be forgotten");
}

async fn a_mail_about_a_decision_that_came_back_is_recorded(database: &dyn Database) {
    let joining = joining(database).await;
    let request = joining.in_state(Denied, "zoe@x.example").await;
    let mail = joining.mails_of(MailKind::Denied).await.remove(0);
    assert!(joining.store.record_bounce(mail.id, "550 nobody", NOW).await.unwrap());
    assert_eq!(request.id, RequestId(1));
    assert!(holds!(database, "(SELECT request_id FROM activity WHERE verb = 'bounced' AND detail = '550 nobody') = 1"));
}
