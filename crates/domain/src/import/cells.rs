//! What people write into cells: taken apart before it is checked.

use super::{Column, actions};
use crate::{AddressKey, AddressProblem, EmailAddress, ProblemCode};

/// Splits `Zoë Ünal <zoe@example.net>` and `mailto:zoe@example.net` into the name, if there is one, and the address.
///
/// `zoe@example.net <eve@example.com>` stays whole, and so is no address: nobody can say whom it means.
pub fn split_mailbox(text: &str) -> (Option<&str>, &str) {
    let text = text.trim();
    if let Some((before, rest)) = text.split_once('<')
        && let Some((address, after)) = rest.split_once('>')
        && after.trim_matches([' ', ';', ',', '\u{a0}']).is_empty()
    {
        let name = before.trim().trim_matches(['"', '\'']).trim();
        let address = without_mailto(address);
        if names_another(name, address) {
            return (None, text);
        }
        return (Some(name).filter(|name| !name.is_empty()), address);
    }
    (None, without_mailto(text).trim_end_matches([';', ',']).trim_end())
}

/// Whether an address stands in the name that is not the one behind it.
fn names_another(name: &str, address: &str) -> bool {
    let around: &[char] = &['"', '\'', '(', ')', '[', ']', ',', ';', ':'];
    let mut words = name.split_whitespace().map(|word| word.trim_matches(around)).filter(|word| word.contains('@'));
    words.any(|word| !word.eq_ignore_ascii_case(address) && EmailAddress::parse(word).is_ok())
}

fn without_mailto(address: &str) -> &str {
    let address = address.trim();
    match address.get(..7) {
        Some(start) if start.eq_ignore_ascii_case("mailto:") => {
            address[7..].split('?').next().unwrap_or_default().trim()
        }
        _ => address,
    }
}

/// The parts of a cell that names several things: between semicolons or on lines of their own.
pub fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty())
}

/// How many parts the cells of a file may have that name several things. Each different cell is taken apart once, and 64 MiB of them may have
/// tens of millions of parts, of which each could be another group.
pub(super) struct Parts {
    left: usize,
}

impl Parts {
    /// This many.
    pub(super) const fn of_file(left: usize) -> Self {
        Self { left }
    }

    /// Counts the parts of a cell, between commas too. `false`: they are more than are left.
    pub(super) fn take(&mut self, text: &str) -> bool {
        let between = text.bytes().filter(|byte| b";,\n\r".contains(byte)).count();
        let parts = if between == 0 { 0 } else { between + 1 };
        let left = self.left.checked_sub(parts);
        self.left = left.unwrap_or(self.left);
        left.is_some()
    }
}

/// What stands between the parts of a cell.
const BETWEEN: [char; 3] = [';', '\n', '\r'];

/// The same cell with other parts where `other` has one; all else in it stays.
pub fn with_parts<'a>(text: &str, other: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut mended = String::with_capacity(text.len());
    for piece in text.split_inclusive(BETWEEN) {
        let part = piece.trim_end_matches(BETWEEN).trim();
        match other(part).filter(|_| !part.is_empty()) {
            Some(other) => {
                // A trimmed part stands in its piece once, before everything else that is like it.
                let (before, after) = piece.split_once(part).unwrap_or(("", ""));
                mended.extend([before, other, after]);
            }
            None => mended.push_str(piece),
        }
    }
    mended
}

/// So many letters of a cell are told in a problem.
const TOLD: usize = 200;

/// What a problem says of a cell, or of a part of it: the text without space around it, and no more than two hundred letters of it.
pub(super) fn value_of(text: &str) -> String {
    let told: String = text.trim().chars().take(TOLD).collect();
    told.trim_end().to_owned()
}

/// Whether a problem can name this part of a cell and nothing else of it.
pub(super) fn is_told_alone(cell: &str, part: &str) -> bool {
    cell.trim() != part && part.chars().count() < TOLD && parts(cell).any(|each| each == part)
}

