//! The planner: all rows of a file together with what the account knows of their people.

use super::{
    AccountView, Column, Draft, Grant, GroupRef, KnownUser, PersonStep, Plan, PlannedPerson, PlannedRow, Problem,
    ProblemCode, RowCounts, RowOutcome, Standing,
    reader::{Checked, GroupCell, Wish, giving_problem, problem, stops},
};
use crate::{AddressKey, Assignment, GroupPath, Role, role, table::TableRow};
use std::collections::{HashMap, HashSet};

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
        let known = known.iter().map(|user| (&user.key, user)).collect();
        let mut planner = Planner {
            draft: self,
            account,
            known,
            people: HashMap::new(),
            new_groups: HashMap::new(),
            plan: Plan::empty(),
        };
        for (row, checked) in self.rows().iter().zip(&self.checked) {
            let (outcome, problems) = planner.row(checked);
            planner.plan.counts.count(outcome);
            planner.plan.rows.push(PlannedRow { number: row.number, outcome, was: Box::default(), problems });
        }
        planner.finish()
    }
}

struct Planner<'a> {
    draft: &'a Draft,
    account: &'a AccountView,
    known: HashMap<&'a AddressKey, &'a KnownUser>,
    /// Index into the plan's people, and the assignments that they gain.
    people: HashMap<&'a AddressKey, Person>,
    /// By path key: index into the plan's new groups.
    new_groups: HashMap<String, u32>,
    plan: Plan,
}

struct Person {
    index: usize,
    grants: HashSet<Grant>,
}

impl<'a> Planner<'a> {
    fn row(&mut self, checked: &'a Checked) -> (RowOutcome, Vec<Problem>) {
        let mut problems = checked.problems.clone();
        let Some(wish) = &checked.wish else {
            return (if stops(&problems) { RowOutcome::Rejected } else { RowOutcome::Skipped }, problems);
        };
        let known = self.known.get(&wish.key).copied();
        let held = |group, role| known.is_some_and(|user| user.assignments.contains(&Assignment { group, role }));
        let standing = Standing::of(known, self.account.now);
        let group = &self.draft.groups[wish.group];
        let has_already = matches!(group, GroupCell::Existing(group) if held(*group, wish.role));
        if has_already && standing == Standing::Open {
            return (RowOutcome::Unchanged, problems);
        }
        let against = giving_problem(wish.role, self.account, self.draft.options);
        if wish.role == role::ADMINISTRATOR
            && against.as_ref().is_none_or(|problem| problem.code == ProblemCode::AdministratorUnconfirmed)
        {
            self.plan.administrator_rows += 1;
        }
        // To send an expired invitation again would offer anew what they may not give.
        if let Some(problem) = against.or_else(|| self.foreign_offer(standing, known)) {
            problems.push(problem);
            return (RowOutcome::Rejected, problems);
        }
        let group = match group {
            GroupCell::Existing(group) => GroupRef::Existing(*group),
            GroupCell::ToCreate(path) => GroupRef::New(self.create_group(path)),
            GroupCell::Wrong(..) => return (RowOutcome::Rejected, problems),
        };
        let grant = Grant { group, role: wish.role };
        let is_new_grant = self.grant(wish, grant, standing, known, has_already, &mut problems);
        if !is_new_grant {
            problems.push(problem(Column::Email, ProblemCode::DuplicateRow, wish.address.as_str(), None));
        }
        let outcome = match standing {
            Standing::Unknown => RowOutcome::Invited,
            Standing::Expired | Standing::Ended => RowOutcome::InvitedAgain,
            Standing::Open if is_new_grant => RowOutcome::Added,
            Standing::Open => RowOutcome::Unchanged,
        };
        (outcome, problems)
    }

    /// Notes what a row gives its person. `false` if an earlier row of the file gave the same.
    fn grant(
        &mut self,
        wish: &'a Wish,
        grant: Grant,
        standing: Standing,
        known: Option<&KnownUser>,
        has_already: bool,
        problems: &mut Vec<Problem>,
    ) -> bool {
        let people = &mut self.plan.people;
        let person = self.people.entry(&wish.key).or_insert_with(|| {
            let step = standing.step(&wish.address, known);
            let (key, name, language) = (wish.key.clone(), wish.name.clone(), wish.language);
            people.push(PlannedPerson { key, step, name, language, grants: Vec::new(), losses: Vec::new() });
            Person { index: people.len() - 1, grants: HashSet::new() }
        });
        let planned = &mut people[person.index];
        match (&planned.name, &wish.name) {
            (None, Some(name)) => planned.name = Some(name.clone()),
            (Some(first), Some(name)) if first != name && standing == Standing::Unknown => {
                let first = Some(first.to_string());
                problems.push(problem(Column::Name, ProblemCode::NameConflict, name.as_str(), first));
            }
            _ => {}
        }
        planned.language = planned.language.or(wish.language);
        let is_new = person.grants.insert(grant);
        // What an expired invitation offers already stays offered; it is only sent again.
        if is_new && !(has_already && standing == Standing::Expired) {
            planned.grants.push(grant);
        }
        is_new
    }

    /// What an expired invitation offers that is not the importing administrator's to give.
    fn foreign_offer(&self, standing: Standing, known: Option<&KnownUser>) -> Option<Problem> {
        let offered = &known.filter(|_| standing == Standing::Expired)?.assignments;
        let AccountView { groups, roles, scope, .. } = self.account;
        if let Some(foreign) = offered.iter().find(|offered| !groups.is_in_part(offered.group, scope)) {
            let path = groups.path(foreign.group).map(ToString::to_string).unwrap_or_default();
            return Some(problem(Column::Group, ProblemCode::GroupNotYours, &path, None));
        }
        let offered = |role: &&Role| offered.iter().any(|offered| offered.role == role.id);
        let foreign = roles.iter().filter(offered).find(|role| !role.is_given_by(self.account.administers_all()))?;
        Some(problem(Column::Role, ProblemCode::RoleNotYours, &foreign.name, None))
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

    fn finish(mut self) -> Plan {
        let invites = |person: &&PlannedPerson| !matches!(person.step, PersonStep::Change(_));
        self.plan.invitations = u32::try_from(self.plan.people.iter().filter(invites).count()).unwrap_or(u32::MAX);
        self.plan
    }
}

impl Plan {
    fn empty() -> Self {
        Self {
            rows: Vec::new(),
            people: Vec::new(),
            new_groups: Vec::new(),
            counts: RowCounts::default(),
            invitations: 0,
            removals: Vec::new(),
            administrator_rows: 0,
        }
    }
}
