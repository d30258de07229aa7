//! What the users of a domain have.

use crate::accounts::{Person, Random};
use rollcall_domain::{Assignment, EmailAddress, GroupId, InvitationState, MailDomain, RoleId, UserId, UserState};
use rollcall_index::{Entry, InDomain, Index};
use std::collections::HashMap;

const SPELLINGS: [&str; 9] = [
    "example.org",
    "EXAMPLE.org",
    "mail.example.org",
    "example.org.example",
    "bücher.example",
    "BÜCHER.example",
    "xn--bcher-kva.example",
    "bucher.example",
    "partner.example",
];

fn domains(texts: &[&str]) -> Vec<MailDomain> {
    texts.iter().map(|text| MailDomain::parse(text).expect("a domain")).collect()
}

fn plain(people: &[Person], domain: &MailDomain) -> InDomain {
    let is_in = |person: &&Person| {
        EmailAddress::parse(&person.entry.address).is_ok_and(|address| address.key().domain() == domain.as_str())
    };
    let (mut users, mut often) = (0, HashMap::<Assignment, usize>::new());
    for entry in people.iter().filter(is_in).map(|person| &person.entry) {
        let said_no = matches!(entry.invitation, Some(InvitationState::Declined | InvitationState::Cancelled));
        let counts = match entry.state {
            UserState::Active => true,
            UserState::Invited => !said_no,
            UserState::Removed => false,
        };
        users += usize::from(counts);
        let mut has = entry.assignments.clone();
        has.sort_unstable();
        has.dedup();
        for assignment in has.into_iter().filter(|_| entry.state == UserState::Active) {
            *often.entry(assignment).or_default() += 1;
        }
    }
    let mut usual: Vec<_> = often.into_iter().collect();
    usual.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    InDomain { users, usual: usual.into_iter().map(|(assignment, _)| assignment).collect() }
}

#[test]
fn random_users_of_a_domain_are_counted_as_the_plain_way_does_also_when_they_change() {
    let mut random = Random(11);
    let asked = domains(&["example.org", "mail.example.org", "bücher.example", "bucher.example", "nobody.example"]);
    for size in [0, 1, 63, 64, 65, 300] {
        let mut people: Vec<Person> = random.people(size);
        let spell = |random: &mut Random, person: &mut Person| {
            person.entry.address = format!("p{}@{}", person.entry.id, SPELLINGS[random.below(SPELLINGS.len())]);
        };
        for person in &mut people {
            spell(&mut random, person);
        }
        let mut index = Index::load(people.iter().map(|person| person.entry.clone()));
        for _ in 0..20 {
            let expected: Vec<_> = asked.iter().map(|domain| plain(&people, domain)).collect();
            assert_eq!(index.in_domains(&asked), expected);
            if size > 0 {
                let at = random.below(size);
                people[at] = random.person(at);
                spell(&mut random, &mut people[at]);
                index.put([people[at].entry.clone()]);
            }
        }
    }
}

#[test]
fn a_domain_is_meant_in_all_its_spellings_and_never_a_longer_or_a_similar_one() {
    let entry = |id: usize, domain: &str| Entry {
        id: UserId(i64::try_from(id).unwrap()),
        address: format!("p{id}@{domain}"),
        state: UserState::Active,
        invitation: None,
        assignments: vec![Assignment { group: GroupId(1), role: RoleId(2) }],
        ..Random(4).person(0).entry
    };
    let index = Index::load(SPELLINGS.iter().enumerate().map(|(id, domain)| entry(id, domain)));
    let asked = domains(&["Example.org", "xn--bcher-kva.example", "bucher.example"]);
    let users: Vec<_> = index.in_domains(&asked).iter().map(|found| found.users).collect();
    assert_eq!(users, [2, 3, 1]);
    assert_eq!(index.in_domains(&domains(&["org.example", "ample.org", "le.org"])), vec![InDomain::default(); 3]);
    assert_eq!(index.in_domains(&[]), []);
}
