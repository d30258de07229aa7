//! Who matches a query, and how those stand.

use crate::bits::Bits;
use crate::columns::Time;
use crate::tally::{ONLY, Tally};
use crate::{Counts, Index, InvitationCounts, Moment, Only, Query, fold};
use rollcall_domain::{CameBy, DeliveryState, GroupId, InvitationStatus, Status, Timestamp, role::ADMINISTRATOR};

/// Who matches a query.
pub(crate) struct Found {
    pub(crate) matches: Bits,
    pub(crate) counts: Counts,
    pub(crate) invitation_counts: InvitationCounts,
}

impl Index {
    pub(crate) fn find(&self, query: &Query, now: Timestamp) -> Found {
        let standings = self.columns.standings();
        let mut matches = Bits::all(self.len());
        if !query.groups.is_empty() || !query.roles.is_empty() {
            matches = self.columns.assignments().find(&query.groups, &query.roles, &matches);
        }
        if !query.deliveries.is_empty() {
            matches = any_of(&DeliveryState::ALL, standings.deliveries(), &query.deliveries, &matches);
        }
        if !query.came_by.is_empty() {
            matches = any_of(&CameBy::ALL, standings.came_by(), &query.came_by, &matches);
        }
        for period in &query.periods {
            matches = self.columns.during(period.of.into(), period.from, period.before, &matches);
        }
        // The words last: what the filters left out need not be searched.
        for word in fold::words(&query.search) {
            matches = self.columns.find(&word, &matches);
        }
        self.stand(matches, query, now)
    }

    /// Counts the matches by status and by how the newest invitation stands, and leaves those that the query asks for.
    fn stand(&self, mut matches: Bits, query: &Query, now: Timestamp) -> Found {
        let (standings, without_group) = (self.columns.standings(), self.columns.assignments().none());
        let administrators = self.administrators(&query.groups, &matches);
        let wanted = Status::ALL.map(|status| query.statuses.is_empty() || query.statuses.contains(&status));
        let wanted_invitations = InvitationStatus::ALL.map(|status| query.invitations.contains(&status));
        let (mut users, mut invited) = (Tally::new(), Tally::new());
        for (at, word) in matches.words_mut().iter_mut().enumerate().filter(|(_, word)| **word != 0) {
            let only: [u64; ONLY] =
                [Only::Undelivered, Only::WithoutGroup, Only::Administrators].map(|only| match only {
                    Only::Undelivered => standings.undelivered(at) & standings.open(at),
                    Only::WithoutGroup => without_group.word(at) & !standings.removed(at),
                    Only::Administrators => administrators.word(at),
                });
            let wanted_only = query.only.map_or(u64::MAX, |wanted| only[wanted as usize]);
            let ending = self.columns.ending(at, *word, now);
            let mut statuses = standings.statuses(at, *word, ending);
            if !query.invitations.is_empty() {
                let invitations = standings.invitations(at, *word, ending);
                let counted = union(statuses, wanted) & wanted_only;
                // An invitation whose mail did not arrive is one of those also when it was answered another way.
                let [_, without_group, administrators] = only;
                let of_mails = [standings.undelivered(at), without_group, administrators];
                invited.add(invitations.map(|slots| slots & counted), of_mails);
                let asked = union(invitations, wanted_invitations);
                statuses = statuses.map(|slots| slots & asked);
            }
            users.add(statuses, only);
            *word = union(statuses, wanted) & wanted_only;
        }
        Found { matches, counts: users.into(), invitation_counts: invited.into() }
    }

    /// The members of `within` with the Administrator role in one of the groups, or in any if none is given.
    fn administrators(&self, groups: &[GroupId], within: &Bits) -> Bits {
        let assignments = self.columns.assignments();
        let anywhere = within.and(assignments.administrators()).and(self.columns.standings().active());
        if groups.is_empty() { anywhere } else { assignments.find(groups, &[ADMINISTRATOR], &anywhere) }
    }
}

impl From<Moment> for Time {
    fn from(moment: Moment) -> Self {
        match moment {
            Moment::Invited => Self::Invited,
            Moment::Expires => Self::Expires,
            Moment::Joined => Self::Joined,
        }
    }
}

/// The slots of `within` that have one of the wanted values.
fn any_of<T: PartialEq>(values: &[T], slots: &[Bits], wanted: &[T], within: &Bits) -> Bits {
    let mut any = Bits::none(within.words().len() * 64);
    for (_, slots) in values.iter().zip(slots).filter(|(value, _)| wanted.contains(value)) {
        any.combine(slots, |a, b| a | b);
    }
    within.and(&any)
}

/// The slots of the statuses that are wanted.
fn union<const N: usize>(statuses: [u64; N], wanted: [bool; N]) -> u64 {
    statuses.into_iter().zip(wanted).fold(0, |all, (slots, wanted)| if wanted { all | slots } else { all })
}
