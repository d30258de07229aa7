//! Renaming, moving, merging and removing groups, and the paths that they had.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    joining::{as_buyer, holds, secret, suggesting, under},
    plan::{APPROVER, BUYER, EMEA, SALES, Sheet},
    scene::{deliver, member},
};
use rollcall_app::ports::store::{Act, ActivityFilter, CarriedOut, GroupChange, GroupUses, MailKind, Store, Verb};
use rollcall_domain::{
    Assignment, GroupId, GroupName, GroupPath, GroupTree, JoinLinkTerms, RoleId, UserId, group::MAX_DEPTH,
    import::GroupRef, role::ADMINISTRATOR,
};

every_database![
    a_renamed_group_has_its_new_name_and_all_below_it_are_where_it_is,
    a_name_in_other_case_is_another_name_of_the_same_group,
    a_name_that_another_group_has_there_is_refused,
    the_root_and_groups_that_are_gone_stay_as_they_are,
    a_group_is_added_in_the_very_group_that_is_meant,
    a_group_is_not_added_where_there_is_one_nor_in_one_that_is_gone_nor_too_deep,
    a_moved_group_takes_all_that_is_below_it_along,
    a_group_is_not_put_into_itself_nor_deeper_than_groups_may_be,
    what_changes_nothing_writes_nothing,
    old_paths_are_remembered_until_a_group_has_them_again,
    a_removed_group_is_gone_and_its_name_is_free,
    a_group_in_which_something_is_stays,
    who_asked_and_for_whom_a_group_is_suggested_is_one_of_its_users,
    a_link_that_was_replaced_does_not_keep_a_group_and_suggests_it_no_more,
    a_link_that_is_put_under_terms_suggests_only_what_is_there,
    a_mail_that_waits_says_nothing_of_a_group_that_was_removed,
    a_rename_and_a_move_at_once_leave_one_whole_tree,
    a_group_is_never_removed_while_somebody_is_put_into_it,
];

const MARKETING: GroupId = GroupId(4);

/// The paths of all groups, sorted.
pub(crate) async fn paths(store: &dyn Store) -> Vec<String> {
    let groups = store.groups().await.unwrap();
    let tree = GroupTree::new(&groups);
    assert_eq!(tree.len(), groups.len(), "every group is in the tree");
    tree.sorted().into_iter().map(|(_, path)| path.to_string()).collect()
}

/// Adds a group.
pub(crate) async fn add(store: &dyn Store, act: Act, path: &str) -> GroupId {
    let path = GroupPath::parse(path).unwrap();
    store.add_groups(std::slice::from_ref(&path), act).await.unwrap();
    GroupTree::new(&store.groups().await.unwrap()).find(&path).unwrap()
}

/// What the entries with one of these verbs say, oldest first, and to whom it happened.
pub(crate) async fn said(store: &dyn Store, verbs: &[Verb]) -> Vec<(Option<UserId>, String)> {
    let filter = ActivityFilter { verbs, limit: 1_000, ..ActivityFilter::default() };
    let entries = store.activity(&filter).await.unwrap().entries;
    entries.into_iter().rev().map(|entry| (entry.user, entry.detail.unwrap_or_default())).collect()
}

/// The former paths, newest first.
pub(crate) async fn former(store: &dyn Store) -> Vec<(String, GroupId)> {
    store.former_paths().await.unwrap().into_iter().map(|former| (former.key, former.group)).collect()
}

/// A name.
fn name(text: &str) -> GroupName {
    GroupName::parse(text).unwrap()
}

async fn a_renamed_group_has_its_new_name_and_all_below_it_are_where_it_is(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    assert_eq!(store.rename_group(GroupId(2), &name("Vertrieb"), act).await.unwrap(), GroupChange::Done);
    assert_eq!(store.rename_group(GroupId(3), &name("Europe"), act).await.unwrap(), GroupChange::Done);
    assert_eq!(paths(store.as_ref()).await, ["/", "Marketing", "Vertrieb", "Vertrieb/Europe"]);
    let said = said(store.as_ref(), &[Verb::GroupRenamed]).await;
    assert_eq!(said, [(None, "Sales → Vertrieb".to_owned()), (None, "Vertrieb/EMEA → Vertrieb/Europe".to_owned())]);
}

