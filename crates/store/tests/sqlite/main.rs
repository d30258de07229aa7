//! What is true of the file of a workspace: what is refused, what lies beside it, what a killed process leaves.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod courier;
mod files;
mod killed;

use rollcall_app::ports::store::{
    Act, CarriedOut, GroupStore as _, ImportStore as _, ImportToCarryOut, NewAccount, Store,
};
use rollcall_domain::{
    AccountKey, AccountName, Assignment, EmailAddress, GroupId, GroupPath, GroupTree, PersonName, RoleId, Timestamp,
    UserId, UserState,
    import::{
        Grant, GroupRef, KnownUser, Layout, Options, PersonStep, Plan, PlannedPerson, PlannedRow, RowCounts, RowOutcome,
    },
    table::{Cell, Table, TableRow},
};
use rollcall_store::SqliteStore;
use std::path::Path;

/// When the tests begin.
pub(crate) const NOW: Timestamp = Timestamp::from_millis(1_795_269_720_000);

/// The key of the tests' account.
pub(crate) fn account_key() -> AccountKey {
    AccountKey::parse("AAAAAAAAAAAAAAAAAAAAAA").unwrap()
}

/// A new workspace with the account Acme; the group Sales is group 2.
pub(crate) async fn acme(path: &Path) -> (SqliteStore, Act) {
    let store = SqliteStore::create(path).await.unwrap();
    let new = NewAccount {
        name: AccountName::parse("Acme").unwrap(),
        administrator_name: PersonName::parse("Ana").unwrap(),
        administrator_address: EmailAddress::parse("ana@acme.example").unwrap(),
        groups: vec![GroupPath::parse("Sales").unwrap()],
    };
    let by = store.create_account(&new, &account_key(), NOW).await.unwrap().unwrap();
    (store, Act { by, now: NOW })
}

/// Invites so many people, in an import of its own.
pub(crate) async fn invite(
    store: &SqliteStore,
    act: Act,
    people: u32,
    progress: &(dyn Fn(f32) -> bool + Send + Sync),
) -> CarriedOut {
    let person = |number: u32| {
        let address = EmailAddress::parse(&format!("p{number}@acme.example")).unwrap();
        let grants = vec![Grant { group: GroupRef::Existing(GroupId(2)), role: RoleId(2) }];
        let (key, step) = (address.key(), PersonStep::Invite(address));
        PlannedPerson { key, step, name: None, language: None, grants, losses: Vec::new() }
    };
    let people = (0..people).map(person).collect();
    import(store, act, (people, Vec::new(), RowOutcome::Invited), &[], progress).await
}

/// Changes the role of every second of those who are there, and removes the others.
pub(crate) async fn change_and_remove(
    store: &SqliteStore,
    act: Act,
    people: u32,
    progress: &(dyn Fn(f32) -> bool + Send + Sync),
) -> CarriedOut {
    let key = |number: u32| EmailAddress::parse(&format!("p{number}@acme.example")).unwrap().key();
    let known = store.known_users(&(0..people).map(key).collect::<Vec<_>>()).await.unwrap();
    let (staying, removed): (Vec<&KnownUser>, Vec<&KnownUser>) = known.iter().partition(|user| user.id.0 % 2 == 0);
    let change = |user: &&KnownUser| PlannedPerson {
        key: user.key.clone(),
        step: PersonStep::Change(user.id),
        name: None,
        language: None,
        grants: vec![Grant { group: GroupRef::Existing(GroupId(2)), role: RoleId(3) }],
        losses: vec![Assignment { group: GroupId(2), role: RoleId(2) }],
    };
    let changes = staying.iter().map(change).collect();
    let removals = removed.iter().map(|user| (user.id, user.state)).collect();
    import(store, act, (changes, removals, RowOutcome::Changed), &known, progress).await
}

/// Carries such a plan out, with a row for each.
async fn import(
    store: &SqliteStore,
    act: Act,
    (people, removals, outcome): (Vec<PlannedPerson>, Vec<(UserId, UserState)>, RowOutcome),
    basis: &[KnownUser],
    progress: &(dyn Fn(f32) -> bool + Send + Sync),
) -> CarriedOut {
    let row = |number: u32, texts: &[&str]| TableRow {
        number,
        cells: texts.iter().map(|text| Cell::Text((*text).into())).collect(),
    };
    let numbers = || 2..2 + u32::try_from(people.len()).unwrap();
    let rows: Vec<TableRow> = numbers().map(|number| row(number, &["p@acme.example", "Sales", "Buyer"])).collect();
    let planned = |number| PlannedRow { number, outcome, was: Box::default(), problems: Vec::new() };
    let plan = Plan {
        rows: numbers().map(planned).collect(),
        people,
        new_groups: Vec::new(),
        counts: RowCounts::default(),
        invitations: 0,
        removals,
        administrator_rows: 0,
    };
    let header = row(1, &["Email", "Group", "Role"]);
    let table = Table { rows: vec![header, row(2, &["x"])], ..Table::default() };
    let layout = Layout::find(&table, None).unwrap();
    let import = ImportToCarryOut {
        file_name: "people.xlsx",
        file_hash: [7; 32],
        options: Options::default(),
        plan: &plan,
        basis,
        basis_change: -1,
        groups: &GroupTree::new(&store.groups().await.unwrap()),
        roles: &store.roles().await.unwrap(),
        headers: &layout.headers,
        layout: &layout,
        rows: &rows,
    };
    store.carry_out(&import, act, progress).await.unwrap()
}
