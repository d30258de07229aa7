//! Columns by the words of their headers.

use crate::{csv, first, table};
use Column::{Action, Email, FirstName, Group, Language, LastName, Name, Role};
use rollcall_domain::import::{Column, Layout, NoTable, columns};

#[test]
fn headers_are_found_below_titles_in_any_order_and_case() {
    let table = table(&[
        &["Staff of Acme"],
        &["", "ROLE*", "e-Mail (required)", "Cost centre", "group [Required]"],
        &["", "x"],
    ]);
    let layout = Layout::find(&table, None).unwrap();
    assert_eq!(
        (layout.header_row, layout.at(Email), layout.at(Role), layout.at(Group)),
        (Some(1), Some(2), Some(1), Some(4))
    );
    assert_eq!(layout.ignored, ["Cost centre"]);
    assert_eq!(layout.headers.len(), 5);
}

#[test]
fn a_table_is_read_in_five_languages() {
    for (header, columns) in [
        (
            "Vorname,Nachname,E-Mail-Adresse,Abteilung,Funktion,Sprache,Aktion",
            [FirstName, LastName, Email, Group, Role, Language, Action],
        ),
        (
            "Nombre,Apellidos,Correo electrónico,Grupo,Rol,Idioma,Acción",
            [FirstName, LastName, Email, Group, Role, Language, Action],
        ),
        (
            "NOM,PRENOM,ADRESSE ELECTRONIQUE,GROUPE,ROLE,LANGUE,ACTION",
            [LastName, FirstName, Email, Group, Role, Language, Action],
        ),
        (
            "Cognome,Nome,Indirizzo e-mail,Gruppo,Ruolo,Lingua,Azione",
            [LastName, FirstName, Email, Group, Role, Language, Action],
        ),
        (
            "Action,Language,Roles,Groups,Mail address,Surname,Given name",
            [Action, Language, Role, Group, Email, LastName, FirstName],
        ),
    ] {
        let table = csv(&[header, "1,2,3,4,5,6,7"]);
        let layout = Layout::find(&table, None).unwrap_or_else(|why| panic!("{header}: {why:?}"));
        assert_eq!(first(&layout, &table, columns), ["1", "2", "3", "4", "5", "6", "7"], "{header}");
        assert!(layout.ignored.is_empty(), "{header}: {:?}", layout.ignored);
    }
}

#[test]
fn a_bare_name_beside_one_half_of_it_is_the_other_half_unless_it_is_whole() {
    for (header, rows, name, halves) in [
        ("Name,Vorname", ["López,Ana", "Ünal,Zoë"], None, (Some(1), Some(0))),
        ("Nom,Prénom", ["López,Ana", "Ünal,Zoë"], None, (Some(1), Some(0))),
        ("Nome,Cognome", ["Ana,López", "Zoë,Ünal"], None, (Some(0), Some(1))),
        ("Name,Vorname", ["Ana López,Ana", "Zoë Ünal,Zoë"], Some(0), (Some(1), None)),
        ("Full name,First name", ["López,Ana", "Ünal,Zoë"], Some(0), (Some(1), None)),
        ("Name,", ["Ana López,", "Zoë Ünal,"], Some(0), (None, None)),
    ] {
        let rows = rows.map(|row| format!("{row},ana@example.org,Sales,Buyer"));
        let table = csv(&[&format!("{header},Email,Group,Role"), &rows[0], &rows[1]]);
        let layout = Layout::find(&table, None).unwrap();
        assert_eq!(layout.at(Name), name, "{header}");
        assert_eq!((layout.at(FirstName), layout.at(LastName)), halves, "{header}");
    }
}

#[test]
fn what_keeps_a_table_from_being_imported_is_named() {
    let find = |rows: &[&[&str]]| Layout::find(&table(rows), None).unwrap_err();
    assert_eq!(find(&[&["a@example.org", "Sales", "Buyer"]]), NoTable::NoHeader);
    assert_eq!(find(&[&["Email", "Name"], &["x"]]), NoTable::ColumnsMissing(vec![Group, Role]));
    assert_eq!(find(&[&["Email"], &["x"]]), NoTable::ColumnsMissing(vec![Group, Role]));
    assert_eq!(find(&[&["Email", "Shoe size"], &["x"]]), NoTable::ColumnsMissing(vec![Group, Role]));
    assert_eq!(find(&[&["Email [Required]", "e-mail", "Group", "Role"], &["x"]]), NoTable::ColumnTwice(Email));
    assert_eq!(find(&[&["Email", "Group", "Role"]]), NoTable::NoRows);
    assert_eq!(find(&[]), NoTable::NoHeader);
}

#[test]
fn a_file_that_says_what_to_do_needs_no_group_and_no_role() {
    let table = csv(&["Email,Action", "ana@example.org,Remove from account"]);
    let layout = Layout::find(&table, None).unwrap();
    assert_eq!((layout.at(Group), layout.at(Action)), (None, Some(1)));
}

#[test]
fn streets_products_and_machines_are_nobody() {
    for lines in [
        ["Name,Address,City,Group,Role", "Ana López,Calle Mayor 1,Madrid,Sales,Buyer"],
        ["SKU,Name,Price,Group,Action", "4711,Chair,12.50,Furniture,Order"],
        ["Login,Group,Role", "srv-01,Servers,Tech"],
        ["Indirizzo,Gruppo,Ruolo", "Via Roma 1,Vendite,Buyer"],
    ] {
        assert_eq!(Layout::find(&csv(&lines), None).unwrap_err(), NoTable::NoHeader, "{}", lines[0]);
    }
}

