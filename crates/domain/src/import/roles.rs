//! The roles that cells name.

use super::{
    AccountView, ProblemCode,
    cells::{self, Parts},
    places::Named,
    suggest,
    wrong::{Wrong, WrongParts},
};
use crate::{RoleId, role};
use std::collections::HashMap;

/// Works out which roles the cells of a file name.
pub(super) struct RoleReader<'a> {
    account: &'a AccountView,
    /// The roles of the account, by what names are compared.
    known: HashMap<String, RoleId>,
    /// The names that may be suggested; made when the first is asked for.
    suggested: Option<suggest::Names<'a>>,
    /// Where there is no account: a number for every role that a cell named.
    numbers: HashMap<String, RoleId>,
}

impl<'a> RoleReader<'a> {
    pub(super) fn new(account: &'a AccountView) -> Self {
        Self { account, known: role::by_name(&account.roles), suggested: None, numbers: HashMap::new() }
    }

    /// The roles of a cell. `left` is what cells may still name.
    pub(super) fn read(&mut self, text: &str, left: &mut Parts) -> Named<RoleId> {
        if let Some(role) = self.role(text) {
            return Ok([role].into());
        }
        if !left.take(text) {
            return Err([Wrong::whole(ProblemCode::RolesUnclear, None)].into());
        }
        // `; Buyer` beside two groups leaves the first without a role: it does not mean Buyer for both.
        let between = text.trim_end_matches([';', ' ', '\r', '\n']);
        let parts: Vec<&str> = cells::parts(text).collect();
        let has_gap = between.contains(';') && between.split(';').any(|part| part.trim().is_empty());
        if has_gap || parts.is_empty() && !text.is_empty() {
            return Err([Wrong::whole(ProblemCode::RoleMissing, None)].into());
        }
        let named: Option<Box<[RoleId]>> = parts.iter().map(|part| self.role(part)).collect();
        if let Some(named) = named {
            return Ok(named);
        }
        let between_commas: Option<Box<[RoleId]>> = text.split(',').map(|part| self.role(part.trim())).collect();
        if let Some(named) = between_commas {
            return Ok(named);
        }
        Err(self.unknown(text, &parts))
    }

    /// The role of this name. Where there is no account, every name is a role's.
    fn role(&mut self, text: &str) -> Option<RoleId> {
        if self.account.is_known {
            return self.known.get(&role::name_key(text)).copied();
        }
        if text.is_empty() || text.contains([';', '\n', '\r']) {
            return None;
        }
        let next = RoleId(i64::try_from(self.numbers.len()).unwrap_or(i64::MAX) + 1);
        Some(*self.numbers.entry(role::name_key(text)).or_insert(next))
    }

    /// What is wrong with a cell of which some parts are no roles.
    fn unknown(&mut self, text: &str, parts: &[&str]) -> Box<[Wrong]> {
        let is_read = parts.len() <= suggest::PARTS;
        let mut wrong = WrongParts::default();
        for part in parts {
            if self.role(part).is_none() {
                let meant = if is_read { self.similar(part).map(str::to_owned) } else { None };
                wrong.note(ProblemCode::RoleUnknown, part, meant);
            }
        }
        wrong.of(text, is_read)
    }

    fn similar(&mut self, text: &str) -> Option<&'a str> {
        let account = self.account;
        let names = self.suggested.get_or_insert_with(|| {
            let mine = account.roles.iter().filter(|role| role.is_given_by(account.administers_all()));
            suggest::Names::new(mine.map(|role| role.name.as_str()))
        });
        names.similar(text)
    }
}
