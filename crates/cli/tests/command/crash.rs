//! Imports that are killed, interrupted, or done at once by several.

use crate::place::{Place, Run};
use std::{
    fmt::Write as _,
    io::{BufRead as _, BufReader},
    process::{Child, Stdio},
    time::{Duration, Instant},
};

/// Rows of the imports here.
const ROWS: u32 = 20_000;

fn rows(prefix: &str, count: u32) -> String {
    let mut text = "Email,Name,Group,Role\n".to_owned();
    for row in 0..count {
        writeln!(text, "{prefix}{row}@example.net,Person {row},Sales/EMEA,Buyer").unwrap();
    }
    text
}

fn start(place: &Place, file: &str) -> Child {
    place.command(["import", file, "--json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Users besides Ana, and mails: an import of all rows makes as many of each, or none.
fn found(place: &Place) -> (u64, u64) {
    let mails = &place.json(["mail", "list", "--limit", "1"], 0)["counts"]["queued"];
    (place.users() - 1, mails.as_u64().unwrap())
}

/// How long a whole import takes here.
fn whole() -> Duration {
    let place = Place::with_account();
    let file = place.file("users.csv", &rows("p", ROWS));
    let began = Instant::now();
    assert_eq!(place.json(["import", &file], 0)["invitations"], ROWS);
    began.elapsed()
}

#[cfg(unix)]
pub(crate) fn interrupt(child: &Child) {
    let sent = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

#[test]
fn an_import_that_is_killed_is_there_whole_or_not_at_all() {
    let (whole, all) = (whole(), u64::from(ROWS));
    let (mut nothing, mut everything) = (0, 0);
    for percent in [15, 40, 60, 75, 85, 92, 97] {
        let place = Place::with_account();
        let file = place.file("users.csv", &rows("p", ROWS));
        let mut child = start(&place, &file);
        std::thread::sleep(whole * percent / 100);
        child.kill().unwrap();
        let said = child.wait_with_output().unwrap();
        match found(&place) {
            (0, 0) => nothing += 1,
            (users, mails) if users == all && mails >= all => everything += 1,
            torn => panic!("killed after {percent} % of the time: {torn:?}"),
        }
        if said.stdout.ends_with(b"\n") {
            assert_eq!(found(&place).0, all, "what was acknowledged is there");
        }
        assert_eq!(place.json(["import", &file], 0)["rows"], ROWS, "and it can be done again");
        assert_eq!(found(&place).0, all);
    }
    assert!(nothing > 0, "no import was killed early enough to tell ({everything} were done)");
}

#[test]
fn an_import_that_was_acknowledged_is_there_whatever_happens_next() {
    let place = Place::with_account();
    let file = place.file("users.csv", &rows("p", ROWS));
    let mut child = start(&place, &file);
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    // It may have ended by itself meanwhile.
    let _ = child.kill();
    child.wait().unwrap();
    assert!(line.contains("\"rejected\":0"), "{line}");
    assert_eq!(found(&place).0, u64::from(ROWS));
}

#[cfg(unix)]
#[test]
fn ctrl_c_during_an_import_leaves_nothing_of_it() {
    let whole = whole();
    let mut stopped = 0;
    for percent in [30, 50, 70] {
        let place = Place::with_account();
        let file = place.file("users.csv", &rows("p", ROWS));
        let child = start(&place, &file);
        std::thread::sleep(whole * percent / 100);
        interrupt(&child);
        let run = Run::from(child.wait_with_output().unwrap());
        if run.status == Some(0) {
            assert_eq!(found(&place).0, u64::from(ROWS), "{run:?}");
        } else {
            assert!(run.refused().contains("You stopped it. Nothing was changed."));
            assert_eq!(found(&place), (0, 0));
            stopped += 1;
        }
    }
    assert!(stopped > 0);
}

#[test]
fn two_imports_of_the_same_file_at_once_invite_everybody_once() {
    let place = Place::with_account();
    let file = place.file("users.csv", &rows("p", 2_000));
    let children = [start(&place, &file), start(&place, &file)];
    let runs = children.map(|child| Run::from(child.wait_with_output().unwrap()));
    assert_eq!(runs.each_ref().map(|run| run.status), [Some(0); 2], "{runs:?}");
    let count = |key: &str| -> u64 { runs.iter().map(|run| run.document()[key].as_u64().unwrap()).sum() };
    assert_eq!((count("invited"), count("unchanged")), (2_000, 2_000));
    assert_eq!(found(&place).0, 2_000);
}

#[test]
fn two_imports_of_different_people_at_once_are_both_done() {
    let place = Place::with_account();
    let files = [place.file("one.csv", &rows("p", 2_000)), place.file("other.csv", &rows("q", 2_000))];
    let children = files.map(|file| start(&place, &file));
    for run in children.map(|child| Run::from(child.wait_with_output().unwrap())) {
        assert_eq!((run.status, run.document()["invited"].as_u64()), (Some(0), Some(2_000)), "{run:?}");
    }
    assert_eq!(found(&place).0, 4_000);
}
