//! Small random accounts and questions in which everything collides, always the same for the same seed.

use rollcall_domain::{
    Assignment, CameBy, DeliveryState, GroupId, InvitationState, InvitationStatus, RoleId, Status, Timestamp, UserId,
    UserState,
};
use rollcall_index::{Entry, Moment, Only, Period, Places, Query, Sort, Window};

/// As written, folded, and in lower case with accents.
pub(crate) const PARTS: [(&str, &str, &str); 14] = [
    ("Zoë", "zoe", "zoë"),
    ("Zoe", "zoe", "zoe"),
    ("ZOE", "zoe", "zoe"),
    ("Zoran", "zoran", "zoran"),
    ("Straße", "strasse", "straße"),
    ("Strasse", "strasse", "strasse"),
    ("Łukasz", "lukasz", "łukasz"),
    ("Ana", "ana", "ana"),
    ("Añá", "ana", "añá"),
    ("王", "王", "王"),
    ("王小明", "王小明", "王小明"),
    ("が", "が", "が"),
    ("ana@b.example", "ana@b.example", "ana@b.example"),
    ("e@e", "e@e", "e@e"),
];

const LOCALS: [(&str, &str); 6] =
    [("ana", "ana"), ("ana.b", "ana.b"), ("ANA", "ana"), ("zoe+x", "zoe+x"), ("a", "a"), ("e", "e")];

const DOMAINS: [(&str, &str); 6] = [
    ("@example.org", "@example.org"),
    ("@EXAMPLE.org", "@example.org"),
    ("@bücher.example", "@bucher.example"),
    ("@b.example", "@b.example"),
    ("@x@b.example", "@x@b.example"),
    ("", ""),
];

pub(crate) const NOW: Timestamp = Timestamp::from_millis(1_800_000_000_000);
pub(crate) const SORTS: [Sort; 9] = [
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
const ONLIES: [Option<Only>; 6] =
    [None, None, None, Some(Only::Undelivered), Some(Only::WithoutGroup), Some(Only::Administrators)];

/// A user, and what folding must make of the texts.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) entry: Entry,
    pub(crate) name: String,
    pub(crate) accents: String,
    pub(crate) address: String,
}

/// Knuth's linear congruential generator; its upper half is random enough for this.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    pub(crate) fn some<T: Copy>(&mut self, of: &[T]) -> Vec<T> {
        if self.below(2) == 0 { Vec::new() } else { (0..=self.below(2)).map(|_| self.one(of)).collect() }
    }

    fn number(&mut self, end: usize) -> i64 {
        i64::try_from(self.below(end)).unwrap_or(0)
    }

    fn moment(&mut self) -> Option<Timestamp> {
        let days = self.number(40) - 20;
        (self.below(3) > 0).then(|| NOW.plus_days(days).plus_seconds(self.0.cast_signed() % 2))
    }

    /// When a question may be asked: often at an end of an invitation, or when one begins to expire, or a millisecond off.
    pub(crate) fn now(&mut self) -> Timestamp {
        let days = self.number(80) - 40;
        let second = NOW.plus_days(days).plus_seconds(self.number(3) - 1);
        Timestamp::from_millis(second.as_millis() + self.number(3) - 1)
    }

    pub(crate) fn person(&mut self, id: usize) -> Person {
        let parts: Vec<_> = (0..self.below(4)).map(|_| self.one(&PARTS)).collect();
        let join = |part: fn(&(&str, &str, &str)) -> String| parts.iter().map(part).collect::<Vec<_>>().join(" ");
        let (name, accents) = (join(|part| part.1.to_owned()), join(|part| part.2.to_owned()));
        let (local, domain, number) = (self.one(&LOCALS), self.one(&DOMAINS), self.below(5));
        let entry = Entry {
            id: UserId(i64::try_from(id).unwrap_or(-1)),
            address: format!("{}{number}{}", local.0, domain.0),
            name: join(|part| part.0.to_owned()),
            state: self.one(&[UserState::Invited, UserState::Invited, UserState::Active, UserState::Removed]),
            invitation: self.one(&[
                None,
                Some(InvitationState::Pending),
                Some(InvitationState::Pending),
                Some(InvitationState::Accepted),
                Some(InvitationState::Declined),
                Some(InvitationState::Cancelled),
            ]),
            invited_at: self.moment(),
            expires_at: self.moment(),
            joined_at: self.moment(),
            delivery: self.some(&DeliveryState::ALL).pop(),
            came_by: self.one(&CameBy::ALL),
            assignments: (0..self.below(4))
                .map(|_| Assignment { group: GroupId(self.number(4)), role: RoleId(self.number(3)) })
                .collect(),
        };
        let accents = if accents == name { String::new() } else { accents };
        Person { entry, name, accents, address: format!("{}{number}{}", local.1, domain.1) }
    }

    pub(crate) fn people(&mut self, count: usize) -> Vec<Person> {
        (0..count).map(|id| self.person(id)).collect()
    }

    /// A query, and the words of its search as they are folded.
    pub(crate) fn query(&mut self, people: &[Person]) -> (Query, Vec<String>) {
        let words: Vec<_> = (0..self.below(4)).map(|_| self.word(people)).collect();
        let query = Query {
            search: words.iter().map(|word| word.0.clone()).collect::<Vec<_>>().join(" "),
            statuses: self.some(&Status::ALL),
            invitations: self.some(&InvitationStatus::ALL),
            groups: self.some(&[0, 1, 2, 3].map(GroupId)),
            roles: self.some(&[0, 1, 2].map(RoleId)),
            deliveries: if self.below(3) == 0 { self.some(&DeliveryState::ALL) } else { Vec::new() },
            came_by: if self.below(3) == 0 { self.some(&CameBy::ALL) } else { Vec::new() },
            periods: (0..self.below(5).saturating_sub(2)).map(|_| self.period()).collect(),
            only: self.one(&ONLIES),
            sort: self.one(&SORTS),
            places: self.places(),
            descending: self.below(2) == 0,
            window: Window::Offset { offset: self.below(60), limit: self.below(40) },
        };
        (query, words.into_iter().map(|word| word.1).collect())
    }

    /// Often one that begins or ends when something happened.
    fn period(&mut self) -> Period {
        let of = self.one(&[Moment::Invited, Moment::Expires, Moment::Joined]);
        let (from, before) = (self.moment(), self.moment());
        let swap = from > before && self.below(8) > 0;
        if swap { Period { of, from: before, before: from } } else { Period { of, from, before } }
    }

    /// Some groups and roles are not named, and some are unknown.
    fn places(&mut self) -> Places {
        Places { groups: self.some(&[0, 1, 2, 3, 4].map(GroupId)), roles: self.some(&[0, 1, 2, 3].map(RoleId)) }
    }

    /// Mostly a piece of a name or address, so that something is found; as typed and folded.
    fn word(&mut self, people: &[Person]) -> (String, String) {
        if people.is_empty() || self.below(4) == 0 {
            let part = self.one(&PARTS);
            return (part.0.to_owned(), part.1.to_owned());
        }
        let person = &people[self.below(people.len())];
        let text = if self.below(2) == 0 { &person.name } else { &person.address };
        let text: Vec<char> = text.chars().filter(|c| *c != ' ').collect();
        if text.is_empty() {
            return ("@".to_owned(), "@".to_owned());
        }
        let from = self.below(text.len());
        let to = (from + 1 + self.below(6)).min(text.len());
        let word: String = text[from..to].iter().collect();
        (if self.below(2) == 0 { word.to_uppercase() } else { word.clone() }, word)
    }
}
