//! How long the list of users takes to answer: `App::list_users`, the rows of the page included, on a real workspace.
//!
//! There is nothing to compare with in the same run, so the table has milliseconds: the median and the 99th of 100 of 200 questions each, every
//! one asking for another word, group or place where that makes a difference.

use crate::{import::fresh_workspace, measure, spreadsheet};
use rollcall_app::{App, Permit, Who, list_users::UserQuery};
use rollcall_domain::{CameBy, GroupId, RoleId, Status, Timestamp};
use rollcall_index::{Moment, Only, Period, Sort};
use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

const TIMES: usize = 200;

/// So many users are imported from one file.
const PART: u32 = 100_000;

/// Makes an account of so many users, and measures.
pub(crate) fn measure(command: &str, users: u32) {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("Many.rollcall");
    make(command, &workspace, users);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(ask(&workspace, users));
}

/// Makes a workspace whose account has so many users, who have lived in it for years.
pub(crate) fn make(command: &str, place: &Path, users: u32) {
    let folder = tempfile::tempdir().unwrap();
    let workspace = fresh_workspace(command, folder.path());
    for part in 0..users.div_ceil(PART) {
        let file = folder.path().join("people.xlsx");
        spreadsheet::write_from(&file, part * PART, (users - part * PART).min(PART));
        let mut import = Command::new(command);
        measure::run(import.arg("import").arg("--workspace").arg(&workspace).arg(&file).arg("--json"));
    }
    live(&workspace);
    std::fs::copy(&workspace, place).unwrap();
}

/// Lets years pass in the account: most have joined, some mails failed, some invitations are over, some were declined.
fn live(workspace: &Path) {
    let connection = rusqlite::Connection::open(workspace).unwrap();
    connection
        .execute_batch(
            "BEGIN IMMEDIATE;
             UPDATE workspace SET latest_seen = 1800000000000;
             UPDATE invitations SET sent_at = 1800000000000 - (id % 900) * 86400000, expires_at = 1800000000000 + (90 - id % 900) * 86400000;
             UPDATE outbox SET state = CASE id % 50 WHEN 0 THEN 'failed' WHEN 1 THEN 'uncertain' ELSE 'sent' END,
                 sent_at = CASE WHEN id % 50 > 1 THEN 1800000000000 - (id % 900) * 86400000 END WHERE kind = 'invitation';
             UPDATE users SET state = 'active', joined_at = 1800000000000 - (id % 800) * 86400000 WHERE id % 8 <> 0;
             UPDATE invitations SET state = 'accepted', answered_at = 1800000000000, answered_by = user_id WHERE user_id % 8 <> 0;
             UPDATE invitations SET state = 'declined', answered_at = 1800000000000, answered_by = user_id WHERE user_id % 64 = 0;
             UPDATE users SET came_by = CASE id % 3 WHEN 0 THEN 'hand' WHEN 1 THEN 'link' ELSE 'import' END;
             INSERT OR IGNORE INTO assignments (user_id, group_id, role_id) SELECT id, 1 + id % 6, 2 + id % 4 FROM users WHERE id % 5 = 0;
             DELETE FROM assignments WHERE user_id % 1000 = 7;
             COMMIT;
             PRAGMA wal_checkpoint(TRUNCATE);",
        )
        .unwrap();
}

async fn ask(workspace: &Path, users: u32) {
    let workspace = rollcall_host::open(workspace).await.unwrap();
    let app = &workspace.app;
    let by = app.act_as(&Who::Only).await.unwrap();
    let began = Instant::now();
    app.list_users(&by, &query()).await.unwrap();
    println!("{users} users; the first question of all, with the index loaded: {:.2} s", began.elapsed().as_secs_f64());
    println!("{:<44}{:>10}{:>10}{:>10}", "milliseconds", "median", "99th", "slowest");
    for (name, question) in questions(users) {
        let mut times = Vec::with_capacity(TIMES);
        for nth in 0..TIMES {
            times.push(time(app, &by, &question(nth)).await);
        }
        print_times(&name, times);
    }
    let mut times = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let began = Instant::now();
        app.user_trend(&by).await.unwrap();
        times.push(began.elapsed());
    }
    print_times("the trend of 90 days", times);
    println!("memory of this process: {:.0} MiB", measure::memory_mib(std::process::id()));
    workspace.close().await;
}

type Question = Box<dyn Fn(usize) -> UserQuery>;

