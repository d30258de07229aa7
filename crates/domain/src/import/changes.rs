//! The rows that change or take something of people whom the account knows.

use super::{
    Column, Grant, GroupRef, KnownUser, PlannedRow, Problem, ProblemCode, RowOutcome, Standing,
    cells::{self, Action},
    people::Asked,
    places::{NamedGroup, Place},
    planner::Planner,
    reader::{giving_problem, problem, taking_problem},
    suggest,
    wrong::{Wrong, WrongParts},
};
use crate::{Assignment, GroupId, GroupPath, RoleId, UserId, UserState, group, role};
use std::collections::HashSet;

/// What every administrator of the whole account has.
const WHOLE_ACCOUNT: Assignment = Assignment { group: GroupId::ROOT, role: role::ADMINISTRATOR };

/// A row that takes something, and waits until it is known what everybody gains by the file: only then can it be said whether too little is
/// left.
pub(super) struct Taking<'a> {
    asked: Asked<'a>,
    user: &'a KnownUser,
    what: Taken,
}

enum Taken {
    Some {
        gained: Vec<Grant>,
        lost: Vec<Assignment>,
    },
    /// The user is removed from the account.
    All,
}

/// Who administers the whole account, as far as a plan can say.
pub(super) fn administrators(known: &[KnownUser], of_account: &[UserId]) -> HashSet<UserId> {
    let known = known.iter().filter(|user| administers(user)).map(|user| user.id);
    of_account.iter().copied().chain(known).collect()
}

fn administers(user: &KnownUser) -> bool {
    user.state == UserState::Active && user.assignments.contains(&WHOLE_ACCOUNT)
}

impl<'a> Planner<'a> {
    /// A role takes the place of those that somebody has in a group, but for those that other rows give them there.
    pub(super) fn change(&mut self, asked: Asked<'a>, row: &mut PlannedRow) {
        if !self.account.is_known {
            row.outcome = RowOutcome::Changed;
            return;
        }
        let Some(user) = asked.known.filter(|_| matches!(asked.standing, Standing::Open | Standing::Expired)) else {
            return reject(row, unknown(asked));
        };
        let adds = |place: &Place| place.role.is_some_and(|role| self.contrary.adds(asked.person, place.group, role));
        let (mut gained, mut lost) = (Vec::new(), Vec::new());
        let mut has_nothing = false;
        // What another row adds in a group that is not there yet is so afterwards.
        let no_groups: Vec<&Place> = self.to_make(asked).filter(|place| !adds(place)).collect();
        if !no_groups.is_empty() {
            return self.no_groups(asked, &no_groups, row);
        }
        let mut stands_elsewhere = self.to_make(asked).next().is_some();
        for (place, group, role) in self.roles_in_groups(asked) {
            let here = user.assignments.iter().filter(|one| one.group == group);
            let others = here.filter(|one| one.role != role && !self.contrary.adds(asked.person, place, one.role));
            let before = lost.len();
            lost.extend(others.copied());
            let has_it = user.assignments.contains(&Assignment { group, role });
            let has_others = lost.len() > before;
            if !has_it && has_others {
                gained.push(Grant { group: GroupRef::Existing(group), role });
            } else if !has_it && self.contrary.adds(asked.person, place, role) {
                stands_elsewhere = true;
            } else if !has_it {
                has_nothing = true;
            }
        }
        let against = self.against(&gained, &lost);
        row.problems.extend(against.clone());
        if has_nothing {
            let cell = self.cell(asked.at, Column::Group);
            row.problems.push(problem(Column::Group, ProblemCode::NothingToChange, cell, None));
        }
        if has_nothing || !against.is_empty() {
            row.outcome = RowOutcome::Rejected;
        } else if gained.is_empty() && lost.is_empty() {
            row.outcome = RowOutcome::Unchanged;
            if stands_elsewhere {
                row.problems.push(duplicate(asked));
            }
        } else if lost.contains(&WHOLE_ACCOUNT) && self.administrators.contains(&user.id) {
            self.takings.push(Taking { asked, user, what: Taken::Some { gained, lost } });
        } else {
            self.exchange(asked, user, gained, lost, row);
        }
    }

    /// Somebody has a role, or every one, in a group no longer.
    pub(super) fn take(&mut self, asked: Asked<'a>, row: &mut PlannedRow) {
        if !self.account.is_known {
            row.outcome = RowOutcome::Removed;
            return;
        }
        let Some(user) = asked.known else { return reject(row, unknown(asked)) };
        // Nobody has anything in a group that the file makes; one that it does not make is misspelt.
        let no_groups: Vec<&Place> = self.to_make(asked).filter(|place| !self.is_added_to(place)).collect();
        if !no_groups.is_empty() {
            return self.no_groups(asked, &no_groups, row);
        }
        let mut lost = Vec::new();
        let mut has_all = true;
        for place in &self.draft.places[asked.wish.places.clone()] {
            let before = lost.len();
            if asked.standing != Standing::Ended
                && let NamedGroup::Existing(group) = self.draft.groups[place.group as usize]
            {
                let here = user.assignments.iter().filter(|one| one.group == group);
                lost.extend(here.filter(|one| place.role.is_none_or(|role| role == one.role)));
            }
            has_all &= lost.len() > before;
        }
        if !has_all {
            row.problems.push(self.nothing_to_remove(asked));
        }
        let against = self.against(&[], &lost);
        if !against.is_empty() {
            row.outcome = RowOutcome::Rejected;
            row.problems.extend(against);
        } else if lost.is_empty() {
            row.outcome = RowOutcome::Unchanged;
        } else {
            self.takings.push(Taking { asked, user, what: Taken::Some { gained: Vec::new(), lost } });
        }
    }

