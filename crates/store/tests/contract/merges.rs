//! Merging groups: all that is in one goes into another one.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    groups::{add, former, paths, said},
    joining::{as_buyer, holds, secret, suggesting, under},
    plan::{APPROVER, BUYER, EMEA, SALES, Sheet},
    scene::{bob, deliver, member, verbs},
};
use rollcall_app::ports::store::{CarriedOut, GroupChange, Verb};
use rollcall_domain::{
    Assignment, GroupId, JoinLinkTerms, RequestState, UserId, import::GroupRef, role::ADMINISTRATOR,
};

every_database![
    everybody_has_in_the_other_group_what_they_had,
    what_is_offered_is_offered_in_the_other_group,
    groups_of_the_same_name_go_into_each_other_and_the_others_along,
    a_group_in_a_group_of_its_own_name_can_go_into_the_one_above,
    a_group_can_go_into_the_root_and_an_administrator_stays,
    the_link_and_those_who_wait_are_suggested_the_other_group,
    who_asked_by_a_link_that_was_replaced_is_suggested_the_other_group,
    what_was_decided_stays_as_it_was_decided,
    a_mail_that_waits_says_the_other_group,
    everybody_whose_assignments_became_others_is_told_apart,
    a_merge_and_an_import_at_once_leave_nobody_in_a_group_that_is_gone,
    of_two_merges_into_each_other_one_is_done,
];

const MARKETING: GroupRef = GroupRef::Existing(GroupId(4));

fn has(pairs: &[(i64, rollcall_domain::RoleId)]) -> Vec<Assignment> {
    pairs.iter().map(|(group, role)| Assignment { group: GroupId(*group), role: *role }).collect()
}

async fn everybody_has_in_the_other_group_what_they_had(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let bob =
        member(store, act, "bob@acme.example", None, &[(SALES, BUYER), (SALES, APPROVER), (MARKETING, BUYER)]).await;
    let zoe = member(store, act, "zoe@acme.example", None, &[(MARKETING, APPROVER)]).await;
    assert_eq!(store.merge_groups(GroupId(2), GroupId(4), None, act).await.unwrap(), GroupChange::Done);
    assert_eq!(paths(store).await, ["/", "Marketing", "Marketing/EMEA"]);
    let entries = store.entries_of(&[bob, zoe]).await.unwrap();
    assert_eq!(entries[0].assignments, has(&[(4, BUYER), (4, APPROVER)]), "each once");
    assert_eq!(entries[1].assignments, has(&[(4, APPROVER)]));
    assert!(holds!(database, "(SELECT merged_into FROM groups WHERE id = 2 AND removed_at IS NOT NULL) = 4"));
    assert_eq!(former(store).await, [("sales/emea".to_owned(), GroupId(3)), ("sales".to_owned(), GroupId(4))]);
}

async fn what_is_offered_is_offered_in_the_other_group(database: &dyn Database) {
    let bob = bob(database).await;
    assert_eq!(bob.store.merge_groups(GroupId(3), GroupId(4), None, bob.act).await.unwrap(), GroupChange::Done);
    let offers = bob.store.offers(&[bob.invitation]).await.unwrap();
    assert_eq!(offers[0].offered, has(&[(2, APPROVER), (4, BUYER)]));
    assert!(bob.link_works(NOW).await);
    assert_eq!(bob.verbs().await, [Verb::GroupMerged, Verb::Invited]);
}

