//! What somebody said of the columns of a table, for the next one with the same headers.

use super::ImportCheck;
use crate::{App, Error, Permit};
use rollcall_domain::{
    GroupPath, GroupTree,
    import::{Column, HEADER_WITHIN, Layout, Mapping},
    table::{Cell, Table, TableRow},
};

impl App {
    /// Remembers what somebody has said of the columns of a table, if anything, for the next one with the same headers.
    ///
    /// # Errors
    /// The workspace could not be written.
    pub async fn remember_columns(&self, by: &Permit, check: &ImportCheck) -> Result<(), Error> {
        let sheet = &check.draft.sheet;
        let Some(mapping) = &sheet.mapping else { return Ok(()) };
        let signature = Layout::signature(&sheet.table, mapping);
        let known = self.store().mapping_for(&signature).await?;
        let is_known = known.is_some_and(|known| Mapping { header_row: mapping.header_row, ..known } == *mapping);
        if !is_known {
            self.store().keep_mapping(&signature, mapping, self.act(by)).await?;
        }
        Ok(())
    }

    /// What somebody has said of an earlier table with the same headers, wherever they stand in this one.
    pub(crate) async fn remembered_columns(&self, table: &Table) -> Result<Option<Mapping>, Error> {
        let found = match Layout::find(table, None) {
            Ok(layout) => Some(layout.mapping().header_row),
            Err(_) => None,
        };
        let first = found.unwrap_or_else(|| Layout::guess(table).header_row);
        let mut rows = vec![first];
        // Headers that say what they mean are the headers.
        if found.is_none() {
            let others = table.rows.iter().take(HEADER_WITHIN).map(|row| Some(row.number));
            rows.extend(others.filter(|row| *row != first));
        }
        for header_row in rows {
            let asked = Mapping { header_row, ..Mapping::default() };
            if let Some(mapping) = self.store().mapping_for(&Layout::signature(table, &asked)).await? {
                return Ok(Some(Mapping { header_row, ..mapping }));
            }
        }
        Ok(None)
    }

    /// Where the columns of an import are that was carried out, by the headers of its table.
    pub(crate) async fn places_of(
        &self,
        headers: &[String],
    ) -> Result<impl Fn(Column) -> Option<usize> + use<>, Error> {
        let cells = headers.iter().map(|header| Cell::Text(header.as_str().into())).collect();
        let table = Table { rows: vec![TableRow { number: 1, cells }], ..Table::default() };
        let asked = Mapping { header_row: Some(1), ..Mapping::default() };
        let said = self.store().mapping_for(&Layout::signature(&table, &asked)).await?;
        let headers = headers.to_vec();
        Ok(move |column: Column| match &said {
            Some(mapping) => mapping.columns.iter().position(|said| *said == Some(column)),
            None => column.position(&headers),
        })
    }
}

/// The mapping without a group outside an administrator's part, of which they need not know.
pub(super) fn within(mut mapping: Mapping, groups: &GroupTree, by: &Permit) -> Mapping {
    let is_theirs = |text: &String| {
        let group = GroupPath::parse(text).ok().and_then(|path| groups.find(&path));
        by.is_root() || group.is_some_and(|group| groups.is_in_part(group, by.scope()))
    };
    mapping.group = mapping.group.filter(is_theirs);
    mapping
}
