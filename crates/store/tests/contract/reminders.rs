//! Reminders: each once, never a burst, and none where there is nothing to remind of.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    outbox::{claim, mint, record},
    plan::{BUYER, SALES, Sheet},
    scene::{Scene, bob, deliver},
};
use rollcall_app::ports::store::{Act, LinkUse, MailKind, Store, Verb};
use rollcall_domain::{
    DeliveryState, ReminderSchedule, Timestamp, UserId,
    invitation::{Answer, RESEND_COOL_DOWN_SECONDS},
};
use std::sync::Arc;

every_database![
    a_reminder_is_put_into_the_outbox_at_the_very_second_and_once,
    whoever_comes_back_after_two_months_sends_one,
    ninety_days_with_a_new_process_every_day_bring_each_reminder_once,
    of_two_processes_one_reminds,
    where_a_mail_waits_there_is_no_other_but_the_day_is_done,
    where_the_mail_failed_there_is_no_other_but_the_day_is_done,
    nobody_is_reminded_of_what_has_ended,
    nobody_is_reminded_at_the_end_or_later_also_with_a_slow_clock,
    nobody_is_reminded_before_the_time_has_begun,
    a_reminder_stays_behind_when_somebody_answers_first,
    another_schedule_counts_from_then_on,
    with_nothing_due_nothing_is_written,
    many_are_reminded_in_one_transaction,
];

/// Puts the reminders of the usual schedule into the outbox.
async fn remind(store: &dyn Store, now: Timestamp) -> u32 {
    store.remind(&ReminderSchedule::default(), now).await.unwrap()
}

/// Bob's reminders and through which day.
async fn reminded(scene: &Scene) -> (u32, u16) {
    let record = scene.record().await;
    (record.reminders, record.reminded_through_day)
}

async fn a_reminder_is_put_into_the_outbox_at_the_very_second_and_once(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let due = NOW.plus_days(7);
    assert_eq!(remind(store, Timestamp::from_millis(due.as_millis() - 1)).await, 0);
    let change = store.latest_change().await.unwrap();
    assert_eq!(remind(store, due).await, 1);
    assert_eq!(reminded(&scene).await, (1, 7));
    let mail = scene.mails().await.remove(0);
    assert_eq!((mail.kind, mail.invitation, mail.created_at), (MailKind::Reminder, Some(scene.invitation), due));
    let told = scene.history().await.remove(0);
    assert_eq!((told.verb, told.by, told.at), (Verb::Reminded, None, due));
    assert_eq!(store.changes_after(change).await.unwrap().users, [(scene.user, scene.user)]);
    assert_eq!(remind(store, due).await, 0);
    // It has a link of its own, and neither stops the older one nor begins the time anew.
    let link = deliver(store, due).await.remove(0).link.unwrap();
    assert!(scene.link_works(due).await);
    assert_eq!(scene.record().await.expires_at, Some(NOW.plus_days(90)));
    assert!(store.answer_invitation(link, Answer::Accept, None, None, due).await.unwrap().is_some());
    assert_eq!(remind(store, NOW.plus_days(30)).await, 0);
}

async fn whoever_comes_back_after_two_months_sends_one(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    assert_eq!(remind(store, NOW.plus_days(61)).await, 1);
    assert_eq!(reminded(&scene).await, (1, 60));
    deliver(store, NOW.plus_days(61)).await;
    assert_eq!(remind(store, NOW.plus_days(82)).await, 0);
    assert_eq!(remind(store, NOW.plus_days(83)).await, 1);
    assert_eq!(reminded(&scene).await, (2, 83));
}

async fn ninety_days_with_a_new_process_every_day_bring_each_reminder_once(database: &dyn Database) {
    let scene = bob(database).await;
    let mut days = Vec::new();
    for day in 0..=100 {
        let store = database.open().await;
        // Some minutes later every day, as such rounds are.
        let now = NOW.plus_days(day).plus_seconds(day * 60);
        if remind(store.as_ref(), now).await > 0 {
            days.push(day);
        }
        deliver(store.as_ref(), now).await;
    }
    assert_eq!(days, [7, 30, 60, 83]);
    assert_eq!(scene.mails().await.len(), 5);
    assert_eq!(reminded(&scene).await, (4, 83));
}