async fn a_name_in_other_case_is_another_name_of_the_same_group(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    assert_eq!(store.rename_group(GroupId(3), &name("emea"), act).await.unwrap(), GroupChange::Done);
    assert_eq!(paths(store.as_ref()).await, ["/", "Marketing", "Sales", "Sales/emea"]);
    assert_eq!(former(store.as_ref()).await, [], "it is found by its old path as before");
    assert_eq!(said(store.as_ref(), &[Verb::GroupRenamed]).await, [(None, "Sales/EMEA → Sales/emea".to_owned())]);
}

async fn a_name_that_another_group_has_there_is_refused(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    add(store, act, "Marketing/EMEA").await;
    assert_eq!(store.rename_group(GroupId(2), &name("MARKETING"), act).await.unwrap(), GroupChange::NameTaken);
    assert_eq!(store.rename_group(GroupId(2), &name("EMEA"), act).await.unwrap(), GroupChange::Done, "elsewhere");
    assert_eq!(store.move_group(GroupId(3), MARKETING, act).await.unwrap(), GroupChange::NameTaken);
    assert_eq!(paths(store).await, ["/", "EMEA", "EMEA/EMEA", "Marketing", "Marketing/EMEA"]);
}

async fn the_root_and_groups_that_are_gone_stay_as_they_are(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let gone = add(store, act, "Gone").await;
    assert_eq!(store.remove_group(gone, act).await.unwrap(), GroupChange::Done);
    let before = (paths(store).await, store.activity(&ActivityFilter::default()).await.unwrap().total);
    for id in [GroupId::ROOT, gone, GroupId(99)] {
        assert_eq!(store.rename_group(id, &name("Other"), act).await.unwrap(), GroupChange::Gone, "{id}");
        assert_eq!(store.move_group(id, MARKETING, act).await.unwrap(), GroupChange::Gone, "{id}");
        assert_eq!(store.merge_groups(id, MARKETING, None, act).await.unwrap(), GroupChange::Gone, "{id}");
        assert_eq!(store.remove_group(id, act).await.unwrap(), GroupChange::Gone, "{id}");
    }
    for into in [gone, GroupId(99)] {
        assert_eq!(store.move_group(MARKETING, into, act).await.unwrap(), GroupChange::Gone, "{into}");
        assert_eq!(store.merge_groups(MARKETING, into, None, act).await.unwrap(), GroupChange::Gone, "{into}");
    }
    assert_eq!((paths(store).await, store.activity(&ActivityFilter::default()).await.unwrap().total), before);
}

async fn a_group_is_added_in_the_very_group_that_is_meant(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let path = |path: &str| GroupPath::parse(path).unwrap();
    assert_eq!(store.rename_group(GroupId(2), &name("Vertrieb"), act).await.unwrap(), GroupChange::Done);
    assert_eq!(store.add_group_in(GroupId(2), &path("APAC"), act).await.unwrap(), GroupChange::Done);
    assert_eq!(store.add_group_in(GroupId(2), &path("emea/North"), act).await.unwrap(), GroupChange::Done);
    assert_eq!(store.add_group_in(GroupId::ROOT, &path("Legal"), act).await.unwrap(), GroupChange::Done);
    let expected = ["/", "Legal", "Marketing", "Vertrieb", "Vertrieb/APAC", "Vertrieb/EMEA", "Vertrieb/EMEA/North"];
    assert_eq!(paths(store).await, expected);
    let said = said(store, &[Verb::GroupAdded]).await.split_off(3);
    let said: Vec<_> = said.into_iter().map(|(_, said)| said).collect();
    assert_eq!(said, ["Vertrieb/APAC", "Vertrieb/EMEA/North", "Legal"]);
}

async fn a_group_is_not_added_where_there_is_one_nor_in_one_that_is_gone_nor_too_deep(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let path = |path: &str| GroupPath::parse(path).unwrap();
    let gone = add(store, act, "Gone").await;
    assert_eq!(store.remove_group(gone, act).await.unwrap(), GroupChange::Done);
    let before = (paths(store).await, store.activity(&ActivityFilter::default()).await.unwrap().total);
    let deep = path(&["x"; MAX_DEPTH].join("/"));
    for (parent, path, change) in [
        (GroupId(2), path("emea"), GroupChange::NameTaken),
        (GroupId(2), GroupPath::ROOT, GroupChange::NameTaken),
        (GroupId(2), deep, GroupChange::TooDeep),
        (gone, path("New"), GroupChange::Gone),
        (GroupId(99), path("New"), GroupChange::Gone),
    ] {
        assert_eq!(store.add_group_in(parent, &path, act).await.unwrap(), change, "{parent} {path}");
    }
    assert_eq!((paths(store).await, store.activity(&ActivityFilter::default()).await.unwrap().total), before);
}

