//! Each row of a table, read and checked by itself.

use super::{
    AccountView, Column, Layout, NoTable, Options, Problem, ProblemCode, RowOutcome, Severity, Sheet,
    cells::{self, Action},
    places::{NamedGroup, Place, PlaceReader},
    scripts, suggest,
};
use crate::{
    AddressKey, EmailAddress, GroupPath, Language, PersonName, RoleId, TextProblem, role,
    table::{Cell, CellKind, TableRow},
    text::hidden_character,
};
use std::{borrow::Cow, collections::HashMap, ops::Range};

/// The rows of a table, read and checked each by itself. What is left needs to know the people.
#[derive(Debug)]
pub struct Draft {
    /// Where the columns are.
    pub layout: Layout,
    /// The table, which may be read again with other options.
    pub sheet: Sheet,
    /// The groups that the file names, that do not exist and that could be made, as first written.
    pub unknown_groups: Vec<GroupPath>,
    pub(super) checked: Vec<Checked>,
    pub(super) groups: Vec<NamedGroup>,
    /// The places of all wishes, one after the other.
    pub(super) places: Vec<Place>,
    /// By path key, of groups to make that a row names which takes or changes something: what may be meant.
    pub(super) meant_groups: HashMap<String, Option<String>>,
    pub(super) options: Options,
}

/// One row, checked by itself.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) problems: Vec<Problem>,
    pub(super) wish: Option<Wish>,
}

/// What a row without errors asks for. `None` in its place where nothing is to be done: the report said that it was, or somebody or the row so.
#[derive(Debug)]
pub(super) struct Wish {
    pub(super) address: EmailAddress,
    pub(super) key: AddressKey,
    pub(super) name: Option<PersonName>,
    pub(super) language: Option<Language>,
    pub(super) action: Action,
    /// Which of [`Draft::places`]; none where the account itself is meant.
    pub(super) places: Range<usize>,
}

/// Reads the rows of a table and checks each by itself.
///
/// # Errors
/// Why nothing of this table can be imported.
pub fn read_rows(sheet: Sheet, account: &AccountView, options: Options) -> Result<Draft, NoTable> {
    let layout = Layout::find(&sheet.table, sheet.mapping.as_ref())?;
    let rows = layout.data_rows(&sheet.table);
    let mut reader = Reader {
        layout: &layout,
        sheet: &sheet,
        account,
        options,
        domains: suggest::Domains::of(rows.iter().map(|row| layout.cell(row, Column::Email).shown())),
        cells: PlaceReader::new(account, options, &sheet),
    };
    let checked = rows.iter().map(|row| reader.check(row)).collect();
    let PlaceReader { groups, unknown_groups, places, meant_groups, .. } = reader.cells;
    Ok(Draft { layout, sheet, unknown_groups, checked, groups, places, meant_groups, options })
}

struct Reader<'a> {
    layout: &'a Layout,
    sheet: &'a Sheet,
    account: &'a AccountView,
    options: Options,
    domains: suggest::Domains,
    cells: PlaceReader<'a>,
}

impl<'a> Reader<'a> {
    fn check(&mut self, row: &'a TableRow) -> Checked {
        if self.is_skipped(row) {
            return Checked { problems: Vec::new(), wish: None };
        }
        let mut problems = Vec::new();
        let (address, name_beside) = self.address(row, &mut problems);
        let name = self.name(row, name_beside, &mut problems);
        let mut of_action = Vec::new();
        let action = self.action(row, &mut of_action);
        let (places, roles) = match action {
            Action::RemoveFromAccount | Action::Keep => (Some(0..0), Vec::new()),
            _ => self.places(row, action, &mut problems),
        };
        problems.append(&mut of_action);
        let language = self.language(row, &mut problems);
        // A row without errors is asked about this when the person is known, who may have the role already.
        if stops(&problems) {
            for role in roles {
                let against = match action {
                    Action::RemoveFromGroup => taking_problem(role, self.account),
                    _ => giving_problem(role, self.account, self.options),
                };
                problems.extend(against.filter(|problem| !problems.contains(problem)));
            }
        }
        let wish = match (address, places) {
            (Some((address, key)), Some(places)) if !stops(&problems) => {
                Some(Wish { address, key, name, language, action, places })
            }
            _ => None,
        };
        Checked { problems, wish }
    }

    /// Whether somebody, the row itself or the report that it comes from says that nothing is to be done.
    fn is_skipped(&self, row: &TableRow) -> bool {
        self.sheet.skipped.contains(&row.number)
            || Action::parse(self.layout.cell(row, Column::Action).shown()) == Some(Action::Keep)
            || self.layout.is_report && is_done(self.layout.cell(row, Column::Result).shown())
    }

