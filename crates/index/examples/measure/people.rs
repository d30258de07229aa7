//! Invented users, always the same.

use crate::NOW;
use rollcall_domain::{Assignment, CameBy, DeliveryState, GroupId, InvitationState, RoleId, UserId, UserState};
use rollcall_index::Entry;

pub(crate) const GIVEN: [&str; 40] = [
    "Ana", "Zoë", "Liam", "Noah", "Emma", "Olivia", "José", "María", "Łukasz", "Søren", "Jürgen", "Anke", "Wei", "Mei",
    "Yuki", "Hana", "Fatima", "Omar", "Ivan", "Olga", "Pavel", "Chloé", "André", "Luca", "Giulia", "Sofia", "Mateo",
    "Aisha", "Ravi", "Priya", "Kofi", "Ama", "Thandi", "Sipho", "Maja", "Jan", "Piet", "Sanne", "Tom", "Kate",
];
pub(crate) const SYLLABLES: [&str; 32] = [
    "ber", "man", "sen", "ova", "ski", "ez", "li", "ta", "ro", "ko", "ma", "ri", "no", "sa", "ki", "mu", "ler", "hof",
    "stein", "ford", "ton", "wood", "field", "ham", "ley", "son", "dal", "lund", "qvi", "zan", "pri", "dou",
];
pub(crate) const DOMAINS: [&str; 8] = [
    "example.org",
    "example.com",
    "sales.example.com",
    "emea.example.net",
    "apac.example.net",
    "bücher.example",
    "partner.example",
    "lab.example.edu",
];

pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end
    }

    pub(crate) fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    pub(crate) fn number(&mut self, end: usize) -> i64 {
        i64::try_from(self.below(end)).unwrap_or(0)
    }

    pub(crate) fn family(&mut self) -> String {
        let name: String = (0..2 + self.below(2)).map(|_| self.one(&SYLLABLES)).collect();
        name[..1].to_uppercase() + &name[1..]
    }

    pub(crate) fn entry(&mut self, id: i64) -> Entry {
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
        // A few have no group, and some have two: far more different sets than an account has.
        let assignments = if self.below(40) == 0 { 0 } else { 1 + self.below(10) / 8 };
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
            came_by: self.one(&CameBy::ALL),
            assignments: (0..assignments)
                .map(|_| Assignment { group: GroupId(1 + self.number(200)), role: RoleId(1 + self.number(5)) })
                .collect(),
        }
    }
}

pub(crate) fn people(count: i64) -> impl Iterator<Item = Entry> {
    let mut random = Random(7);
    (1..=count).map(move |id| random.entry(id))
}