async fn a_moved_group_takes_all_that_is_below_it_along(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    add(store, act, "Sales/EMEA/North").await;
    let user = member(store, act, "bob@acme.example", None, &[(EMEA, BUYER)]).await;
    let change = store.latest_change().await.unwrap();
    assert_eq!(store.move_group(GroupId(3), MARKETING, act).await.unwrap(), GroupChange::Done);
    assert_eq!(paths(store).await, ["/", "Marketing", "Marketing/EMEA", "Marketing/EMEA/North", "Sales"]);
    assert_eq!(store.move_group(GroupId(3), GroupId::ROOT, act).await.unwrap(), GroupChange::Done);
    assert_eq!(paths(store).await, ["/", "EMEA", "EMEA/North", "Marketing", "Sales"]);
    let said = said(store, &[Verb::GroupMoved]).await;
    assert_eq!(said, [(None, "Sales/EMEA → Marketing/EMEA".to_owned()), (None, "Marketing/EMEA → EMEA".to_owned())]);
    let has = store.entries_of(&[user]).await.unwrap()[0].assignments.clone();
    assert_eq!(has, [Assignment { group: GroupId(3), role: BUYER }]);
    assert_eq!(store.latest_change().await.unwrap(), change, "nobody has anything else");
}

async fn a_group_is_not_put_into_itself_nor_deeper_than_groups_may_be(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let deep = |levels: usize| vec!["D"; levels].join("/");
    let deepest = add(store, act, &deep(MAX_DEPTH - 1)).await;
    let top = GroupTree::new(&store.groups().await.unwrap()).find(&GroupPath::parse("D").unwrap()).unwrap();
    for into in [top, deepest] {
        assert_eq!(store.move_group(top, into, act).await.unwrap(), GroupChange::WithinItself);
        assert_eq!(store.merge_groups(top, into, None, act).await.unwrap(), GroupChange::WithinItself);
    }
    assert_eq!(store.move_group(GroupId(2), deepest, act).await.unwrap(), GroupChange::TooDeep, "EMEA would be");
    assert_eq!(store.move_group(MARKETING, deepest, act).await.unwrap(), GroupChange::Done);
    assert_eq!(store.move_group(top, GroupId(2), act).await.unwrap(), GroupChange::TooDeep);
    assert_eq!(store.merge_groups(GroupId(2), MARKETING, None, act).await.unwrap(), GroupChange::TooDeep, "EMEA again");
    assert_eq!(store.merge_groups(GroupId(3), MARKETING, None, act).await.unwrap(), GroupChange::Done);
    assert_eq!(paths(store).await.len(), MAX_DEPTH + 2);
}

async fn what_changes_nothing_writes_nothing(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let later = Act { now: NOW.plus_days(1), ..act };
    assert_eq!(store.rename_group(GroupId(2), &name("Sales"), later).await.unwrap(), GroupChange::Done);
    assert_eq!(store.move_group(GroupId(3), GroupId(2), later).await.unwrap(), GroupChange::Done);
    assert_eq!(store.move_group(GroupId(2), GroupId::ROOT, later).await.unwrap(), GroupChange::Done);
    assert_eq!(store.latest_seen().await.unwrap(), NOW);
}

