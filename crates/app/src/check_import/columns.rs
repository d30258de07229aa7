//! What somebody said of the columns of a table, for the next one with the same headers.

use super::ImportCheck;
use crate::{App, Error, Permit};
use rollcall_domain::{
    GroupPath, GroupTree,
    import::{HEADER_WITHIN, Layout, Mapping},
    table::Table,
};

impl App {
    /// Remembers what somebody has said of the columns of a table, if anything, for the next one with the same headers. A table without any is
    /// like too many others.
    pub(crate) async fn remember_columns(&self, by: &Permit, check: &ImportCheck) -> Result<(), Error> {
        let sheet = &check.draft.sheet;
        let Some(mapping) = &sheet.mapping else { return Ok(()) };
        let Some(signature) = Layout::signature(&sheet.table, mapping) else { return Ok(()) };
        let known = self.store().mapping_for(std::slice::from_ref(&signature)).await?.map(|(_, known)| known);
        let told = known.clone().and_then(|known| within(known, &check.account.groups, by).group);
        // Whoever was not told of a group has not said that there is none.
        let untold = known.as_ref().and_then(|known| known.group.clone()).filter(|_| told.is_none());
        let said = Mapping { group: mapping.group.clone().or(untold), ..mapping.clone() };
        let is_known = known.is_some_and(|known| Mapping { header_row: said.header_row, ..known } == said);
        if !is_known {
            self.store().keep_mapping(&signature, &said, self.act(by).now).await?;
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
        let mut rows: Vec<u32> = first.into_iter().collect();
        // Headers that say what they mean are the headers.
        if found.is_none() {
            let others = table.rows.iter().take(HEADER_WITHIN).map(|row| row.number);
            rows.extend(others.filter(|row| Some(*row) != first));
        }
        let signature = |row: u32| {
            let asked = Mapping { header_row: Some(row), ..Mapping::default() };
            Some((row, Layout::signature(table, &asked)?))
        };
        let (rows, signatures): (Vec<u32>, Vec<String>) = rows.into_iter().filter_map(signature).unzip();
        let found = self.store().mapping_for(&signatures).await?;
        Ok(found.map(|(at, mapping)| Mapping { header_row: Some(rows[at]), ..mapping }))
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
