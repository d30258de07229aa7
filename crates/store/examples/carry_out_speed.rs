//! Prints how long the workspace takes to carry out an import of so many new people (default 100,000), to load all entries, to find
//! who is known, and to do what administrators do with all users and invitations at once: `cargo run --release -p rollcall-store --example carry_out_speed -- 100000`.

use rollcall_app::ports::store::{
    Act, ActivityFilter, ActivityStore as _, ChainState, ClaimedMail, Delivery, GrantsChanged, GroupChange,
    GroupStore as _, ImportStore as _, ImportToCarryOut, MemberStore as _, NewAccount, Removal, Store, StoreError,
    Undone, Verb,
};
use rollcall_domain::{
    AccountKey, AccountName, AddressKey, DeliveryState, EmailAddress, GrantChange, GroupId, GroupPath, GroupTree,
    InvitationId, PersonName, ReminderSchedule, RoleId, Timestamp, TokenHash, UserId, UserState,
    import::{Grant, GroupRef, Layout, Options, PersonStep, Plan, PlannedPerson, PlannedRow, RowCounts, RowOutcome},
    table::{Cell, Table, TableRow},
};
use rollcall_store::SqliteStore;
use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Instant,
};

fn cells(texts: [&str; 4]) -> Vec<Cell> {
    texts.iter().map(|text| Cell::Text((*text).into())).collect()
}

fn person(number: u32) -> (PlannedPerson, TableRow) {
    // Scattered, as the addresses of a file are.
    let scattered = number.wrapping_mul(2_654_435_761);
    let text = format!("{scattered:08x}.{number}@acme.example");
    let (address, key) = EmailAddress::parse_with_key(&text).expect("an address");
    let name = format!("Person {number}");
    let row = TableRow { number: number + 2, cells: cells([&text, &name, "Sales", "Buyer"]) };
    let grants = vec![Grant { group: GroupRef::Existing(GroupId(2)), role: RoleId(2) }];
    let step = PersonStep::Invite(address);
    (PlannedPerson { key, step, name: PersonName::parse(&name).ok(), language: None, grants, losses: Vec::new() }, row)
}

fn say(what: &str, since: Instant) {
    println!("{what:<40} {:>8.1} ms", since.elapsed().as_secs_f64() * 1000.0);
}

static MINTED: AtomicU64 = AtomicU64::new(1);

/// Another hash each time, scattered as those of real links are.
fn mint() -> TokenHash {
    let mut hash = [0; 32];
    let number = MINTED.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash[..8].copy_from_slice(&number.to_be_bytes());
    TokenHash(hash)
}

async fn record_sent(store: &SqliteStore, mails: &[ClaimedMail], now: Timestamp) -> Result<usize, StoreError> {
    let sent =
        |mail: &ClaimedMail| Delivery { mail: mail.mail.id, state: DeliveryState::Sent, reply: None, not_before: None };
    store.record_deliveries(&mails.iter().map(sent).collect::<Vec<_>>(), now).await?;
    Ok(mails.len())
}

/// What administrators do with all users at once, whose first mails wait.
async fn users(store: &SqliteStore, people: u32, act: Act) -> Result<(), StoreError> {
    let users: Vec<UserId> = (2..i64::from(people) + 2).map(UserId).collect();
    let start = Instant::now();
    let replace = GrantChange::Replace { group: GroupId(2), from: Vec::new(), to: RoleId(3) };
    let changed = store.change_grants(&users, &replace, act).await?;
    say("change the role of all", start);
    let GrantsChanged::Done { act: Some(range), .. } = changed else { panic!("{changed:?}") };
    let start = Instant::now();
    let roles = store.undo(range, None, act).await?;
    say("undo that", start);
    let start = Instant::now();
    store.removal_ends(&users).await?;
    say("count what removing all would end", start);
    let invited: Vec<_> = users.iter().map(|user| (*user, UserState::Invited)).collect();
    let start = Instant::now();
    let removal = store.remove_users(&invited, None, act).await?;
    say("remove all, a mail of each waits", start);
    let Removal::Done { act: Some(range), .. } = removal else { panic!("{removal:?}") };
    let start = Instant::now();
    let removal = store.undo(range, None, act).await?;
    say("undo that", start);
    let all = Undone::Done { users, left: 0, not_given_back: 0 };
    assert_eq!((&roles, &removal), (&all, &all));
    Ok(())
}

