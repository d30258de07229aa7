//! Several processes on one workspace: two stores with connections of their own, at the same moment.

use crate::{
    database::{Database, NOW, account_key, with_account},
    every_database,
    outbox::{claim, mint, record},
    plan::{BUYER, SALES, Sheet},
};
use rollcall_app::ports::store::{CarriedOut, Verb};
use rollcall_domain::{DeliveryState, GroupPath, UserId, UserState, invitation::Answer};
use std::{
    collections::HashSet,
    sync::{Arc, atomic::AtomicU32},
};

every_database![
    of_two_answers_at_once_one_counts,
    claims_of_two_processes_never_overlap,
    of_two_imports_of_one_plan_one_is_stale,
    of_two_accounts_at_once_one_is_made,
    many_small_writes_of_two_processes_all_arrive,
];

async fn of_two_answers_at_once_one_counts(database: &dyn Database) {
    const RUNS: usize = 200;
    let (store, act) = with_account(database).await;
    let other = database.open().await;
    let mut sheet = Sheet::new();
    for number in 0..RUNS {
        sheet = sheet.invite(&format!("p{number}@acme.example"), None, &[(SALES, BUYER)]);
    }
    sheet.carry_out(store.as_ref(), act).await;
    let mut run = 0;
    for claimed in claim(store.as_ref(), 1_000, NOW).await {
        let Some(link) = claimed.link else { continue };
        run += 1;
        // Accept against accept, and accept against decline.
        let second = if run % 2 == 0 { Answer::Decline } else { Answer::Accept };
        let (a, b) = (store.clone(), other.clone());
        let a = tokio::spawn(async move { a.answer_invitation(link, Answer::Accept, None, None, NOW).await.unwrap() });
        let b = tokio::spawn(async move { b.answer_invitation(link, second, None, None, NOW).await.unwrap() });
        let (a, b) = (a.await.unwrap(), b.await.unwrap());
        assert!(a.is_some() != b.is_some(), "run {run}: {a:?} and {b:?}");
        let user = a.or(b).unwrap();
        let verbs: Vec<_> = store.history(user).await.unwrap().into_iter().map(|act| act.verb).collect();
        let declined = second == Answer::Decline && b.is_some();
        assert_eq!(verbs, [if declined { Verb::Declined } else { Verb::Accepted }, Verb::Invited]);
        let state = store.entries_of(&[user]).await.unwrap()[0].state;
        assert_eq!(state, if declined { UserState::Invited } else { UserState::Active });
    }
    assert_eq!(run, RUNS);
}

async fn claims_of_two_processes_never_overlap(database: &dyn Database) {
    const MAILS: usize = 1_001;
    let (store, act) = with_account(database).await;
    let mut sheet = Sheet::new();
    for number in 1..MAILS {
        sheet = sheet.invite(&format!("p{number}@acme.example"), None, &[(SALES, BUYER)]);
    }
    sheet.carry_out(store.as_ref(), act).await;
    let mut tasks = Vec::new();
    for _ in 0..4 {
        let store = database.open().await;
        tasks.push(tokio::spawn(async move {
            let mut mine = Vec::new();
            loop {
                let claimed = claim(store.as_ref(), 7, NOW).await;
                if claimed.is_empty() {
                    return mine;
                }
                for one in claimed {
                    record(store.as_ref(), &one, DeliveryState::Sent, None, NOW).await;
                    mine.push(one.mail.id);
                }
            }
        }));
    }
    let mut all = Vec::new();
    for task in tasks {
        all.extend(task.await.unwrap());
    }
    assert_eq!(all.len(), MAILS);
    assert_eq!(all.iter().collect::<HashSet<_>>().len(), MAILS);
    assert_eq!(store.mail_counts().await.unwrap(), [(DeliveryState::Sent, MAILS as u64)]);
}

async fn of_two_imports_of_one_plan_one_is_stale(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let other = database.open().await;
    for run in 0..20 {
        let address = format!("p{run}@acme.example");
        let sheet = Sheet::new().invite(&address, None, &[(SALES, BUYER)]);
        let again = sheet.clone();
        let (a, b) = (store.clone(), other.clone());
        let a = tokio::spawn(async move { sheet.carry_out_on(a.as_ref(), act, &[], &|_| true).await.unwrap() });
        let b = tokio::spawn(async move { again.carry_out_on(b.as_ref(), act, &[], &|_| true).await.unwrap() });
        let ends = [a.await.unwrap(), b.await.unwrap()];
        assert!(ends.contains(&CarriedOut::Stale), "{ends:?}");
        assert!(ends.iter().any(|end| matches!(end, CarriedOut::Done(_))), "{ends:?}");
    }
    assert_eq!(store.entries(UserId(0), 100).await.unwrap().len(), 21);
}

async fn of_two_accounts_at_once_one_is_made(database: &dyn Database) {
    let (a, b) = (database.open().await, database.open().await);
    let new = crate::database::acme(&["Sales"]);
    let key = account_key();
    let (a, b) = tokio::join!(a.create_account(&new, &key, NOW), b.create_account(&new, &key, NOW));
    assert!(a.unwrap().is_some() != b.unwrap().is_some());
    assert_eq!(database.open().await.administrators().await.unwrap().len(), 1);
}

async fn many_small_writes_of_two_processes_all_arrive(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let other = database.open().await;
    let made = Arc::new(AtomicU32::new(0));
    let mut tasks = Vec::new();
    for task in 0..8 {
        let store = if task % 2 == 0 { store.clone() } else { other.clone() };
        let made = made.clone();
        tasks.push(tokio::spawn(async move {
            for number in 0..20 {
                let path = [GroupPath::parse(&format!("Shared{number}/Own{task}")).unwrap()];
                let groups = store.add_groups(&path, act).await.unwrap();
                made.fetch_add(u32::try_from(groups.len()).unwrap(), std::sync::atomic::Ordering::Relaxed);
                assert_eq!(store.invitation_by_token(mint(), NOW).await.unwrap(), None);
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    // Twenty that all share, eight times twenty of their own.
    assert_eq!(made.load(std::sync::atomic::Ordering::Relaxed), 20 + 160);
    assert_eq!(store.groups().await.unwrap().len(), 4 + 180);
}
