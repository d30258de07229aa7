//! Make the template: the workbook that administrators fill in, with this account's groups and roles to choose from.

use crate::{
    App, Error, Permit,
    check_import::off_thread,
    make_report::columns_sheet,
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
        let tree = self.group_tree().await?;
        let mine = |id| tree.is_in_part(id, by.scope());
        let groups: Vec<_> =
            tree.sorted().into_iter().filter(|(id, _)| mine(*id)).map(|(_, path)| path.to_string()).collect();
        let roles: Vec<_> = self.store().roles().await?.into_iter().map(|role| role.name).collect();
        let template = template(&groups, &roles);
        let sheets = Arc::clone(&self.outside.sheets);
        off_thread(move || sheets.template(&template)).await?.map_err(Error::FileNotMade)
    }
}

/// The name under which the template is offered to be saved.
pub const TEMPLATE_NAME: &str = "Rollcall users.xlsx";

fn template(groups: &[String], roles: &[String]) -> Template {
    let choices = |column| match column {
        Column::Group => groups.to_vec(),
        Column::Role => roles.to_vec(),
        Column::Action => vec![Action::Add.word().to_owned()],
        Column::Language => Language::ALL.map(|language| language.code().to_owned()).to_vec(),
        _ => Vec::new(),
    };
    let column = |column: Column| TemplateColumn {
        header: column.header(),
        choices: choices(column),
        hint: say(&format!("template-hint-{}", column.word().to_lowercase()), &[]),
        width: if matches!(column, Column::Email | Column::Name | Column::Group) { 32 } else { 18 },
    };
    Template {
        users_sheet: columns_sheet(),
        instructions_sheet: say("template-instructions-sheet", &[]),
        columns: columns::TEMPLATE.map(column).to_vec(),
        instructions: say("template-instructions", &[])
            .lines()
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect(),
    }
}