/// What administrators do with all invitations at once.
async fn invitations(store: &SqliteStore, people: u32, act: Act) -> Result<(), StoreError> {
    let users: Vec<UserId> = (2..i64::from(people) + 2).map(UserId).collect();
    let all_leave = async |now: Timestamp| {
        let start = Instant::now();
        loop {
            let mails = store.claim_mails(5_000, now.plus_days(90), now, &mint).await?.mails;
            if record_sent(store, &mails, now).await? == 0 {
                break;
            }
        }
        say("claim and record all mails", start);
        Ok::<_, StoreError>(())
    };
    all_leave(act.now).await?;
    let start = Instant::now();
    let invitations = store.newest_invitations(&users).await?;
    say("list all invitations", start);
    let ids: Vec<InvitationId> = invitations.iter().map(|invitation| invitation.id).collect();

    let act = Act { now: act.now.plus_days(1), ..act };
    let start = Instant::now();
    let resent = store.resend(&ids, act.now, act).await?;
    say("resend all", start);
    all_leave(act.now).await?;
    let start = Instant::now();
    let reminded = store.remind(&ReminderSchedule::default(), act.now.plus_days(7)).await?;
    say("remind all", start);
    let start = Instant::now();
    store.remind(&ReminderSchedule::default(), act.now.plus_days(7)).await?;
    say("find nobody to remind", start);
    let start = Instant::now();
    let cancelled = store.cancel(&ids, act).await?;
    say("cancel all, a mail of each waits", start);
    let start = Instant::now();
    let invited: Vec<_> = users.iter().map(|user| (*user, UserState::Invited)).collect();
    store.remove_users(&invited, None, act).await?;
    say("remove all", start);
    assert_eq!((resent.len(), reminded, cancelled.len()), (ids.len(), people, ids.len()));
    Ok(())
}

/// Merges the group in which all are, and goes through all that happened.
async fn groups_and_activity(store: &SqliteStore, people: u32, act: Act) -> Result<(), StoreError> {
    let users: Vec<UserId> = (2..i64::from(people) + 2).map(UserId).collect();
    let start = Instant::now();
    let merged = store.merge_groups(GroupId(2), GroupId(3), None, act).await?;
    say("merge the group of all", start);
    assert_eq!(merged, GroupChange::Done);
    let start = Instant::now();
    let filter = ActivityFilter { seen: Some(&users), verbs: &[Verb::Invited], limit: 50, ..ActivityFilter::default() };
    let found = store.activity(&filter).await?;
    say("find in the activity who was invited", start);
    assert_eq!(found.total, u64::from(people));
    let start = Instant::now();
    let verified = store.verify_activity(None).await?;
    say("verify the activity", start);
    let ChainState::Whole { entries, .. } = verified else { panic!("{verified:?}") };
    println!("{:<40} {entries:>8}", "entries");
    Ok(())
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
        groups: ["Sales", "Marketing"].map(|path| GroupPath::parse(path).expect("a path")).to_vec(),
    };
    let key = AccountKey::parse("AAAAAAAAAAAAAAAAAAAAAA").expect("a key");
    let by = store.create_account(&new, &key, now).await?.expect("a new account");

    let (planned, rows): (Vec<_>, Vec<_>) = (0..people).map(person).unzip();
    let keys: Vec<AddressKey> = planned.iter().map(|person| person.key.clone()).collect();
    let mut counts = RowCounts::default();
    let plan_rows = rows.iter().map(|row| {
        counts.count(RowOutcome::Invited);
        PlannedRow { number: row.number, outcome: RowOutcome::Invited, was: Box::default(), problems: Vec::new() }
    });
    let plan_rows = plan_rows.collect();
    let plan = Plan {
        rows: plan_rows,
        people: planned,
        new_groups: Vec::new(),
        counts,
        invitations: people,
        removals: Vec::new(),
        administrator_rows: 0,
    };
    let header = TableRow { number: 1, cells: cells(["Email", "Name", "Group", "Role"]) };
    let table = Table { rows: vec![header, rows[0].clone()], ..Table::default() };
    let layout = Layout::find(&table, None).expect("a layout");
    let import = ImportToCarryOut {
        file_name: "people.xlsx",
        file_hash: [0; 32],
        options: Options::default(),
        plan: &plan,
        basis: &[],
        basis_change: -1,
        groups: &GroupTree::new(&store.groups().await?),
        roles: &store.roles().await?,
        headers: &layout.headers,
        layout: &layout,
        rows: &rows,
    };
    let start = Instant::now();
    let progress = |share: f32| {
        if std::env::var_os("STEPS").is_some() {
            say(&format!("  {share:.3}"), start);
        }
        true
    };
    store.carry_out(&import, Act { by, now }, &progress).await?;
    say("carry out", start);

    let start = Instant::now();
    let known = store.known_users(&keys).await?;
    say("find who is known", start);
    assert_eq!(known.len(), keys.len());

    let start = Instant::now();
    let (mut after, mut loaded) = (UserId(0), 0);
    loop {
        let page = store.entries(after, 50_000).await?;
        let Some(last) = page.last() else { break };
        after = last.id;
        loaded += page.len();
    }
    say("load all entries", start);
    assert_eq!(loaded, keys.len() + 1);

    let start = Instant::now();
    let mut claimed = 0;
    while claimed < people.min(1_000) as usize {
        let mails = store.claim_mails(100, now.plus_days(90), now, &mint).await?.mails;
        claimed += record_sent(&store, &mails, now).await?;
    }
    say("claim and record 1,000 mails in hundreds", start);
    users(&store, people, Act { by, now }).await?;
    groups_and_activity(&store, people, Act { by, now }).await?;
    invitations(&store, people, Act { by, now }).await?;

    let start = Instant::now();
    store.close().await;
    say("close", start);
    let start = Instant::now();
    SqliteStore::open(folder.path().join("speed.rollcall")).await?.close().await;
    say("open and close", start);
    let size = std::fs::metadata(folder.path().join("speed.rollcall")).map_or(0, |file| file.len());
    println!("{:<40} {:>8.1} MiB", "file", size as f64 / 1024.0 / 1024.0);
    Ok(())
}