    /// The text of a cell; a problem and nothing if it is no text.
    fn text(&self, row: &'a TableRow, column: Column, problems: &mut Vec<Problem>) -> Option<&'a str> {
        let layout: &'a Layout = self.layout;
        match layout.cell(row, column) {
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
        &mut self,
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
                if let Some(meant) = self.domains.meant(key.domain()) {
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

    fn name(&self, row: &'a TableRow, beside: Option<&'a str>, problems: &mut Vec<Problem>) -> Option<PersonName> {
        let whole = self.text(row, Column::Name, problems)?.trim();
        let parts = [Column::FirstName, Column::LastName]
            .map(|column| (column, self.text(row, column, problems).map_or("", str::trim)))
            .into_iter()
            .filter(|(_, text)| !text.is_empty());
        let (columns, texts): (Vec<Column>, Vec<&str>) =
            if whole.is_empty() { parts.unzip() } else { (vec![Column::Name], vec![whole]) };
        let (columns, text) = match (&columns[..], beside) {
            ([], beside) => (vec![Column::Email], Cow::Borrowed(beside?)),
            ([_], _) => (columns, Cow::Borrowed(texts[0])),
            _ => (columns, Cow::Owned(texts.join(" "))),
        };
        match PersonName::parse(&text) {
            Ok(name) => Some(name),
            Err(TextProblem::TooLong(_)) => {
                problems.push(problem(columns[0], ProblemCode::NameTooLong, &text, None));
                None
            }
            Err(_) => {
                for column in columns {
                    // The whole cell, which may be the address too: what is suggested is written in its place.
                    let cell = self.layout.cell(row, column).shown();
                    if cell.chars().any(|c| hidden_character(c).is_some()) {
                        problems.push(problem(
                            column,
                            ProblemCode::HiddenCharacter,
                            cell,
                            suggest::without_hidden(cell),
                        ));
                    }
                }
                None
            }
        }
    }

    /// The places that a row is about, and the roles that it names, also where something else is wrong.
    fn places(
        &mut self,
        row: &'a TableRow,
        action: Action,
        problems: &mut Vec<Problem>,
    ) -> (Option<Range<usize>>, Vec<RoleId>) {
        let group_text = self.text(row, Column::Group, problems).map(str::trim);
        let groups = group_text.and_then(|text| self.cells.groups(text, action == Action::Add, problems));
        let role_text = self.text(row, Column::Role, problems).map(str::trim);
        let roles = role_text.and_then(|text| self.cells.roles(text, problems));
        let named = roles.map(|roles| self.cells.roles_of(roles).to_vec()).unwrap_or_default();
        if role_text == Some("") && action != Action::RemoveFromGroup {
            problems.push(problem(Column::Role, ProblemCode::RoleMissing, "", None));
            return (None, named);
        }
        let (Some(groups), Some(roles)) = (groups, roles) else { return (None, named) };
        match self.cells.places(groups, roles, action) {
            Ok(places) => (Some(places), named),
            Err((column, code)) => {
                let text = if column == Column::Group { group_text } else { role_text };
                problems.push(problem(column, code, text.unwrap_or_default(), None));
                (None, named)
            }
        }
    }

    /// What is to be done; where that is misspelt, what is probably meant, so that nothing else is asked for.
    fn action(&self, row: &'a TableRow, problems: &mut Vec<Problem>) -> Action {
        let Some(text) = self.text(row, Column::Action, problems) else { return Action::Add };
        Action::parse(text).unwrap_or_else(|| {
            let meant = suggest::meant_action(text);
            let word = meant.map(|action| action.word().to_owned());
            problems.push(problem(Column::Action, ProblemCode::ActionUnknown, text, word));
            meant.unwrap_or(Action::Add)
        })
    }

    fn language(&self, row: &TableRow, problems: &mut Vec<Problem>) -> Option<Language> {
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

/// What stands against taking a role away.
pub(super) fn taking_problem(role: RoleId, account: &AccountView) -> Option<Problem> {
    let known = account.roles.iter().find(|known| known.id == role)?;
    let is_theirs = known.is_given_by(account.administers_all());
    (!is_theirs).then(|| problem(Column::Role, ProblemCode::RoleNotYours, &known.name, None))
}

pub(super) fn problem(column: Column, code: ProblemCode, value: &str, suggestion: Option<String>) -> Problem {
    Problem { column, code, value: cells::value_of(value), suggestion }
}
