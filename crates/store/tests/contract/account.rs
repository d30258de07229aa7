//! The account, its settings, groups and roles.

use crate::{
    database::{Database, NOW, account_key, acme, with_account},
    every_database,
};
use rollcall_app::ports::store::{Act, Verb};
use rollcall_domain::{GroupId, GroupPath, GroupTree, UserId, UserState, role};

every_database![
    a_new_workspace_holds_no_account,
    an_account_begins_with_its_groups_roles_and_an_active_administrator,
    a_second_account_is_not_made,
    settings_are_made_changed_and_taken_back_together,
    settings_that_stay_the_same_write_nothing,
    missing_groups_are_added_with_those_above_them,
    a_group_in_other_case_is_the_same_group,
    time_never_runs_backwards,
    activity_cannot_be_changed_or_deleted,
];

async fn a_new_workspace_holds_no_account(database: &dyn Database) {
    let store = database.open().await;
    assert_eq!(store.account().await.unwrap(), None);
    assert_eq!(store.groups().await.unwrap(), []);
    assert_eq!(store.administrators().await.unwrap(), []);
    assert_eq!(store.latest_change().await.unwrap(), 0);
    assert_eq!(store.next_mail_due().await.unwrap(), None);
}

async fn an_account_begins_with_its_groups_roles_and_an_active_administrator(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let account = store.account().await.unwrap().unwrap();
    assert_eq!((account.name.as_str(), account.created_at), ("Acme", NOW));

    let tree = GroupTree::new(&store.groups().await.unwrap());
    let paths: Vec<String> = tree.sorted().into_iter().map(|(_, path)| path.to_string()).collect();
    assert_eq!(paths, ["/", "Marketing", "Sales", "Sales/EMEA"]);
    let roles: Vec<_> = store.roles().await.unwrap().into_iter().map(|role| (role.id, role.name)).collect();
    let built_in: Vec<_> = role::BUILT_IN.iter().map(|(id, name, _)| (*id, (*name).to_owned())).collect();
    assert_eq!(roles, built_in);

    let administrators = store.administrators().await.unwrap();
    assert_eq!(administrators.len(), 1);
    assert_eq!(administrators[0].id, act.by);
    assert_eq!(administrators[0].address.as_str(), "Ana@Acme.Example");
    assert_eq!(administrators[0].name.as_deref(), Some("Ana"));
    assert_eq!(administrators[0].groups, [GroupId::ROOT]);

    let entries = store.entries(UserId(0), 10).await.unwrap();
    assert_eq!(entries.len(), 1);
    assert_eq!((entries[0].state, entries[0].joined_at), (UserState::Active, Some(NOW)));
    assert_eq!((entries[0].invitation, entries[0].delivery), (None, None));
    let history = store.history(act.by).await.unwrap();
    assert_eq!(history.len(), 1);
    assert_eq!((history[0].verb, history[0].by.as_deref()), (Verb::AccountCreated, Some("Ana")));
}

async fn a_second_account_is_not_made(database: &dyn Database) {
    let (store, _) = with_account(database).await;
    let (change, groups) = (store.latest_change().await.unwrap(), store.groups().await.unwrap());
    assert_eq!(store.create_account(&acme(&["Other"]), &account_key(), NOW.plus_days(1)).await.unwrap(), None);
    assert_eq!(store.latest_change().await.unwrap(), change);
    assert_eq!(store.groups().await.unwrap(), groups);
    assert_eq!(store.latest_seen().await.unwrap(), NOW);
}

async fn settings_are_made_changed_and_taken_back_together(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let set = |key: &str, value: Option<&str>| (key.to_owned(), value.map(str::to_owned));
    let first = [set("mail.from", Some("ana@acme.example")), set("invitation.valid_days", Some("30"))];
    store.change_settings(&first, act).await.unwrap();
    let second = [set("mail.from", None), set("invitation.valid_days", Some("60")), set("nothing", None)];
    store.change_settings(&second, act).await.unwrap();
    assert_eq!(store.settings().await.unwrap(), [("invitation.valid_days".to_owned(), "60".to_owned())]);
}

async fn settings_that_stay_the_same_write_nothing(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let setting = [("join.enabled".to_owned(), Some("true".to_owned()))];
    store.change_settings(&setting, act).await.unwrap();
    store.change_settings(&setting, Act { now: NOW.plus_days(1), ..act }).await.unwrap();
    assert_eq!(store.latest_seen().await.unwrap(), NOW);
}

async fn missing_groups_are_added_with_those_above_them(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let paths = ["Ops/Night/Shift", "Sales", "Ops/Day", "/"].map(|path| GroupPath::parse(path).unwrap());
    let made = store.add_groups(&paths, act).await.unwrap();
    let made: Vec<String> = made.iter().map(ToString::to_string).collect();
    assert_eq!(made, ["Ops", "Ops/Night", "Ops/Night/Shift", "Ops/Day"]);
    let tree = GroupTree::new(&store.groups().await.unwrap());
    assert!(paths.iter().all(|path| tree.find(path).is_some()));
    assert_eq!(tree.len(), 8);
    assert_eq!(store.add_groups(&paths, act).await.unwrap(), []);
}

async fn a_group_in_other_case_is_the_same_group(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let paths = ["SALES/apac", "sales/APAC/One"].map(|path| GroupPath::parse(path).unwrap());
    let made = store.add_groups(&paths, act).await.unwrap();
    let made: Vec<String> = made.iter().map(ToString::to_string).collect();
    assert_eq!(made, ["Sales/apac", "Sales/apac/One"]);
}

async fn time_never_runs_backwards(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let later = NOW.plus_days(10);
    let add = |path: &str| [GroupPath::parse(path).unwrap()];
    store.add_groups(&add("Later"), Act { now: later, ..act }).await.unwrap();
    store.add_groups(&add("Earlier"), act).await.unwrap();
    assert_eq!(store.latest_seen().await.unwrap(), later);
    let import = crate::plan::Sheet::new().carry_out(store.as_ref(), act).await;
    assert_eq!(store.import(import).await.unwrap().unwrap().at, later);
    // Another process with a slow clock.
    assert_eq!(database.open().await.latest_seen().await.unwrap(), later);
}

async fn activity_cannot_be_changed_or_deleted(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    for sql in ["DELETE FROM activity", "UPDATE activity SET detail = 'nothing'", "UPDATE activity SET by_user = NULL"]
    {
        assert!(database.run(sql).await.is_err(), "{sql}");
    }
    assert_eq!(store.history(act.by).await.unwrap().len(), 1);
}
