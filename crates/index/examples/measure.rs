//! How long a million users take: `cargo run --release -p rollcall-index --example measure [USERS]`.
//!
//! The users are invented, always the same. Each question is asked 200 times, with another word, group or place each time
//! where that makes a difference; the table has the median, the 99th of 100 and the slowest, in milliseconds.

use rollcall_domain::{
    Assignment, DeliveryState, GroupId, InvitationState, InvitationStatus, MailDomain, RoleId, Status, Timestamp,
    UserId, UserState,
};
use rollcall_index::{Entry, Index, Query, Sort, Window};
use std::hint::black_box;
use std::time::Instant;

const NOW: Timestamp = Timestamp::from_millis(1_800_000_000_000);
const TIMES: usize = 200;

const GIVEN: [&str; 40] = [
    "Ana", "Zoë", "Liam", "Noah", "Emma", "Olivia", "José", "María", "Łukasz", "Søren", "Jürgen", "Anke", "Wei", "Mei",
    "Yuki", "Hana", "Fatima", "Omar", "Ivan", "Olga", "Pavel", "Chloé", "André", "Luca", "Giulia", "Sofia", "Mateo",
    "Aisha", "Ravi", "Priya", "Kofi", "Ama", "Thandi", "Sipho", "Maja", "Jan", "Piet", "Sanne", "Tom", "Kate",
];
const SYLLABLES: [&str; 32] = [
    "ber", "man", "sen", "ova", "ski", "ez", "li", "ta", "ro", "ko", "ma", "ri", "no", "sa", "ki", "mu", "ler", "hof",
    "stein", "ford", "ton", "wood", "field", "ham", "ley", "son", "dal", "lund", "qvi", "zan", "pri", "dou",
];
const DOMAINS: [&str; 8] = [
    "example.org",
    "example.com",
    "sales.example.com",
    "emea.example.net",
    "apac.example.net",
    "bücher.example",
    "partner.example",
    "lab.example.edu",
];

struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    fn number(&mut self, end: usize) -> i64 {
        i64::try_from(self.below(end)).unwrap_or(0)
    }

    fn family(&mut self) -> String {
        let name: String = (0..2 + self.below(2)).map(|_| self.one(&SYLLABLES)).collect();
        name[..1].to_uppercase() + &name[1..]
    }

    fn entry(&mut self, id: i64) -> Entry {
        let (given, family) = (self.one(&GIVEN), self.family());
        let plain: String = given.chars().filter(char::is_ascii).collect();
        let invited_at = NOW.plus_days(-self.number(400)).plus_seconds(self.number(86_400));
        let state = match self.below(20) {
            0 => UserState::Removed,
            1..=5 => UserState::Invited,
            _ => UserState::Active,
        };
        let invited = state == UserState::Invited;
        let invitation = match (invited, self.below(12)) {
            (false, _) => InvitationState::Accepted,
            (true, 0) => InvitationState::Declined,
            (true, 1) => InvitationState::Cancelled,
            (true, _) => InvitationState::Pending,
        };
        let assignments = 1 + self.below(10) / 8;
        Entry {
            id: UserId(id),
            address: format!("{plain}.{family}{}@{}", self.below(1000), self.one(&DOMAINS)).to_lowercase(),
            name: format!("{given} {family}"),
            state,
            invitation: Some(invitation),
            invited_at: Some(invited_at),
            expires_at: Some(invited_at.plus_days(90)),
            joined_at: (!invited).then(|| invited_at.plus_seconds(self.number(3_000_000))),
            delivery: Some(if self.below(50) == 0 { self.one(&DeliveryState::ALL) } else { DeliveryState::Sent }),
            assignments: (0..assignments)
                .map(|_| Assignment { group: GroupId(1 + self.number(200)), role: RoleId(1 + self.number(5)) })
                .collect(),
        }
    }
}