    /// Somebody is removed from the account.
    pub(super) fn remove(&mut self, asked: Asked<'a>, row: &mut PlannedRow) {
        if !self.account.is_known {
            row.outcome = RowOutcome::Removed;
            return;
        }
        if !self.account.administers_all() {
            let cell = self.cell(asked.at, Column::Action);
            return reject(row, problem(Column::Action, ProblemCode::RemovalNotYours, cell, None));
        }
        let Some(user) = asked.known else { return reject(row, unknown(asked)) };
        if user.state == UserState::Removed {
            row.outcome = RowOutcome::Unchanged;
        } else if self.account.importer == Some(user.id) {
            let cell = self.cell(asked.at, Column::Action);
            reject(row, problem(Column::Action, ProblemCode::RemovalOfYourself, cell, None));
        } else if self.administrators.contains(&user.id) {
            self.takings.push(Taking { asked, user, what: Taken::All });
        } else {
            self.remove_user(asked, user, row);
        }
    }

    /// Does what waited, in the order of the file, but for what would leave nobody who administers the account, or an invitation to nothing.
    pub(super) fn do_takings(&mut self) {
        for taking in std::mem::take(&mut self.takings) {
            let Taking { asked, user, what } = taking;
            let mut row = std::mem::replace(&mut self.plan.rows[asked.at], PlannedRow::waiting());
            match what {
                Taken::All => self.remove_user(asked, user, &mut row),
                Taken::Some { gained, lost } => self.exchange(asked, user, gained, lost, &mut row),
            }
            self.plan.rows[asked.at] = row;
        }
    }

    fn exchange(
        &mut self,
        asked: Asked<'a>,
        user: &KnownUser,
        mut gained: Vec<Grant>,
        mut lost: Vec<Assignment>,
        row: &mut PlannedRow,
    ) {
        let person = self.people[asked.person as usize].as_ref();
        gained.retain(|grant| person.is_none_or(|person| !person.grants.contains(grant)));
        lost.retain(|one| person.is_none_or(|person| !person.losses.contains(one)));
        if gained.is_empty() && lost.is_empty() {
            row.outcome = RowOutcome::Unchanged;
            let known = if asked.changes() { duplicate(asked) } else { self.nothing_to_remove(asked) };
            if !row.problems.contains(&known) {
                row.problems.push(known);
            }
            return;
        }
        let lost_before = person.map_or(0, |person| person.losses.len());
        let gains = !gained.is_empty() || person.is_some_and(|person| person.grants.len() > 0);
        if user.state == UserState::Invited && !gains && lost_before + lost.len() == user.assignments.len() {
            let cell = self.cell(asked.at, Column::Group);
            return reject(row, problem(Column::Group, ProblemCode::InvitationEmpty, cell, None));
        }
        if lost.contains(&WHOLE_ACCOUNT) && !self.goes(user.id) {
            return reject(row, self.last_administrator(asked));
        }
        row.outcome = if asked.changes() { RowOutcome::Changed } else { RowOutcome::Removed };
        row.was = roles_of(&lost);
        self.person(asked, false, &mut row.problems);
        for grant in gained {
            self.grant(asked, grant);
        }
        let Some(person) = &mut self.people[asked.person as usize] else { return };
        for one in lost {
            person.losses.insert(one);
            self.plan.people[person.index].losses.push(one);
        }
    }

    fn remove_user(&mut self, asked: Asked<'a>, user: &KnownUser, row: &mut PlannedRow) {
        if self.removed.contains(&user.id) {
            row.outcome = RowOutcome::Unchanged;
            row.problems.push(duplicate(asked));
        } else if self.goes(user.id) {
            row.outcome = RowOutcome::Removed;
            row.was = roles_of(&user.assignments);
            self.removed.insert(user.id);
            self.plan.removals.push((user.id, user.state));
            self.removal_rows.push(asked.at);
        } else {
            reject(row, self.last_administrator(asked));
        }
    }

    /// Lets somebody administer the whole account no longer. `false`: they are the last.
    fn goes(&mut self, user: UserId) -> bool {
        let is_last = self.administrators.len() == 1 && self.administrators.contains(&user);
        if !is_last {
            self.administrators.remove(&user);
        }
        !is_last
    }

