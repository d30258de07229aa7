//! The model's imports: whether a plan still holds, and what carrying it out does.

use super::{
    invitations::Stands,
    planning::Plan,
    reference::{By, Ended, Entry, Gid, Grant, Model, Outcome, Rid, Who, above},
};
use rollcall_app::ErrorCode;
use rollcall_domain::{CameBy, Timestamp};
use std::collections::BTreeSet;

impl Plan {
    /// For whom it does something, but for removals.
    fn people(&self) -> BTreeSet<Who> {
        let some = self.gains.iter().filter(|(_, gains)| !gains.is_empty()).map(|(who, _)| *who);
        some.chain(self.losses.iter().filter(|(_, losses)| !losses.is_empty()).map(|(who, _)| *who)).collect()
    }

    /// What somebody gains in the groups that are there.
    fn gained(&self, who: Who, model: &Model) -> BTreeSet<Grant> {
        let gains = self.gains.get(&who).into_iter().flatten();
        gains.filter_map(|(path, role)| Some((model.find(path)?, *role))).collect()
    }

    /// How somebody stands who gets an invitation by it.
    fn invites(&self, who: Who) -> Option<Stands> {
        let stands = self.model.stands(who, self.at);
        (self.adds.contains(&who) && stands != Stands::Open).then_some(stands)
    }

    fn lost(&self, who: Who) -> BTreeSet<Grant> {
        self.losses.get(&who).cloned().unwrap_or_default()
    }

    /// Whether everybody and everything that it is about is what it was, and all of it is still somebody's to do.
    fn holds(&self, is: &Model, by: &By, now: Timestamp) -> bool {
        let was = &self.model;
        let same_person = |who: &Who| stands_as(is, *who) == stands_as(was, *who);
        let about = self.about.iter().filter(|who| was.people.contains_key(who));
        let new = self.people().into_iter().filter(|who| !was.people.contains_key(who));
        if !about.chain(&new.collect::<Vec<_>>()).all(same_person) {
            return false;
        }
        // A group to be made is still missing, and the one is there in which it is made.
        let is_to_make = |path: &String| {
            let above = was.nearest(path);
            is.find(path).is_none() && is.nearest(path) == above && is.is_in_part(above, by)
        };
        let same_group = |group: Gid| is.path(group) == was.path(group) && is.is_in_part(group, by);
        let same_role = |role: Rid| is.roles[role].name == was.roles[role].name && is.is_given_by(role, by);
        let same_grant = |grant: &Grant| same_group(grant.0) && same_role(grant.1);
        let is_theirs = |who: Who| {
            let offered =
                if self.invites(who) == Some(Stands::Expired) { was.people[&who].has.clone() } else { BTreeSet::new() };
            let (gained, lost) = (self.gained(who, was), self.lost(who));
            let new = self.gains.get(&who).into_iter().flatten().filter(|(path, _)| was.find(path).is_none());
            // To offer more by an invitation that has expired since would be to send it again.
            let is_over = was.stands(who, self.at) == Stands::Open && is.stands(who, now) == Stands::Expired;
            let offers_more =
                new.clone().next().is_some() || gained.iter().any(|one| lost.iter().all(|lost| lost.0 != one.0));
            gained.difference(&offered).chain(&lost).all(same_grant)
                && new.clone().all(|(_, role)| same_role(*role))
                && is.may_give(by, offered)
                && !(is_over && offers_more)
        };
        self.makes.iter().all(is_to_make)
            && self.people().into_iter().all(is_theirs)
            && (by.is_root() || self.removals.is_empty())
    }
}

/// All of somebody that a plan depends on.
fn stands_as(model: &Model, who: Who) -> impl PartialEq {
    let of_invitation = |it: usize| (it, model.invitations[it].state, model.invitations[it].ends);
    model.people.get(&who).map(|person| (person.state, person.has.clone(), person.invitation.map(of_invitation)))
}

impl Model {
    /// Does what somebody has planned, all of it or nothing. So many removals were agreed to.
    pub(super) fn carry_out(&mut self, who: Who, plan: &Plan, agreed: u32, now: Timestamp) -> Outcome {
        if agreed as usize != plan.removals.len() {
            return Outcome::Refused(ErrorCode::RemovalsUnconfirmed);
        }
        let part = self.administrators().into_iter().find(|by| by.who == who);
        let by = part.unwrap_or(By { who, part: Vec::new() });
        if !plan.holds(self, &by, now) {
            return Outcome::Refused(ErrorCode::PlanStale);
        }
        match self.with_an_administrator_left(|model| model.carry_out_all(&by, plan, now)) {
            Outcome::Refused(_) => Outcome::Refused(ErrorCode::PlanStale),
            outcome => outcome,
        }
    }

    fn carry_out_all(&mut self, by: &By, plan: &Plan, now: Timestamp) -> Outcome {
        let before = self.clone();
        for path in &plan.makes {
            self.make(path);
        }
        for who in plan.people() {
            let gained: Vec<Grant> = plan.gained(who, self).into_iter().collect();
            if let Some(person) = self.people.get_mut(&who) {
                person.has = &person.has - &plan.lost(who);
            }
            if plan.invites(who).is_some() {
                self.grant(by, who, &gained, CameBy::Import, now);
            } else {
                self.person(who).has.extend(gained);
                self.happens(who);
            }
        }
        let going: Vec<Who> = plan.removals.iter().copied().collect();
        let mut ended = self.end_all(&going);
        let touched: BTreeSet<Who> = plan.people().into_iter().chain(ended.keys().copied()).collect();
        let entry = |who: Who| {
            let (was, is) = (before.people.get(&who), &self.people[&who]);
            let ended = ended.remove(&who).unwrap_or_else(|| match plan.invites(who) {
                None => Ended::Nothing,
                Some(Stands::Expired) => Ended::Expired(before.invitation(who).unwrap().clone()),
                Some(_) => Ended::NotInvited(was.cloned()),
            });
            let had = was.map(|person| person.has.clone()).unwrap_or_default();
            Entry { who, at: is.last, of_import: true, had, has: is.has.clone(), ended }
        };
        let deed = touched.into_iter().map(entry).collect();
        self.deeds.push(deed);
        Outcome::Rows(plan.outcomes.clone())
    }

    /// Whether a row may name this group: one that is there, or one to be made that was not known by another path before.
    pub(super) fn may_be_named(&self, by: &By, path: &str, create: bool) -> bool {
        if let Some(there) = self.find(path) {
            return self.is_in_part(there, by);
        }
        let mut missing =
            std::iter::successors(Some(path), |path| Some(above(path))).take_while(|path| self.find(path).is_none());
        create && missing.all(|path| self.known_before(path).is_none()) && self.is_in_part(self.nearest(path), by)
    }
}