fn people(count: i64) -> impl Iterator<Item = Entry> {
    let mut random = Random(7);
    (1..=count).map(move |id| random.entry(id))
}

/// Times one thing and prints its line.
fn line(what: &str, mut act: impl FnMut(usize) -> usize) {
    let mut found = Vec::new();
    let mut times: Vec<f64> = (0..TIMES)
        .map(|n| {
            let start = Instant::now();
            found.push(black_box(act(n)));
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    found.sort_unstable();
    let [median, late, last] = [TIMES / 2, TIMES * 99 / 100 - 1, TIMES - 1].map(|at| times[at]);
    println!("| {what:<58} | {median:>7.2} | {late:>7.2} | {last:>7.2} | {:>9} |", found[TIMES / 2]);
}

/// What the list of invitations asks.
fn invitations(index: &Index, words: &[String], filtered: impl Fn(usize) -> Query) {
    let ask = |query: Query| {
        let page = index.page(&query, NOW);
        assert!(page.invitation_counts.all >= page.total);
        page.total
    };
    let invited = |invitations: &[InvitationStatus]| Query { invitations: invitations.to_vec(), ..Query::default() };
    let open = [InvitationStatus::Pending, InvitationStatus::Expiring, InvitationStatus::Expired];
    line("any invitation, by invitation", |_| ask(Query { sort: Sort::InvitedAt, ..invited(&InvitationStatus::ALL) }));
    line("invitations expiring, by expiry", |_| {
        ask(Query { sort: Sort::ExpiresAt, ..invited(&[InvitationStatus::Expiring]) })
    });
    line("invitations open, 200 first three letters, by expiry", |n| {
        ask(Query { search: words[n][..3].into(), sort: Sort::ExpiresAt, ..invited(&open) })
    });
    line("invitations accepted, five groups, a role, by name", |n| {
        let query = Query { statuses: vec![], sort: Sort::Name, ..filtered(n) };
        ask(Query { invitations: vec![InvitationStatus::Accepted], ..query })
    });
    line("invitations accepted, of the removed, by status", |_| {
        let statuses = vec![Status::Removed];
        ask(Query { statuses, sort: Sort::Status, ..invited(&[InvitationStatus::Accepted]) })
    });
    line("all whose invitation is expired (ids of everybody)", |_| {
        index.matching(&invited(&[InvitationStatus::Expired]), NOW).len()
    });
}

/// Resident memory of this process in MiB, where there is `/proc` and a page has 4 KiB.
fn resident() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    pages.split_whitespace().nth(1).and_then(|pages| pages.parse::<usize>().ok()).unwrap_or(0) / 256
}

fn main() {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1_000_000);
    let start = Instant::now();
    people(count).for_each(|entry| drop(black_box(entry)));
    let inventing = start.elapsed().as_secs_f64();
    let before = resident();
    let start = Instant::now();
    let mut index = Index::load(people(count));
    let loading = start.elapsed().as_secs_f64() - inventing;
    println!(
        "{count} users loaded in {loading:.2} s; {} MiB by its own count, {} MiB resident more than before\n",
        index.bytes() >> 20,
        resident() - before,
    );
    println!("| {:<58} | median | 99th | slowest | matching (median) |", "milliseconds of 200");
    println!("| --- | --- | --- | --- | --- |");

    let mut random = Random(99);
    let words: Vec<String> = (0..TIMES).map(|_| random.family().to_lowercase()).collect();
    let short: Vec<String> = ('a'..='z').flat_map(|a| ('a'..='h').map(move |b| format!("{a}{b}"))).collect();
    let ask = |query: Query| index.page(&query, NOW).total;
    let search = |search: &str| Query { search: search.into(), ..Query::default() };
    line("everybody by name", |_| ask(Query::default()));
    line("200 different family names, by name", |n| ask(search(&words[n])));
    line("the same, first three letters", |n| ask(search(&words[n][..3])));
    line("two letters", |n| ask(search(&short[n])));
    line("one letter", |n| ask(search(&short[n][..1])));
    line("given and family name, by status", |n| {
        ask(Query { sort: Sort::Status, ..search(&format!("{} {}", GIVEN[n % 40], &words[n][..4])) })
    });
    line("five words of two letters", |n| {
        ask(search(&[0, 31, 62, 93, 124].map(|step| short[(n + step) % TIMES].as_str()).join(" ")))
    });
    line("@example.org by name", |_| ask(search("@example.org")));
    line("a whole address", |n| ask(search(&format!("{}{n}@example.com", words[n]))));
    line("a word that nobody has", |_| ask(search("xylophonist")));
    let filtered = |n: usize| Query {
        statuses: vec![Status::Pending, Status::Expiring],
        groups: (0..5).map(|group| GroupId(1 + i64::try_from(n).unwrap_or(0) % 195 + group)).collect(),
        roles: vec![RoleId(2)],
        sort: Sort::ExpiresAt,
        ..Query::default()
    };
    line("status, five groups, a role, by expiry", |n| ask(filtered(n)));
    line("the same and a word, by expiry descending", |n| {
        ask(Query { search: words[n][..2].into(), descending: true, ..filtered(n) })
    });
    line("counts under a group, a role filter, by status", |n| {
        ask(Query { statuses: vec![], sort: Sort::Status, ..filtered(n) })
    });
    line("undelivered, by invitation", |_| {
        let deliveries = vec![DeliveryState::Failed, DeliveryState::Deferred, DeliveryState::Uncertain];
        ask(Query { deliveries, sort: Sort::InvitedAt, ..Query::default() })
    });
    invitations(&index, &words, filtered);
    let deep = |n: usize| Window::Offset { offset: index.len() / 4 + n * 997, limit: 100 };
    line("deep in the middle of the active, by name", |n| {
        ask(Query { statuses: vec![Status::Active], window: deep(n), ..Query::default() })
    });
    line("deep in the middle of one letter, by address descending", |n| {
        ask(Query { sort: Sort::Address, descending: true, window: deep(n), ..search("a") })
    });
    line("by status, descending, deep", |n| {
        ask(Query { sort: Sort::Status, descending: true, window: deep(n), ..Query::default() })
    });
    line("after a user in the middle, active, by joining", |n| {
        let after = Some(UserId(count / 2 + i64::try_from(n).unwrap_or(0)));
        let window = Window::After { after, limit: 100 };
        ask(Query { statuses: vec![Status::Active], sort: Sort::JoinedAt, window, ..Query::default() })
    });
    line("all that match a letter (ids of everybody who does)", |_| index.matching(&search("a"), NOW).len());
    let domains: Vec<MailDomain> = DOMAINS.iter().filter_map(|domain| MailDomain::parse(domain).ok()).collect();
    line("what the users of each of eight domains have", |_| {
        index.in_domains(&domains).iter().map(|found| found.users).sum()
    });

    let mut random = Random(5);
    let mut some = |count: i64, many: usize, new: bool| -> Vec<Vec<Entry>> {
        let mut id = |n: usize| {
            if new { count + i64::try_from(n).unwrap_or(0) + 1 } else { 1 + random.number(1_000) * (count / 1_000) }
        };
        let ids: Vec<i64> = (0..TIMES * many).map(&mut id).collect();
        let mut random = Random(6);
        ids.chunks(many).map(|ids| ids.iter().map(|id| random.entry(*id)).collect()).collect()
    };
    let mut put = |what: &str, mut batches: Vec<Vec<Entry>>| {
        line(what, |n| {
            index.put(std::mem::take(&mut batches[n]));
            index.len()
        });
    };
    put("put of one known user, all of whom changed", some(count, 1, false));
    put("put of one new user", some(count, 1, true));
    put("put of 1,000 known users, all of whom changed", some(count, 1000, false));
    put("put of 1,000 new users", some(count + 200, 1000, true));
}
