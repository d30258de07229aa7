//! What should be: the rules of the design in the plainest words, over a handful of people, with nothing stored and nothing fast.

use rollcall_app::ErrorCode;
use rollcall_domain::{
    CameBy, DeliveryState, InvitationState, RoleGivers, Status, Timestamp, UserState, import::RowOutcome,
};
use std::collections::{BTreeMap, BTreeSet};

/// Whom commands name. The first one creates the account.
pub(super) const PEOPLE: [&str; 8] = [
    "ana@acme.example",
    "bo@acme.example",
    "cy@acme.example",
    "di@x.org",
    "ed@x.org",
    "flo@x.org",
    "gus@x.org",
    "hal@x.org",
];

/// A person, by their place in [`PEOPLE`].
pub(super) type Who = usize;
/// A group, by its place in [`Model::groups`].
pub(super) type Gid = usize;
/// A role, by its place in [`Model::roles`].
pub(super) type Rid = usize;
/// A role in a group.
pub(super) type Grant = (Gid, Rid);

pub(super) const ROOT: Gid = 0;
pub(super) const ADMINISTRATOR: Rid = 0;

/// How a command ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    Done,
    /// There is nothing that it could be about.
    Idle,
    Refused(ErrorCode),
    /// With how many, and with how many not.
    Did(usize, usize),
    /// How many are new, invited again, sent again, offered more, members with more, and nothing.
    Invited([u32; 6]),
    /// With how many invitations, and why with how many not.
    Acted(usize, BTreeMap<String, u32>),
    /// What became of each row.
    Rows(Vec<RowOutcome>),
    /// How many groups were made, mails sent or written.
    Count(usize),
    /// Whether a link worked.
    Worked(bool),
}

#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) state: UserState,
    pub(super) has: BTreeSet<Grant>,
    pub(super) joined: Option<Timestamp>,
    pub(super) came: CameBy,
    /// Their newest invitation, by its place in [`Model::invitations`].
    pub(super) invitation: Option<usize>,
    /// The number of the newest thing that happened to them.
    pub(super) last: u64,
    /// The same, but for reminders of their invitation and links to it.
    pub(super) changed: u64,
}

#[derive(Debug, Clone)]
pub(super) struct Invitation {
    pub(super) whom: Who,
    pub(super) by: Who,
    pub(super) state: InvitationState,
    pub(super) sent: Option<Timestamp>,
    pub(super) ends: Option<Timestamp>,
    /// Resending kills the links of the times before.
    pub(super) round: u32,
    pub(super) mail: DeliveryState,
    /// When its newest mail left.
    pub(super) mailed: Option<Timestamp>,
    /// Through which day of the schedule it was reminded.
    pub(super) reminded: u16,
}

#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) name: String,
    pub(super) parent: Option<Gid>,
    pub(super) gone: bool,
    /// Which group it went into.
    pub(super) into: Option<Gid>,
}

#[derive(Debug, Clone)]
pub(super) struct Role {
    pub(super) name: String,
    pub(super) given_by: RoleGivers,
    pub(super) gone: bool,
}

/// What can be undone of one person.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) who: Who,
    /// The number of what happened.
    pub(super) at: u64,
    pub(super) of_import: bool,
    /// What they had, and what they have since.
    pub(super) had: BTreeSet<Grant>,
    pub(super) has: BTreeSet<Grant>,
    pub(super) ended: Ended,
}

/// What ended besides what somebody had.
#[derive(Debug, Clone)]
pub(super) enum Ended {
    Nothing,
    /// That they were a member, or invited; what they were is none of an invitee whose inviter was removed.
    Member {
        was: Option<UserState>,
        invitation: Option<usize>,
        mail_waited: bool,
    },
    /// They got an invitation; what they were, if they were known.
    NotInvited(Option<Person>),
    /// Their invitation started anew; what it was.
    Expired(Invitation),
}

/// Who acts, and where they may.
#[derive(Debug, Clone)]
pub(super) struct By {
    pub(super) who: Who,
    pub(super) part: Vec<Gid>,
}

impl By {
    pub(super) fn is_root(&self) -> bool {
        self.part.contains(&ROOT)
    }
}

#[derive(Debug, Clone)]
pub(super) struct Model {
    pub(super) people: BTreeMap<Who, Person>,
    pub(super) invitations: Vec<Invitation>,
    pub(super) groups: Vec<Group>,
    pub(super) roles: Vec<Role>,
    /// Keys of paths that groups had, the oldest first.
    pub(super) former: Vec<(String, Gid)>,
    /// What can be undone, as far as nothing else happened.
    pub(super) deeds: Vec<Vec<Entry>>,
    /// How much has happened to people.
    pub(super) happened: u64,
}

impl Model {
    /// Acme, with Ana as its administrator.
    pub(super) fn acme(now: Timestamp) -> Self {
        let group = |name: &str, parent| Group { name: name.into(), parent, gone: false, into: None };
        let role = |name: &str| Role { name: name.into(), given_by: RoleGivers::Group, gone: false };
        let ana = Person {
            state: UserState::Active,
            has: BTreeSet::from([(ROOT, ADMINISTRATOR)]),
            joined: Some(now),
            came: CameBy::Founding,
            invitation: None,
            last: 0,
            changed: 0,
        };
        Self {
            people: BTreeMap::from([(0, ana)]),
            invitations: Vec::new(),
            groups: vec![
                group("Acme", None),
                group("Sales", Some(0)),
                group("EMEA", Some(1)),
                group("Finance", Some(0)),
            ],
            roles: ["Administrator", "Buyer", "Approver", "Finance", "Tech"].map(role).to_vec(),
            former: Vec::new(),
            deeds: Vec::new(),
            happened: 0,
        }
    }