async fn of_two_processes_one_reminds(database: &dyn Database) {
    let scene = bob(database).await;
    let other = database.open().await;
    let schedule: ReminderSchedule = "1,2,3,4,5,6,7,8,9,10,11,12".parse().unwrap();
    for day in 1..=12 {
        let round = |store: Arc<dyn Store>| {
            let (schedule, now) = (schedule.clone(), NOW.plus_days(day));
            tokio::spawn(async move {
                // What one has reminded of may have left before the other looks.
                let mut reminded = 0;
                for _ in 0..5 {
                    reminded += store.remind(&schedule, now).await.unwrap();
                    deliver(store.as_ref(), now).await;
                }
                reminded
            })
        };
        let rounds = [&scene.store, &other, &scene.store, &other].map(|store| round(store.clone()));
        let mut reminded = 0;
        for round in rounds {
            reminded += round.await.unwrap();
        }
        assert_eq!((reminded, scene.mails().await.len()), (1, usize::try_from(day).unwrap() + 1), "day {day}");
    }
}

async fn where_a_mail_waits_there_is_no_other_but_the_day_is_done(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    assert_eq!(remind(store, NOW.plus_days(7)).await, 1);
    let changed = async || store.latest_change().await.unwrap();
    let mut change = changed().await;
    // Queued, being sent, put off.
    for (day, state) in [(30, None), (60, Some(DeliveryState::Deferred)), (83, None)] {
        assert_eq!(remind(store, NOW.plus_days(day)).await, 0, "day {day}");
        assert_eq!(reminded(&scene).await, (1, u16::try_from(day).unwrap()));
        assert!(changed().await > change, "what is due next is another");
        for mail in claim(store, 1, NOW.plus_days(day)).await {
            if let Some(state) = state {
                record(store, &mail, state, None, NOW.plus_days(day)).await;
            }
        }
        change = changed().await;
    }
    assert_eq!((scene.mails().await.len(), scene.verbs().await), (2, vec![Verb::Reminded, Verb::Invited]));
}

async fn where_the_mail_failed_there_is_no_other_but_the_day_is_done(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    remind(store, NOW.plus_days(7)).await;
    let mail = claim(store, 1, NOW.plus_days(7)).await.remove(0);
    record(store, &mail, DeliveryState::Failed, Some("550 no such user"), NOW.plus_days(7)).await;
    assert_eq!(remind(store, NOW.plus_days(30)).await, 0);
    assert_eq!((reminded(&scene).await, scene.mails().await.len()), ((1, 30), 2));
    // Where it is uncertain whether the last one came, the next one goes out.
    store.resend(&[scene.invitation], NOW.plus_days(30), scene.later(30)).await.unwrap();
    let mail = claim(store, 1, NOW.plus_days(30)).await.remove(0);
    record(store, &mail, DeliveryState::Uncertain, None, NOW.plus_days(30)).await;
    assert_eq!(remind(store, NOW.plus_days(37)).await, 1);
}

async fn nobody_is_reminded_of_what_has_ended(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    assert!(scene.answer(Answer::Decline, NOW).await);
    assert_eq!(remind(store, NOW.plus_days(7)).await, 0);
    let sheet = Sheet::new().invite("cy@acme.example", None, &[(SALES, BUYER)]);
    sheet.invite_by_hand(store, scene.act, None).await;
    let mail = deliver(store, NOW).await.pop().unwrap();
    store.cancel(&[mail.mail.invitation.unwrap()], scene.act).await.unwrap();
    assert_eq!(remind(store, NOW.plus_days(7)).await, 0);
    assert_eq!(store.latest_seen().await.unwrap(), NOW);
}

async fn nobody_is_reminded_at_the_end_or_later_also_with_a_slow_clock(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let every: ReminderSchedule = "80, 90".parse().unwrap();
    assert_eq!(store.remind(&every, NOW.plus_days(90)).await.unwrap(), 0);
    // The workspace has seen the end; the machine's clock is set back.
    Sheet::new().carry_out(store, scene.later(90)).await;
    assert_eq!(store.remind(&every, NOW.plus_days(85)).await.unwrap(), 0);
    assert_eq!(reminded(&scene).await, (0, 0));
}

