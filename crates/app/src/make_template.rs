//! Make the template: the workbook that administrators fill in, with this account's groups and roles to choose from.

use crate::{
    App, Error, Permit,
    check_import::off_thread,
    make_report::columns_sheet,
    names::Names,
    ports::{Template, sheets::TemplateColumn},
    words::say,
};
use rollcall_domain::{
    Language,
    import::{Column, cells::Action, columns},
};
use std::sync::Arc;

impl App {
    /// The template, as a workbook.
    ///
    /// # Errors
    /// The workspace could not be read, or the workbook could not be made.
    pub async fn make_template(&self, by: &Permit) -> Result<Vec<u8>, Error> {
        let template = self.names().await?.template(by);
        let sheets = Arc::clone(&self.outside.sheets);
        off_thread(move || sheets.template(&template)).await?.map_err(Error::FileNotMade)
    }
}

/// The name under which the template is offered to be saved.
pub const TEMPLATE_NAME: &str = "Rollcall users.xlsx";

impl Names {
    /// The template for an administrator: with the groups and the roles that they may give.
    pub(crate) fn template(&self, by: &Permit) -> Template {
        let instructions = say("template-instructions", &[]);
        Template {
            users_sheet: columns_sheet(),
            instructions_sheet: say("template-instructions-sheet", &[]),
            columns: columns::TEMPLATE.map(|column| self.template_column(column, by)).to_vec(),
            instructions: instructions.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        }
    }

    fn template_column(&self, column: Column, by: &Permit) -> TemplateColumn {
        TemplateColumn {
            header: column.header(),
            choices: self.choices(column, by),
            hint: say(&format!("template-hint-{}", column.word().to_lowercase()), &[]),
            width: if matches!(column, Column::Email | Column::Name | Column::Group) { 32 } else { 18 },
        }
    }

    fn choices(&self, column: Column, by: &Permit) -> Vec<String> {
        match column {
            Column::Group => {
                let groups = self.groups.sorted().into_iter().filter(|(id, _)| self.may_see(*id, by));
                groups.map(|(_, path)| path.to_string()).collect()
            }
            Column::Role => {
                let roles = self.roles.iter().filter(|role| role.is_given_by(by.is_root()));
                roles.map(|role| role.name.clone()).collect()
            }
            Column::Action => {
                // Only administrators of the whole account remove somebody from it.
                let actions = Action::ALL.into_iter();
                let theirs = actions.filter(|action| by.is_root() || *action != Action::RemoveFromAccount);
                theirs.map(|action| action.word().to_owned()).collect()
            }
            Column::Language => Language::ALL.map(|language| language.code().to_owned()).to_vec(),
            _ => Vec::new(),
        }
    }
}
