//! The model's members: changes of roles, and removals.

use super::reference::{By, Ended, Entry, Gid, Grant, Model, Outcome, Rid, Who};
use rollcall_app::ErrorCode;
use rollcall_domain::{InvitationState, RoleGivers, UserState};
use std::collections::{BTreeMap, BTreeSet};

/// What is to be changed of what people have.
#[derive(Debug, Clone)]
pub(super) enum Change {
    Give(Grant),
    /// Of these roles, or of all if there are none.
    Replace(Gid, Vec<Rid>, Rid),
    Take(Gid, Vec<Rid>),
    /// Who has the first has the second instead.
    Set(BTreeSet<Grant>, BTreeSet<Grant>),
}

impl Change {
    /// What anybody gains or loses by it; none that is said of every role in a group.
    fn named(&self) -> Vec<Grant> {
        match self {
            Self::Give(grant) => vec![*grant],
            Self::Replace(group, from, to) => from.iter().chain([to]).map(|role| (*group, *role)).collect(),
            Self::Take(group, roles) => roles.iter().map(|role| (*group, *role)).collect(),
            Self::Set(from, to) => from.symmetric_difference(to).copied().collect(),
        }
    }

    fn group(&self) -> Option<Gid> {
        match self {
            Self::Give((group, _)) | Self::Replace(group, ..) | Self::Take(group, _) => Some(*group),
            Self::Set(..) => None,
        }
    }
}

impl Model {
    /// Of every role in a group, an administrator of a group changes those that are theirs to give.
    pub(super) fn change(&mut self, by: &By, people: &BTreeSet<Who>, change: &Change) -> Outcome {
        let mine = change.group().is_none_or(|group| self.is_in_part(group, by));
        if !mine || !self.may_give(by, change.named()) {
            return Outcome::Refused(ErrorCode::InvalidInput);
        }
        let gives_some = self.roles.iter().any(|role| !role.gone && role.given_by == RoleGivers::Group);
        if matches!(change, Change::Take(_, roles) if roles.is_empty()) && !by.is_root() && !gives_some {
            return Outcome::Refused(ErrorCode::NotPermitted);
        }
        self.with_an_administrator_left(|model| {
            let seen: Vec<Who> = people.iter().copied().filter(|who| model.sees(by, *who)).collect();
            let mut deed = Vec::new();
            for who in &seen {
                let pending = model.is_pending(*who);
                let is_of_held = matches!(change, Change::Replace(..) | Change::Take(..));
                match model.people[who].state {
                    UserState::Removed => continue,
                    UserState::Invited if !pending && !is_of_held => continue,
                    _ => {}
                }
                let had = model.people[who].has.clone();
                let has = model.changed(by, &had, change);
                if had != has && !(pending && has.is_empty()) {
                    model.person(*who).has.clone_from(&has);
                    let at = model.happens(*who);
                    deed.push(Entry { who: *who, at, of_import: false, had, has, ended: Ended::Nothing });
                }
            }
            model.did(deed, seen.len())
        })
    }

    /// Whether somebody is invited by an invitation that is open, whether or not its time is over.
    pub(super) fn is_pending(&self, who: Who) -> bool {
        let is_open = self.invitation(who).is_some_and(|it| it.state == InvitationState::Pending);
        is_open && self.people[&who].state == UserState::Invited
    }

    fn changed(&self, by: &By, had: &BTreeSet<Grant>, change: &Change) -> BTreeSet<Grant> {
        let meant = |one: &Grant, group: &Gid, roles: &[Rid]| {
            let mine = by.is_root() || self.roles[one.1].given_by == RoleGivers::Group;
            one.0 == *group && if roles.is_empty() { mine } else { roles.contains(&one.1) }
        };
        let mut has = had.clone();
        match change {
            Change::Give(grant) => has.extend([*grant]),
            Change::Take(group, roles) => has.retain(|one| !meant(one, group, roles)),
            Change::Replace(group, from, to) => {
                has.retain(|one| !meant(one, group, from));
                if has.len() < had.len() {
                    has.insert((*group, *to));
                }
            }
            Change::Set(from, to) if had == from => has.clone_from(to),
            Change::Set(..) => {}
        }
        has
    }

    fn did(&mut self, deed: Vec<Entry>, of: usize) -> Outcome {
        let done = deed.len();
        if done > 0 {
            self.deeds.push(deed);
        }
        Outcome::Did(done, of - done)
    }

    /// Removes those who are what the administrator saw.
    pub(super) fn remove(&mut self, by: &By, seen: &BTreeMap<Who, UserState>) -> Outcome {
        if !by.is_root() {
            return Outcome::Refused(ErrorCode::NotPermitted);
        }
        self.with_an_administrator_left(|model| {
            let are = |(who, state): (&Who, &UserState)| {
                (*state != UserState::Removed && model.people[who].state == *state).then_some(*who)
            };
            let going: Vec<Who> = seen.iter().filter_map(are).collect();
            let had: BTreeMap<Who, BTreeSet<Grant>> =
                model.people.iter().map(|(who, person)| (*who, person.has.clone())).collect();
            let ended = model.end_all(&going);
            let entry = |(who, ended): (Who, Ended)| {
                let is = &model.people[&who];
                Entry { who, at: is.last, of_import: false, had: had[&who].clone(), has: is.has.clone(), ended }
            };
            let deed: Vec<Entry> = ended.into_iter().map(entry).collect();
            if !deed.is_empty() {
                model.deeds.push(deed);
            }
            Outcome::Did(going.len(), seen.len() - going.len())
        })
    }

    /// These are members no more, nor invited; the open invitations to them and from them end. What ended, by person.
    pub(super) fn end_all(&mut self, going: &[Who]) -> BTreeMap<Who, Ended> {
        let mut ended: BTreeMap<Who, (Option<usize>, bool)> = going.iter().map(|who| (*who, (None, false))).collect();
        for at in 0..self.invitations.len() {
            let it = &self.invitations[at];
            if it.state == InvitationState::Pending && (going.contains(&it.whom) || going.contains(&it.by)) {
                let whom = it.whom;
                ended.insert(whom, (Some(at), self.end(at, InvitationState::Cancelled)));
            }
        }
        let end = |(who, (invitation, mail_waited))| {
            self.happens(who);
            let person = self.person(who);
            let was = going.contains(&who).then_some(person.state);
            if was.is_some() {
                person.has.clear();
                person.state = UserState::Removed;
            }
            (who, Ended::Member { was, invitation, mail_waited })
        };
        ended.into_iter().map(end).collect()
    }
}
