//! The planner: all rows of a file together with what the account knows of their people.

use super::{
    AccountView, Column, Draft, Grant, GroupRef, KnownUser, PersonStep, Plan, PlannedPerson, PlannedRow, Problem,
    ProblemCode, RowCounts, RowOutcome, Standing,
    cells::Action,
    changes::{self, Taking},
    contrary::Contrary,
    people::{Asked, Person},
    places::{NamedGroup, Place},
    reader::{giving_problem, problem, stops},
};
use crate::{AddressKey, GroupId, GroupPath, Role, UserId, UserState, role, table::TableRow};
use std::{
    cell::OnceCell,
    collections::{HashMap, HashSet},
};

impl Draft {
    /// The rows below the header, as uploaded.
    pub fn rows(&self) -> &[TableRow] {
        self.layout.data_rows(&self.sheet.table)
    }

    /// The addresses of the file, each once: whom to ask the account about.
    pub fn keys(&self) -> Vec<AddressKey> {
        let mut seen = HashSet::new();
        let wishes = self.checked.iter().filter_map(|row| row.wish.as_ref());
        wishes.filter(|wish| seen.insert(&wish.key)).map(|wish| wish.key.clone()).collect()
    }

    /// Makes the plan, with what the account knows of the people of [`Draft::keys`].
    pub fn plan(&self, known: &[KnownUser], account: &AccountView) -> Plan {
        let mut numbers: HashMap<&AddressKey, u32> = HashMap::with_capacity(self.checked.len());
        let mut number = |key| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(key).or_insert(next)
        };
        let persons: Vec<Option<u32>> =
            self.checked.iter().map(|row| row.wish.as_ref().map(|wish| number(&wish.key))).collect();
        let mut of_person = vec![None; numbers.len()];
        for user in known.iter().filter(|_| account.is_known) {
            if let Some(number) = numbers.get(&user.key) {
                of_person[*number as usize] = Some(user);
            }
        }
        let mut planner = Planner {
            draft: self,
            account,
            contrary: Contrary::of(self, &persons, numbers.len()),
            persons,
            known: of_person,
            people: std::iter::repeat_with(|| None).take(numbers.len()).collect(),
            people_rows: Vec::with_capacity(numbers.len()),
            new_groups: HashMap::new(),
            administrators: changes::administrators(known, &account.administrators),
            added_to: OnceCell::new(),
            takings: Vec::new(),
            removed: HashSet::new(),
            removal_rows: Vec::new(),
            plan: Plan::empty(self.checked.len(), numbers.len()),
        };
        for at in 0..self.checked.len() {
            let row = planner.row(at);
            planner.plan.rows.push(row);
        }
        planner.do_takings();
        planner.finish()
    }
}

pub(super) struct Planner<'a> {
    pub(super) draft: &'a Draft,
    pub(super) account: &'a AccountView,
    pub(super) contrary: Contrary,
    /// The person of each row that wants something, as a number.
    persons: Vec<Option<u32>>,
    /// By person: what the account knows of them.
    known: Vec<Option<&'a KnownUser>>,
    /// By person: what the plan does for them, if anything.
    pub(super) people: Vec<Option<Person>>,
    /// Beside each person of the plan, the row that first did something for them.
    people_rows: Vec<usize>,
    /// By path key: index into the plan's new groups.
    new_groups: HashMap<String, u32>,
    /// Who administers the whole account, after what was planned so far.
    pub(super) administrators: HashSet<UserId>,
    /// By path key: the groups to which rows add somebody, and those above; worked out when somebody first asks.
    pub(super) added_to: OnceCell<HashSet<String>>,
    /// Rows that wait until it is known what everybody gains.
    pub(super) takings: Vec<Taking<'a>>,
    pub(super) removed: HashSet<UserId>,
    /// Beside each removal of the plan, its row.
    pub(super) removal_rows: Vec<usize>,
    pub(super) plan: Plan,
}

impl<'a> Planner<'a> {
    fn row(&mut self, at: usize) -> PlannedRow {
        let draft = self.draft;
        let checked = &draft.checked[at];
        let (number, problems) = (draft.rows()[at].number, checked.problems.clone());
        let mut row = PlannedRow { number, problems, ..PlannedRow::waiting() };
        let (Some(wish), Some(person)) = (&checked.wish, self.persons[at]) else {
            row.outcome = if stops(&row.problems) { RowOutcome::Rejected } else { RowOutcome::Skipped };
            return row;
        };
        let known = self.known[person as usize];
        let asked = Asked { at, person, wish, known, standing: Standing::of(known, self.account.now) };
        if let Some(other) = self.contrary.other(at) {
            let number = draft.rows()[other].number.to_string();
            row.problems.push(problem(Column::Action, ProblemCode::RowsContradict, &number, None));
            row.outcome = RowOutcome::Rejected;
            return row;
        }
        match wish.action {
            Action::Add => row.outcome = self.add(asked, &mut row.problems),
            Action::ChangeRole => self.change(asked, &mut row),
            Action::RemoveFromGroup => self.take(asked, &mut row),
            Action::RemoveFromAccount => self.remove(asked, &mut row),
            Action::Keep => row.outcome = RowOutcome::Skipped,
        }
        row
    }