/// What is asked, each by its name.
fn questions(users: u32) -> Vec<(String, Question)> {
    let all = users as usize;
    let mut questions: Vec<(String, Question)> = vec![
        ("first page, counts".into(), Box::new(|_| query())),
        ("a page anywhere".into(), Box::new(move |nth| UserQuery { offset: nth * (all / TIMES), ..query() })),
        ("a word of a name".into(), Box::new(|nth| search(&format!("person {:x}", word(nth) >> 16)))),
        ("three letters".into(), Box::new(|nth| search(&format!("{:03x}", word(nth) & 0xfff)))),
        ("two letters".into(), Box::new(|nth| search(&format!("{:02x}", word(nth) & 0xff)))),
        ("an address".into(), Box::new(|nth| search(&format!("person.{:08x}@", word(nth))))),
        ("a domain".into(), Box::new(|nth| search(&format!("@example{}.org", nth % 97)))),
        ("a word that nobody has".into(), Box::new(|nth| search(&format!("nobody{nth}")))),
        ("a group and those below".into(), Box::new(|nth| UserQuery { group: Some(group(nth)), ..query() })),
        ("a group alone".into(), Box::new(|nth| UserQuery { group: Some(group(nth)), subgroups: false, ..query() })),
        ("a role".into(), Box::new(|nth| UserQuery { role: Some(role(nth)), ..query() })),
        (
            "a group and a role".into(),
            Box::new(|nth| UserQuery { group: Some(group(nth)), role: Some(role(nth)), ..query() }),
        ),
        ("how they came".into(), Box::new(|nth| UserQuery { came_by: vec![CameBy::ALL[1 + nth % 3]], ..query() })),
    ];
    for status in Status::ALL {
        questions.push((
            format!("status {}", status.word()),
            Box::new(move |_| UserQuery { statuses: vec![status], ..query() }),
        ));
    }
    for only in [Only::Undelivered, Only::WithoutGroup, Only::Administrators] {
        questions.push((format!("only {only:?}"), Box::new(move |_| UserQuery { only: Some(only), ..query() })));
    }
    for of in [Moment::Invited, Moment::Expires, Moment::Joined] {
        questions.push((
            format!("{of:?} within 30 days"),
            Box::new(move |nth| UserQuery { periods: vec![month(of, nth)], ..query() }),
        ));
    }
    for sort in SORTS {
        for descending in [false, true] {
            let way = if descending { "down" } else { "up" };
            questions.push((
                format!("sorted by {sort:?}, {way}"),
                Box::new(move |nth| UserQuery { sort, descending, offset: (nth % 4) * (all / 4), ..query() }),
            ));
        }
    }
    questions
}

const SORTS: [Sort; 9] = [
    Sort::Name,
    Sort::Address,
    Sort::Status,
    Sort::InvitedAt,
    Sort::ExpiresAt,
    Sort::JoinedAt,
    Sort::Groups,
    Sort::Delivery,
    Sort::CameBy,
];

/// The first hundred of everybody.
fn query() -> UserQuery {
    UserQuery { limit: 100, ..UserQuery::default() }
}

fn search(text: &str) -> UserQuery {
    UserQuery { search: text.to_owned(), ..query() }
}

/// A number that is somebody's.
fn word(nth: usize) -> u32 {
    spreadsheet::person(u32::try_from(nth).unwrap_or(0) * 37)
}

fn group(nth: usize) -> GroupId {
    GroupId(2 + i64::try_from(nth % 5).unwrap_or(0))
}

fn role(nth: usize) -> RoleId {
    RoleId(2 + i64::try_from(nth % 4).unwrap_or(0))
}

fn month(of: Moment, nth: usize) -> Period {
    let from = Timestamp::from_millis(1_800_000_000_000).plus_days(-i64::try_from(nth * 4).unwrap_or(0));
    Period { of, from: Some(from), before: Some(from.plus_days(30)) }
}

async fn time(app: &App, by: &Permit, query: &UserQuery) -> Duration {
    let began = Instant::now();
    app.list_users(by, query).await.unwrap();
    began.elapsed()
}

fn print_times(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let ms = |at: usize| times[at].as_secs_f64() * 1000.0;
    println!("{name:<44}{:>10.2}{:>10.2}{:>10.2}", ms(TIMES / 2), ms(TIMES * 99 / 100), ms(TIMES - 1));
}
