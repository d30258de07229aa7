//! Importing spreadsheets.

use crate::place::{Place, keys};
use serde_json::{Value, json};
use std::{
    io::Write as _,
    process::{Command, Stdio},
};

const GOOD_AND_BAD: &str = "Email,Name,Group,Role\n\
    zoe@example.net,Zoë Ünal,Sales/EMEA,Buyer\n\
    zoe@example.net,Zoë Ünal,Finance,Finance\n\
    ben+x@example.net,Ben,Sales,Approver\n\
    cy@example,Cy,Finanse,King\n";

/// Counts of rows, in the order of the document, and the invitations.
fn counts(document: &Value) -> [u64; 10] {
    let keys = ["rows", "invited", "invited_again", "added", "changed", "removed", "unchanged", "skipped", "rejected"];
    let counts = keys.map(|key| document[key].as_u64().unwrap());
    assert_eq!(counts[0], counts[1..].iter().sum::<u64>(), "the outcomes add up to the rows");
    std::array::from_fn(|i| if i < 9 { counts[i] } else { document["invitations"].as_u64().unwrap() })
}

#[test]
fn an_import_in_json_has_exactly_the_keys_that_were_promised() {
    let place = Place::with_account();
    let file = place.file("users.csv", GOOD_AND_BAD);
    let document = place.json(["import", &file], 1);
    assert_eq!(counts(&document), [4, 3, 0, 0, 0, 0, 0, 0, 1, 2]);
    let mut promised = vec![
        "added",
        "changed",
        "check",
        "compared",
        "import",
        "invitations",
        "invited",
        "invited_again",
        "kinds",
        "other_sheets",
        "problems",
        "product",
        "rejected",
        "removals",
        "removed",
        "rows",
        "sheet",
        "skipped",
        "unchanged",
        "warnings",
    ];
    promised.sort_unstable();
    assert_eq!(keys(&document), promised);
    assert_eq!((&document["check"], &document["import"]), (&json!(false), &json!(1)));

    assert_eq!((&document["sheet"], &document["other_sheets"]), (&Value::Null, &json!([])), "a CSV has none");
    let problems = document["problems"].as_array().unwrap();
    let group = problems.iter().find(|problem| problem["column"] == "Group").expect("the group is a problem");
    assert_eq!(keys(group), ["code", "column", "instead", "message", "row", "suggestion", "value"]);
    assert_eq!(
        (&group["row"], &group["value"], &group["suggestion"]),
        (&json!(5), &json!("Finanse"), &json!("Finance"))
    );
    assert_eq!(group["code"], "group_unknown");
    let columns: Vec<_> = problems.iter().map(|problem| problem["column"].as_str().unwrap()).collect();
    assert_eq!(columns, ["Email", "Group", "Role"], "every problem of a row at once");
    let warning = &document["warnings"][0];
    assert_eq!((&warning["row"], &warning["code"]), (&json!(4), &json!("email_tagged")));
    assert_eq!(keys(warning), keys(group));
    assert_eq!(place.users(), 3);
}

/// Nothing may wait for somebody who writes into the pipe; the test would never end.
#[cfg(unix)]
#[test]
fn a_pipe_is_refused_at_once() {
    let place = Place::with_account();
    let pipe = place.path("users.csv");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let run = place.run(["import", "users.csv"]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    assert!(run.stderr.contains("it is not a file"), "{run:?}");
}

#[test]
fn the_sheet_that_was_read_is_named_and_those_that_were_not() {
    let place = Place::with_account();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (name, address) in [("Old", "old@example.net"), ("Users", "zoe@example.net"), ("Notes", "note@example.net")] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        sheet.write_row(0, 0, ["Email", "Group", "Role"]).unwrap();
        sheet.write_row(1, 0, [address, "Sales", "Buyer"]).unwrap();
    }
    workbook.save(place.path("users.xlsx")).unwrap();
    let document = place.json(["import", "--check", "users.xlsx"], 0);
    assert_eq!((&document["sheet"], &document["other_sheets"]), (&json!("Users"), &json!(["Old", "Notes"])));
    let said = place.run(["import", "users.xlsx"]).done();
    assert!(said.contains("“Users” was read; these were not: “Old”, “Notes”."), "{said}");
}