    /// Somebody has a role in each of some groups besides, and is invited if they have not joined.
    fn add(&mut self, asked: Asked<'a>, problems: &mut Vec<Problem>) -> RowOutcome {
        let draft = self.draft;
        let standing = asked.standing;
        let places = &draft.places[asked.wish.places.clone()];
        let has_already = |place: &Place| match (&draft.groups[place.group as usize], place.role) {
            (NamedGroup::Existing(group), Some(role)) => asked.has(*group, role),
            _ => false,
        };
        let is_so = |place: &Place| standing == Standing::Open && has_already(place);
        if places.iter().all(is_so) {
            return RowOutcome::Unchanged;
        }
        let mut is_rejected = false;
        let mut gives_administrator = false;
        for role in places.iter().filter(|place| !is_so(place)).filter_map(|place| place.role) {
            let against = giving_problem(role, self.account, draft.options);
            gives_administrator |= role == role::ADMINISTRATOR
                && against.as_ref().is_none_or(|problem| problem.code == ProblemCode::AdministratorUnconfirmed);
            if let Some(problem) = against {
                is_rejected = true;
                if !problems.contains(&problem) {
                    problems.push(problem);
                }
            }
        }
        self.plan.administrator_rows += u32::from(gives_administrator && self.account.is_known);
        // To send an expired invitation again would offer anew what they may not give.
        if !is_rejected && let Some(problem) = self.foreign_offer(asked) {
            is_rejected = true;
            problems.push(problem);
        }
        if is_rejected {
            return RowOutcome::Rejected;
        }
        self.person(asked, true, problems);
        let mut is_new = false;
        for place in places.iter().filter(|place| !is_so(place)) {
            let Some(role) = place.role else { continue };
            let group = self.group(place);
            // What an expired invitation offers already stays offered; it is only sent again.
            if standing == Standing::Expired && has_already(place) {
                is_new |= self.people[asked.person as usize]
                    .as_mut()
                    .is_some_and(|person| person.grants.insert(Grant { group, role }));
            } else {
                is_new |= self.grant(asked, Grant { group, role });
            }
        }
        if !is_new {
            problems.push(changes::duplicate(asked));
        }
        match standing {
            Standing::Unknown => RowOutcome::Invited,
            Standing::Expired | Standing::Ended => RowOutcome::InvitedAgain,
            Standing::Open if is_new => RowOutcome::Added,
            Standing::Open => RowOutcome::Unchanged,
        }
    }

    /// Notes that something is done for the person of a row, and what it calls them.
    pub(super) fn person(&mut self, asked: Asked<'a>, invites: bool, problems: &mut Vec<Problem>) {
        let Asked { at, person, wish, known, standing } = asked;
        let step = || match known {
            Some(user) if !invites => PersonStep::Change(user.id),
            known => standing.step(&wish.address, known),
        };
        let (people, rows) = (&mut self.plan.people, &mut self.people_rows);
        let person = self.people[person as usize].get_or_insert_with(|| {
            let (key, name, language) = (wish.key.clone(), wish.name.clone(), wish.language);
            // Most have one; pushed into nothing it would take the room of four.
            let grants = Vec::with_capacity(usize::from(invites));
            people.push(PlannedPerson { key, step: step(), name, language, grants, losses: Vec::new() });
            rows.push(at);
            Person { index: people.len() - 1, ..Person::default() }
        });
        // Somebody's first row may be one that waited.
        rows[person.index] = rows[person.index].min(at);
        let planned = &mut people[person.index];
        if invites && matches!(planned.step, PersonStep::Change(_)) {
            planned.step = step();
        }
        match (&planned.name, &wish.name) {
            (None, Some(name)) => planned.name = Some(name.clone()),
            (Some(first), Some(name)) if first != name && standing == Standing::Unknown => {
                let first = Some(first.to_string());
                problems.push(problem(Column::Name, ProblemCode::NameConflict, name.as_str(), first));
            }
            _ => {}
        }
        planned.language = planned.language.or(wish.language);
    }