    /// What stands against giving and taking these, each once.
    fn against(&mut self, gained: &[Grant], lost: &[Assignment]) -> Vec<Problem> {
        let mut against: Vec<Problem> = Vec::new();
        let giving = gained.iter().filter_map(|grant| giving_problem(grant.role, self.account, self.draft.options));
        let taking = lost.iter().filter_map(|one| taking_problem(one.role, self.account));
        for problem in giving.chain(taking) {
            if !against.contains(&problem) {
                against.push(problem);
            }
        }
        let unconfirmed = |problem: &Problem| problem.code == ProblemCode::AdministratorUnconfirmed;
        if gained.iter().any(|grant| grant.role == role::ADMINISTRATOR) && against.iter().all(unconfirmed) {
            self.plan.administrator_rows += 1;
        }
        against
    }

    /// The groups of a row with the roles that it names there.
    fn roles_in_groups(&self, asked: Asked<'a>) -> Vec<(u32, GroupId, RoleId)> {
        let places = self.draft.places[asked.wish.places.clone()].iter();
        let known = places.filter_map(|place| match self.draft.groups[place.group as usize] {
            NamedGroup::Existing(group) => Some((place.group, group, place.role?)),
            NamedGroup::ToCreate(_) => None,
        });
        known.collect()
    }

    /// The places of a row in groups that are not there yet.
    fn to_make(&self, asked: Asked<'a>) -> impl Iterator<Item = &'a Place> + use<'a> {
        let draft = self.draft;
        let places = draft.places[asked.wish.places.clone()].iter();
        places.filter(|place| matches!(draft.groups[place.group as usize], NamedGroup::ToCreate(_)))
    }

    /// Whether a row adds somebody to a group, or to one below it.
    fn is_added_to(&self, place: &Place) -> bool {
        let key = |place: &Place| match &self.draft.groups[place.group as usize] {
            NamedGroup::ToCreate(path) => Some(path.key()),
            NamedGroup::Existing(_) => None,
        };
        let added_to = self.added_to.get_or_init(|| {
            let wishes = self.draft.checked.iter().filter_map(|row| row.wish.as_ref());
            let adding = wishes.filter(|wish| wish.action == Action::Add);
            let mut keys = HashSet::new();
            for key in adding.flat_map(|wish| &self.draft.places[wish.places.clone()]).filter_map(key) {
                let above = group::keys_above(&key).take_while(|above| !above.is_empty() && !keys.contains(*above));
                let above: Vec<String> = above.map(str::to_owned).collect();
                keys.extend(above);
                keys.insert(key);
            }
            keys
        });
        key(place).is_some_and(|key| added_to.contains(&key))
    }

    /// A row names groups that nobody can have anything in: they may be misspelt.
    fn no_groups(&self, asked: Asked<'_>, places: &[&Place], row: &mut PlannedRow) {
        let cell = self.cell(asked.at, Column::Group).trim();
        let key = |place: &&Place| match &self.draft.groups[place.group as usize] {
            NamedGroup::ToCreate(path) => Some(path.key()),
            NamedGroup::Existing(_) => None,
        };
        let keys: HashSet<String> = places.iter().filter_map(key).collect();
        let mut wrong = WrongParts::default();
        for part in cells::parts(cell) {
            let Some(key) = GroupPath::parse(part).ok().map(|path| path.key()).filter(|key| keys.contains(key)) else {
                continue;
            };
            wrong.note(ProblemCode::GroupUnknown, part, self.draft.meant_groups.get(&key).cloned().flatten());
        }
        if wrong.is_empty() {
            // They stand between commas.
            return reject(row, problem(Column::Group, ProblemCode::GroupUnknown, cell, None));
        }
        for Wrong { code, part, meant } in wrong.of(cell, cells::parts(cell).count() <= suggest::PARTS) {
            reject(row, problem(Column::Group, code, part.as_deref().unwrap_or(cell), meant));
        }
    }

    fn nothing_to_remove(&self, asked: Asked<'_>) -> Problem {
        problem(Column::Group, ProblemCode::NothingToRemove, self.cell(asked.at, Column::Group), None)
    }

    fn last_administrator(&self, asked: Asked<'_>) -> Problem {
        problem(Column::Action, ProblemCode::LastAdministrator, self.cell(asked.at, Column::Action), None)
    }
}

fn unknown(asked: Asked<'_>) -> Problem {
    problem(Column::Email, ProblemCode::UserUnknown, asked.wish.address.as_str(), None)
}

pub(super) fn duplicate(asked: Asked<'_>) -> Problem {
    problem(Column::Email, ProblemCode::DuplicateRow, asked.wish.address.as_str(), None)
}

/// The roles of these, each once.
fn roles_of(assignments: &[Assignment]) -> Box<[RoleId]> {
    let mut roles: Vec<RoleId> = Vec::new();
    for one in assignments {
        if !roles.contains(&one.role) {
            roles.push(one.role);
        }
    }
    roles.into()
}

fn reject(row: &mut PlannedRow, problem: Problem) {
    row.outcome = RowOutcome::Rejected;
    row.problems.push(problem);
}