#[test]
fn importing_the_same_file_twice_changes_nothing_the_second_time() {
    let place = Place::with_account();
    let file = place.file("users.csv", GOOD_AND_BAD);
    place.json(["import", &file], 1);
    let before = (place.json(["users"], 0), place.json(["mail", "list"], 0), place.everything());
    let again = place.json(["import", &file], 1);
    assert_eq!(counts(&again), [4, 0, 0, 0, 0, 0, 3, 0, 1, 0]);
    assert_eq!(again["import"], Value::Null);
    assert_eq!((place.json(["users"], 0), place.json(["mail", "list"], 0), place.everything()), before);
}

#[test]
fn a_check_says_what_an_import_does_and_writes_nothing() {
    let place = Place::with_account();
    let file = place.file("users.csv", GOOD_AND_BAD);
    let before = place.everything();
    let mut checked = place.json(["import", "--check", &file], 1);
    assert_eq!(place.everything(), before);
    let mut done = place.json(["import", &file], 1);
    assert_eq!((checked["check"].take(), done["check"].take()), (json!(true), json!(false)));
    assert_eq!((checked["import"].take(), done["import"].take()), (Value::Null, json!(1)));
    assert_eq!(checked, done);
    assert_ne!(place.everything(), before);
}

#[test]
fn the_exit_status_tells_all_some_and_none_apart() {
    let place = Place::with_account();
    let all = place.file("all.csv", "Email,Group,Role\nzoe@example.net,Sales,Buyer\n");
    let none = place.file("none.csv", "Email,Group,Role\nzoe@example.net,Slaes,Buyer\n");
    assert_eq!(place.json(["import", &all], 0)["invited"], 1);
    let run = place.run(["import", "--json", &none]);
    assert_eq!((run.status, run.document()["rejected"].as_u64()), (Some(2), Some(1)));
    assert!(run.stderr.contains("No row could be done"), "{run:?}");
    assert_eq!(place.json(["import", &all], 0)["unchanged"], 1);
    for (name, text) in [("columns.csv", "Email\nzoe@example.net\n"), ("empty.csv", ""), ("other.xlsx", "%PDF-1.7\n")] {
        let file = place.file(name, text);
        assert!(place.run(["import", "--json", &file]).refused().contains(name));
    }
    place.run(["import", "not there.csv"]).refused();
    assert_eq!(place.users(), 2);
}

#[test]
fn missing_groups_and_administrators_need_their_word() {
    let place = Place::with_account();
    let file = place.file("users.csv", "Email,Group,Role\nzoe@example.net,Night/Shift,Administrator\n");
    let codes = |arguments: &[&str]| -> Vec<String> {
        let run = place.run(["import", "--json", &file].iter().chain(arguments).copied());
        assert_eq!(run.status, Some(2), "{run:?}");
        let document = run.document();
        let problems = document["problems"].as_array().unwrap().iter();
        problems.map(|problem| problem["code"].as_str().unwrap().to_owned()).collect()
    };
    assert!(codes(&[]).contains(&"group_unknown".to_owned()));
    assert_eq!(codes(&["--allow-administrators"]), ["group_unknown"]);
    assert_eq!(codes(&["--create-groups"]), ["administrator_unconfirmed"]);
    assert!(!place.run(["group", "list"]).done().contains("Night"), "a rejected row makes no group");
    place.json(["import", &file, "--create-groups", "--allow-administrators"], 0);
    assert!(place.run(["group", "list"]).done().contains("Night/Shift"));
}

#[test]
fn people_read_each_problem_with_its_row_and_column_and_what_to_write() {
    let place = Place::with_account();
    let file = place.file("users.csv", GOOD_AND_BAD);
    let run = place.run(["import", &file]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(1), ""), "{run:?}");
    assert!(run.stdout.contains("\nrow 5, Group: There is no group “Finanse” in this account. Write “Finance”.\n"));
    assert!(run.stdout.contains("  3  invited\n  1  rejected\n2 invitations go out"), "{}", run.stdout);
    assert!(!run.stdout.contains('\u{1b}'));
}

#[test]
fn a_corrected_report_does_the_rows_that_were_rejected_and_passes_over_the_rest() {
    let place = Place::with_account();
    let file = place.file("users.csv", GOOD_AND_BAD);
    place.json(["import", &file, "--report", "report.xlsx"], 1);
    let again = place.json(["import", "report.xlsx"], 1);
    assert_eq!(counts(&again), [4, 0, 0, 0, 0, 0, 0, 3, 1, 0]);
    assert_eq!(again["problems"].as_array().unwrap().len(), 3);
    let left = place.everything();
    assert!(left.keys().all(|path| !path.to_string_lossy().contains(".part")), "{:?}", left.keys());
}

