//! The model's members: changes of roles, removals, and undoing both.

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
                    deed.push(Entry { who: *who, at, ended: Ended::Roles { had, has } });
                }
            }
            model.did(deed, seen.len())
        })
    }

    /// Whether somebody is invited by an invitation that is open, whether or not its time is over.
    fn is_pending(&self, who: Who) -> bool {
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

    /// Removes those who are what the administrator saw; their open invitations end, those to them and those from them.
    pub(super) fn remove(&mut self, by: &By, seen: &BTreeMap<Who, UserState>) -> Outcome {
        if !by.is_root() {
            return Outcome::Refused(ErrorCode::NotPermitted);
        }
        self.with_an_administrator_left(|model| {
            let are = |(who, state): (&Who, &UserState)| {
                (*state != UserState::Removed && model.people[who].state == *state).then_some(*who)
            };
            let going: Vec<Who> = seen.iter().filter_map(are).collect();
            let ends: Vec<usize> = (0..model.invitations.len())
                .filter(|at| {
                    let it = &model.invitations[*at];
                    it.state == InvitationState::Pending && (going.contains(&it.whom) || going.contains(&it.by))
                })
                .collect();
            let mut ended: BTreeMap<Who, (Option<usize>, bool)> =
                going.iter().map(|who| (*who, (None, false))).collect();
            for it in ends {
                let mail_waited = model.end(it, InvitationState::Cancelled);
                ended.insert(model.invitations[it].whom, (Some(it), mail_waited));
            }
            let mut deed = Vec::new();
            for (who, (invitation, mail_waited)) in ended {
                let at = model.happens(who);
                let person = model.person(who);
                let (mut was, mut had) = (None, BTreeSet::new());
                if going.contains(&who) {
                    (was, had) = (Some(person.state), std::mem::take(&mut person.has));
                    person.state = UserState::Removed;
                }
                deed.push(Entry { who, at, ended: Ended::Removal { was, had, invitation, mail_waited } });
            }
            if !deed.is_empty() {
                model.deeds.push(deed);
            }
            Outcome::Did(going.len(), seen.len() - going.len())
        })
    }

    /// Undoes what was done of everybody to whom nothing else happened since.
    pub(super) fn undo(&mut self, by: &By, deed: usize) -> Outcome {
        self.with_an_administrator_left(|model| {
            let all = model.deeds[deed].clone();
            let newest = all.iter().filter(|entry| model.people[&entry.who].last == entry.at).cloned();
            let (mut done, mut removals) = (Vec::new(), Vec::new());
            for entry in newest.collect::<Vec<_>>() {
                match entry.ended {
                    Ended::Roles { had, has } => {
                        // A role that is gone is left out; a group that is gone is in nobody's part.
                        let is_theirs = |one: &Grant| {
                            model.may_give(by, [*one]) || model.roles[one.1].gone && model.is_in_part(one.0, by)
                        };
                        if by.is_root() || had.symmetric_difference(&has).all(is_theirs) {
                            let had = model.what_is_there(&had, &has);
                            if had != has && !(model.is_pending(entry.who) && had.is_empty()) {
                                model.person(entry.who).has = had;
                                done.push(entry.who);
                            }
                        }
                    }
                    Ended::Removal { was, had, invitation, mail_waited } if by.is_root() => {
                        removals.push((entry.who, was, had, invitation, mail_waited));
                    }
                    Ended::Removal { .. } => {}
                }
            }
            // Members first: what they had sent is open again only if they are members again.
            removals.sort_by_key(|(_, was, ..)| *was != Some(UserState::Active));
            for (who, was, had, invitation, mail_waited) in removals {
                let inviter = invitation.map(|it| model.people[&model.invitations[it].by].state);
                if was != Some(UserState::Active) && inviter.is_some_and(|state| state != UserState::Active) {
                    continue;
                }
                if let Some(it) = invitation {
                    let it = &mut model.invitations[it];
                    it.state = InvitationState::Pending;
                    if mail_waited {
                        it.mail = rollcall_domain::DeliveryState::Queued;
                    }
                }
                if let Some(was) = was {
                    let had = model.what_is_there(&had, &BTreeSet::new());
                    let person = model.person(who);
                    (person.state, person.has) = (was, had);
                }
                done.push(who);
            }
            for who in &done {
                model.happens(*who);
            }
            Outcome::Did(done.len(), all.len() - done.len())
        })
    }

    /// What of this is still there: groups and roles that are gone are left out, but not what somebody has all the same.
    fn what_is_there(&self, had: &BTreeSet<Grant>, has: &BTreeSet<Grant>) -> BTreeSet<Grant> {
        let there = |(group, role): &Grant| !self.groups[*group].gone && !self.roles[*role].gone;
        had.iter().copied().filter(|one| there(one) || has.contains(one)).collect()
    }
}
