//! What is true of the file of a workspace: what is refused, what lies beside it, what a killed process leaves.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod courier;
mod files;
mod killed;

use rollcall_app::ports::store::{Act, NewAccount, Store};
use rollcall_domain::{AccountKey, AccountName, EmailAddress, GroupPath, PersonName, Timestamp};
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
) -> rollcall_app::ports::store::CarriedOut {
    use rollcall_app::ports::store::{GroupStore as _, ImportStore as _, ImportToCarryOut};
    use rollcall_domain::{
        GroupId, GroupTree, RoleId,
        import::{
            Grant, GroupRef, Layout, Options, PersonStep, Plan, PlannedPerson, PlannedRow, RowCounts, RowOutcome,
        },
        table::{Cell, Table, TableRow},
    };
    let row = |number: u32, texts: &[&str]| TableRow {
        number,
        cells: texts.iter().map(|text| Cell::Text((*text).into())).collect(),
    };
    let header = row(1, &["Email", "Group", "Role"]);
    let mut plan = Plan {
        rows: Vec::new(),
        people: Vec::new(),
        new_groups: Vec::new(),
        counts: RowCounts::default(),
        invitations: people,
        removals: Vec::new(),
        administrator_rows: 0,
    };
    let mut rows = Vec::new();
    for number in 0..people {
        let address = EmailAddress::parse(&format!("p{number}@acme.example")).unwrap();
        rows.push(row(number + 2, &[address.as_str(), "Sales", "Buyer"]));
        plan.rows.push(PlannedRow { number: number + 2, outcome: RowOutcome::Invited, was: Box::default(), problems: Vec::new() });
        plan.counts.count(RowOutcome::Invited);
        plan.people.push(PlannedPerson {
            key: address.key(),
            step: PersonStep::Invite(address),
            name: None,
            language: None,
            grants: vec![Grant { group: GroupRef::Existing(GroupId(2)), role: RoleId(2) }],
            losses: Vec::new(),
        });
    }
    let table = Table { rows: vec![header, row(2, &["x"])], ..Table::default() };
    let layout = Layout::find(&table, None).unwrap();
    let import = ImportToCarryOut {
        file_name: "people.xlsx",
        file_hash: [7; 32],
        options: Options::default(),
        plan: &plan,
        basis: &[],
        basis_change: -1,
        groups: &GroupTree::new(&store.groups().await.unwrap()),
        roles: &store.roles().await.unwrap(),
        headers: &layout.headers,
        layout: &layout,
        rows: &rows,
    };
    store.carry_out(&import, act, progress).await.unwrap()
}