async fn nobody_is_reminded_before_the_time_has_begun(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let sheet = Sheet::new().invite("bob@acme.example", None, &[(SALES, BUYER)]);
    sheet.invite_by_hand(store.as_ref(), act, None).await;
    assert_eq!(remind(store.as_ref(), NOW.plus_days(40)).await, 0);
    // A copied link begins it; and the mail, whenever it leaves, does not begin it again.
    let user = crate::plan::id_of(store.as_ref(), "bob@acme.example").await;
    let id = store.newest_invitations(&[user]).await.unwrap()[0].id;
    let later = Act { now: NOW.plus_days(40), ..act };
    store.give_out_link(id, mint(), later.now.plus_days(90), LinkUse::Copied, later).await.unwrap().unwrap();
    deliver(store.as_ref(), NOW.plus_days(42)).await;
    assert_eq!(remind(store.as_ref(), NOW.plus_days(46)).await, 0);
    assert_eq!(remind(store.as_ref(), NOW.plus_days(47)).await, 1);
}

async fn a_reminder_stays_behind_when_somebody_answers_first(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    remind(store, NOW.plus_days(7)).await;
    assert!(scene.answer(Answer::Accept, NOW.plus_days(7)).await);
    let left = deliver(store, NOW.plus_days(7)).await;
    assert!(left.iter().all(|mail| mail.mail.user != Some(scene.user)), "only Ana is told of the answer");
    assert_eq!(scene.mails().await[0].state, DeliveryState::Dropped);
}

async fn another_schedule_counts_from_then_on(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let with = |text: &str| text.parse::<ReminderSchedule>().unwrap();
    assert_eq!(store.remind(&with("none"), NOW.plus_days(20)).await.unwrap(), 0);
    assert_eq!(store.remind(&with("10, 20"), NOW.plus_days(20)).await.unwrap(), 1);
    deliver(store, NOW.plus_days(20)).await;
    assert_eq!(store.remind(&with("15, 19"), NOW.plus_days(21)).await.unwrap(), 0, "its last day is done");
    assert_eq!(store.remind(&with("15, 21"), NOW.plus_days(21)).await.unwrap(), 1);
    // Sent again, it begins anew.
    let act = scene.later(22);
    deliver(store, NOW.plus_days(21)).await;
    store.resend(&[scene.invitation], act.now.plus_seconds(-RESEND_COOL_DOWN_SECONDS), act).await.unwrap();
    deliver(store, act.now).await;
    assert_eq!(store.remind(&with("15, 21"), NOW.plus_days(36)).await.unwrap(), 0);
    assert_eq!(store.remind(&with("15, 21"), NOW.plus_days(37)).await.unwrap(), 1);
    assert_eq!(reminded(&scene).await, (1, 15));
}

async fn with_nothing_due_nothing_is_written(database: &dyn Database) {
    let scene = bob(database).await;
    remind(scene.store.as_ref(), NOW.plus_days(7)).await;
    let change = scene.store.latest_change().await.unwrap();
    for _ in 0..3 {
        assert_eq!(remind(scene.store.as_ref(), NOW.plus_days(8)).await, 0);
    }
    let seen = scene.store.latest_seen().await.unwrap();
    assert_eq!((seen, scene.store.latest_change().await.unwrap()), (NOW.plus_days(7), change));
}

async fn many_are_reminded_in_one_transaction(database: &dyn Database) {
    const PEOPLE: u32 = 11_000;
    let (store, act) = with_account(database).await;
    let mut sheet = Sheet::new();
    for number in 0..PEOPLE {
        sheet = sheet.invite(&format!("p{number}@acme.example"), None, &[(SALES, BUYER)]);
    }
    sheet.invite_by_hand(store.as_ref(), act, None).await;
    deliver(store.as_ref(), NOW).await;
    let change = store.latest_change().await.unwrap();
    assert_eq!(remind(store.as_ref(), NOW.plus_days(7)).await, PEOPLE);
    assert_eq!(store.latest_change().await.unwrap(), change + 1);
    let users: Vec<UserId> = (2..i64::from(PEOPLE) + 2).map(UserId).collect();
    let records = store.newest_invitations(&users).await.unwrap();
    assert!(records.iter().all(|record| (record.reminders, record.reminded_through_day) == (1, 7)));
    assert_eq!(remind(store.as_ref(), NOW.plus_days(7)).await, 0);
}
