//! Headers of any table, and what somebody says of its columns.
//!
//! An input is a table; its first line may say the meaning of its columns: `>`, the number of the header row, the group, the role, and a word for
//! each column.

use crate::tables;
use rollcall_domain::import::{Column, Layout, Mapping, NoTable, columns::REPORT};

pub(crate) fn run(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let said = text.lines().next().and_then(|line| line.strip_prefix('>')).map(mapping);
    let table = tables::table(text.lines().skip(usize::from(said.is_some())));

    let layout = Layout::find(&table, None);
    if let Ok(layout) = &layout {
        let again = Layout::find(&table, Some(&layout.mapping()));
        assert_eq!(again.as_ref(), Ok(layout), "what headers say is the same when somebody says it");
    }

    let guess = Layout::guess(&table);
    for column in Column::ALL {
        let times = guess.columns.iter().filter(|known| **known == Some(column)).count();
        assert!(times <= 1, "{column:?} is guessed twice");
    }
    let is_there = |number| table.rows.iter().any(|row| row.number == number);
    assert!(guess.header_row.is_none_or(is_there), "the header is guessed in a row that is not there");
    let whole = Mapping { group: Some("Sales".into()), role: Some("Buyer".into()), ..guess };
    let refused = Layout::find(&table, Some(&whole)).err();
    assert!(matches!(refused, None | Some(NoTable::NoRows | NoTable::ColumnsMissing(_))), "a guess: {refused:?}");

    let Some(said) = said else { return };
    assert!(Layout::signature(&table, &said).is_none_or(|signature| signature.len() <= 2000));
    let Ok(layout) = Layout::find(&table, Some(&said)) else { return };
    for (index, column) in said.columns.iter().enumerate() {
        let Some(column) = column else { continue };
        let is_there = layout.at(*column) == Some(index);
        assert!(is_there || REPORT.contains(column) || layout.at(*column).is_none(), "{column:?} is elsewhere");
    }
    for row in layout.data_rows(&table) {
        assert!(layout.without_report_columns(&row.cells).len() <= layout.headers.len());
    }
    assert_eq!(Layout::find(&table, Some(&layout.mapping())), Ok(layout));
}

fn mapping(line: &str) -> Mapping {
    let mut words = line.split('\t');
    let header_row = words.next().and_then(|word| word.trim().parse().ok());
    let mut text = || words.next().filter(|word| !word.is_empty()).map(str::to_owned);
    let (group, role) = (text(), text());
    let column = |word: &str| Column::ALL.into_iter().find(|column| column.word() == word);
    Mapping { header_row, group, role, columns: words.take(200).map(column).collect() }
}
