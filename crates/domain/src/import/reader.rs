//! Each row of a table, read and checked by itself.

use super::{
    AccountView, Column, Layout, NoTable, Options, Problem, ProblemCode, RowOutcome, Severity, Sheet, actions,
    cells::{self, Action},
    scripts, suggest,
};
use crate::{
    AddressKey, EmailAddress, GroupId, GroupPath, Language, PersonName, Role, RoleId, TextProblem,
    group::PathProblem,
    role,
    table::{Cell, CellKind, TableRow},
};
use std::collections::{HashMap, HashSet};

/// The rows of a table, read and checked each by itself. What is left needs to know the people.
#[derive(Debug)]
pub struct Draft {
    /// Where the columns are.
    pub layout: Layout,
    /// The table, which may be read again with other options.
    pub sheet: Sheet,
    /// The groups that the file names and that do not exist, as first written.
    pub unknown_groups: Vec<GroupPath>,
    pub(super) checked: Vec<Checked>,
    pub(super) groups: Vec<GroupCell>,
    pub(super) options: Options,
}

/// One row, checked by itself.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) problems: Vec<Problem>,
    pub(super) wish: Option<Wish>,
}

/// What a row without errors asks for. `None` in its place where the report said that it was done, or the row that nothing is to be done.
#[derive(Debug)]
pub(super) struct Wish {
    pub(super) address: EmailAddress,
    pub(super) key: AddressKey,
    pub(super) name: Option<PersonName>,
    pub(super) language: Option<Language>,
    /// Index into [`Draft::groups`].
    pub(super) group: usize,
    pub(super) role: RoleId,
}

/// What a `Group` cell says; worked out once for each different text.
#[derive(Debug, Clone)]
pub(super) enum GroupCell {
    Existing(GroupId),
    ToCreate(GroupPath),
    Wrong(ProblemCode, Option<String>),
}

/// Reads the rows of a table and checks each by itself.
///
/// # Errors
/// Why nothing of this table can be imported.
pub fn read_rows(sheet: Sheet, account: &AccountView, options: Options) -> Result<Draft, NoTable> {
    let layout = Layout::find(&sheet.table, sheet.mapping.as_ref())?;
    let mut reader = Reader {
        layout: &layout,
        account,
        options,
        group_index: HashMap::new(),
        groups: Vec::new(),
        unknown_groups: Vec::new(),
        unknown_keys: HashSet::new(),
        suggested: None,
        roles: HashMap::new(),
        former: former(account),
    };
    let checked = layout.data_rows(&sheet.table).iter().map(|row| reader.check(row)).collect();
    let (groups, unknown_groups) = (reader.groups, reader.unknown_groups);
    Ok(Draft { layout, sheet, unknown_groups, checked, groups, options })
}

struct Reader<'a> {
    layout: &'a Layout,
    account: &'a AccountView,
    options: Options,
    group_index: HashMap<String, usize>,
    groups: Vec<GroupCell>,
    unknown_groups: Vec<GroupPath>,
    unknown_keys: HashSet<String>,
    /// The groups that may be suggested; made when the first is asked for.
    suggested: Option<suggest::Groups>,
    roles: HashMap<String, Option<RoleId>>,
    /// By path key: the group that was known by it last.
    former: HashMap<&'a str, GroupId>,
}

/// Which group was known by which path. The newest comes first, and wins.
fn former(account: &AccountView) -> HashMap<&str, GroupId> {
    let mut former = HashMap::new();
    for path in account.former.iter().filter(|path| account.groups.path(path.group).is_some()) {
        former.entry(path.key.as_str()).or_insert(path.group);
    }
    former
}

impl<'a> Reader<'a> {
    fn check(&mut self, row: &'a TableRow) -> Checked {
        let keeps = || Action::parse(self.layout.cell(row, Column::Action).shown()) == Some(Action::Keep);
        if keeps() || self.layout.is_report && is_done(self.layout.cell(row, Column::Result).shown()) {
            return Checked { problems: Vec::new(), wish: None };
        }
        let mut problems = Vec::new();
        let (address, name_beside) = self.address(row, &mut problems);
        let name = self.name(row, name_beside, &mut problems);
        let group = self.group(row, &mut problems);
        let role = self.role(row, &mut problems);
        self.action(row, &mut problems);
        let language = self.language(row, &mut problems);
        // A row without errors is asked about this when the person is known, who may have the role already.
        if stops(&problems)
            && let Some(role) = role
        {
            problems.extend(giving_problem(role, self.account, self.options));
        }
        let wish = match (address, group, role) {
            (Some((address, key)), Some(group), Some(role)) if !stops(&problems) => {
                Some(Wish { address, key, name, language, group, role })
            }
            _ => None,
        };
        Checked { problems, wish }
    }

