//! Whether the time of an answer tells whose address it is that somebody types on the page of the join link:
//! `cargo run --release -p rollcall-join --example same_time [PAIRS]`.
//!
//! The pages are served over real connections, and behind them goes round what goes round behind `rollcall serve`: what was asked is taken up,
//! and mails leave. Each pair asks once for somebody whom the workspace knows and once for a stranger, in random order, and pairs of all kinds
//! are mixed. One kind is a stranger against another one: the difference there is what this machine's noise makes. The clock of the workspace
//! goes fast, so that mails may always leave.

#![allow(clippy::unwrap_used, reason = "an example that cannot go on should stop")]
#![allow(dead_code, reason = "the house is built for the tests, and not all of it is lived in here")]

#[path = "../tests/it/house.rs"]
mod house;
#[path = "../tests/it/visitor.rs"]
mod visitor;

use house::{Counted, House};
use rollcall_app::{
    App, Who,
    decide_requests::{BlockInput, DenyInput},
    list_users::UserQuery,
};
use rollcall_domain::{DeliveryState, Dice as _, PersonName, UserState, invitation::Answer};
use rollcall_join::Limits;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{sync::Notify, task::JoinHandle};
use visitor::Visitor;

/// Those whose addresses are known, and the one who is not, by words of one length.
const KINDS: [&str; 6] = ["member", "invite", "waitin", "remove", "blockd", "nobody"];
const NOBODY: &str = "nobody";

/// So many of each kind are known.
const KNOWN: usize = 250;

/// After so many askings an hour has passed, in which 500 mails may leave.
const AN_HOUR: usize = 250;

/// So long is waited between two askings: those who take them up keep pace then.
const PAUSE: Duration = Duration::from_millis(5);

/// So long after somebody asked they are taken up, as `rollcall serve` does it.
const TAKEN_UP_AFTER: Duration = Duration::from_secs(1);

/// What the pairs of a kind took, in microseconds: who is known, or the first stranger; and the stranger.
#[derive(Default)]
struct Times {
    known: Vec<f64>,
    stranger: Vec<f64>,
}

#[tokio::main]
async fn main() {
    let pairs = std::env::args().nth(1).map_or(2_000, |word| word.parse().unwrap());
    let house = House::build("Northwind Traders", "Ana Silva", &[]).await;
    let join = house.join_link(&[], "").await;
    settle(&house, &join).await;
    let limits = Limits { connection: Duration::from_hours(9), ..Limits::default() };
    let served = house.serve_within(limits).await;
    let rounds = go_round(&house.app);
    let mut visitor = Visitor::at(served.address).await;
    let mails_before = mails_that_left(&house).await;
    let mut all: [Times; KINDS.len()] = Default::default();
    let (dice, mut strangers) = (Counted(7.into()), 0..);
    let mut stranger = || address(NOBODY, strangers.next().unwrap());
    let mut pairs_of_all_kinds = shuffled(&dice, (0..KINDS.len()).flat_map(|kind| vec![kind; pairs]).collect());
    // Whatever is slow only at first is over then.
    let (warm_up, begun) = (pairs_of_all_kinds.len() / 20, Instant::now());
    pairs_of_all_kinds.extend_from_within(..warm_up);
    for (number, kind) in pairs_of_all_kinds.into_iter().enumerate() {
        let known = if KINDS[kind] == NOBODY { stranger() } else { address(KINDS[kind], number % KNOWN) };
        let stranger = stranger();
        let known_first = roll(&dice, 2) == 0;
        let (first, second) = if known_first { (&known, &stranger) } else { (&stranger, &known) };
        let took = [ask(&mut visitor, &join, first).await, ask(&mut visitor, &join, second).await];
        if number >= warm_up {
            all[kind].known.push(took[usize::from(!known_first)]);
            all[kind].stranger.push(took[usize::from(known_first)]);
        }
        if number * 2 % AN_HOUR == 0 {
            house.clock.pass_seconds(60 * 60);
        }
    }
    let took = begun.elapsed();
    tokio::time::sleep(Duration::from_secs(3)).await;
    rounds.iter().for_each(JoinHandle::abort);
    report(&mut all, pairs);
    let mails = mails_that_left(&house).await - mails_before;
    println!("\n{mails} mails left meanwhile, in {:.0} s.", took.as_secs_f64());
}

async fn mails_that_left(house: &House) -> u64 {
    let counts = house.store.mail_counts().await.unwrap();
    counts.into_iter().filter(|(state, _)| *state == DeliveryState::Sent).map(|(_, count)| count).sum()
}