async fn groups_of_the_same_name_go_into_each_other_and_the_others_along(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    for path in ["Sales/EMEA/North/Oslo", "Sales/APAC", "Marketing/emea/NORTH/Bergen", "Marketing/Events"] {
        add(store, act, path).await;
    }
    let oslo = add(store, act, "Sales/EMEA/North/Oslo").await;
    let north = add(store, act, "Sales/EMEA/North").await;
    let kept = add(store, act, "Marketing/EMEA/North").await;
    let bob = member(store, act, "bob@acme.example", None, &[(GroupRef::Existing(north), BUYER)]).await;
    let zoe = member(store, act, "zoe@acme.example", None, &[(GroupRef::Existing(oslo), BUYER)]).await;
    assert_eq!(store.merge_groups(GroupId(2), GroupId(4), None, act).await.unwrap(), GroupChange::Done);
    let all = [
        "/",
        "Marketing",
        "Marketing/APAC",
        "Marketing/emea",
        "Marketing/emea/NORTH",
        "Marketing/emea/NORTH/Bergen",
        "Marketing/emea/NORTH/Oslo",
        "Marketing/Events",
    ];
    assert_eq!(paths(store).await, all);
    let entries = store.entries_of(&[bob, zoe]).await.unwrap();
    assert_eq!(entries[0].assignments, has(&[(kept.0, BUYER)]));
    assert_eq!(entries[1].assignments, has(&[(oslo.0, BUYER)]), "only the path is another one");
    assert_eq!(verbs(store, zoe).await[0], Verb::AcceptanceRecorded);
    let merged = |from: &str, into: &str| format!("{from} → {into}");
    let north = merged("Sales/EMEA/North", "Marketing/emea/NORTH");
    let said = said(store, &[Verb::GroupMerged]).await;
    assert_eq!(
        said,
        [
            (None, merged("Sales", "Marketing")),
            (None, merged("Sales/EMEA", "Marketing/emea")),
            (None, north.clone()),
            (Some(bob), north)
        ]
    );
    let at = |key: &str, id: GroupId| (key.to_owned(), id);
    let former = former(store).await;
    assert!(former.contains(&at("sales/emea/north", kept)) && former.contains(&at("sales/emea/north/oslo", oslo)));
}

async fn a_group_in_a_group_of_its_own_name_can_go_into_the_one_above(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let inner = add(store, act, "Sales/Sales/Deep").await;
    assert_eq!(store.merge_groups(GroupId(2), GroupId::ROOT, None, act).await.unwrap(), GroupChange::Done);
    assert_eq!(paths(store).await, ["/", "EMEA", "Marketing", "Sales", "Sales/Deep"]);
    let paths = former(store).await;
    assert_eq!(paths.len(), 3, "`sales` is a group still: {paths:?}");
    assert!(paths.contains(&("sales/sales/deep".to_owned(), inner)));
}

async fn a_group_can_go_into_the_root_and_an_administrator_stays(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let bob = member(store, act, "bob@acme.example", None, &[(SALES, ADMINISTRATOR), (EMEA, BUYER)]).await;
    assert_eq!(store.merge_groups(GroupId(2), GroupId::ROOT, None, act).await.unwrap(), GroupChange::Done);
    let administrators = store.administrators().await.unwrap();
    let all: Vec<UserId> = administrators.iter().map(|one| one.id).collect();
    assert_eq!(all, [act.by, bob]);
    assert!(administrators.iter().all(|one| one.groups == [GroupId::ROOT]));
    assert_eq!(said(store, &[Verb::GroupMerged]).await.last().unwrap(), &(Some(bob), "Sales → /".to_owned()));
}

async fn the_link_and_those_who_wait_are_suggested_the_other_group(database: &dyn Database) {
    let joining = under(database, suggesting(2)).await;
    let store = joining.store.as_ref();
    let request = joining.pending("zoe@x.example", NOW).await;
    assert_eq!(store.merge_groups(GroupId(2), GroupId(4), None, joining.act).await.unwrap(), GroupChange::Done);
    assert_eq!(store.join_link().await.unwrap().unwrap().terms.suggested, Some(as_buyer(4)));
    assert_eq!(joining.request(request.id).await.suggested, Some(as_buyer(4)));
    assert_eq!(store.remove_group(GroupId(3), joining.act).await.unwrap(), GroupChange::Done);
}

async fn who_asked_by_a_link_that_was_replaced_is_suggested_the_other_group(database: &dyn Database) {
    let joining = under(database, suggesting(2)).await;
    let store = joining.store.as_ref();
    let asked = joining.unconfirmed("zoe@x.example", NOW).await;
    store.make_join_link(&secret(2), &JoinLinkTerms::default(), joining.act).await.unwrap();
    assert_eq!(store.merge_groups(GroupId(2), GroupId(4), None, joining.act).await.unwrap(), GroupChange::Done);
    assert!(store.confirm_request(asked, NOW).await.unwrap());
    assert_eq!(store.request_by_link(asked, NOW).await.unwrap().unwrap().suggested, Some(as_buyer(4)));
}

