//! Users, as the index, the pages and the planner see them.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    plan::{APPROVER, BUYER, EMEA, SALES, Sheet, id_of, key},
};
use rollcall_domain::{
    Assignment, DeliveryState, GroupId, InvitationState, Language, UserId, UserState, import::KnownInvitation,
};

every_database![
    entries_come_by_id_in_pages,
    entries_of_ids_pass_over_those_that_nobody_has,
    records_hold_what_a_page_shows,
    known_users_are_found_by_key_in_any_spelling,
    many_keys_are_looked_up_at_once,
    entries_of_many_users_tell_the_newest_of_each,
    the_delivery_of_an_entry_is_that_of_the_newest_mail_of_the_newest_invitation,
];

async fn entries_come_by_id_in_pages(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let mut sheet = Sheet::new();
    for number in 0..25 {
        sheet = sheet.invite(&format!("p{number:02}@acme.example"), None, &[(EMEA, BUYER), (SALES, APPROVER)]);
    }
    sheet.carry_out(store.as_ref(), act).await;
    let mut all = Vec::new();
    loop {
        let after = all.last().map_or(UserId(0), |entry: &rollcall_index::Entry| entry.id);
        let page = store.entries(after, 10).await.unwrap();
        assert!(page.len() <= 10);
        if page.is_empty() {
            break;
        }
        all.extend(page);
    }
    assert_eq!(all.iter().map(|entry| entry.id.0).collect::<Vec<_>>(), (1..=26).collect::<Vec<_>>());
    assert_eq!(all[25].address, "p24@acme.example");
    let offered = [(2, APPROVER), (3, BUYER)].map(|(group, role)| Assignment { group: GroupId(group), role });
    assert!(all[1..].iter().all(|entry| entry.assignments == offered));
    let mut same = store.entries_of(&all.iter().map(|entry| entry.id).collect::<Vec<_>>()).await.unwrap();
    same.sort_by_key(|entry| entry.id);
    assert_eq!(same, all);
}

async fn entries_of_ids_pass_over_those_that_nobody_has(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let found = store.entries_of(&[UserId(99), act.by, UserId(-1), act.by]).await.unwrap();
    assert_eq!(found.iter().map(|entry| entry.id).collect::<Vec<_>>(), [act.by]);
    assert_eq!(store.entries_of(&[]).await.unwrap(), []);
    assert_eq!(store.users(&[UserId(99)]).await.unwrap(), []);
    assert_eq!(store.history(UserId(99)).await.unwrap(), []);
}

async fn records_hold_what_a_page_shows(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    Sheet::new()
        .invite("Zoë@Acme.example".replace('ë', "e").as_str(), Some("Zoë Ünal"), &[(SALES, BUYER)])
        .carry_out(store.as_ref(), act)
        .await;
    let id = id_of(store.as_ref(), "zoe@acme.example").await;
    let record = store.users(&[id]).await.unwrap().remove(0);
    assert_eq!(record.entry, store.entries_of(&[id]).await.unwrap()[0]);
    assert_eq!((record.entry.address.as_str(), record.entry.name.as_str()), ("Zoe@Acme.example", "Zoë Ünal"));
    assert_eq!((record.entry.state, record.entry.invitation), (UserState::Invited, Some(InvitationState::Pending)));
    assert_eq!((record.entry.invited_at, record.entry.expires_at, record.entry.joined_at), (Some(act.now), None, None));
    assert_eq!((record.language, record.invited_by.as_deref()), (Some(Language::De), Some("Ana")));
    assert_eq!((record.sent_at, record.delivery_note), (None, None));
}

async fn known_users_are_found_by_key_in_any_spelling(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    Sheet::new().invite("Bob@Acme.example", None, &[(EMEA, BUYER)]).carry_out(store.as_ref(), act).await;
    let keys = ["nobody@acme.example", "BOB@acme.EXAMPLE", "ana@acme.example", "bob@acme.example"].map(key);
    let mut known = store.known_users(&keys).await.unwrap();
    known.sort_by_key(|user| user.id);
    assert_eq!(known.len(), 2);
    assert_eq!((known[0].id, known[0].state, known[0].invitation.as_ref()), (act.by, UserState::Active, None));
    assert_eq!(known[1].key, key("bob@acme.example"));
    assert!(matches!(
        known[1].invitation,
        Some(KnownInvitation { state: InvitationState::Pending, expires_at: None, .. })
    ));
    assert_eq!(known[1].assignments, [Assignment { group: GroupId(3), role: BUYER }]);
    assert_eq!(store.known_users(&[]).await.unwrap(), []);
}