/// What goes round behind the pages of a running program: what was asked is taken up, and mails leave while more is taken up.
fn go_round(app: &Arc<App>) -> [JoinHandle<()>; 2] {
    let mails_are_due = Arc::new(Notify::new());
    let take_up = tokio::spawn({
        let (app, mails_are_due) = (Arc::clone(app), Arc::clone(&mails_are_due));
        async move {
            loop {
                tokio::time::sleep(TAKEN_UP_AFTER).await;
                if app.take_up_asks().await.unwrap() > 0 {
                    mails_are_due.notify_one();
                }
            }
        }
    });
    let app = Arc::clone(app);
    let deliver = tokio::spawn(async move {
        loop {
            mails_are_due.notified().await;
            app.deliver_mail().await.unwrap();
        }
    });
    [take_up, deliver]
}

/// Asks to join with an address, and says how long the answer took.
async fn ask(visitor: &mut Visitor, join: &str, address: &str) -> f64 {
    tokio::time::sleep(PAUSE).await;
    let form = format!("name=Kim+Ito&address={}&note=Hello", address.replace('@', "%40"));
    let begun = Instant::now();
    let reply = visitor.post(join, &form).await;
    let took = begun.elapsed();
    assert_eq!((reply.status, reply.header("location")), (303, Some("/asked")));
    took.as_secs_f64() * 1e6
}

/// All addresses are of one length.
fn address(kind: &str, number: usize) -> String {
    format!("{kind}{number:07}@example.net")
}

/// Makes members, invitees, those who wait, those who were removed, and those who are blocked.
async fn settle(house: &House, join: &str) {
    let [member, invite, waiting, removed, blocked, _] = KINDS;
    let rows: Vec<_> = [member, invite, removed]
        .iter()
        .flat_map(|kind| (0..KNOWN).map(|n| format!("{}||/|Buyer|en", address(kind, n))))
        .collect();
    house.invite(&rows.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let name = PersonName::parse("Kim Ito").unwrap();
    for kind in [member, removed] {
        for n in 0..KNOWN {
            let link = house.link(&address(kind, n));
            house.app.answer_invitation(&link[3..], Answer::Accept, Some(&name), None).await.unwrap().unwrap();
        }
    }
    for kind in [waiting, blocked] {
        for n in 0..KNOWN {
            house.write_down(join, "Kim Ito", &address(kind, n), "").await;
        }
        house.go_round().await;
        for n in 0..KNOWN {
            let link = house.request_link(&address(kind, n));
            assert!(house.app.confirm_request(&link[3..]).await.unwrap());
        }
        house.clock.pass_days(1);
    }
    let permit = house.app.act_as(&Who::Only).await.unwrap();
    let requests = house.requests().await.into_iter().filter(|row| row.address.starts_with(blocked));
    let requests = requests.map(|row| row.id).collect();
    let deny = DenyInput { requests, words: String::new(), block: Some(BlockInput::Addresses) };
    assert_eq!(house.app.deny_requests(&permit, &deny).await.unwrap().done as usize, KNOWN);
    let query = UserQuery { search: removed.into(), limit: KNOWN, ..UserQuery::default() };
    let users = house.app.list_users(&permit, &query).await.unwrap().users;
    let users: Vec<_> = users.into_iter().map(|user| (user.id, UserState::Active)).collect();
    assert_eq!(house.app.remove_users(&permit, &users, "").await.unwrap().users.len(), KNOWN);
    house.go_round().await;
    house.clock.pass_days(1);
}

fn roll(dice: &Counted, below: usize) -> usize {
    let mut bytes = [0; 8];
    dice.roll(&mut bytes);
    usize::try_from(u64::from_le_bytes(bytes) % below as u64).unwrap()
}

fn shuffled(dice: &Counted, mut all: Vec<usize>) -> Vec<usize> {
    for end in (1..all.len()).rev() {
        all.swap(end, roll(dice, end + 1));
    }
    all
}

fn report(all: &mut [Times], pairs: usize) {
    println!("Medians of {pairs} pairs each, in microseconds:\n");
    println!("{:<10}{:>10}{:>10}{:>12}{:>22}", "pair", "known", "stranger", "difference", "known slower");
    for (kind, times) in KINDS.iter().zip(all) {
        let slower = times.known.iter().zip(&times.stranger).filter(|(known, stranger)| known > stranger).count();
        let (known, stranger) = (median(&mut times.known), median(&mut times.stranger));
        let share = 100.0 * slower as f64 / pairs as f64;
        println!("{kind:<10}{known:>10.1}{stranger:>10.1}{:>12.1}{share:>20.1} %", known - stranger);
    }
    // Two standard deviations of as many throws of a coin.
    let chance = 100.0 / (pairs as f64).sqrt();
    println!(
        "\nChance alone makes the known one slower in {:.1} to {:.1} % of the pairs.",
        50.0 - chance,
        50.0 + chance
    );
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
