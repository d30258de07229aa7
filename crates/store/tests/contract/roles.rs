//! Adding, changing and removing roles.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    groups::said,
    joining::{as_buyer, holds, under},
    plan::{SALES, Sheet},
    scene::{bob, deliver, member, note},
};
use rollcall_app::ports::store::{Act, CarriedOut, MailKind, RoleChange, Store, Verb};
use rollcall_domain::{
    Assignment, GroupId, JoinLinkTerms, Role, RoleGivers, RoleId, RoleName, RoleTerms,
    role::{ADMINISTRATOR, BUILT_IN},
};

every_database![
    a_role_is_added_with_what_it_is_for_and_who_gives_it,
    a_word_by_which_a_role_is_known_is_no_name_of_another_one,
    a_role_is_changed_and_the_activity_says_what_was,
    of_a_built_in_role_only_who_gives_it_is_changed,
    a_change_that_changes_nothing_writes_nothing,
    a_role_that_nobody_has_is_removed_and_its_name_is_free,
    a_built_in_role_is_never_removed,
    a_role_that_somebody_has_or_is_offered_stays,
    a_role_that_is_suggested_stays,
    a_role_that_is_gone_is_neither_changed_nor_given,
    a_mail_that_waits_says_nothing_of_a_role_that_was_removed,
    of_two_roles_of_one_name_at_once_one_is_added,
    a_role_is_never_removed_while_somebody_is_given_it,
];

fn terms(name: &str, meaning: Option<&str>, given_by: RoleGivers) -> RoleTerms {
    RoleTerms { name: RoleName::parse(name).unwrap(), meaning: meaning.map(note), given_by }
}

fn called(name: &str) -> RoleTerms {
    terms(name, None, RoleGivers::Group)
}

/// A new role.
async fn added(store: &dyn Store, act: Act, terms: &RoleTerms) -> RoleId {
    match store.add_role(terms, act).await.unwrap() {
        RoleChange::Done(id) => id,
        other => panic!("{other:?}"),
    }
}

async fn role(store: &dyn Store, id: RoleId) -> Option<Role> {
    store.roles().await.unwrap().into_iter().find(|role| role.id == id)
}

async fn a_role_is_added_with_what_it_is_for_and_who_gives_it(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let id = added(store, act, &terms("Auditor", Some("Reads the books"), RoleGivers::Account)).await;
    let expected = Role {
        id,
        name: "Auditor".to_owned(),
        meaning: Some("Reads the books".to_owned()),
        given_by: RoleGivers::Account,
    };
    assert_eq!(store.roles().await.unwrap().last(), Some(&expected));
    assert_eq!(said(store, &[Verb::RoleAdded]).await, [(None, "Auditor".to_owned())]);
}

async fn a_word_by_which_a_role_is_known_is_no_name_of_another_one(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let id = added(store, act, &called("Auditor")).await;
    let other = added(store, act, &called("Reader")).await;
    for name in ["auditor", "BUYER", "Administrator", "Admin", "requisitioner", "Technical"] {
        assert_eq!(store.add_role(&called(name), act).await.unwrap(), RoleChange::NameTaken, "{name}");
        assert_eq!(store.change_role(other, &called(name), act).await.unwrap(), RoleChange::NameTaken, "{name}");
    }
    assert_eq!(store.change_role(id, &called("AUDITOR"), act).await.unwrap(), RoleChange::Done(id), "its own");
    assert_eq!(role(store, id).await.unwrap().name, "AUDITOR");
    assert_eq!(store.roles().await.unwrap().len(), BUILT_IN.len() + 2);
}

