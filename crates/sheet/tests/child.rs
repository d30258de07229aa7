//! The reading process, started as in earnest: this program is its own child, so it has no test harness around it.

mod common;

use common::{Parts, attacks, inline, kinds, row};
use rollcall_app::ports::{ReadFile, Spreadsheets as _, Unreadable};
use rollcall_domain::table::Cell;
use rollcall_sheet::{ChildReader, READ_SHEET_ARG, Sheets, run_child};
use sha2::{Digest as _, Sha256};
#[cfg(unix)]
use std::os::fd::OwnedFd as Owned;
#[cfg(windows)]
use std::os::windows::io::OwnedHandle as Owned;
use std::{
    fs::File,
    future::poll_fn,
    io::{PipeReader, Read as _, Write as _},
    path::Path,
    process::ExitCode,
    task::Poll,
};
use tokio::runtime::Builder;

fn main() -> ExitCode {
    let part = std::env::args().nth(1).unwrap_or_default();
    match part.as_str() {
        READ_SHEET_ARG => return run_child(),
        "die" => std::process::abort(),
        "wait" => loop {
            std::thread::park();
        },
        "say nonsense" => {
            let _ = std::io::stdout().write_all(&[1, 0, 0, 0, 99]);
        }
        "say too much" => {
            let _ = std::io::stdout().write_all(&[0xff; 4096]);
        }
        "fail after a whole answer" => {
            answer();
            return ExitCode::FAILURE;
        }
        "answer" => {
            answer();
        }
        "tell the environment" => return tell_environment(),
        _ => return test(&part),
    }
    ExitCode::SUCCESS
}

/// Rows: one, number 1, one cell, Text "x". Done: no sheet, no other sheets, 32 bytes of a hash.
fn answer() {
    let answer = [&[7, 0, 0, 0, 0, 1, 1, 1, 1, 1, b'x', 35, 0, 0, 0, 1, 0, 0][..], &[9; 32]].concat();
    let _ = std::io::stdout().write_all(&answer);
}

/// Answers like the reader, with what it finds around it as the only row. Any word that should not be there is one too many.
fn tell_environment() -> ExitCode {
    let mut input = Vec::new();
    let readable = std::io::stdin().read_to_end(&mut input).is_ok() && !input.is_empty();
    let secret = std::env::var_os("ROLLCALL_TEST_SECRET").is_some() || std::env::var_os("HOME").is_some();
    if readable && !secret {
        answer();
    }
    ExitCode::SUCCESS
}

/// Runs what a harness would: those tests whose name has `part` in it.
fn test(part: &str) -> ExitCode {
    let runtime = Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let without_waiting = Builder::new_current_thread().enable_all().start_paused(true).build().expect("a runtime");
    macro_rules! tests {
        ($runtime:ident: $($name:ident)*) => {$(
            if stringify!($name).contains(part) {
                $runtime.block_on($name());
                println!("test {} ... ok", stringify!($name));
            }
        )*};
    }
    tests! { runtime:
        the_child_reads_what_this_process_reads
        the_child_refuses_what_this_process_refuses
        every_attack_ends_with_the_child
        attacks_of_every_kind_get_the_right_sentence
        a_file_of_any_kind_that_is_cut_off_is_damaged
        the_sheet_that_is_named_is_read
        a_text_that_was_copied_is_a_table
        memory_beyond_the_limit_ends_the_child_and_nothing_else
        whatever_the_child_does_wrong_the_file_is_damaged
        dropping_the_future_kills_the_child
        the_child_gets_the_file_and_no_environment
        a_program_that_is_not_there_is_said
    }
    tests! { without_waiting: a_child_that_takes_too_long_is_killed }
    ExitCode::SUCCESS
}

fn reader(argument: &str) -> ChildReader {
    ChildReader::new(std::env::current_exe().expect("this program"), [argument])
}

/// What a reader of the kind says of a file.
async fn said_by(reader: ChildReader, file: &Path) -> Result<ReadFile, Unreadable> {
    Sheets::new(reader).read(file, None).await
}

fn file(bytes: &[u8]) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), bytes).expect("written");
    file
}

