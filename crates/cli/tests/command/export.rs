//! Users as a table: exported, and imported again.

use crate::place::Place;

/// Zoë is in two groups, Ben in one, and Ana administers.
fn place() -> Place {
    let place = Place::with_account();
    let file = place.file(
        "users.csv",
        "Email,Name,Group,Role\n\
        zoe@example.net,Zoë Ünal,Sales/EMEA,Buyer\nzoe@example.net,Zoë Ünal,Finance,Finance\nben@example.net,=1+1,Sales,Tech\n",
    );
    place.run(["import", &file]).done();
    place
}

fn csv(place: &Place, arguments: &[&str]) -> Vec<String> {
    place.run(["export", "out.csv"].iter().chain(arguments).copied()).done();
    let text = std::fs::read_to_string(place.path("out.csv")).unwrap();
    text.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn users_are_exported_as_they_are_filtered_and_sorted_a_row_for_each_role() {
    let place = place();
    let said = place.run(["export", "out.csv"]).done();
    assert_eq!(said, "3 users were written to out.csv.\n");
    assert_eq!(csv(&place, &[]).len(), 4, "a row for each role");
    let rows = csv(&place, &["--search", "zoe"]);
    assert!(rows.len() == 2 && rows[0].contains("Finance") && rows[1].contains("Sales/EMEA"), "{rows:?}");
    assert!(csv(&place, &["--sort", "-address"])[0].starts_with("zoe@example.net"));
    assert!(csv(&place, &["--group", "Sales", "--no-subgroups"])[0].contains("'=1+1"), "no cell is a formula");
    assert!(csv(&place, &["--administrators"])[0].starts_with("ana@example.org"));
    let none = place.run(["export", "none.xlsx", "--search", "nobody"]).done();
    assert!(none.starts_with("No user matches:") && place.path("none.xlsx").exists(), "{none}");
}

#[test]
fn what_was_exported_is_imported_again_and_changes_nothing() {
    let place = place();
    for file in ["out.csv", "out.XLSX"] {
        place.run(["export", file]).done();
        let again = place.json(["import", file, "--allow-administrators"], 0);
        assert_eq!((&again["rows"], &again["unchanged"]), (&4.into(), &4.into()), "{file}: {again}");
    }
    assert!(std::fs::read(place.path("out.XLSX")).unwrap().starts_with(b"PK"), "a workbook");
}

#[test]
fn a_file_that_cannot_be_is_refused_and_nothing_is_written() {
    let place = place();
    let before = place.everything();
    assert!(place.run(["export", "out.pdf"]).refused().contains(".xlsx or .csv"));
    assert!(place.run(["export", "out"]).refused().contains(".xlsx or .csv"));
    place.run(["export", "nowhere/out.csv"]).refused();
    place.run(["export", "out.csv", "--group", "Slaes"]).refused();
    assert_eq!(place.everything(), before);
}

#[test]
fn users_are_written_for_other_products_under_the_ending_of_their_files() {
    let place = place();
    for (to, file, says) in [
        ("entra", "out.csv", "[inviteRedirectURL]"),
        ("google", "out.csv", "Zoë,Ünal,zoe@example.net,****"),
        ("okta", "out.csv", "zoe@example.net,Zoë,Ünal"),
        ("ldif", "out.ldif", "objectClass: groupOfNames"),
        ("scim", "out.json", "\"totalResults\":3"),
    ] {
        place.run(["export", file, "--to", to]).done();
        let text = std::fs::read_to_string(place.path(file)).unwrap();
        assert!(text.contains(says) && text.contains("ben@example.net"), "{to}: {text}");
        assert!(
            place
                .run(["export", "out.pdf", "--to", to])
                .refused()
                .contains(&format!(".{}", file.split_once('.').unwrap().1))
        );
    }
    let one = place.run(["export", "one.json", "--to", "scim", "--search", "zoe"]).done();
    assert_eq!(one, "One user was written to one.json.\n");
    place.run(["export", "out.csv", "--to", "nobody"]).refused();
    // Who is gone is written where nobody says otherwise, and said to be.
    place.run(["remove", "ben@example.net", "--yes"]).done();
    let all = place.run(["export", "out.csv", "--to", "entra"]).done();
    assert!(
        all.contains("3 users were written") && all.contains("One of them has declined, or was cancelled or removed")
    );
    let there = place.run(["export", "out.csv", "--to", "entra", "--status", "active,pending"]).done();
    assert_eq!(there, "2 users were written to out.csv.\n");
}
