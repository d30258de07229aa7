//! Export users as a table in the template's columns, so that it can be edited and imported again.

pub use crate::ports::sheets::TableFormat;

use crate::{
    App, Error, Permit,
    list_users::{AssignmentView, UserQuery},
    names::Names,
    ports::{
        Template,
        sheets::{PlainTable, TemplateColumn},
        store::UserRecord,
    },
    select_users::UserSelection,
    words::say,
    write_table::TableWriting,
};
use rollcall_domain::{
    InvitationState, Status, Timestamp, UserId,
    import::{cells::Action, columns},
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// The name under which the table is offered to be saved.
pub const USERS_NAME: &str = "Rollcall users.xlsx";

/// So many users are fetched at a time.
const BATCH: usize = 5_000;

impl App {
    /// The users that are meant, in the order of the list where they were filtered and by name otherwise: a row for each assignment that the
    /// administrator may see, in the template's columns. Imported as it is, it changes nothing.
    ///
    /// # Errors
    /// There are more rows than a workbook has (1,048,575), or the workspace could not be read.
    pub async fn export_users(
        &self,
        by: &Permit,
        selection: &UserSelection,
        format: TableFormat,
    ) -> Result<Vec<u8>, Error> {
        let users = self.users_in_order(by, selection).await?;
        let (names, now) = (self.names().await?, self.now().await?);
        let template = names.export_template(by);
        let sheets = Arc::clone(&self.outside.sheets);
        let writing = TableWriting::begin(move |rows| match format {
            TableFormat::Xlsx => sheets.filled(&template, rows),
            TableFormat::Csv => sheets.table(&plain(template), format, rows),
        });
        for batch in users.chunks(BATCH) {
            let records = self.store().users(batch).await?;
            let mut records: HashMap<_, _> = records.into_iter().map(|user| (user.entry.id, user)).collect();
            let users = batch.iter().filter_map(|id| records.remove(id));
            if !writing.put(users.flat_map(|user| names.export_rows(user, by, now)).collect()).await {
                break;
            }
        }
        writing.end().await
    }

    pub(crate) async fn users_in_order(&self, by: &Permit, selection: &UserSelection) -> Result<Vec<UserId>, Error> {
        let UserSelection::These { users } = selection else { return self.selected_users(by, selection).await };
        let meant: HashSet<_> = users.iter().collect();
        let mut by_name = self.matching_users(by, &UserQuery::default()).await?;
        by_name.retain(|user| meant.contains(user));
        Ok(by_name)
    }
}

impl Names {
    fn export_template(&self, by: &Permit) -> Template {
        let mut template = self.template(by);
        let told = |header: &str| TemplateColumn {
            header: header.to_owned(),
            choices: Vec::new(),
            hint: String::new(),
            width: 12,
        };
        template.columns.extend(columns::EXPORT.map(told));
        template
    }

    /// A row for each assignment that may be seen; of somebody without any one row, for whoever may see them.
    fn export_rows(&self, user: UserRecord, by: &Permit, now: Timestamp) -> Vec<Vec<String>> {
        let language = user.language.map(|language| language.code().to_owned()).unwrap_or_default();
        let invitation = user.entry.invitation;
        let row = self.seen_row(user, by, now);
        let is_open = match row.status {
            Status::Active => true,
            Status::Pending | Status::Expiring => invitation == Some(InvitationState::Pending),
            _ => false,
        };
        let told = [
            say(&format!("export-status-{}", row.status.word()), &[]),
            row.invited_at.map(day).unwrap_or_default(),
            row.joined_at.map(day).unwrap_or_default(),
            row.expires_at.map(Timestamp::last_day).unwrap_or_default(),
        ];
        let name = row.name.unwrap_or_default();
        let line = |assignment: Option<AssignmentView>| {
            // Add leaves alone who has it and whose invitation is open. It would invite the others.
            let action = if is_open && assignment.is_some() { Action::Add } else { Action::Keep };
            let (group, role) = assignment.map(|one| (one.group_path, one.role_name)).unwrap_or_default();
            let own = [row.address.clone(), name.clone(), group, role, action.word().to_owned(), language.clone()];
            own.into_iter().chain(told.clone()).collect()
        };
        if row.assignments.is_empty() && by.is_root() {
            return vec![line(None)];
        }
        row.assignments.into_iter().map(|assignment| line(Some(assignment))).collect()
    }
}

/// A text file has nothing but the columns.
fn plain(template: Template) -> PlainTable {
    let columns = template.columns.into_iter().map(|column| (column.header, column.width)).collect();
    PlainTable { sheet: template.users_sheet, columns }
}

/// The day in UTC of a moment, written `2026-12-31`.
fn day(moment: Timestamp) -> String {
    moment.to_jiff().strftime("%Y-%m-%d").to_string()
}
