//! Create the account of an empty workspace.

use crate::{App, Error, FieldProblem, ports::store::NewAccount, words::say};
use rollcall_domain::{
    AccountKey, AccountName, EmailAddress, GroupPath, PersonName, TextProblem, UserId, group::PathProblem,
};
use serde::Deserialize;

/// What somebody typed to create an account.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct NewAccountInput {
    /// What the account is called.
    pub account: String,
    /// What its first administrator is called.
    pub administrator_name: String,
    /// The first administrator's address.
    pub administrator_address: String,
    /// The first groups, as paths. Blank ones are passed over.
    pub groups: Vec<String>,
}

impl NewAccountInput {
    /// Checks everything at once.
    ///
    /// # Errors
    /// Every field that is not right.
    pub fn check(&self) -> Result<NewAccount, Error> {
        let mut problems = Vec::new();
        let mut wrong = |field: &str, message| problems.push(FieldProblem { field: field.to_owned(), message });
        let name =
            AccountName::parse(&self.account).map_err(|why| wrong("account", text_problem("field-account", why)));
        let administrator_name = PersonName::parse(&self.administrator_name)
            .map_err(|why| wrong("administrator_name", text_problem("field-your-name", why)));
        let administrator_address = EmailAddress::parse(&self.administrator_address)
            .map_err(|why| wrong("administrator_address", say("field-address", &[("why", &why)])));
        let written = self.groups.iter().filter(|path| !path.trim().is_empty());
        let groups: Vec<GroupPath> = written
            .filter_map(|text| GroupPath::parse(text).map_err(|why| wrong("groups", path_problem(text, why))).ok())
            .collect();
        match (name, administrator_name, administrator_address) {
            (Ok(name), Ok(administrator_name), Ok(administrator_address)) if problems.is_empty() => {
                Ok(NewAccount { name, administrator_name, administrator_address, groups })
            }
            _ => Err(Error::InvalidInput(problems)),
        }
    }
}

impl App {
    /// Creates the account. Its first administrator is active at once.
    ///
    /// # Errors
    /// There is an account already, or the workspace could not be written.
    pub async fn create_account(&self, new: &NewAccount) -> Result<UserId, Error> {
        let key = AccountKey::mint(self.outside.dice.as_ref());
        let created = self.store().create_account(new, &key, self.outside.clock.now()).await?;
        created.ok_or(Error::AccountExists)
    }
}

fn text_problem(field: &str, why: TextProblem) -> String {
    say(field, &[("why", &why)])
}

pub(crate) fn path_problem(text: &str, why: PathProblem) -> String {
    say("field-group", &[("group", &text.trim()), ("why", &why)])
}