async fn many_keys_are_looked_up_at_once(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let mut sheet = Sheet::new();
    for number in 0..12_000 {
        sheet = sheet.invite(&format!("p{number}@acme.example"), None, &[(SALES, BUYER)]);
    }
    sheet.carry_out(store.as_ref(), act).await;
    let keys: Vec<_> = (0..24_000).map(|number| key(&format!("p{number}@acme.example"))).collect();
    assert_eq!(store.known_users(&keys).await.unwrap().len(), 12_000);
    let entries = store.entries(UserId(0), 20_000).await.unwrap();
    assert_eq!(entries.len(), 12_001);
    // Ids are given in the order of the addresses.
    assert!(entries[1..].is_sorted_by(|a, b| a.address < b.address));
    let ids: Vec<_> = entries.iter().map(|entry| entry.id).collect();
    assert_eq!(store.users(&ids).await.unwrap().len(), 12_001);
}

async fn entries_of_many_users_tell_the_newest_of_each(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let address = |number: usize| format!("p{number:05}@acme.example");
    let mut sheet = Sheet::new();
    for number in 0..10_500 {
        sheet = sheet.invite(&address(number), None, &[(SALES, BUYER)]);
    }
    sheet.carry_out(store.as_ref(), act).await;
    let claimed = crate::outbox::claim(store.as_ref(), 10, NOW).await;
    assert_eq!(claimed.len(), 10);
    // Several invitations, some of them with a mail on its way, early and late.
    let again = [3, 4_999, 5_000, 10_499];
    for number in again.into_iter().chain([3, 10_499]) {
        let basis = store.known_users(&[key(&address(number))]).await.unwrap().remove(0);
        let invitation = basis.invitation.unwrap().id;
        Sheet::new().resend(&address(number), basis.id, invitation, &[]).carry_out(store.as_ref(), act).await;
    }
    for page in [20_000, 7_000, 5_000] {
        let mut all = Vec::new();
        loop {
            let after = all.last().map_or(UserId(0), |entry: &rollcall_index::Entry| entry.id);
            let entries = store.entries(after, page).await.unwrap();
            if entries.is_empty() {
                break;
            }
            all.extend(entries);
        }
        assert_eq!(all.len(), 10_501);
        assert_eq!(
            (all[0].id, all[0].invitation, all[0].delivery),
            (act.by, None, None),
            "never invited, never mailed"
        );
        let offered = [Assignment { group: GroupId(2), role: BUYER }];
        for (number, entry) in all[1..].iter().enumerate() {
            let is_claimed = claimed.iter().any(|claimed| claimed.mail.to.key() == key(&entry.address));
            let on_its_way = is_claimed && !again.contains(&number);
            let delivery = if on_its_way { DeliveryState::Sending } else { DeliveryState::Queued };
            assert_eq!((&entry.address, entry.delivery), (&address(number), Some(delivery)));
            assert_eq!((entry.invitation, entry.invited_at), (Some(InvitationState::Pending), Some(act.now)));
            assert_eq!(entry.assignments, offered);
        }
    }
}

async fn the_delivery_of_an_entry_is_that_of_the_newest_mail_of_the_newest_invitation(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    Sheet::new().invite("bob@acme.example", None, &[(SALES, BUYER)]).carry_out(store.as_ref(), act).await;
    let id = id_of(store.as_ref(), "bob@acme.example").await;
    let delivery = async || store.entries_of(&[id]).await.unwrap()[0].delivery;
    assert_eq!(delivery().await, Some(DeliveryState::Queued));
    let claimed = crate::outbox::claim(store.as_ref(), 10, NOW).await;
    assert_eq!(delivery().await, Some(DeliveryState::Sending));
    let mail = crate::outbox::to(&claimed, "bob@acme.example");
    crate::outbox::record(store.as_ref(), mail, DeliveryState::Failed, Some("550 no such user"), NOW).await;
    assert_eq!(delivery().await, Some(DeliveryState::Failed));
    let note = store.users(&[id]).await.unwrap().remove(0).delivery_note;
    assert_eq!(note.as_deref(), Some("550 no such user"));

    let basis = store.known_users(&[key("bob@acme.example")]).await.unwrap();
    let invitation = basis[0].invitation.as_ref().unwrap().id;
    Sheet::new().resend("bob@acme.example", id, invitation, &[]).carry_out(store.as_ref(), act).await;
    assert_eq!(delivery().await, Some(DeliveryState::Queued));
    assert_eq!(store.users(&[id]).await.unwrap().remove(0).delivery_note, None);
}