async fn old_paths_are_remembered_until_a_group_has_them_again(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let key = |text: &str, id: i64| (text.to_owned(), GroupId(id));
    store.rename_group(GroupId(2), &name("Vertrieb"), act).await.unwrap();
    assert_eq!(former(store).await, [key("sales/emea", 3), key("sales", 2)]);
    store.move_group(GroupId(3), MARKETING, act).await.unwrap();
    assert_eq!(former(store).await, [key("vertrieb/emea", 3), key("sales/emea", 3), key("sales", 2)]);
    // Another group has a path that was somebody's: it is meant now.
    let new = add(store, act, "SALES").await;
    assert_eq!(former(store).await, [key("vertrieb/emea", 3), key("sales/emea", 3)]);
    // It goes into another one, so its path is the other one's, before whoever had it earlier.
    store.merge_groups(new, GroupId(3), None, act).await.unwrap();
    let all = [key("sales", 3), key("vertrieb/emea", 3), key("sales/emea", 3), key("sales", 2)];
    assert_eq!(former(store).await, all);
    // And that one into another one still.
    store.merge_groups(GroupId(3), GroupId(2), None, act).await.unwrap();
    let all = [key("marketing/emea", 2), key("sales", 2), key("vertrieb/emea", 2), key("sales/emea", 2)];
    assert_eq!(former(store).await, all, "each once");
    store.remove_group(GroupId(2), act).await.unwrap();
    assert_eq!(former(store).await, [], "of a removed group none");
}

async fn a_removed_group_is_gone_and_its_name_is_free(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    assert_eq!(store.remove_group(GroupId(3), act).await.unwrap(), GroupChange::Done);
    assert_eq!(paths(store).await, ["/", "Marketing", "Sales"]);
    assert_eq!(said(store, &[Verb::GroupRemoved]).await, [(None, "Sales/EMEA".to_owned())]);
    let again = add(store, act, "Sales/EMEA").await;
    assert_ne!(again, GroupId(3));
    // Whoever planned with the one that is gone plans again.
    let stale = Sheet::new().invite("zoe@acme.example", None, &[(EMEA, BUYER)]);
    assert_eq!(stale.carry_out_on(store, act, &[], &|_| true).await.unwrap(), CarriedOut::Stale);
}

async fn a_group_in_which_something_is_stays(database: &dyn Database) {
    let joining = under(database, suggesting(2)).await;
    let (store, act) = (joining.store.as_ref(), joining.act);
    let in_use = |users: u64, groups: u64, link: bool| GroupChange::InUse(GroupUses { users, groups, link });
    member(store, act, "bob@acme.example", None, &[(SALES, BUYER), (SALES, APPROVER)]).await;
    Sheet::new().invite("zoe@acme.example", None, &[(SALES, BUYER)]).invite_by_hand(store, act, None).await;
    assert_eq!(store.remove_group(GroupId(2), act).await.unwrap(), in_use(2, 1, true));
    assert_eq!(store.remove_group(GroupId(3), act).await.unwrap(), GroupChange::Done);
    assert_eq!(store.remove_group(GroupId(2), act).await.unwrap(), in_use(2, 0, true));
    assert_eq!(paths(store).await, ["/", "Marketing", "Sales"]);
}

async fn who_asked_and_for_whom_a_group_is_suggested_is_one_of_its_users(database: &dyn Database) {
    let joining = under(database, suggesting(4)).await;
    let (store, act) = (joining.store.as_ref(), joining.act);
    let request = joining.pending("zoe@x.example", NOW).await;
    store.change_join_link(joining.link, &JoinLinkTerms::default(), act).await.unwrap();
    let in_use = GroupChange::InUse(GroupUses { users: 1, groups: 0, link: false });
    assert_eq!(store.remove_group(MARKETING, act).await.unwrap(), in_use);
    assert!(joining.deny(request.id, act).await);
    assert_eq!(store.remove_group(MARKETING, act).await.unwrap(), GroupChange::Done);
    assert_eq!(joining.request(request.id).await.suggested, Some(as_buyer(4)), "what was is not forgotten");
}

async fn a_link_that_was_replaced_does_not_keep_a_group_and_suggests_it_no_more(database: &dyn Database) {
    let joining = under(database, suggesting(4)).await;
    let (store, act) = (joining.store.as_ref(), joining.act);
    let asked = joining.unconfirmed("zoe@x.example", NOW).await;
    store.make_join_link(&secret(2), &JoinLinkTerms::default(), act).await.unwrap();
    assert_eq!(store.remove_group(MARKETING, act).await.unwrap(), GroupChange::Done);
    assert!(store.confirm_request(asked, NOW).await.unwrap());
    let request = store.request_by_link(asked, NOW).await.unwrap().unwrap();
    assert_eq!(request.suggested, None);
}