    /// The text of a cell; a problem and nothing if it is no text.
    fn text(&self, row: &'a TableRow, column: Column, problems: &mut Vec<Problem>) -> Option<&'a str> {
        match self.layout.cell(row, column) {
            // A group may be called 4711, and a spreadsheet program makes a number of that.
            Cell::NotText { kind: CellKind::Number, shown } if column == Column::Group => Some(shown),
            Cell::NotText { kind: CellKind::Formula, shown } => {
                problems.push(problem(column, ProblemCode::Formula, shown, None));
                Some(shown)
            }
            Cell::NotText { kind: CellKind::FormulaWithoutResult, shown } => {
                problems.push(problem(column, ProblemCode::FormulaWithoutResult, shown, None));
                None
            }
            Cell::NotText { shown, .. } => {
                problems.push(problem(column, ProblemCode::CellNotText, shown, None));
                None
            }
            cell => Some(cell.shown()),
        }
    }

    fn address(
        &self,
        row: &'a TableRow,
        problems: &mut Vec<Problem>,
    ) -> (Option<(EmailAddress, AddressKey)>, Option<&'a str>) {
        let Some(text) = self.text(row, Column::Email, problems) else { return (None, None) };
        let (name, address) = cells::split_mailbox(text);
        // What is suggested is written in place of the whole cell.
        let whole = |address: String| match name.and_then(suggest::without_hidden) {
            Some(name) => format!("{name} <{address}>"),
            None => address,
        };
        let read = match cells::read_address(address) {
            Ok((address, key)) => {
                if let Some(meant) = suggest::meant_domain(key.domain(), &[]) {
                    let local = address.as_str().split('@').next().unwrap_or_default();
                    let meant = Some(whole(format!("{local}@{meant}")));
                    problems.push(problem(Column::Email, ProblemCode::EmailLooksMistyped, text, meant));
                }
                if scripts::are_mixed(key.domain()) {
                    problems.push(problem(Column::Email, ProblemCode::EmailMixedScript, text, None));
                }
                if address.is_tagged() {
                    problems.push(problem(Column::Email, ProblemCode::EmailTagged, text, None));
                }
                Some((address, key))
            }
            Err(code) => {
                problems.push(problem(Column::Email, code, text, suggest::meant_address(address).map(whole)));
                None
            }
        };
        (read, name)
    }

    fn name(&self, row: &'a TableRow, beside: Option<&str>, problems: &mut Vec<Problem>) -> Option<PersonName> {
        let (column, text) = match self.text(row, Column::Name, problems)?.trim() {
            "" => (Column::Email, beside?),
            text => (Column::Name, text),
        };
        match PersonName::parse(text) {
            Ok(name) => Some(name),
            Err(TextProblem::TooLong(_)) => {
                problems.push(problem(column, ProblemCode::NameTooLong, text, None));
                None
            }
            Err(_) => {
                // The whole cell, which may be the address too: what is suggested is written in its place.
                let whole = self.layout.cell(row, column).shown();
                problems.push(problem(column, ProblemCode::HiddenCharacter, whole, suggest::without_hidden(whole)));
                None
            }
        }
    }

    fn group(&mut self, row: &'a TableRow, problems: &mut Vec<Problem>) -> Option<usize> {
        let text = self.text(row, Column::Group, problems)?.trim();
        let index = if let Some(index) = self.group_index.get(text) {
            *index
        } else {
            let cell = self.resolve_group(text);
            self.groups.push(cell);
            self.group_index.insert(text.to_owned(), self.groups.len() - 1);
            self.groups.len() - 1
        };
        if let GroupCell::Wrong(code, suggestion) = &self.groups[index] {
            problems.push(problem(Column::Group, *code, text, suggestion.clone()));
            return None;
        }
        Some(index)
    }

    fn resolve_group(&mut self, text: &str) -> GroupCell {
        let path = match GroupPath::parse(text) {
            Ok(path) => path,
            Err(PathProblem::Empty) => return GroupCell::Wrong(ProblemCode::GroupMissing, None),
            Err(PathProblem::Name(TextProblem::HiddenCharacter(_))) => {
                return GroupCell::Wrong(ProblemCode::HiddenCharacter, self.similar_group(text));
            }
            Err(_) => return GroupCell::Wrong(ProblemCode::GroupMalformed, self.similar_group(text)),
        };
        let groups = &self.account.groups;
        let in_scope = |group| groups.is_in_part(group, &self.account.scope);
        if let Some(group) = groups.find(&path) {
            return if in_scope(group) {
                GroupCell::Existing(group)
            } else {
                GroupCell::Wrong(ProblemCode::GroupNotYours, None)
            };
        }
        if let Some(renamed) = self.renamed(&path) {
            return renamed;
        }
        if self.unknown_keys.insert(path.key()) {
            self.unknown_groups.push(path.clone());
        }
        let mut above = path.parent();
        while groups.find(&above).is_none() && above != GroupPath::ROOT {
            above = above.parent();
        }
        let may_create = groups.find(&above).is_some_and(in_scope);
        match (self.options.create_groups, may_create) {
            (true, true) => GroupCell::ToCreate(path),
            (true, false) => GroupCell::Wrong(ProblemCode::GroupNotYours, None),
            (false, _) => GroupCell::Wrong(ProblemCode::GroupUnknown, self.similar_group(text)),
        }
    }

    /// What is to be said of a path that names no group, if a group on the way there was known by it before: an old file must not make that
    /// group anew.
    fn renamed(&self, path: &GroupPath) -> Option<GroupCell> {
        let groups = &self.account.groups;
        let mut known = path.clone();
        let group = loop {
            if known == GroupPath::ROOT || groups.find(&known).is_some() {
                return None;
            }
            match self.former.get(known.key().as_str()) {
                Some(group) => break *group,
                None => known = known.parent(),
            }
        };
        if !groups.is_in_part(group, &self.account.scope) {
            return Some(GroupCell::Wrong(ProblemCode::GroupNotYours, None));
        }
        let below = path.names()[known.names().len()..].iter().cloned();
        let today = below.fold(groups.path(group)?.clone(), |path, name| path.join(name));
        let may_be = self.options.create_groups || groups.find(&today).is_some();
        may_be.then(|| GroupCell::Wrong(ProblemCode::GroupRenamed, Some(today.to_string())))
    }

    fn similar_group(&mut self, text: &str) -> Option<String> {
        let account = self.account;
        let groups = self.suggested.get_or_insert_with(|| {
            let in_scope = |group| account.groups.is_in_part(group, &account.scope);
            suggest::Groups::new(
                account.groups.sorted().into_iter().filter(|(id, _)| in_scope(*id)).map(|(_, path)| path),
            )
        });
        groups.similar(text)
    }

    fn role(&mut self, row: &'a TableRow, problems: &mut Vec<Problem>) -> Option<RoleId> {
        let text = self.text(row, Column::Role, problems)?.trim();
        if text.is_empty() {
            problems.push(problem(Column::Role, ProblemCode::RoleMissing, text, None));
            return None;
        }
        let roles: &[Role] = &self.account.roles;
        let found = match self.roles.get(text) {
            Some(found) => *found,
            None => *self.roles.entry(text.to_owned()).or_insert_with(|| role::find(roles, text).map(|role| role.id)),
        };
        if found.is_none() {
            let mine = roles.iter().filter(|role| role.is_given_by(self.account.administers_all()));
            let meant = suggest::nearest(text, mine.map(|role| role.name.as_str())).map(str::to_owned);
            problems.push(problem(Column::Role, ProblemCode::RoleUnknown, text, meant));
        }
        found
    }

    fn action(&self, row: &'a TableRow, problems: &mut Vec<Problem>) {
        let Some(text) = self.text(row, Column::Action, problems) else { return };
        match Action::parse(text) {
            Some(Action::Add | Action::Keep) => {}
            Some(_) => todo!(),
            None => {
                let meant = actions::meant(text).map(Action::word);
                let meant = meant.or_else(|| suggest::nearest(text, Action::ALL.map(Action::word))).map(str::to_owned);
                problems.push(problem(Column::Action, ProblemCode::ActionUnknown, text, meant));
            }
        }
    }

    fn language(&self, row: &'a TableRow, problems: &mut Vec<Problem>) -> Option<Language> {
        let text = self.text(row, Column::Language, problems)?.trim();
        if text.is_empty() {
            return None;
        }
        let language = Language::parse(text);
        if language.is_none() {
            problems.push(problem(Column::Language, ProblemCode::LanguageUnknown, text, None));
        }
        language
    }
}

/// Whether the `Result` of a report says that the row needs no more.
fn is_done(result: &str) -> bool {
    let done = |outcome: &RowOutcome| *outcome != RowOutcome::Rejected && outcome.report_word() == result.trim();
    RowOutcome::ALL.iter().any(done)
}

pub(super) fn stops(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.code.severity() == Severity::Error)
}

/// What stands against giving a role by this file, whoever gets it.
pub(super) fn giving_problem(role: RoleId, account: &AccountView, options: Options) -> Option<Problem> {
    let known = account.roles.iter().find(|known| known.id == role)?;
    let code = if !known.is_given_by(account.administers_all()) {
        ProblemCode::RoleNotYours
    } else if role == role::ADMINISTRATOR && !options.allow_administrators {
        ProblemCode::AdministratorUnconfirmed
    } else {
        return None;
    };
    Some(problem(Column::Role, code, &known.name, None))
}

pub(super) fn problem(column: Column, code: ProblemCode, value: &str, suggestion: Option<String>) -> Problem {
    Problem { column, code, value: value.chars().take(200).collect(), suggestion }
}
