//! What becomes of requests when nobody does anything: they lapse, or are forgotten.

use crate::{
    database::{Database, NOW},
    every_database,
    joining::{holds, joining},
    scene::deliver,
};
use rollcall_app::ports::store::MailKind;
use rollcall_domain::{DeliveryState, RequestState, Timestamp};

every_database![
    who_waited_too_long_is_told_so,
    a_request_lapses_at_the_very_millisecond,
    what_is_decided_does_not_lapse,
    what_was_never_proven_is_forgotten_at_the_very_millisecond,
    a_forgotten_request_is_never_another_one,
    what_is_forgotten_in_hand_does_no_harm,
    what_was_answered_a_day_ago_is_forgotten_though_nobody_asks_anew,
    when_nothing_is_due_nothing_is_written,
];

async fn who_waited_too_long_is_told_so(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let mut all = Vec::new();
    for (day, name) in (0..).zip(["xia", "yan", "zoe"]) {
        all.push(joining.pending(&format!("{name}@x.example"), NOW.plus_days(day)).await);
    }
    let now = NOW.plus_days(31);
    assert_eq!(store.lapse_requests(NOW.plus_days(1), now).await.unwrap(), 2);
    for (request, state) in all.iter().zip([RequestState::Lapsed, RequestState::Lapsed, RequestState::Pending]) {
        let record = joining.request(request.id).await;
        assert_eq!((record.state, record.decided_by), (state, None));
        assert_eq!(record.decided_at, (state == RequestState::Lapsed).then_some(now));
    }
    let mails = deliver(store, now).await;
    let told: Vec<_> = mails.iter().map(|one| (one.mail.kind, one.mail.request, one.mail.user)).collect();
    assert_eq!(told, [0, 1].map(|which: usize| (MailKind::Lapsed, Some(all[which].id), None)));
    assert_eq!(store.lapse_requests(NOW.plus_days(1), now).await.unwrap(), 0, "once");
    assert!(!joining.approve(all[0].id, joining.later(32)).await);
}

async fn a_request_lapses_at_the_very_millisecond(database: &dyn Database) {
    let joining = joining(database).await;
    let request = joining.pending("zoe@x.example", NOW).await;
    for (millis, lapsed) in [(-1, 0), (0, 1)] {
        let until = Timestamp::from_millis(NOW.as_millis() + millis);
        assert_eq!(joining.store.lapse_requests(until, NOW.plus_days(30)).await.unwrap(), lapsed);
    }
    assert_eq!(joining.state(request.id).await, RequestState::Lapsed);
}

async fn what_is_decided_does_not_lapse(database: &dyn Database) {
    let joining = joining(database).await;
    let (yan, zoe) = (joining.pending("yan@x.example", NOW).await, joining.pending("zoe@x.example", NOW).await);
    assert!(joining.approve(yan.id, joining.act).await && joining.deny(zoe.id, joining.act).await);
    joining.unconfirmed("xia@x.example", NOW).await;
    assert_eq!(joining.store.lapse_requests(NOW.plus_days(2), NOW.plus_days(2)).await.unwrap(), 0);
    assert!(joining.mails_of(MailKind::Lapsed).await.is_empty());
}

async fn what_was_never_proven_is_forgotten_at_the_very_millisecond(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let stays = joining.pending("yan@x.example", NOW).await;
    let link = joining.unconfirmed("zoe@x.example", NOW).await;
    joining.ask("xia@x.example", NOW).await;
    store.take_up_asks(10, NOW).await.unwrap();
    let end = NOW.plus_days(3);
    let just_before = Timestamp::from_millis(end.as_millis() - 1);
    assert_eq!(store.lapse_requests(NOW.plus_days(-30), just_before).await.unwrap(), 0);
    assert!(store.request_by_link(link, just_before).await.unwrap().is_some());
    assert_eq!(store.lapse_requests(NOW.plus_days(-30), end).await.unwrap(), 0, "nobody is told");
    assert_eq!(store.request_by_link(link, just_before).await.unwrap(), None);
    let kept: Vec<_> = joining.mails().await.iter().filter_map(|mail| mail.request).collect();
    assert_eq!(kept, [stays.id, stays.id], "mails that left are forgotten as well");
    assert!(holds!(database, "(SELECT count(*) FROM requests) = 1 AND (SELECT count(*) FROM links) = 1"));
    assert_eq!(joining.state(stays.id).await, RequestState::Pending);
}

async fn a_forgotten_request_is_never_another_one(database: &dyn Database) {
    let joining = joining(database).await;
    let link = joining.unconfirmed("zoe@x.example", NOW).await;
    let old = joining.store.request_by_link(link, NOW).await.unwrap().unwrap();
    let end = old.forget_at;
    joining.store.lapse_requests(NOW, end).await.unwrap();
    let new = joining.pending("zoe@x.example", end).await;
    assert_ne!(new.id, old.id);
    assert_eq!(joining.store.requests_by_id(&[old.id]).await.unwrap(), []);
}

async fn what_is_forgotten_in_hand_does_no_harm(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    joining.ask("zoe@x.example", NOW).await;
    store.take_up_asks(10, NOW).await.unwrap();
    let claimed = crate::outbox::claim(store, 10, NOW).await.remove(0);
    store.lapse_requests(NOW, NOW.plus_days(3)).await.unwrap();
    crate::outbox::record(store, &claimed, DeliveryState::Deferred, Some("450"), NOW.plus_days(3)).await;
    assert_eq!((joining.mails().await, store.next_mail_due().await.unwrap()), (Vec::new(), None));
}

async fn what_was_answered_a_day_ago_is_forgotten_though_nobody_asks_anew(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    joining.ask("zoe@x.example", NOW).await;
    store.take_up_asks(10, NOW).await.unwrap();
    joining.ask("yan@x.example", NOW).await;
    let end = NOW.plus_days(1);
    let just_before = Timestamp::from_millis(end.as_millis() - 1);
    let until = NOW.plus_days(-30);
    assert_eq!(store.lapse_requests(until, just_before).await.unwrap(), 0);
    assert!(holds!(database, "(SELECT count(*) FROM asks) = 2"));
    assert_eq!(store.lapse_requests(until, end).await.unwrap(), 0);
    assert!(holds!(
        database,
        "(SELECT count(*) FROM asks WHERE address = 'yan@x.example' AND answered_at IS NULL) = 1"
    ));
    assert!(holds!(database, "(SELECT count(*) FROM asks) = 1"), "what waits is not forgotten");
}

async fn when_nothing_is_due_nothing_is_written(database: &dyn Database) {
    let joining = joining(database).await;
    joining.pending("zoe@x.example", NOW).await;
    joining.unconfirmed("yan@x.example", NOW).await;
    // What they asked is forgotten after a day.
    let seen = NOW.plus_days(1);
    assert_eq!(joining.store.lapse_requests(NOW.plus_days(-29), seen).await.unwrap(), 0);
    let now = NOW.plus_days(2);
    assert_eq!(joining.store.lapse_requests(NOW.plus_days(-28), now).await.unwrap(), 0);
    assert_eq!(joining.store.tell_of_requests(now).await.unwrap(), 0);
    assert_eq!(joining.store.latest_seen().await.unwrap(), seen);
}
