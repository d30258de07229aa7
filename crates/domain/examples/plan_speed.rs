//! Prints how long it takes to read and plan so many rows (default 100,000) that only add, and so many in which every action stands:
//! `cargo run --release -p rollcall-domain --example plan_speed -- 200000`.

use rollcall_domain::{
    Assignment, EmailAddress, Group, GroupId, GroupTree, Role, RoleGivers, RoleId, Timestamp, UserId, UserState,
    import::{AccountView, KnownUser, Options, Plan, Sheet, read_rows},
    role,
    table::{Cell, Table, TableRow},
};
use std::time::{Duration, Instant};

const ACTIONS: [&str; 4] = ["Add", "Change role", "Remove from group", "Remove from account"];

fn account() -> AccountView {
    let top = Group { id: GroupId::ROOT, parent: None, name: "Acme".into() };
    let below = |id: i64| Group { id: GroupId(id), parent: Some(GroupId::ROOT), name: format!("Group {id}") };
    AccountView {
        groups: GroupTree::new(&std::iter::once(top).chain((2..52).map(below)).collect::<Vec<_>>()),
        roles: role::BUILT_IN
            .iter()
            .map(|(id, name, _)| Role { id: *id, name: (*name).into(), meaning: None, given_by: RoleGivers::Group })
            .collect(),
        former: Vec::new(),
        scope: vec![GroupId::ROOT],
        importer: Some(UserId(1)),
        administrators: vec![UserId(1)],
        now: Timestamp::from_millis(1_800_000_000_000),
        is_known: true,
    }
}

fn row(number: u32, action: &str) -> TableRow {
    let scattered = number.wrapping_mul(2_654_435_761);
    let address = format!("{scattered:08x}.{number}@acme.example");
    let (name, group) = (format!("Person {number}"), format!("Group {}", 2 + number % 50));
    let cells = [&address, &name, &group, "Buyer", action].map(|text| Cell::Text(text.into()));
    TableRow { number: number + 2, cells: cells.into() }
}

/// The users of the rows of [`row`], each an Approver where their row is about.
fn known(people: u32) -> Vec<KnownUser> {
    let user = |number: u32| {
        let Cell::Text(address) = &row(number, "").cells[0] else { panic!("a text") };
        let key = EmailAddress::parse(address).expect("an address").key();
        let (group, id) = (GroupId(i64::from(2 + number % 50)), UserId(i64::from(number) + 2));
        let assignments = vec![Assignment { group, role: RoleId(3) }];
        KnownUser { id, key, state: UserState::Active, invitation: None, assignments }
    };
    (0..people).map(user).collect()
}

fn plan(what: &str, rows: u32, action: impl Fn(u32) -> &'static str, known: &[KnownUser]) -> Plan {
    let header = ["Email", "Name", "Group", "Role", "Action"].map(|text| Cell::Text(text.into()));
    let header = TableRow { number: 1, cells: header.into() };
    let rows = std::iter::once(header).chain((0..rows).map(|number| row(number, action(number)))).collect();
    let sheet = Sheet::new(Table { rows, ..Table::default() });
    let account = account();
    let mut times = Vec::new();
    let mut planned = None;
    for _ in 0..12 {
        let start = Instant::now();
        let draft = read_rows(sheet.clone(), &account, Options::default()).expect("a table of ours");
        let read = start.elapsed();
        let start = Instant::now();
        let plan = draft.plan(known, &account);
        times.push((read, start.elapsed()));
        planned = Some(plan);
    }
    // What else the machine does takes time too: the fastest counts.
    let read = times.iter().map(|(read, _)| *read).min().unwrap_or_default();
    let plan = times.iter().map(|(_, plan)| *plan).min().unwrap_or_default();
    let millis = |time: Duration| time.as_secs_f64() * 1000.0;
    println!("{what:<24} read {:>7.1} ms, planned {:>7.1} ms", millis(read), millis(plan));
    planned.expect("it was planned")
}

fn main() {
    let rows: u32 = std::env::args().nth(1).map_or(100_000, |text| text.parse().expect("a number of rows"));
    let added = plan("rows that only add", rows, |_| "Add", &[]);
    assert_eq!(added.counts.invited, rows);
    let mixed = plan("rows of every action", rows, |number| ACTIONS[number as usize % 4], &known(rows));
    println!("{:?}", mixed.counts);
}
