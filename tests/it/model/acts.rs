//! What a command comes to, with its picks settled: the same act for the model and for the program.

use super::{
    commands::{Pick, Way, What},
    files::{Fix, Row},
    members::Change,
    reference::{By, Gid, Grant, Model, Outcome, PEOPLE, Rid, Who},
};
use rollcall_domain::{RoleGivers, Timestamp, UserState};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone)]
pub(super) enum Act {
    /// There is nothing that it could be about.
    Idle,
    Invite(Vec<Who>, Vec<Grant>),
    Remind,
    /// By which of the links that are known.
    Answer(usize, bool),
    Record(Who, bool),
    CopyLink(Who),
    Resend(BTreeSet<Who>),
    Cancel(BTreeSet<Who>),
    Change(BTreeSet<Who>, Change),
    Remove(BTreeMap<Who, UserState>),
    Undo(usize),
    AddGroups(Vec<String>),
    RenameGroup(Gid, &'static str),
    MoveGroup(Gid, Gid),
    MergeGroups(Gid, Gid),
    RemoveGroup(Gid),
    AddRole(&'static str, RoleGivers),
    ChangeRole(Rid, &'static str, RoleGivers),
    RemoveRole(Rid),
    Import(Import),
    Deliver,
    Pass(i64),
    Restart,
}

/// A file that is checked, mended and carried out.
#[derive(Debug, Clone)]
pub(super) struct Import {
    pub(super) rows: Vec<Row>,
    pub(super) fixes: Vec<Fix>,
    pub(super) create: bool,
    pub(super) allow: bool,
    /// To how many removals somebody agrees; none: to those that are shown.
    pub(super) agreed: Option<u32>,
}

/// A link: of which invitation, made in which of its rounds.
pub(super) type OfInvitation = (usize, u32);

/// The one that is picked; none of none.
pub(super) fn picked<T>(all: &[T], pick: u8) -> Option<&T> {
    all.get(usize::from(pick).checked_rem(all.len())?)
}

impl Model {
    /// Does it, and says what comes of it. What is done to the machine is not the model's.
    pub(super) fn act(&mut self, by: &By, act: &Act, links: &[OfInvitation], now: Timestamp) -> Outcome {
        match act {
            Act::Idle | Act::Deliver | Act::Import(_) | Act::Pass(_) | Act::Restart => Outcome::Idle,
            Act::Invite(people, offers) => self.invite(by, people, offers, now),
            Act::Remind => Outcome::Count(self.remind(now)),
            Act::Answer(link, accept) => {
                let (invitation, round) = links[*link];
                self.answer(invitation, round, *accept, now)
            }
            Act::Record(who, accept) => self.record(by, *who, *accept, now),
            Act::CopyLink(who) => self.copy_link(by, *who, now),
            Act::Resend(people) => self.resend(by, people, now),
            Act::Cancel(people) => self.cancel(by, people, now),
            Act::Change(people, change) => self.change(by, people, change),
            Act::Remove(seen) => self.remove(by, seen),
            Act::Undo(deed) => self.undo(by, *deed),
            Act::AddGroups(paths) => self.add_groups(by, paths),
            Act::RenameGroup(group, name) => self.rename_group(by, *group, name),
            Act::MoveGroup(group, into) => self.move_group(by, *group, *into),
            Act::MergeGroups(group, into) => self.merge_groups(by, *group, *into),
            Act::RemoveGroup(group) => self.remove_group(by, *group),
            Act::AddRole(name, given_by) => self.add_role(by, name, *given_by),
            Act::ChangeRole(role, name, given_by) => self.change_role(by, *role, name, *given_by),
            Act::RemoveRole(role) => self.remove_role(by, *role),
        }
    }

    /// What a command means now.
    pub(super) fn meant(&self, what: &What, links: usize) -> Act {
        let gives = |group_gives: bool| if group_gives { RoleGivers::Group } else { RoleGivers::Account };
        match what {
            What::Invite { people, offers } => {
                let people = people.iter().map(|pick| usize::from(*pick) % PEOPLE.len()).collect();
                Act::Invite(people, offers.iter().map(|pick| self.grant_of(*pick)).collect())
            }
            What::Deliver => Act::Deliver,
            What::Remind => Act::Remind,
            What::Answer { link, accept } => match picked(&(0..links).collect::<Vec<_>>(), *link) {
                Some(link) => Act::Answer(*link, *accept),
                None => Act::Idle,
            },
            What::Record { who, accept } => self.about(*who, |who| Act::Record(who, *accept)),
            What::CopyLink { who } => self.about(*who, Act::CopyLink),
            What::Resend { people } => Act::Resend(self.known(people)),
            What::Cancel { people } => Act::Cancel(self.known(people)),
            What::Give { people, grant } => Act::Change(self.known(people), Change::Give(self.grant_of(*grant))),
            What::Replace { people, grant, any, to } => {
                let (group, role) = self.grant_of(*grant);
                let from = if *any { Vec::new() } else { vec![role] };
                Act::Change(self.known(people), Change::Replace(group, from, self.role_of(*to)))
            }
            What::Take { people, grant, any } => {
                let (group, role) = self.grant_of(*grant);
                Act::Change(self.known(people), Change::Take(group, if *any { Vec::new() } else { vec![role] }))
            }
            What::Set { who, stale, to } => {
                let who = *self.known(&[*who]).first().unwrap_or(&0);
                Act::Change(BTreeSet::from([who]), Change::Set(self.saw(who, *stale), self.grants_of(to)))
            }
            What::Remove { people, stale } => {
                let seen = self.known(people).into_iter().map(|who| {
                    let state = self.people[&who].state;
                    (who, if *stale && state == UserState::Invited { UserState::Active } else { state })
                });
                Act::Remove(seen.collect())
            }
            // The last deed first.
            What::Undo { deed } => match self.deeds.len().checked_sub(1 + usize::from(*deed)) {
                Some(deed) => Act::Undo(deed),
                None => Act::Idle,
            },
            What::AddGroups { at } => Act::AddGroups(at.iter().map(|way| self.led(way)).collect()),
            What::RenameGroup { group, name } => Act::RenameGroup(self.group_of(*group), name),
            What::MoveGroup { group, into } => Act::MoveGroup(self.group_of(*group), self.group_of(*into)),
            What::MergeGroups { group, into } => Act::MergeGroups(self.group_of(*group), self.group_of(*into)),
            What::RemoveGroup { group } => Act::RemoveGroup(self.group_of(*group)),
            What::AddRole { name, group_gives } => Act::AddRole(name, gives(*group_gives)),
            What::ChangeRole { role, name, group_gives } => {
                Act::ChangeRole(self.role_of(*role), name, gives(*group_gives))
            }
            What::RemoveRole { role } => Act::RemoveRole(self.role_of(*role)),
            What::Import { rows, fixes, create, allow, agreed, .. } => {
                let rows = self.rows_of(rows);
                let fixes = fixes.iter().map(|fix| self.fix_of(&rows, fix)).collect();
                Act::Import(Import { rows, fixes, create: *create, allow: *allow, agreed: *agreed })
            }
            What::Pass { seconds } => Act::Pass(*seconds),
            What::Restart => Act::Restart,
        }
    }

    /// An act about somebody who ever was invited.
    fn about(&self, pick: u8, act: impl Fn(Who) -> Act) -> Act {
        let invited: Vec<Who> =
            self.people.iter().filter(|(_, person)| person.invitation.is_some()).map(|(who, _)| *who).collect();
        picked(&invited, pick).map_or(Act::Idle, |who| act(*who))
    }

    fn known(&self, picks: &[u8]) -> BTreeSet<Who> {
        let all: Vec<Who> = self.people.keys().copied().collect();
        picks.iter().filter_map(|pick| picked(&all, *pick)).copied().collect()
    }

    /// What somebody has; or nearly, of an administrator who looked too long ago.
    fn saw(&self, who: Who, stale: bool) -> BTreeSet<Grant> {
        self.people[&who].has.iter().skip(usize::from(stale)).copied().collect()
    }

    /// Mostly one that is there.
    pub(super) fn group_of(&self, pick: u8) -> Gid {
        let live: Vec<Gid> = self.live_groups().collect();
        if pick >= 240 { usize::from(pick) % self.groups.len() } else { live[usize::from(pick) % live.len()] }
    }

    /// Mostly one that is there.
    pub(super) fn role_of(&self, pick: u8) -> Rid {
        let live: Vec<Rid> = (0..self.roles.len()).filter(|role| !self.roles[*role].gone).collect();
        if pick >= 240 { usize::from(pick) % self.roles.len() } else { live[usize::from(pick) % live.len()] }
    }

    fn grant_of(&self, (group, role): Pick) -> Grant {
        (self.group_of(group), self.role_of(role))
    }

    fn grants_of(&self, picks: &[Pick]) -> BTreeSet<Grant> {
        picks.iter().map(|pick| self.grant_of(*pick)).collect()
    }

    pub(super) fn led(&self, way: &Way) -> String {
        let live: Vec<Gid> = self.live_groups().collect();
        let from = match picked(&self.former, way.from).filter(|_| way.former) {
            Some((key, _)) => key.clone(),
            None => self.path(*picked(&live, way.from).unwrap()),
        };
        let names = from.split('/').filter(|name| !name.is_empty()).chain(way.down.iter().copied());
        let path = names.collect::<Vec<_>>().join("/");
        if path.is_empty() { "/".into() } else { path }
    }
}