#[test]
fn a_report_replaces_neither_the_imported_file_nor_the_workspace() {
    let place = Place::with_account();
    let file = place.file("users.csv", GOOD_AND_BAD);
    let before = place.everything();
    for report in ["users.csv", "./users.csv", "Acme.rollcall", "no-such-folder/report.xlsx", "."] {
        place.run(["import", &file, "--report", report]).refused();
        assert_eq!(place.everything(), before, "{report}");
    }
}

#[test]
fn without_a_workspace_a_file_is_checked_by_itself_and_says_so() {
    let place = Place::empty();
    place.file("users.csv", "Email,Group,Role\nzoe@example.net,Anywhere,King\nben@@example.net,Anywhere,King\n");
    let run = place.run_bare(["import", "--check", "users.csv", "--report", "report.xlsx"]);
    assert_eq!(run.status, Some(1), "{run:?}");
    assert!(run.stdout.contains("were not compared with those of an account."), "{run:?}");
    assert!(place.path("report.xlsx").is_file());
    let document = place.run_bare(["import", "--check", "users.csv", "--json"]).document();
    assert_eq!((&document["compared"], &document["rejected"]), (&json!(false), &json!(1)));
    let wanted = place.run_bare(["import", "users.csv"]);
    assert!(wanted.refused().contains("--workspace"));

    // One that is there and cannot be opened is not passed over in silence.
    std::fs::write(place.path("Acme.rollcall"), "no workspace").unwrap();
    let said = place.run(["import", "--check", "users.csv"]).refused();
    assert!(said.contains("--offline"), "{said}");
    let run = place.run(["import", "--check", "--offline", "users.csv"]);
    assert_eq!(run.status, Some(1), "{run:?}");
    assert_eq!(std::fs::read_to_string(place.path("Acme.rollcall")).unwrap(), "no workspace");
}

#[test]
fn the_columns_of_any_table_are_said_on_the_command_line_and_remembered() {
    let place = Place::with_account();
    let file = place.file("staff.csv", "Reach,Called,Team\nzoe@example.net,Zoë,Sales\nben@example.net,Ben,\n");
    let asked = place.run(["import", &file]).refused();
    assert!(asked.contains("--map") && asked.contains("“Reach”, “Called”, “Team”"), "{asked}");
    let map =
        ["--map", "Reach=Email", "--map", "b=Name", "--map", "team=group", "--role", "Buyer", "--group", "Finance"];
    let checked = place.json(["import", &file, "--check"].iter().chain(&map).copied(), 0);
    assert_eq!(checked["invited"], 2);
    place.run(["import", &file]).refused();
    assert_eq!(place.json(["import", &file].iter().chain(&map).copied(), 0)["invited"], 2);
    let users = place.run(["users", "--group", "Finance"]).done();
    assert!(users.contains("ben@example.net") && !users.contains("zoe@example.net"), "{users}");
    assert_eq!(place.json(["import", &file], 0)["unchanged"], 2, "the columns are remembered");
    assert!(place.run(["import", &file, "--map", "Nowhere=Email"]).refused().contains("Nowhere"));
    assert!(place.run(["import", &file, "--map", "Team=King"]).stderr.contains("HEADER=COLUMN"));
}

#[test]
fn suggestions_are_taken_by_kind_or_all() {
    let place = Place::with_account();
    let text = "Email,Group,Role\nzoe@example.net,Finanse,Buyer\nben@@example.net,Sales,Byer\n";
    let file = place.file("users.csv", text);
    let of = |suggestions: &str| {
        let run = place.run(["import", &file, "--check", "--json", "--suggestions", suggestions]);
        run.document()["rejected"].as_u64().unwrap()
    };
    assert_eq!((of("group_unknown"), of("group_unknown,role_unknown"), of("all")), (1, 1, 0));
    assert!(place.run(["import", &file, "--suggestions", "king"]).stderr.contains("group_unknown"));
    let told = place.run(["import", &file, "--check"]).stdout;
    assert!(told.contains("  1  Unknown group (group_unknown), 1 with a suggestion"), "{told}");
    assert_eq!(place.json(["import", &file, "--suggestions", "all"], 0)["invited"], 2);
}