async fn here(path: &Path) -> Result<ReadFile, Unreadable> {
    Sheets::without_child().read(path, None).await
}

async fn there(path: &Path) -> Result<ReadFile, Unreadable> {
    Sheets::new(reader(READ_SHEET_ARG)).read(path, None).await
}

fn many_rows() -> Vec<u8> {
    let rows: String = (1..=10_000)
        .map(|number| row(number, &(inline(&format!("A{number}"), "a@x.org") + &inline(&format!("D{number}"), "Zoë"))))
        .collect();
    Parts::new(&[("Users", "visible", &rows), ("Old", "visible", &row(1, &inline("A1", "x")))], "").zip()
}

async fn the_child_reads_what_this_process_reads() {
    for bytes in [many_rows(), b"Email;Name\r\nzo\xeb@x.org;Zo\xeb\r\n".to_vec(), "a,b\n".repeat(150_000).into_bytes()]
    {
        let file = file(&bytes);
        let read = there(file.path()).await.expect("a table");
        assert_eq!(read.hash, <[u8; 32]>::from(Sha256::digest(&bytes)), "of the very bytes");
        assert_eq!(Ok(read), here(file.path()).await);
    }
}

async fn the_child_refuses_what_this_process_refuses() {
    for (bytes, refusal) in [
        (&b"%PDF-1.7"[..], Unreadable::OtherKind("PDF document".into())),
        (b"", Unreadable::Empty),
        (b"a\nb\nc\0d\0\xff", Unreadable::NotText(3)),
        (&Parts::users(&row(1, &inline("XFD1", "x"))).zip(), Unreadable::TooManyColumns(200)),
    ] {
        assert_eq!(there(file(bytes).path()).await, Err(refusal));
    }
    assert!(matches!(there(Path::new("no such file")).await, Err(Unreadable::NotOpened(_))));
}

async fn every_attack_ends_with_the_child() {
    for (name, bytes) in attacks() {
        assert_eq!(there(file(&bytes).path()).await, Err(Unreadable::DamagedOrTooComplex), "{name}");
    }
}

async fn attacks_of_every_kind_get_the_right_sentence() {
    for (name, bytes, refusal) in kinds::attacks() {
        let said = there(file(&bytes).path()).await;
        assert_eq!(said.map(|read| read.table.rows.len()), refusal.map_or(Ok(1), Err), "{name}");
    }
}

async fn a_file_of_any_kind_that_is_cut_off_is_damaged() {
    for (kind, whole) in kinds::good() {
        let read = there(file(&whole).path()).await.expect(kind);
        assert_eq!((read.table.sheet.as_str(), read.table.rows.len()), ("Users", 1), "{kind}");
        // An xls file is made of pieces of 512 bytes.
        let between_pieces = [512, 1024].into_iter().filter(|length| *length < whole.len());
        for length in (8..whole.len()).step_by(whole.len() / 40).chain(between_pieces) {
            let said = there(file(&whole[..length]).path()).await;
            assert_eq!(said, Err(Unreadable::DamagedOrTooComplex), "{kind} after {length} bytes");
        }
    }
}

async fn the_sheet_that_is_named_is_read() {
    let cell = |text: &str| row(1, &inline("A1", text));
    let sheets =
        [("Notes", "visible", &*cell("a")), ("Leute & Gruppen", "visible", &cell("b")), ("Old", "hidden", &cell("c"))];
    let file = file(
        &Parts::new(
            &sheets
                .map(|(name, state, rows)| (name.replace('&', "&amp;"), state, rows))
                .each_ref()
                .map(|(name, state, rows)| (name.as_str(), *state, *rows)),
            "",
        )
        .zip(),
    );
    let named = async |name: &str| Sheets::new(reader(READ_SHEET_ARG)).read(file.path(), Some(name)).await;
    let table = named("Leute & Gruppen").await.expect("a table").table;
    assert_eq!((table.sheet.as_str(), table.other_sheets), ("Leute & Gruppen", vec!["Notes".to_owned()]));
    for name in ["Old", "old", "", "a\0b", "--help"] {
        assert_eq!(named(name).await, Err(Unreadable::NoSuchSheet(name.into())));
    }
}

