//! Prints how long imports of so many rows (default 100,000) take that invite, add, change, remove and invite again, and undoing each of them:
//! `cargo run --release -p rollcall-store --example import_speed -- 100000`.

use rollcall_app::ports::store::{
    Act, ActivityStore as _, CarriedOut, ChainState, GroupStore as _, ImportStore as _, ImportToCarryOut,
    MemberStore as _, NewAccount, Store as _, StoreError, Undone,
};
use rollcall_domain::{
    AccountKey, AccountName, Assignment, EmailAddress, GroupId, GroupPath, GroupTree, ImportId, PersonName, RoleId,
    Timestamp, UserId, UserState,
    import::{Grant, GroupRef, Layout, Options, PersonStep, Plan, PlannedPerson, PlannedRow, RowCounts, RowOutcome},
    table::{Cell, Table, TableRow},
};
use rollcall_store::SqliteStore;
use std::time::Instant;

/// What each row of an import does.
#[derive(Debug, Clone, Copy)]
enum Row {
    Invite,
    Add,
    Change,
    Remove,
    InviteAgain,
}

fn cells(texts: [&str; 4]) -> Vec<Cell> {
    texts.iter().map(|text| Cell::Text((*text).into())).collect()
}

fn address(number: u32) -> EmailAddress {
    // Scattered, as the addresses of a file are.
    let scattered = number.wrapping_mul(2_654_435_761);
    EmailAddress::parse(&format!("{scattered:08x}.{number}@acme.example")).expect("an address")
}

/// A plan in which every row does the same; for everybody who is there, if anybody is.
async fn plan(store: &SqliteStore, people: u32, row: Row) -> Result<Plan, StoreError> {
    let keys: Vec<_> = (0..people).map(|number| address(number).key()).collect();
    let ids: std::collections::HashMap<_, _> =
        store.known_users(&keys).await?.into_iter().map(|user| (user.key, user.id)).collect();
    let mut plan = Plan {
        rows: Vec::new(),
        people: Vec::new(),
        new_groups: Vec::new(),
        counts: RowCounts::default(),
        invitations: 0,
        removals: Vec::new(),
        administrator_rows: 0,
    };
    let sales = |role| Grant { group: GroupRef::Existing(GroupId(2)), role: RoleId(role) };
    for number in 0..people {
        let address = address(number);
        let key = address.key();
        let id = ids.get(&key).copied().unwrap_or(UserId(0));
        let lost = Assignment { group: GroupId(2), role: RoleId(2) };
        let (outcome, step, grants, losses) = match row {
            Row::Invite => (RowOutcome::Invited, PersonStep::Invite(address), vec![sales(2)], Vec::new()),
            Row::Add => (RowOutcome::Added, PersonStep::Change(id), vec![sales(4)], Vec::new()),
            Row::Change => (RowOutcome::Changed, PersonStep::Change(id), vec![sales(3)], vec![lost]),
            Row::InviteAgain => (RowOutcome::InvitedAgain, PersonStep::InviteAgain(id), vec![sales(2)], Vec::new()),
            Row::Remove => {
                plan.removals.push((id, UserState::Invited));
                (RowOutcome::Removed, PersonStep::Change(id), Vec::new(), Vec::new())
            }
        };
        if !matches!(row, Row::Remove) {
            plan.people.push(PlannedPerson { key, step, name: None, language: None, grants, losses });
        }
        plan.counts.count(outcome);
        plan.rows.push(PlannedRow { number: number + 2, outcome, was: Box::default(), problems: Vec::new() });
    }
    Ok(plan)
}

/// Carries such an import out.
async fn import(store: &SqliteStore, people: u32, row: Row, act: Act) -> Result<ImportId, StoreError> {
    let plan = plan(store, people, row).await?;
    let line =
        |number: u32| TableRow { number: number + 2, cells: cells([address(number).as_str(), "", "Sales", "Buyer"]) };
    let rows: Vec<TableRow> = (0..people).map(line).collect();
    let header = TableRow { number: 1, cells: cells(["Email", "Name", "Group", "Role"]) };
    let layout = Layout::find(&Table { rows: vec![header, rows[0].clone()], ..Table::default() }, None);
    let layout = layout.expect("a layout");
    let keys: Vec<_> = (0..people).map(|number| address(number).key()).collect();
    let basis_change = store.latest_change().await?;
    let import = ImportToCarryOut {
        file_name: "people.xlsx",
        file_hash: [0; 32],
        options: Options::default(),
        plan: &plan,
        basis: &store.known_users(&keys).await?,
        basis_change,
        groups: &GroupTree::new(&store.groups().await?),
        roles: &store.roles().await?,
        headers: &layout.headers,
        layout: &layout,
        rows: &rows,
    };
    let start = Instant::now();
    let done = store.carry_out(&import, act, &|_| true).await?;
    say(&format!("{row:?}"), start);
    let CarriedOut::Done(id) = done else { panic!("{done:?}") };
    Ok(id)
}

/// Undoes all of an import.
async fn undo(store: &SqliteStore, people: u32, id: ImportId, act: Act) -> Result<(), StoreError> {
    let start = Instant::now();
    let (range, users) = store.acts_of_import(id).await?.expect("it did something");
    say("  find what can be undone", start);
    assert_eq!(users, people);
    let start = Instant::now();
    let undone = store.undo(range, None, act).await?;
    say("  undo that", start);
    let Undone::Done { users, left: 0, not_given_back: 0 } = undone else { panic!("{undone:?}") };
    assert_eq!(users.len(), people as usize);
    Ok(())
}

fn say(what: &str, since: Instant) {
    println!("{what:<40} {:>8.1} ms", since.elapsed().as_secs_f64() * 1000.0);
}

#[tokio::main]
async fn main() -> Result<(), StoreError> {
    let people: u32 = std::env::args().nth(1).and_then(|people| people.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir().expect("a folder");
    let store = SqliteStore::create(folder.path().join("speed.rollcall")).await?;
    let now = Timestamp::from_millis(1_795_269_720_000);
    let new = NewAccount {
        name: AccountName::parse("Acme").expect("a name"),
        administrator_name: PersonName::parse("Ana").expect("a name"),
        administrator_address: EmailAddress::parse("ana@acme.example").expect("an address"),
        groups: vec![GroupPath::parse("Sales").expect("a path")],
    };
    let key = AccountKey::parse("AAAAAAAAAAAAAAAAAAAAAA").expect("a key");
    let by = store.create_account(&new, &key, now).await?.expect("a new account");
    let act = Act { by, now };
    let first = import(&store, people, Row::Invite, act).await?;
    undo(&store, people, first, act).await?;
    let again = import(&store, people, Row::InviteAgain, act).await?;
    undo(&store, people, again, act).await?;
    import(&store, people, Row::InviteAgain, act).await?;
    for row in [Row::Add, Row::Change, Row::Remove] {
        let id = import(&store, people, row, act).await?;
        undo(&store, people, id, act).await?;
    }
    let start = Instant::now();
    let verified = store.verify_activity(None).await?;
    say("verify the activity", start);
    assert!(matches!(verified, ChainState::Whole { .. }), "{verified:?}");
    store.close().await;
    Ok(())
}