async fn what_was_decided_stays_as_it_was_decided(database: &dyn Database) {
    let joining = under(database, suggesting(2)).await;
    let store = joining.store.as_ref();
    let (given, denied) = (joining.pending("zoe@x.example", NOW).await, joining.pending("yan@x.example", NOW).await);
    assert!(joining.approve(given.id, joining.act).await && joining.deny(denied.id, joining.act).await);
    assert_eq!(store.merge_groups(GroupId(2), GroupId(4), None, joining.act).await.unwrap(), GroupChange::Done);
    let (given, denied) = (joining.request(given.id).await, joining.request(denied.id).await);
    assert_eq!((given.state, given.given), (RequestState::Approved, Some(as_buyer(2))));
    assert_eq!((denied.state, denied.suggested), (RequestState::Denied, Some(as_buyer(2))));
}

async fn a_mail_that_waits_says_the_other_group(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let user = member(store, act, "bob@acme.example", None, &[]).await;
    deliver(store, NOW).await;
    let gained = [(SALES, BUYER), (MARKETING, BUYER), (EMEA, APPROVER)];
    Sheet::new().add("bob@acme.example", user, &gained).invite_by_hand(store, act, None).await;
    assert_eq!(store.merge_groups(GroupId(2), GroupId(4), None, act).await.unwrap(), GroupChange::Done);
    let mut gained = deliver(store, NOW).await.remove(0).mail.gained;
    gained.sort_unstable();
    assert_eq!(gained, has(&[(3, APPROVER), (4, BUYER)]));
}

async fn everybody_whose_assignments_became_others_is_told_apart(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let bob = member(store, act, "bob@acme.example", None, &[(SALES, BUYER)]).await;
    let zoe = member(store, act, "zoe@acme.example", None, &[(MARKETING, BUYER)]).await;
    let change = store.latest_change().await.unwrap();
    store.merge_groups(GroupId(2), GroupId(4), None, act).await.unwrap();
    assert_eq!(store.changes_after(change).await.unwrap().users, [(bob, bob)]);
    assert_eq!(verbs(store, bob).await[0], Verb::GroupMerged);
    assert_eq!(verbs(store, zoe).await[0], Verb::AcceptanceRecorded);
    assert!(holds!(database, "NOT EXISTS (SELECT 1 FROM activity WHERE verb = 'group_merged' AND before IS NOT NULL)"));
    // A group in which nobody is touches nobody.
    let change = store.latest_change().await.unwrap();
    store.merge_groups(GroupId(3), GroupId(4), None, act).await.unwrap();
    assert_eq!(store.latest_change().await.unwrap(), change);
}

async fn a_merge_and_an_import_at_once_leave_nobody_in_a_group_that_is_gone(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let other = database.open().await;
    let mut imported = 0;
    for run in 0..20 {
        let group = add(store.as_ref(), act, &format!("G{run}")).await;
        let mut sheet = Sheet::new();
        for person in 0..20 {
            let address = format!("p{run}.{person}@acme.example");
            sheet = sheet.invite(&address, None, &[(GroupRef::Existing(group), BUYER)]);
        }
        let (a, b) = (store.clone(), other.clone());
        let put = tokio::spawn(async move { sheet.carry_out_on(a.as_ref(), act, &[], &|_| true).await.unwrap() });
        let merged = tokio::spawn(async move { b.merge_groups(group, GroupId(4), None, act).await.unwrap() });
        let done = put.await.unwrap();
        assert_eq!(merged.await.unwrap(), GroupChange::Done);
        match done {
            CarriedOut::Done(_) => imported += 20,
            CarriedOut::Stale => {}
            CarriedOut::Cancelled => panic!("nobody cancelled"),
        }
    }
    let entries = store.entries(UserId(1), 1_000).await.unwrap();
    assert_eq!(entries.len(), imported);
    assert!(entries.iter().all(|entry| entry.assignments == has(&[(4, BUYER)])));
}

async fn of_two_merges_into_each_other_one_is_done(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let other = database.open().await;
    for run in 0..20 {
        let one = add(store.as_ref(), act, &format!("One{run}")).await;
        let two = add(store.as_ref(), act, &format!("Two{run}")).await;
        let (a, b) = (store.clone(), other.clone());
        let a = tokio::spawn(async move { a.merge_groups(one, two, None, act).await.unwrap() });
        let b = tokio::spawn(async move { b.merge_groups(two, one, None, act).await.unwrap() });
        let ends = [a.await.unwrap(), b.await.unwrap()];
        assert!(ends.contains(&GroupChange::Done) && ends.contains(&GroupChange::Gone), "{ends:?}");
    }
    assert_eq!(paths(store.as_ref()).await.len(), 4 + 20);
}
