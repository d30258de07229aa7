//! Columns by what stands in them, where no header says it.

use crate::{csv, table};
use Column::{Action, Email, Group, Language, Name, Role};
use rollcall_domain::{
    import::{Column, Layout, Mapping},
    table::Table,
};

fn guess(table: &Table) -> (Option<u32>, Vec<Option<Column>>) {
    let Mapping { header_row, columns, group, role } = Layout::guess(table);
    assert_eq!((group, role), (None, None));
    (header_row, columns)
}

#[test]
fn a_table_without_headers_is_known_by_what_stands_in_it() {
    let rows = csv(&[
        "Human Resources,Ana López,ana@example.org,Sales/EMEA,Buyer,es,Add,1",
        "Human Resources,Zoë Ünal-Öz,zoe@example.net,Sales/APAC,Approver,de,,2",
        "Human Resources,J. R. Smith,,Sales/EMEA,Buyer,en,Keep,3",
    ]);
    let expected = [None, Some(Name), Some(Email), Some(Group), Some(Role), Some(Language), Some(Action), None];
    assert_eq!(guess(&rows), (None, expected.to_vec()));
    let mapping = Layout::guess(&rows);
    assert!(Layout::find(&rows, Some(&mapping)).is_ok());
}

#[test]
fn headers_that_nobody_knows_are_known_by_their_shape() {
    let rows = csv(&[
        "Lista pracowników,,",
        "Adres e-mail,Imię i nazwisko,Rola",
        "ana@example.org,Ana López,Buyer",
        "zoe@example.net,Zoë Ünal,Tech",
    ]);
    assert_eq!(guess(&rows), (Some(2), vec![Some(Email), Some(Name), Some(Role)]));
}

#[test]
fn a_mistyped_address_makes_no_header_of_its_row() {
    let rows = csv(&["ana at example.org,Sales,Buyer", "zoe@example.net,Sales,Buyer", "x@example.net,Finance,Tech"]);
    assert_eq!(guess(&rows).0, None);
}

#[test]
fn words_come_before_looks() {
    let rows = csv(&["Correo,Responsable,Otro correo", "ana@example.org,Zoë Ünal,ana@example.com"]);
    assert_eq!(guess(&rows), (Some(1), vec![Some(Email), None, None]), "a manager is not the name");
    let streets = csv(&["Name,Address,Contact", "Ana López,Calle Mayor 1,ana@example.org"]);
    assert_eq!(guess(&streets).1, [Some(Name), None, Some(Email)]);
    let twice = csv(&["Mail,Mail,Group,Role", "ana@example.org,ana@example.com,Sales,Buyer"]);
    assert_eq!(guess(&twice).1, [Some(Email), None, Some(Group), Some(Role)]);
}

#[test]
fn people_without_addresses_have_at_least_their_names() {
    let rows = csv(&["Staff,", "Vorname,Nachname", "Ana,López"]);
    assert_eq!(guess(&rows), (Some(2), vec![Some(Column::FirstName), Some(Column::LastName)]));
}

#[test]
fn nothing_is_guessed_where_nothing_is_known() {
    assert_eq!(Layout::guess(&Table::default()), Mapping::default());
    assert_eq!(guess(&table(&[&[], &["", ""], &["4711"]])), (None, vec![None, None]));
}

#[test]
fn one_column_of_addresses_is_enough() {
    assert_eq!(guess(&csv(&["ana@example.org", "Zoë <zoe@example.net>"])), (None, vec![Some(Email)]));
}