/// The text of a cell with something else in the place of what a problem says of it: where that is a part of the cell, all else stays.
pub fn instead(column: Column, cell: &str, value: &str, other: &str) -> String {
    let is_part = column.is_list() && value_of(cell) != value && parts(cell).any(|part| part == value);
    if is_part { with_parts(cell, |part| (part == value).then_some(other)) } else { other.to_owned() }
}

/// Reads the address of a cell.
///
/// # Errors
/// The code of what is wrong with it.
pub fn read_address(text: &str) -> Result<(EmailAddress, AddressKey), ProblemCode> {
    EmailAddress::parse_with_key(text).map_err(|problem| match problem {
        AddressProblem::Empty => ProblemCode::EmailMissing,
        AddressProblem::HiddenCharacter(_) => ProblemCode::HiddenCharacter,
        AddressProblem::LocalPartNotAscii => ProblemCode::EmailNotAscii,
        AddressProblem::TooLong => ProblemCode::EmailTooLong,
        _ if text.matches('@').count() > 1 => ProblemCode::EmailSeveral,
        AddressProblem::Form | AddressProblem::LocalPart => ProblemCode::EmailMalformed,
        AddressProblem::Domain => ProblemCode::EmailDomain,
    })
}

/// What an `Action` cell may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Give the role in the group, inviting whoever is not there yet.
    Add,
    /// Put the role in place of the one they have in the group.
    ChangeRole,
    /// Take the role in the group away.
    RemoveFromGroup,
    /// Remove the user from the account.
    RemoveFromAccount,
    /// Do nothing, whatever else the row says. An export says so of whom an import of it would otherwise invite.
    Keep,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 5] =
        [Self::Add, Self::ChangeRole, Self::RemoveFromGroup, Self::RemoveFromAccount, Self::Keep];

    /// Its word in the template.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Add => "Add",
            Self::ChangeRole => "Change role",
            Self::RemoveFromGroup => "Remove from group",
            Self::RemoveFromAccount => "Remove from account",
            Self::Keep => "Keep",
        }
    }

    /// Reads a cell, in any of the languages that we know and whatever its case. Nothing is Add.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return Some(Self::Add);
        }
        let ours = Self::ALL.into_iter().find(|action| action.word().eq_ignore_ascii_case(text));
        ours.or_else(|| actions::said(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_is_split_into_name_and_address() {
        for (cell, name, address) in [
            ("Zoë Ünal <zoe@example.net>", Some("Zoë Ünal"), "zoe@example.net"),
            ("\"Ünal, Zoë\" <zoe@example.net>;", Some("Ünal, Zoë"), "zoe@example.net"),
            ("<zoe@example.net>", None, "zoe@example.net"),
            ("mailto:zoe@example.net", None, "zoe@example.net"),
            ("MAILTO:zoe@example.net?subject=Hi", None, "zoe@example.net"),
            ("\u{a0}zoe@example.net; ", None, "zoe@example.net"),
            ("zoe@example.net", None, "zoe@example.net"),
            ("Zoë", None, "Zoë"),
            ("Zoë @ Acme <zoe@example.net>", Some("Zoë @ Acme"), "zoe@example.net"),
            ("'Zoe@example.net' <zoe@example.net>", Some("Zoe@example.net"), "zoe@example.net"),
            ("zoe@example.net, <eve@example.com>", None, "zoe@example.net, <eve@example.com>"),
        ] {
            assert_eq!(split_mailbox(cell), (name, address), "{cell}");
        }
    }

    #[test]
    fn an_action_is_read_whatever_its_case_and_nothing_is_add() {
        assert_eq!(Action::parse(" "), Some(Action::Add));
        assert_eq!(Action::parse("CHANGE ROLE"), Some(Action::ChangeRole));
        assert_eq!(Action::parse("\u{a0}keep "), Some(Action::Keep));
        assert_eq!(Action::parse("delete everything"), None);
    }
}
