//! The model's invitations: how they are made, leave, are answered and end.

use super::reference::{By, Grant, Invitation, Model, Outcome, Person, Who};
use rollcall_app::ErrorCode;
use rollcall_domain::{CameBy, DeliveryState, InvitationState, Timestamp, UserState};
use std::collections::{BTreeMap, BTreeSet};

/// How somebody stands who is to be invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    Unknown,
    /// A member, or with an invitation that can be answered.
    Open,
    Expired,
    /// Declined, cancelled or removed.
    Ended,
}

impl Model {
    pub(super) fn stands(&self, who: Who, now: Timestamp) -> Stands {
        let Some(person) = self.people.get(&who) else { return Stands::Unknown };
        match (person.state, person.invitation) {
            (UserState::Active, _) => Stands::Open,
            (UserState::Invited, Some(it)) if self.is_open(it, now) => Stands::Open,
            (UserState::Invited, Some(it)) if self.invitations[it].state == InvitationState::Pending => Stands::Expired,
            _ => Stands::Ended,
        }
    }

    /// All of them, or nobody.
    pub(super) fn invite(&mut self, by: &By, people: &[Who], offers: &[Grant], now: Timestamp) -> Outcome {
        let twice = people.iter().collect::<BTreeSet<_>>().len() < people.len();
        let foreign = |who: &Who| {
            self.stands(*who, now) == Stands::Expired && !self.may_give(by, self.people[who].has.iter().copied())
        };
        let right = !offers.is_empty() && self.may_give(by, offers.iter().copied());
        if twice || !right || people.iter().any(foreign) {
            return Outcome::Refused(ErrorCode::InvalidInput);
        }
        let mut counts = [0; 6];
        for who in people {
            let stands = self.stands(*who, now);
            let gains = self.grant(by, *who, offers, CameBy::Hand, now);
            let is_member = self.people[who].state == UserState::Active;
            counts[match stands {
                Stands::Unknown => 0,
                Stands::Ended => 1,
                Stands::Expired => 2,
                Stands::Open if gains && is_member => 4,
                Stands::Open if gains => 3,
                Stands::Open => 5,
            }] += 1;
        }
        Outcome::Invited(counts)
    }

    /// Invites somebody to this, gives or offers it besides, or sends an invitation again that is over. Whether anything happened.
    pub(super) fn grant(&mut self, by: &By, who: Who, gains: &[Grant], came: CameBy, now: Timestamp) -> bool {
        let gains: BTreeSet<Grant> = gains.iter().copied().collect();
        let stands = self.stands(who, now);
        if stands == Stands::Open && gains.is_subset(&self.people[&who].has) {
            return false;
        }
        match stands {
            Stands::Unknown | Stands::Ended => {
                let it = Invitation {
                    whom: who,
                    by: by.who,
                    state: InvitationState::Pending,
                    sent: None,
                    ends: None,
                    round: 0,
                    mail: DeliveryState::Queued,
                    mailed: None,
                    reminded: 0,
                };
                self.invitations.push(it);
                let invitation = Some(self.invitations.len() - 1);
                let state = UserState::Invited;
                // Whoever was a member before is none now, and joins by accepting.
                self.people
                    .insert(who, Person { state, has: gains, joined: None, came, invitation, last: 0, changed: 0 });
            }
            Stands::Expired => {
                self.person(who).has.extend(gains);
                let it = self.begin_anew(who);
                // Whoever invites again is the one who invited.
                it.by = by.who;
            }
            Stands::Open => self.person(who).has.extend(gains),
        }
        self.happens(who);
        true
    }

    /// The invitation starts anew, with a new mail; the links before are dead.
    fn begin_anew(&mut self, who: Who) -> &mut Invitation {
        let it = self.people[&who].invitation.unwrap();
        let it = &mut self.invitations[it];
        (it.sent, it.ends, it.reminded, it.mail) = (None, None, 0, DeliveryState::Queued);
        it.round += 1;
        it
    }

    /// Every mail of an invitation that waits goes out, if that can still be answered. Gives whose did.
    pub(super) fn deliver(&mut self, now: Timestamp) -> Vec<usize> {
        let waiting = (0..self.invitations.len()).filter(|it| self.invitations[*it].mail == DeliveryState::Queued);
        let (leave, over): (Vec<_>, Vec<_>) = waiting.partition(|it| self.is_open(*it, now));
        for it in over {
            self.invitations[it].mail = DeliveryState::Dropped;
        }
        for it in &leave {
            let it = &mut self.invitations[*it];
            (it.mail, it.mailed) = (DeliveryState::Sent, Some(now));
            it.begin_time(now);
        }
        leave
    }

    /// A reminder for everybody who has one due; where a mail waits, none, but the day is done.
    pub(super) fn remind(&mut self, now: Timestamp) -> usize {
        let mut reminded = Vec::new();
        for at in 0..self.invitations.len() {
            let (open, it) = (self.is_open(at, now), &mut self.invitations[at]);
            let Some(sent) = it.sent.filter(|_| open) else { continue };
            let next = [7, 30, 60, 83].into_iter().find(|day| *day > it.reminded);
            if next.is_none_or(|day| now < sent.plus_days(i64::from(day))) {
                continue;
            }
            // What would follow within half a day is done with it.
            let within = |day: &u16| sent.plus_days(i64::from(*day)) <= now.plus_seconds(12 * 60 * 60);
            it.reminded = [83, 60, 30, 7].into_iter().find(within).unwrap();
            if it.mail == DeliveryState::Sent {
                it.mail = DeliveryState::Queued;
                reminded.push(it.whom);
            }
        }
        for who in &reminded {
            self.is_reminded(*who);
        }
        reminded.len()
    }

