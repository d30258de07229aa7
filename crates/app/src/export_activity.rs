//! Export what happened as a table.

use crate::{
    App, Error, Permit,
    export_users::TableFormat,
    list_activity::ActivityQuery,
    ports::{sheets::PlainTable, store::ActivityRecord},
    words::say,
    write_table::TableWriting,
};
use rollcall_domain::{ImportId, UserId};
use std::{collections::HashMap, sync::Arc};

/// The name under which the table is offered to be saved.
pub const ACTIVITY_NAME: &str = "Rollcall activity.xlsx";

/// So many entries are fetched at a time.
const BATCH: u32 = 20_000;

/// The columns, by the ends of their messages, with their widths in characters.
const COLUMNS: [(&str, u16); 7] = [
    ("export-when", 22),
    ("export-who", 26),
    ("export-what", 32),
    ("export-whom", 26),
    ("export-address", 32),
    ("export-details", 48),
    ("export-import", 32),
];

impl App {
    /// What happened and matches, newest first, whatever the window: when, who, what, to whom, the particulars, by which import.
    ///
    /// # Errors
    /// There are more rows than a workbook has (1,048,575), or the workspace could not be read.
    pub async fn export_activity(
        &self,
        by: &Permit,
        query: &ActivityQuery,
        format: TableFormat,
    ) -> Result<Vec<u8>, Error> {
        let concerned = self.concerned(by, query).await?;
        let imports = self.store().imports(None, u32::MAX).await?;
        let imports: HashMap<_, _> = imports.into_iter().map(|import| (import.id, import.file_name)).collect();
        let table = PlainTable {
            sheet: say("export-activity-sheet", &[]),
            columns: COLUMNS.map(|(id, width)| (say(id, &[]), width)).to_vec(),
        };
        let sheets = Arc::clone(&self.outside.sheets);
        let writing = TableWriting::begin(move |rows| sheets.table(&table, format, rows));
        let mut last = None;
        loop {
            // What happens meanwhile is newer, and moves nothing.
            let entries = self.activity_before(&concerned, query, last, BATCH).await?;
            let is_all = entries.len() < BATCH as usize;
            last = entries.last().map(|entry| entry.id).or(last);
            let addresses = self.addresses(&entries).await?;
            let rows = entries.into_iter().map(|entry| row(entry, &addresses, &imports)).collect();
            if !writing.put(rows).await || is_all {
                return writing.end().await;
            }
        }
    }

    /// Where those to whom something happened are written to.
    async fn addresses(&self, entries: &[ActivityRecord]) -> Result<HashMap<UserId, String>, Error> {
        let mut users: Vec<_> = entries.iter().filter_map(|entry| entry.user).collect();
        users.sort_unstable();
        users.dedup();
        let entries = self.store().entries_of(&users).await?;
        Ok(entries.into_iter().map(|entry| (entry.id, entry.address)).collect())
    }
}

fn row(entry: ActivityRecord, addresses: &HashMap<UserId, String>, imports: &HashMap<ImportId, String>) -> Vec<String> {
    let import = entry.import.map(|number| {
        let file = imports.get(&number).cloned().unwrap_or_default();
        say("export-of-import", &[("file", &file), ("number", &number)])
    });
    vec![
        entry.at.to_jiff().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        entry.by.unwrap_or_else(|| say("export-by-rollcall", &[])),
        say(&format!("export-verb-{}", entry.verb.word()), &[]),
        entry.whom.unwrap_or_default(),
        entry.user.and_then(|user| addresses.get(&user).cloned()).unwrap_or_default(),
        entry.detail.unwrap_or_default(),
        import.unwrap_or_default(),
    ]
}