async fn a_role_is_changed_and_the_activity_says_what_was(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let id = added(store, act, &called("Auditor")).await;
    let all = terms("Reader", Some("Reads"), RoleGivers::Account);
    assert_eq!(store.change_role(id, &all, act).await.unwrap(), RoleChange::Done(id));
    let meaning = terms("Reader", None, RoleGivers::Account);
    assert_eq!(store.change_role(id, &meaning, act).await.unwrap(), RoleChange::Done(id));
    let said = said(store, &[Verb::RoleChanged]).await;
    assert_eq!(
        said,
        [
            (
                None,
                "name: Auditor → Reader; meaning: – → Reads; given by: group administrators → account administrators"
                    .to_owned()
            ),
            (None, "name: Reader; meaning: Reads → –".to_owned())
        ]
    );
    let now = role(store, id).await.unwrap();
    assert_eq!((now.name.as_str(), now.meaning, now.given_by), ("Reader", None, RoleGivers::Account));
}

async fn of_a_built_in_role_only_who_gives_it_is_changed(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let wanted = terms("Boss", Some("Bosses"), RoleGivers::Account);
    assert_eq!(store.change_role(ADMINISTRATOR, &wanted, act).await.unwrap(), RoleChange::Done(ADMINISTRATOR));
    let now = role(store, ADMINISTRATOR).await.unwrap();
    assert_eq!((now.name.as_str(), now.meaning, now.given_by), ("Administrator", None, RoleGivers::Account));
    let said = said(store, &[Verb::RoleChanged]).await;
    assert_eq!(
        said,
        [(None, "name: Administrator; given by: group administrators → account administrators".to_owned())]
    );
}

async fn a_change_that_changes_nothing_writes_nothing(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let wanted = terms("Auditor", Some("Reads"), RoleGivers::Account);
    let id = added(store, act, &wanted).await;
    let later = Act { now: NOW.plus_days(1), ..act };
    assert_eq!(store.change_role(id, &wanted, later).await.unwrap(), RoleChange::Done(id));
    let buyer = RoleId(2);
    assert_eq!(store.change_role(buyer, &called("Other"), later).await.unwrap(), RoleChange::Done(buyer));
    assert_eq!(store.latest_seen().await.unwrap(), NOW);
}

async fn a_role_that_nobody_has_is_removed_and_its_name_is_free(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let id = added(store, act, &called("Auditor")).await;
    assert_eq!(store.remove_role(id, act).await.unwrap(), RoleChange::Done(id));
    assert_eq!(role(store, id).await, None);
    assert_eq!(said(store, &[Verb::RoleRemoved]).await, [(None, "Auditor".to_owned())]);
    assert_ne!(added(store, act, &called("Auditor")).await, id);
}

async fn a_built_in_role_is_never_removed(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    for (id, ..) in BUILT_IN {
        assert_eq!(store.remove_role(id, act).await.unwrap(), RoleChange::BuiltIn, "{id}");
    }
    assert_eq!(store.roles().await.unwrap().len(), BUILT_IN.len());
}

async fn a_role_that_somebody_has_or_is_offered_stays(database: &dyn Database) {
    let bob = bob(database).await;
    let (store, act) = (bob.store.as_ref(), bob.act);
    let id = added(store, act, &called("Auditor")).await;
    let emea = rollcall_domain::import::GroupRef::Existing(GroupId(3));
    member(store, act, "zoe@acme.example", None, &[(SALES, id), (emea, id)]).await;
    Sheet::new().add("bob@acme.example", bob.user, &[(SALES, id)]).invite_by_hand(store, act, None).await;
    assert_eq!(store.remove_role(id, act).await.unwrap(), RoleChange::InUse(2));
    assert!(role(store, id).await.is_some());
}

async fn a_role_that_is_suggested_stays(database: &dyn Database) {
    let joining = under(database, JoinLinkTerms::default()).await;
    let (store, act) = (joining.store.as_ref(), joining.act);
    let id = added(store, act, &called("Auditor")).await;
    let suggested = Some(Assignment { group: GroupId(2), role: id });
    let suggesting = JoinLinkTerms { suggested, ..JoinLinkTerms::default() };
    assert!(store.change_join_link(joining.link, &suggesting, act).await.unwrap());
    assert_eq!(store.remove_role(id, act).await.unwrap(), RoleChange::InUse(0), "by the link only");
    let request = joining.pending("zoe@x.example", NOW).await;
    assert!(store.change_join_link(joining.link, &JoinLinkTerms::default(), act).await.unwrap());
    assert_eq!(store.remove_role(id, act).await.unwrap(), RoleChange::InUse(1), "for somebody who waits");
    assert!(joining.deny(request.id, act).await);
    assert_eq!(store.remove_role(id, act).await.unwrap(), RoleChange::Done(id));
}

