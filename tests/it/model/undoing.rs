//! How the model undoes what was done to people, as far as nothing else happened to them.

use super::reference::{By, Ended, Entry, Grant, Model, Outcome};
use rollcall_domain::{DeliveryState, InvitationState, UserState};
use std::collections::BTreeSet;

impl Model {
    /// Undoes what was done of everybody to whom nothing else happened since.
    pub(super) fn undo(&mut self, by: &By, deed: usize) -> Outcome {
        self.with_an_administrator_left(|model| {
            let all = model.deeds[deed].clone();
            let mut entries: Vec<&Entry> = all.iter().filter(|entry| model.can_be_undone(by, entry)).collect();
            // Members first: what they had sent is open again only if they are members again.
            entries.sort_by_key(|entry| !matches!(entry.ended, Ended::Member { was: Some(UserState::Active), .. }));
            let done = entries.into_iter().filter(|entry| model.undo_one(entry)).count();
            Outcome::Did(done, all.len() - done)
        })
    }

    /// That somebody was reminded of an invitation, or got a link to it, does not stand in the way of undoing an import.
    fn can_be_undone(&self, by: &By, entry: &Entry) -> bool {
        let person = &self.people[&entry.who];
        let is_newest = entry.at == if entry.of_import { person.changed } else { person.last };
        // A role that is gone is left out; a group that is gone is in nobody's part.
        let is_theirs = |one: &Grant| self.may_give(by, [*one]) || self.roles[one.1].gone && self.is_in_part(one.0, by);
        let due = self.what_is_there(&entry.had, &person.has);
        let offers_nothing = self.is_pending(entry.who) && due.is_empty();
        is_newest
            && match entry.ended {
                Ended::Nothing => {
                    let is_mine = by.is_root() || entry.had.symmetric_difference(&entry.has).all(is_theirs);
                    is_mine && due != person.has && !offers_nothing
                }
                Ended::NotInvited(_) => by.is_root() || entry.had.union(&entry.has).all(is_theirs),
                Ended::Expired(_) => (by.is_root() || entry.had.union(&entry.has).all(is_theirs)) && !offers_nothing,
                Ended::Member { .. } => by.is_root(),
            }
    }

    /// `false`: what ended cannot begin again.
    fn undo_one(&mut self, entry: &Entry) -> bool {
        let due = self.what_is_there(&entry.had, &self.people[&entry.who].has);
        let newest = self.people[&entry.who].invitation;
        match &entry.ended {
            Ended::Nothing => {}
            Ended::NotInvited(was) => {
                self.end(newest.expect("they were invited"), InvitationState::Cancelled);
                if let Some(was) = was {
                    let person = self.person(entry.who);
                    (person.state, person.joined, person.came) = (was.state, was.joined, was.came);
                }
            }
            Ended::Expired(was) => {
                let is_member = self.people[&was.by].state == UserState::Active;
                let it = &mut self.invitations[newest.expect("it had expired")];
                (it.sent, it.ends, it.reminded) = (was.sent, was.ends, was.reminded);
                // What was sent by somebody who is gone is not theirs again.
                it.by = if is_member { was.by } else { it.by };
                it.round += 1;
                it.drop_mail();
            }
            Ended::Member { was, invitation, mail_waited } => {
                let inviter = invitation.map(|it| self.people[&self.invitations[it].by].state);
                if *was != Some(UserState::Active) && inviter.is_some_and(|state| state != UserState::Active) {
                    return false;
                }
                if let Some(it) = invitation {
                    let it = &mut self.invitations[*it];
                    it.state = InvitationState::Pending;
                    it.mail = if *mail_waited { DeliveryState::Queued } else { it.mail };
                }
                if let Some(was) = was {
                    self.person(entry.who).state = *was;
                }
            }
        }
        self.person(entry.who).has = due;
        self.happens(entry.who);
        true
    }

    /// What of this is still there: groups and roles that are gone are left out, but not what somebody has all the same.
    fn what_is_there(&self, had: &BTreeSet<Grant>, has: &BTreeSet<Grant>) -> BTreeSet<Grant> {
        let there = |(group, role): &Grant| !self.groups[*group].gone && !self.roles[*role].gone;
        had.iter().copied().filter(|one| there(one) || has.contains(one)).collect()
    }
}
