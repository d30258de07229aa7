//! Whatever stands in a table, reading its columns ends well.

use proptest::{collection::vec, option, prelude::*, sample::select};
use rollcall_domain::{
    import::{Column, Layout, Mapping, NoTable, columns::REPORT},
    table::{Cell, CellKind, Table, TableRow},
};

/// Texts that mean something somewhere, among such that mean nothing.
const TEXTS: [&str; 34] = [
    "Email",
    "E-Mail-Adresse",
    "Mail",
    "Address",
    "Login",
    "Name",
    "Vorname",
    "Apellidos",
    "Group [Required]",
    "Groups",
    "Rôle",
    "Role",
    "Action",
    "Sprache",
    "Result",
    "Problem",
    "How to fix",
    "Status",
    "version:v1.0",
    "Example: chris@contoso.com",
    "userPrincipalName",
    "displayName",
    "[",
    "Name [displayName",
    "topic_id",
    "message",
    "ana@example.org",
    "Zoë Ünal",
    "/Sales/EMEA",
    "Buyer",
    "Requisitioner",
    "de",
    "\u{feff}\u{a0}",
    "7",
];

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        1 => Just(Cell::Empty),
        6 => select(&TEXTS[..]).prop_map(|text| Cell::Text(text.into())),
        1 => any::<String>().prop_map(|text| Cell::Text(text.into())),
        1 => Just(Cell::NotText { kind: CellKind::Number, shown: "12".into() }),
    ]
}

fn a_table() -> impl Strategy<Value = Table> {
    vec((1..4_u32, vec(cell(), 0..9)), 0..9).prop_map(|rows| {
        let mut number = 0;
        let rows = rows.into_iter().map(|(step, cells)| {
            number += step;
            TableRow { number, cells }
        });
        Table { rows: rows.collect(), ..Table::default() }
    })
}

fn a_mapping() -> impl Strategy<Value = Mapping> {
    let text = || option::of(select(&["", " ", "Sales"][..]).prop_map(str::to_owned));
    let columns = vec(option::of(select(&Column::ALL[..])), 0..12);
    (option::of(0..30_u32), columns, text(), text()).prop_map(|(header_row, columns, group, role)| Mapping {
        header_row,
        columns,
        group,
        role,
    })
}

proptest! {
    #[test]
    fn what_headers_say_is_the_same_when_somebody_says_it(table in a_table()) {
        if let Ok(layout) = Layout::find(&table, None) {
            prop_assert_eq!(Layout::find(&table, Some(&layout.mapping())), Ok(layout));
        }
    }

    #[test]
    fn whatever_somebody_says_is_followed_or_refused(table in a_table(), mapping in a_mapping()) {
        prop_assert!(Layout::signature(&table, &mapping).is_none_or(|signature| signature.len() <= 2000));
        if let Ok(layout) = Layout::find(&table, Some(&mapping)) {
            for (index, column) in mapping.columns.iter().enumerate() {
                let Some(column) = column else { continue };
                // The columns of a report count only together, and what lies beyond the table does not.
                let is_there = layout.at(*column) == Some(index);
                prop_assert!(is_there || REPORT.contains(column) || layout.at(*column).is_none());
            }
            for row in layout.data_rows(&table) {
                for column in Column::ALL {
                    let may_be_said = layout.at(column).is_some() || [Column::Group, Column::Role].contains(&column);
                    prop_assert!(may_be_said || layout.cell(row, column) == &Cell::Empty);
                }
                prop_assert!(layout.without_report_columns(&row.cells).len() <= layout.headers.len());
            }
            prop_assert_eq!(Layout::find(&table, Some(&layout.mapping())), Ok(layout));
        }
    }

    #[test]
    fn a_guess_names_no_column_twice_and_is_never_refused_for_its_header(table in a_table()) {
        let guess = Layout::guess(&table);
        for column in Column::ALL {
            prop_assert!(guess.columns.iter().filter(|known| **known == Some(column)).count() <= 1);
        }
        prop_assert!(guess.header_row.is_none_or(|number| table.rows.iter().any(|row| row.number == number)));
        let all = Mapping { group: Some("Sales".into()), role: Some("Buyer".into()), ..guess };
        let refused = Layout::find(&table, Some(&all)).err();
        prop_assert!(matches!(refused, None | Some(NoTable::NoRows | NoTable::ColumnsMissing(_))), "{:?}", refused);
    }
}