#[test]
fn a_word_for_many_kinds_of_addresses_is_one_of_mail_where_they_stand_below() {
    for header in ["Address,Group,Role", "Adresse,Gruppe,Rolle", "Username,Group,Role", "Usuario,Grupo,Rol"] {
        let table = csv(&[header, "ana@example.org,Sales,Buyer", ",Sales,Buyer"]);
        assert_eq!(Layout::find(&table, None).unwrap().at(Email), Some(0), "{header}");
    }
    let both = csv(&["Username,Email,Group,Role", "ana@example.org,ana.lopez@example.org,Sales,Buyer"]);
    assert_eq!(Layout::find(&both, None).unwrap().at(Email), Some(1), "the plainer word");
}

#[test]
fn of_two_columns_with_one_meaning_the_plainer_word_has_it_and_the_other_is_ignored() {
    let find = |header: &[&str]| Layout::find(&table(&[header, &["x"]]), None);
    for (header, email, ignored) in [
        (&["Name", "Email", "Address", "Group", "Role"][..], 1, &["Address"][..]),
        (&["Address", "Email", "Department", "Group", "Role"], 1, &["Address", "Department"]),
        (&["Address", "User email", "Team", "Role"], 1, &["Address"]),
        (&["Display name", "Mail", "Name", "Group", "Role"], 1, &["Display name"]),
    ] {
        let layout = find(header).unwrap();
        assert_eq!(layout.at(Email), Some(email), "{header:?}");
        assert_eq!(layout.ignored, ignored);
    }
    assert_eq!(find(&["Mail", "Mail", "Group", "Role"]), Err(NoTable::ColumnTwice(Email)), "nobody can say which");
}

#[test]
fn cells_to_the_right_of_the_last_header_have_an_empty_one() {
    let report = ["Email", "Group", "Role", "", "Result", "Problem", "How to fix"];
    for (header, row) in [
        (&["Email", "Group", "Role"][..], &["a", "b", "c", "why"][..]),
        (&report, &["a", "b", "c", "why", "Not done", "", ""]),
    ] {
        let table = table(&[header, &["a", "b"], row]);
        let layout = Layout::find(&table, None).unwrap();
        assert_eq!(layout.headers, ["Email", "Group", "Role", ""]);
        assert_eq!(layout.without_report_columns(&table.rows[2].cells), ["a", "b", "c", "why"]);
    }
}

#[test]
fn the_columns_of_a_report_are_seen_only_together() {
    let report =
        table(&[&["Result", "Email", "Group", "Role", "Problem", "How to fix"], &["Done", "a", "b", "c", "", ""]]);
    let layout = Layout::find(&report, None).unwrap();
    assert!(layout.is_report);
    assert_eq!(layout.headers, ["Email", "Group", "Role"]);
    assert_eq!((layout.at(Group), layout.place(Group)), (Some(2), Some(1)));
    let other = table(&[&["Email", "Group", "Role", "Result"], &["a", "b", "c", "passed"]]);
    let layout = Layout::find(&other, None).unwrap();
    assert_eq!((layout.is_report, layout.at(Column::Result), layout.ignored.len()), (false, None, 1));
}

#[test]
fn the_columns_that_an_export_adds_are_passed_over_without_a_word() {
    let header: Vec<_> = ["Email", "Group", "Role", "Shoe size"].into_iter().chain(columns::EXPORT).collect();
    let layout = Layout::find(&table(&[&header, &["a", "b", "c", "43", "Active", "", "2026-11-21"]]), None).unwrap();
    assert_eq!((layout.ignored, layout.headers.len()), (vec!["Shoe size".to_owned()], 8));
}

#[test]
fn odd_shapes_are_read_as_people_see_them() {
    // Eleven titles, a group of columns with a merged title over it, signs that nobody sees, and empty columns between.
    let mut rows: Vec<Vec<&str>> = (0..10).map(|_| vec!["", "Acme, all of us"]).collect();
    rows.push(vec!["", "Person", "", "", "Permissions", "", ""]);
    rows.push(vec!["\u{feff}", "\u{feff}E-\u{ad}Mail\u{a0}", "", "Na\u{200b}me", "", "Group\n[Required]", "  ROLE  "]);
    rows.push(vec!["", "ana@example.org", "", "Ana", "", "Sales", "Buyer"]);
    let odd = table(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let layout = Layout::find(&odd, None).unwrap();
    assert_eq!(layout.header_row, Some(11));
    assert_eq!(first(&layout, &odd, [Email, Name, Group, Role]), ["ana@example.org", "Ana", "Sales", "Buyer"]);
    let too_late: Vec<_> = std::iter::repeat_n(vec![""], 20).chain(rows).collect();
    let too_late = table(&too_late.iter().map(Vec::as_slice).collect::<Vec<_>>());
    assert_eq!(Layout::find(&too_late, None), Err(NoTable::NoHeader), "thirty titles are enough");
}

#[test]
fn two_hundred_columns_are_looked_through() {
    let numbers: Vec<String> = (0..197).map(|number| format!("Question {number}")).collect();
    let header: Vec<&str> = numbers.iter().map(String::as_str).chain(["Role", "Courriel", "Group"]).collect();
    let layout = Layout::find(&table(&[&header, &header]), None).unwrap();
    assert_eq!((layout.at(Email), layout.ignored.len()), (Some(198), 197));
}

#[test]
fn a_lonely_header_is_found_only_where_no_better_one_follows() {
    let better = csv(&["Mail,2026", "Email,Group,Role", "ana@example.org,Sales,Buyer"]);
    assert_eq!(Layout::find(&better, None).unwrap().header_row, Some(1));
}
