//! Carry on with typed addresses as with a spreadsheet: for more people than are invited at once.

use crate::{
    App, Error, Permit,
    check_import::{ImportCheck, Upload},
    invite_people::InviteInput,
    words::say,
    write_mail::in_words,
};
use rollcall_domain::{
    Language,
    import::{Column, Options, Sheet},
    table::{Cell, Table, TableRow},
};
use sha2::{Digest as _, Sha256};
use std::sync::Arc;

impl App {
    /// Plans an import of these people, one row for each of their roles, as if they had been in a file.
    ///
    /// # Errors
    /// No role was chosen, or the workspace could not be read.
    pub async fn check_people_as_sheet(
        &self,
        by: &Permit,
        input: &InviteInput,
        options: Options,
    ) -> Result<Arc<ImportCheck>, Error> {
        let offered = in_words(&input.assignments, &self.group_tree().await?, &self.store().roles().await?);
        if offered.is_empty() {
            return Err(Error::field("assignments", say("invite-no-group", &[])));
        }
        let language = input.language.map_or("", Language::code);
        let header = [Column::Email, Column::Name, Column::Group, Column::Role, Column::Language];
        let mut rows = vec![row(1, header.map(|column| column.word().to_owned()))];
        for person in &input.people {
            for (group, role) in &offered {
                let number = u32::try_from(rows.len() + 1).unwrap_or(u32::MAX);
                let name = person.name.clone().unwrap_or_default();
                let cells = [person.address.clone(), name, group.clone(), role.clone(), language.to_owned()];
                rows.push(row(number, cells));
            }
        }
        let mut hash = Sha256::new();
        for row in &rows {
            row.cells.iter().for_each(|cell| hash.update([cell.shown().as_bytes(), b"\0"].concat()));
        }
        let table = Table { sheet: String::new(), other_sheets: Vec::new(), rows };
        let file_name = say("invite-sheet-name", &[]);
        let upload = Upload { file_name, file_hash: hash.finalize().into(), sheet: Sheet::new(table) };
        self.check_upload(by, upload, options).await?.plan()
    }
}

fn row<const N: usize>(number: u32, cells: [String; N]) -> TableRow {
    let cell = |text: String| if text.is_empty() { Cell::Empty } else { Cell::Text(text.into()) };
    TableRow { number, cells: cells.into_iter().map(cell).collect() }
}