async fn a_link_that_is_put_under_terms_suggests_only_what_is_there(database: &dyn Database) {
    let joining = under(database, JoinLinkTerms::default()).await;
    let (store, act) = (joining.store.as_ref(), joining.act);
    let suggested = async || store.join_link().await.unwrap().unwrap().terms.suggested;
    store.merge_groups(GroupId(3), MARKETING, None, act).await.unwrap();
    assert!(store.change_join_link(joining.link, &suggesting(3), act).await.unwrap());
    assert_eq!(suggested().await, Some(as_buyer(4)), "where it went");
    let no_role = Some(Assignment { group: MARKETING, role: RoleId(99) });
    let nothing_there = [suggesting(99), JoinLinkTerms { suggested: no_role, ..JoinLinkTerms::default() }];
    for (number, terms) in (2..).zip(nothing_there) {
        let link = store.join_link().await.unwrap().unwrap().id;
        assert!(store.change_join_link(link, &terms, act).await.unwrap());
        assert_eq!(suggested().await, None);
        store.make_join_link(&secret(number), &terms, act).await.unwrap();
        assert_eq!(suggested().await, None);
    }
    store.make_join_link(&secret(9), &suggesting(3), act).await.unwrap();
    assert_eq!(suggested().await, Some(as_buyer(4)));
}

async fn a_mail_that_waits_says_nothing_of_a_group_that_was_removed(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let user = member(store, act, "bob@acme.example", None, &[]).await;
    deliver(store, NOW).await;
    let gone = add(store, act, "Gone").await;
    let both = [(GroupRef::Existing(gone), BUYER), (SALES, BUYER)];
    Sheet::new().add("bob@acme.example", user, &both).invite_by_hand(store, act, None).await;
    Sheet::new()
        .add("bob@acme.example", user, &[(GroupRef::Existing(gone), APPROVER)])
        .invite_by_hand(store, act, None)
        .await;
    database.run("DELETE FROM assignments WHERE group_id = 5").await.unwrap();
    assert_eq!(store.remove_group(gone, act).await.unwrap(), GroupChange::Done);
    let left = deliver(store, NOW).await;
    assert_eq!(left.len(), 1, "and one of which nothing is left stays here");
    assert_eq!((left[0].mail.kind, left[0].mail.gained.as_slice()), (MailKind::Gained, [as_buyer(2)].as_slice()));
}

async fn a_rename_and_a_move_at_once_leave_one_whole_tree(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let other = database.open().await;
    for run in 0..20 {
        let (one, two) = (name(&format!("One{run}")), GroupId(2 + 2 * (run % 2)));
        let (a, b) = (store.clone(), other.clone());
        // EMEA goes to and fro, while what it is in gets another name, and what it goes into tries to go into it.
        let renamed = tokio::spawn(async move { a.rename_group(GroupId(2), &one, act).await.unwrap() });
        let moved = tokio::spawn(async move {
            let within = b.move_group(two, GroupId(3), act).await.unwrap();
            (within, b.move_group(GroupId(3), GroupId(6 - two.0), act).await.unwrap())
        });
        assert_eq!(renamed.await.unwrap(), GroupChange::Done);
        moved.await.unwrap();
        assert_eq!(paths(store.as_ref()).await.len(), 4);
    }
    assert!(paths(store.as_ref()).await.iter().any(|path| path.ends_with("One19")));
}

async fn a_group_is_never_removed_while_somebody_is_put_into_it(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let other = database.open().await;
    for run in 0..20 {
        let group = add(store.as_ref(), act, &format!("G{run}")).await;
        let sheet =
            Sheet::new().invite(&format!("p{run}@acme.example"), None, &[(GroupRef::Existing(group), ADMINISTRATOR)]);
        let (a, b) = (store.clone(), other.clone());
        let put = tokio::spawn(async move { sheet.carry_out_on(a.as_ref(), act, &[], &|_| true).await.unwrap() });
        let removed = tokio::spawn(async move { b.remove_group(group, act).await.unwrap() });
        match (put.await.unwrap(), removed.await.unwrap()) {
            (CarriedOut::Done(_), GroupChange::InUse(uses)) => assert_eq!(uses.users, 1),
            (CarriedOut::Stale, GroupChange::Done) => {}
            both => panic!("{both:?}"),
        }
    }
    assert!(holds!(
        database,
        "NOT EXISTS (SELECT 1 FROM assignments a JOIN groups g ON g.id = a.group_id WHERE g.removed_at IS NOT NULL)"
    ));
}