    /// Gives somebody of the plan something. `false` if an earlier row of the file gave the same.
    pub(super) fn grant(&mut self, asked: Asked<'a>, grant: Grant) -> bool {
        let Some(person) = &mut self.people[asked.person as usize] else { return false };
        let is_new = person.grants.insert(grant);
        if is_new {
            self.plan.people[person.index].grants.push(grant);
        }
        let administers = grant == Grant { group: GroupRef::Existing(GroupId::ROOT), role: role::ADMINISTRATOR };
        if let Some(user) = asked.known.filter(|user| administers && user.state == UserState::Active) {
            self.administrators.insert(user.id);
        }
        is_new
    }

    /// What an expired invitation offers that is not the importing administrator's to give.
    fn foreign_offer(&self, asked: Asked<'_>) -> Option<Problem> {
        let offered = &asked.known.filter(|_| asked.standing == Standing::Expired)?.assignments;
        let AccountView { groups, roles, scope, .. } = self.account;
        if let Some(foreign) = offered.iter().find(|offered| !groups.is_in_part(offered.group, scope)) {
            let path = groups.path(foreign.group).map(ToString::to_string).unwrap_or_default();
            return Some(problem(Column::Group, ProblemCode::GroupNotYours, &path, None));
        }
        let offered = |role: &&Role| offered.iter().any(|offered| offered.role == role.id);
        let foreign = roles.iter().filter(offered).find(|role| !role.is_given_by(self.account.administers_all()))?;
        Some(problem(Column::Role, ProblemCode::RoleNotYours, &foreign.name, None))
    }

    /// What stands in a row.
    pub(super) fn cell(&self, at: usize, column: Column) -> &'a str {
        let draft = self.draft;
        draft.layout.cell(&draft.rows()[at], column).shown()
    }

    fn group(&mut self, place: &Place) -> GroupRef {
        let draft = self.draft;
        match &draft.groups[place.group as usize] {
            NamedGroup::Existing(group) => GroupRef::Existing(*group),
            NamedGroup::ToCreate(path) if self.account.is_known => GroupRef::New(self.create_group(path)),
            NamedGroup::ToCreate(_) => GroupRef::New(place.group),
        }
    }

    fn create_group(&mut self, path: &GroupPath) -> u32 {
        if let Some(index) = self.new_groups.get(&path.key()) {
            return *index;
        }
        if path.parent() != GroupPath::ROOT && self.account.groups.find(&path.parent()).is_none() {
            self.create_group(&path.parent());
        }
        let index = u32::try_from(self.plan.new_groups.len()).unwrap_or(u32::MAX);
        self.plan.new_groups.push(path.clone());
        self.new_groups.insert(path.key(), index);
        index
    }

    fn finish(self) -> Plan {
        let Self { mut plan, people_rows, removal_rows, account, .. } = self;
        plan.rows.iter().for_each(|row| plan.counts.count(row.outcome));
        plan.people = in_order(plan.people, people_rows);
        plan.removals = in_order(plan.removals, removal_rows);
        let invites = |person: &&PlannedPerson| !matches!(person.step, PersonStep::Change(_));
        plan.invitations = u32::try_from(plan.people.iter().filter(invites).count()).unwrap_or(u32::MAX);
        if !account.is_known {
            // There are no groups and roles in which they could gain anything.
            plan.people.iter_mut().for_each(|person| person.grants.clear());
        }
        plan
    }
}

/// In the order of the file, which those that waited are not in.
fn in_order<T>(things: Vec<T>, rows: Vec<usize>) -> Vec<T> {
    if rows.is_sorted() {
        return things;
    }
    let mut in_rows: Vec<(usize, T)> = rows.into_iter().zip(things).collect();
    in_rows.sort_by_key(|(row, _)| *row);
    in_rows.into_iter().map(|(_, thing)| thing).collect()
}

impl PlannedRow {
    /// A row of which nothing is known yet.
    pub(super) fn waiting() -> Self {
        Self { number: 0, outcome: RowOutcome::Rejected, was: Box::default(), problems: Vec::new() }
    }
}

impl Plan {
    /// With room for so many rows and people: what grows by doubling ends with room for a third more than it needs.
    fn empty(rows: usize, people: usize) -> Self {
        Self {
            rows: Vec::with_capacity(rows),
            people: Vec::with_capacity(people),
            new_groups: Vec::new(),
            counts: RowCounts::default(),
            invitations: 0,
            removals: Vec::new(),
            administrator_rows: 0,
        }
    }
}