async fn a_role_that_is_gone_is_neither_changed_nor_given(database: &dyn Database) {
    let joining = under(database, JoinLinkTerms::default()).await;
    let (store, act) = (joining.store.as_ref(), joining.act);
    let request = joining.pending("zoe@x.example", NOW).await;
    let id = added(store, act, &called("Auditor")).await;
    assert_eq!(store.remove_role(id, act).await.unwrap(), RoleChange::Done(id));
    assert_eq!(store.change_role(id, &called("Other"), act).await.unwrap(), RoleChange::Gone);
    assert_eq!(store.remove_role(id, act).await.unwrap(), RoleChange::Gone);
    assert_eq!(store.remove_role(RoleId(99), act).await.unwrap(), RoleChange::Gone);
    let sheet = Sheet::new().invite("bob@acme.example", None, &[(SALES, id)]);
    assert_eq!(sheet.carry_out_on(store, act, &[], &|_| true).await.unwrap(), CarriedOut::Stale);
    let given = [(request.id, Assignment { group: GroupId(2), role: id })];
    assert_eq!(store.approve_requests(&given, act).await.unwrap(), []);
}

async fn a_mail_that_waits_says_nothing_of_a_role_that_was_removed(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let user = member(store, act, "bob@acme.example", None, &[]).await;
    deliver(store, NOW).await;
    let id = added(store, act, &called("Auditor")).await;
    let gained = [(SALES, id), (SALES, RoleId(2))];
    Sheet::new().add("bob@acme.example", user, &gained).invite_by_hand(store, act, None).await;
    database.run("DELETE FROM assignments WHERE role_id = 6").await.unwrap();
    assert_eq!(store.remove_role(id, act).await.unwrap(), RoleChange::Done(id));
    let left = deliver(store, NOW).await;
    assert_eq!((left.len(), left[0].mail.kind, left[0].mail.gained.clone()), (1, MailKind::Gained, vec![as_buyer(2)]));
}

async fn of_two_roles_of_one_name_at_once_one_is_added(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let other = database.open().await;
    for run in 0..20 {
        let (one, two) = (called(&format!("Role {run}")), called(&format!("ROLE {run}")));
        let (a, b) = (store.clone(), other.clone());
        let a = tokio::spawn(async move { a.add_role(&one, act).await.unwrap() });
        let b = tokio::spawn(async move { b.add_role(&two, act).await.unwrap() });
        let ends = [a.await.unwrap(), b.await.unwrap()];
        assert!(ends.contains(&RoleChange::NameTaken), "{ends:?}");
    }
    assert_eq!(store.roles().await.unwrap().len(), BUILT_IN.len() + 20);
}

async fn a_role_is_never_removed_while_somebody_is_given_it(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let other = database.open().await;
    for run in 0..20 {
        let id = added(store.as_ref(), act, &called(&format!("Role {run}"))).await;
        let sheet = Sheet::new().invite(&format!("p{run}@acme.example"), None, &[(SALES, id)]);
        let (a, b) = (store.clone(), other.clone());
        let put = tokio::spawn(async move { sheet.carry_out_on(a.as_ref(), act, &[], &|_| true).await.unwrap() });
        let removed = tokio::spawn(async move { b.remove_role(id, act).await.unwrap() });
        match (put.await.unwrap(), removed.await.unwrap()) {
            (CarriedOut::Done(_), RoleChange::InUse(1)) | (CarriedOut::Stale, RoleChange::Done(_)) => {}
            both => panic!("{both:?}"),
        }
    }
    assert!(holds!(
        database,
        "NOT EXISTS (SELECT 1 FROM assignments a JOIN roles r ON r.id = a.role_id WHERE r.removed_at IS NOT NULL)"
    ));
}
