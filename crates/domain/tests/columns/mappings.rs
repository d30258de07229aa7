//! Columns as somebody says that they are.

use crate::{csv, first, table};
use Column::{Action, Email, Group, Name, Role};
use rollcall_domain::{
    import::{Column, Layout, Mapping, NoTable},
    table::Table,
};

fn mapping<const N: usize>(header_row: Option<u32>, columns: [Option<Column>; N]) -> Mapping {
    Mapping { header_row, columns: columns.to_vec(), group: None, role: None }
}

fn strange() -> Table {
    csv(&["Kontaktliste", "Wer,Wohin,Als was,Email", "ana@example.org,Sales,Buyer,Ana", "zoe@example.net,,,Zoë"])
}

#[test]
fn what_somebody_says_is_followed_to_the_letter() {
    let table = strange();
    let said = mapping(Some(2), [Some(Email), Some(Group), Some(Role), Some(Name)]);
    let layout = Layout::find(&table, Some(&said)).unwrap();
    assert_eq!(first(&layout, &table, [Email, Group, Role, Name]), ["ana@example.org", "Sales", "Buyer", "Ana"]);
    assert_eq!(
        (layout.mapping(), layout.headers.as_slice()),
        (said, &["Wer", "Wohin", "Als was", "Email"].map(String::from)[..])
    );
    let without_name = mapping(Some(2), [Some(Email), Some(Group), Some(Role)]);
    assert_eq!(Layout::find(&table, Some(&without_name)).unwrap().ignored, ["Email"]);
}

#[test]
fn a_row_that_names_no_group_or_role_has_those_that_were_said() {
    let table = strange();
    let said = Mapping {
        group: Some(" Finance ".into()),
        role: Some("Tech".into()),
        ..mapping(Some(2), [Some(Email), Some(Group)])
    };
    let layout = Layout::find(&table, Some(&said)).unwrap();
    let of = |index: usize| {
        let row = &layout.data_rows(&table)[index];
        [Group, Role].map(|column| layout.cell(row, column).shown().to_owned())
    };
    assert_eq!([of(0), of(1)], [["Sales", "Tech"], ["Finance", "Tech"]]);
    let again = Layout::find(&table, Some(&layout.mapping())).unwrap();
    assert_eq!(again, layout);
}

#[test]
fn without_a_header_row_every_row_is_about_somebody_and_the_headers_are_ours() {
    let table = csv(&["ana@example.org,,Sales,Buyer", "zoe@example.net,,Sales,Buyer"]);
    let said = mapping(None, [Some(Email), None, Some(Group), Some(Role)]);
    let layout = Layout::find(&table, Some(&said)).unwrap();
    assert_eq!((layout.header_row, layout.data_rows(&table).len()), (None, 2));
    assert_eq!(layout.headers, ["Email", "", "Group", "Role"], "so that its report can be read again");
}

#[test]
fn what_cannot_be_is_an_error() {
    let table = strange();
    let find = |mapping: &Mapping| Layout::find(&table, Some(mapping)).unwrap_err();
    let all = [Some(Email), Some(Group), Some(Role)];
    assert_eq!(find(&Mapping::default()), NoTable::ColumnsMissing(vec![Email, Group, Role]));
    assert_eq!(find(&mapping(Some(9), all)), NoTable::NoHeader);
    assert_eq!(find(&mapping(Some(4), all)), NoTable::NoRows);
    assert_eq!(find(&mapping(Some(2), [Some(Email), Some(Email)])), NoTable::ColumnTwice(Email));
    assert_eq!(find(&mapping(Some(2), [Some(Email), None, None, None, Some(Email)])), NoTable::ColumnTwice(Email));
    assert_eq!(find(&mapping(Some(2), [Some(Group), Some(Role)])), NoTable::ColumnsMissing(vec![Email]));
    assert_eq!(
        find(&mapping(Some(2), [None, Some(Group), Some(Role), None, Some(Email)])),
        NoTable::ColumnsMissing(vec![Email]),
        "beyond the last"
    );
    assert_eq!(find(&mapping(Some(2), [Some(Email), Some(Group)])), NoTable::ColumnsMissing(vec![Role]));
    let blank = Mapping { role: Some(" ".into()), ..mapping(Some(2), [Some(Email), Some(Group)]) };
    assert_eq!(find(&blank), NoTable::ColumnsMissing(vec![Role]));
    assert!(Layout::find(&table, Some(&mapping(Some(2), [Some(Email), Some(Action)]))).is_ok());
    assert_eq!(
        Layout::find(&Table::default(), Some(&mapping(None, all))),
        Err(NoTable::ColumnsMissing(vec![Email, Group, Role]))
    );
}

#[test]
fn a_report_of_a_table_that_was_explained_is_read_as_that_was() {
    let said = mapping(Some(1), [Some(Email), Some(Group), Some(Role)]);
    let before = csv(&["Wer,Wohin,Als was", "ana@example.org,Sales,Buyer"]);
    let report = csv(&["Wer,Wohin,Als was,Result,Problem,How to fix", "ana@example.org,Sales,Buyer,Invited,,"]);
    assert_eq!(Layout::signature(&before, &said), Layout::signature(&report, &said));
    let layout = Layout::find(&report, Some(&said)).unwrap();
    assert!(layout.is_report);
    assert_eq!(first(&layout, &report, [Column::Result]), ["Invited"]);
    assert_eq!((layout.headers.len(), layout.ignored.len()), (3, 0));
    let only_one = mapping(Some(1), [Some(Email), Some(Group), Some(Column::Result), Some(Role)]);
    let layout = Layout::find(&csv(&["a,b,c,d", "1,2,3,4"]), Some(&only_one)).unwrap();
    assert_eq!((layout.is_report, layout.at(Column::Result)), (false, None));
}

#[test]
fn tables_of_one_kind_have_one_signature() {
    let of = |lines: &[&str]| Layout::signature(&csv(lines), &mapping(Some(1), [Some(Email)]));
    let one = of(&["Wer,Wohin,Als was,", "ana@example.org,Sales,Buyer"]);
    assert_eq!(one, of(&["WER*,\u{feff}wohin ,Als  Was [Required],,,", "zoe@example.net,,"]));
    assert_ne!(
        one,
        of(&["Wohin,Wer,Als was", "Sales,ana@example.org,Buyer"]),
        "in another order they are other columns"
    );
    let bare = csv(&["ana@example.org,Sales,Buyer"]);
    for header in [None, Some(2)] {
        assert_eq!(Layout::signature(&bare, &mapping(header, [Some(Email)])), None, "there are too many like it");
    }
    let words: Vec<String> = (0..200).map(|number| format!("A long question with the number {number}")).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let long = Layout::signature(&table(&[&words, &["x"]]), &mapping(Some(1), [Some(Email)])).unwrap();
    let other = Layout::signature(&table(&[&words[1..], &["x"]]), &mapping(Some(1), [Some(Email)])).unwrap();
    assert!(long.len() < 100 && other.len() < 100 && long != other);
}