    /// By a link that was made in that round of the invitation.
    pub(super) fn answer(&mut self, invitation: usize, round: u32, accept: bool, now: Timestamp) -> Outcome {
        let works = self.is_open(invitation, now) && self.invitations[invitation].round == round;
        if works {
            self.ends_with(invitation, accept, now);
        }
        Outcome::Worked(works)
    }

    fn ends_with(&mut self, invitation: usize, accept: bool, now: Timestamp) {
        let who = self.invitations[invitation].whom;
        self.end(invitation, if accept { InvitationState::Accepted } else { InvitationState::Declined });
        if accept {
            let person = self.person(who);
            (person.state, person.joined) = (UserState::Active, Some(now));
        }
        self.happens(who);
    }

    /// Returns whether a mail of it waited.
    pub(super) fn end(&mut self, invitation: usize, state: InvitationState) -> bool {
        let it = &mut self.invitations[invitation];
        it.state = state;
        it.drop_mail()
    }

    /// Why somebody may not touch the newest invitation of a person.
    fn not_theirs(&self, by: &By, who: Who) -> Option<ErrorCode> {
        let all_theirs = self.may_give(by, self.people[&who].has.iter().copied());
        if !self.sees(by, who) {
            Some(ErrorCode::NotFound)
        } else if !by.is_root() && !all_theirs {
            Some(ErrorCode::InvitationNotOpen)
        } else {
            None
        }
    }

    pub(super) fn record(&mut self, by: &By, who: Who, accept: bool, now: Timestamp) -> Outcome {
        let Some(it) = self.people[&who].invitation else { return Outcome::Idle };
        if let Some(why) = self.not_theirs(by, who) {
            return Outcome::Refused(why);
        }
        if !self.is_open(it, now) {
            return Outcome::Refused(ErrorCode::InvitationNotOpen);
        }
        self.ends_with(it, accept, now);
        Outcome::Done
    }

    pub(super) fn copy_link(&mut self, by: &By, who: Who, now: Timestamp) -> Outcome {
        let Some(it) = self.people[&who].invitation else { return Outcome::Idle };
        if let Some(why) = self.not_theirs(by, who) {
            return Outcome::Refused(why);
        }
        if !self.is_open(it, now) {
            return Outcome::Refused(ErrorCode::InvitationNotOpen);
        }
        self.invitations[it].begin_time(now);
        self.is_reminded(who);
        Outcome::Done
    }

    pub(super) fn resend(&mut self, by: &By, people: &BTreeSet<Who>, now: Timestamp) -> Outcome {
        self.act_on(by, people, now, |model, who, now| {
            if !by.is_root() && !model.may_give(by, model.people[&who].has.iter().copied()) {
                return Some("NotYours".to_owned());
            }
            let it = model.invitation(who).unwrap();
            let soon = it.mailed.is_some_and(|at| now < at.plus_seconds(300));
            match (it.state, it.mail) {
                (InvitationState::Pending, DeliveryState::Queued) => Some("Waiting".to_owned()),
                (InvitationState::Pending, DeliveryState::Sent) if soon => Some("TooSoon".to_owned()),
                (InvitationState::Pending, _) => {
                    model.begin_anew(who);
                    None
                }
                (state, _) => Some(format!("{state:?}")),
            }
        })
    }

    pub(super) fn cancel(&mut self, by: &By, people: &BTreeSet<Who>, now: Timestamp) -> Outcome {
        self.act_on(by, people, now, |model, who, _| {
            if model.not_theirs(by, who).is_some() {
                return Some("NotYours".to_owned());
            }
            let it = model.people[&who].invitation.unwrap();
            let state = model.invitations[it].state;
            if state != InvitationState::Pending {
                return Some(format!("{state:?}"));
            }
            model.end(it, InvitationState::Cancelled);
            None
        })
    }

    /// Those of these people whom somebody sees, and who ever were invited.
    fn act_on(
        &mut self,
        by: &By,
        people: &BTreeSet<Who>,
        now: Timestamp,
        act: impl Fn(&mut Self, Who, Timestamp) -> Option<String>,
    ) -> Outcome {
        let (mut done, mut not_done) = (0, BTreeMap::new());
        for who in people {
            if self.people[who].invitation.is_none() || !self.sees(by, *who) {
                continue;
            }
            if let Some(why) = act(self, *who, now) {
                *not_done.entry(why).or_default() += 1;
            } else {
                done += 1;
                self.happens(*who);
            }
        }
        Outcome::Acted(done, not_done)
    }
}

impl Invitation {
    /// Its mail does not go out any more. Whether one waited.
    pub(super) fn drop_mail(&mut self) -> bool {
        let waited = self.mail == DeliveryState::Queued;
        if waited {
            self.mail = DeliveryState::Dropped;
        }
        waited
    }

    /// The 90 days begin when a mail leaves or a link is copied, whichever is first.
    fn begin_time(&mut self, now: Timestamp) {
        if self.sent.is_none() {
            (self.sent, self.ends) = (Some(now), Some(now.plus_days(90)));
        }
    }
}