    /// Something happened to somebody.
    pub(super) fn happens(&mut self, who: Who) -> u64 {
        self.person(who).changed = self.happened + 1;
        self.is_reminded(who)
    }

    /// Somebody was reminded of an invitation, or got a link to it.
    pub(super) fn is_reminded(&mut self, who: Who) -> u64 {
        self.happened += 1;
        self.person(who).last = self.happened;
        self.happened
    }

    pub(super) fn person(&mut self, who: Who) -> &mut Person {
        self.people.get_mut(&who).unwrap()
    }

    /// The newest invitation of somebody.
    pub(super) fn invitation(&self, who: Who) -> Option<&Invitation> {
        self.people.get(&who)?.invitation.map(|at| &self.invitations[at])
    }

    /// Whether an invitation can be answered.
    pub(super) fn is_open(&self, invitation: usize, now: Timestamp) -> bool {
        let it = &self.invitations[invitation];
        it.state == InvitationState::Pending && it.ends.is_none_or(|end| now < end)
    }

    /// When somebody's invitation ends, or did without an answer.
    pub(super) fn ends(&self, who: Who) -> Option<Timestamp> {
        let is_invited = self.people.get(&who).is_some_and(|person| person.state == UserState::Invited);
        self.invitation(who).filter(|it| is_invited && it.state == InvitationState::Pending)?.ends
    }

    pub(super) fn status(&self, who: Who, now: Timestamp) -> Status {
        let invitation = self.invitation(who);
        match (self.people[&who].state, invitation.map(|it| it.state)) {
            (UserState::Active, _) => Status::Active,
            (UserState::Removed, _) => Status::Removed,
            (_, Some(InvitationState::Declined)) => Status::Declined,
            (_, Some(InvitationState::Cancelled)) => Status::Cancelled,
            _ => match invitation.and_then(|it| it.ends) {
                Some(end) if now >= end => Status::Expired,
                Some(end) if now >= end.plus_days(-14) => Status::Expiring,
                _ => Status::Pending,
            },
        }
    }

    /// The active administrators of any group, as their list has them.
    pub(super) fn administrators(&self) -> Vec<By> {
        let part = |person: &Person| -> Vec<Gid> {
            person.has.iter().filter(|(_, role)| *role == ADMINISTRATOR).map(|(group, _)| *group).collect()
        };
        let active = self.people.iter().filter(|(_, person)| person.state == UserState::Active);
        active.map(|(who, person)| By { who: *who, part: part(person) }).filter(|by| !by.part.is_empty()).collect()
    }

    /// Does something, unless nobody would administer the account then.
    pub(super) fn with_an_administrator_left(&mut self, act: impl FnOnce(&mut Self) -> Outcome) -> Outcome {
        let before = self.clone();
        let outcome = act(self);
        if self.administrators().iter().any(By::is_root) {
            return outcome;
        }
        *self = before;
        Outcome::Refused(ErrorCode::LastAdministrator)
    }

    pub(super) fn with_those_above(&self, group: Gid) -> impl Iterator<Item = Gid> {
        std::iter::successors(Some(group), |group| self.groups[*group].parent)
    }

    pub(super) fn is_within(&self, group: Gid, above: Gid) -> bool {
        self.with_those_above(group).any(|one| one == above)
    }

    /// Whether a group is there and administered by somebody.
    pub(super) fn is_in_part(&self, group: Gid, by: &By) -> bool {
        !self.groups[group].gone && by.part.iter().any(|top| self.is_within(group, *top))
    }

    /// Whether all of this is somebody's to give and to take.
    pub(super) fn may_give(&self, by: &By, grants: impl IntoIterator<Item = Grant>) -> bool {
        grants.into_iter().all(|(group, role)| self.is_in_part(group, by) && self.is_given_by(role, by))
    }

    /// Whether a role is somebody's to give and to take, in their part.
    pub(super) fn is_given_by(&self, role: Rid, by: &By) -> bool {
        let role = &self.roles[role];
        !role.gone && (by.is_root() || role.given_by == RoleGivers::Group)
    }

    /// Whether somebody may see a person at all: one who has something in their part.
    pub(super) fn sees(&self, by: &By, who: Who) -> bool {
        by.is_root() || self.people[&who].has.iter().any(|(group, _)| self.is_in_part(*group, by))
    }

    pub(super) fn path(&self, group: Gid) -> String {
        let mut names: Vec<&str> = self.with_those_above(group).map(|one| self.groups[one].name.as_str()).collect();
        names.pop();
        names.reverse();
        if names.is_empty() { "/".into() } else { names.join("/") }
    }

    pub(super) fn live_groups(&self) -> impl Iterator<Item = Gid> {
        (0..self.groups.len()).filter(|group| !self.groups[*group].gone)
    }

    /// The group with this path, whatever its case.
    pub(super) fn find(&self, path: &str) -> Option<Gid> {
        self.live_groups().find(|group| self.path(*group).eq_ignore_ascii_case(path))
    }

    /// The role that is known by this word.
    pub(super) fn role(&self, word: &str) -> Option<Rid> {
        let same = |name: &str| name.eq_ignore_ascii_case(word);
        let by_name = (0..self.roles.len()).find(|role| !self.roles[*role].gone && same(&self.roles[*role].name));
        let aliases = [("Admin", 0), ("Requisitioner", 1), ("Technical", 4)];
        by_name.or_else(|| aliases.iter().find(|(alias, _)| same(alias)).map(|(_, role)| *role))
    }
}

/// The path above; the root's of a path of one name.
pub(super) fn above(path: &str) -> &str {
    path.rsplit_once('/').map_or("/", |(above, _)| if above.is_empty() { "/" } else { above })
}