#[test]
fn of_a_cell_with_several_groups_the_wrong_one_is_named_and_how_the_whole_cell_is_mended() {
    let place = Place::with_account();
    let text = "Email,Group,Role\nzoe@example.net,Sales; Finanse,Buyer\nben@example.net,Finanse,Buyer\n";
    let file = place.file("users.csv", text);
    let check = place.run(["import", &file, "--check", "--json"]).document();
    for (row, instead) in [(0, "Sales; Finance"), (1, "Finance")] {
        let told = &check["problems"][row];
        assert_eq!((&told["value"], &told["suggestion"]), (&json!("Finanse"), &json!("Finance")), "{told}");
        assert_eq!(told["instead"], json!(instead));
    }
    let told = place.run(["import", &file, "--check"]);
    assert!(told.stdout.contains("  2  Unknown group (group_unknown), 2 with a suggestion"), "{told:?}");
    for fix in ["Write “Sales; Finance”", "Write “Finance”"] {
        assert!(format!("{told:?}").contains(fix), "{told:?}");
    }
    assert_eq!(place.json(["import", &file, "--suggestions", "group_unknown"], 0)["invited"], 2);
}

#[test]
fn rows_come_from_standard_input_too() {
    let place = Place::with_account();
    let run = place.run_with(["import", "-", "--json"], "Email\tGroup\tRole\nzoe@example.net\tSales\tBuyer\n");
    assert_eq!((run.status, run.document()["invited"].as_u64()), (Some(0), Some(1)), "{run:?}");
    let run = place.run_with(["import", "-"], b"\xff\xfe\x00\x01");
    assert!(run.refused().contains("UTF-8"));
}

#[cfg(unix)]
#[test]
fn whoever_stops_while_rows_are_awaited_is_obeyed() {
    let place = Place::with_account();
    let mut command = place.command(["import", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut rows = child.stdin.take().unwrap();
    // More than a pipe holds: once it is written, the command reads.
    rows.write_all(&vec![b' '; 1 << 20]).unwrap();
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(2), "{ended:?}");
    drop(rows);
}

#[test]
fn a_sheet_is_read_by_its_name() {
    let place = Place::with_account();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (name, address) in [("Users", "zoe@example.net"), ("Others", "ben@example.net")] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        sheet.write_row(0, 0, ["Email", "Group", "Role"]).unwrap();
        sheet.write_row(1, 0, [address, "Sales", "Buyer"]).unwrap();
    }
    workbook.save(place.path("users.xlsx")).unwrap();
    place.json(["import", "users.xlsx", "--sheet", "Others"], 0);
    assert_eq!(place.status("ben@example.net"), "pending");
    assert!(place.run(["import", "users.xlsx", "--sheet", "None"]).refused().contains("None"));
}

#[test]
fn removals_are_agreed_to_by_their_number_and_an_import_is_undone() {
    let place = Place::with_account();
    let file = place.file("users.csv", "Email,Group,Role\nzoe@example.net,Sales,Buyer\nben@example.net,Sales,Buyer\n");
    place.json(["import", &file], 0);
    let removing = place.file("removing.csv", "Email,Action\nzoe@example.net,Remove from account\n");
    let refused = place.run(["import", &removing]).refused();
    assert!(refused.contains("--removals 1"), "{refused}");
    let told = place.run(["import", &removing, "--check"]).done();
    let ends = "import it with --removals 1.\nWith that end:\n  one role in a group\n  one open invitation to join\n";
    assert!(told.contains(ends), "{told}");
    let idle = place.file("idle.csv", "Email,Group,Role\nzoe@example.net,Finance,Buyer\n");
    let refused = place.run(["import", &idle, "--removals", "1"]).refused();
    assert!(refused.contains("removes nobody") && refused.contains("Leave out --removals"), "{refused}");
    let done = place.run(["import", &removing, "--removals", "1"]).done();
    assert!(done.contains("rollcall undo --import 2"), "{done}");
    assert_eq!(place.status("zoe@example.net"), "removed");
    place.run(["undo", "--import", "2"]).done();
    assert_eq!(place.status("zoe@example.net"), "pending");
    place.run(["undo", "--import", "2"]).refused();
    place.run(["undo", "--import", "99"]).refused();
}