async fn a_text_that_was_copied_is_a_table() {
    let copied = "Email\tGroup\tRole\nanna@x.org\t\"Sales;\nMarketing\"\tBuyer, Finance\n";
    let sheets = Sheets::new(reader(READ_SHEET_ARG));
    let read = sheets.read_text(copied).await.expect("a table");
    assert_eq!(read.hash, <[u8; 32]>::from(Sha256::digest(copied)));
    let cells: Vec<&str> = read.table.rows[1].cells.iter().map(Cell::shown).collect();
    assert_eq!(cells, ["anna@x.org", "Sales;\nMarketing", "Buyer, Finance"]);
    assert_eq!(sheets.read_text("").await, Err(Unreadable::Empty));
    assert_eq!(sheets.read_text(" \n\t").await, Err(Unreadable::Empty));
    assert_eq!(sheets.read_text(&"x".repeat(64 * 1024 * 1024 + 1)).await, Err(Unreadable::TooLarge(64)));
}

/// Within all limits on what a file may be, yet more than the child may have: 25 million strings of no length.
async fn memory_beyond_the_limit_ends_the_child_and_nothing_else() {
    let strings = "<si><t>x</t></si>".to_owned() + &"<si/>".repeat(25_000_000);
    let bomb = Parts::new(&[("Users", "visible", &row(1, r#"<c r="A1" t="s"><v>0</v></c>"#))], &strings).zip();
    let bomb = file(&bomb);
    if cfg!(target_os = "linux") {
        assert_eq!(there(bomb.path()).await, Err(Unreadable::DamagedOrTooComplex));
        assert_eq!(
            here(bomb.path()).await.map(|read| read.table.rows.len()),
            Ok(1),
            "it is the memory, and nothing else"
        );
    }
    let good = file(&many_rows());
    assert_eq!(there(good.path()).await.expect("a table").table.rows.len(), 10_000, "the next file is read");
}

async fn whatever_the_child_does_wrong_the_file_is_damaged() {
    let file = file(b"Email");
    assert_eq!(
        said_by(reader("answer"), file.path()).await.expect("a table").table.rows.len(),
        1,
        "the answer that the others spoil"
    );
    for wrong in ["die", "say nonsense", "say too much", "fail after a whole answer"] {
        assert_eq!(said_by(reader(wrong), file.path()).await, Err(Unreadable::DamagedOrTooComplex), "{wrong}");
    }
}

/// Run with a clock that moves on as soon as nobody has anything to do but wait.
async fn a_child_that_takes_too_long_is_killed() {
    let (end, file) = end_of_child();
    assert_eq!(reader("wait").read(file, None).await, Err(Unreadable::DamagedOrTooComplex));
    wait_for(end);
}

async fn dropping_the_future_kills_the_child() {
    let (end, file) = end_of_child();
    let reader = reader("wait");
    let mut reading = Box::pin(reader.read(file, None));
    // Asked once it starts the child.
    let is_pending = poll_fn(|context| Poll::Ready(reading.as_mut().poll(context).is_pending())).await;
    assert!(is_pending, "the child waits");
    drop(reading);
    wait_for(end);
}

/// A file to give to a child, and what comes to its end when nobody has that file open any more.
fn end_of_child() -> (PipeReader, File) {
    let (end, file) = std::io::pipe().expect("a pipe");
    (end, File::from(Owned::from(file)))
}

/// Comes back when the child has ended, which does not end by itself.
fn wait_for(mut end: PipeReader) {
    assert_eq!(end.read(&mut [0]).expect("the end"), 0);
}

async fn the_child_gets_the_file_and_no_environment() {
    let file = file(b"Email");
    assert_eq!(said_by(reader("tell the environment"), file.path()).await.expect("a table").table.rows.len(), 1);
}

async fn a_program_that_is_not_there_is_said() {
    let file = file(b"Email");
    let read = said_by(ChildReader::new("/no/such/program", [READ_SHEET_ARG]), file.path()).await;
    assert!(matches!(&read, Err(Unreadable::NotOpened(words)) if words.contains("did not start")), "{read:?}");
}
