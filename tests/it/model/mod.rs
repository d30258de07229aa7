//! Random sequences of commands, done to a small model of the design and to the program on a file, with clocks that move, restarts, and a second
//! program that has the same file open: after every command both must have told the same, and show the same.

mod acts;
mod against;
mod checks;
mod commands;
mod compare;
mod files;
mod importing;
mod imports;
mod invitations;
mod members;
mod planning;
mod program;
mod reference;
mod structure;
mod undoing;

use against::{Run, Told};
use commands::{Command, sequences};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use reference::Outcome;
use rollcall_domain::import::RowOutcome;
use std::{cell::RefCell, collections::BTreeMap};

/// The longest sequence.
const MOST: usize = 40;

/// How often which act came to what.
type Tally = BTreeMap<(String, String), u64>;

/// Tries so many sequences. The same seed tries the same ones.
fn try_sequences(cases: u32, seed: u8) -> Tally {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let tally = RefCell::new(Tally::new());
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 1500, ..Config::default() };
    let dice = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let tried = TestRunner::new_with_rng(config, dice)
        .run(&sequences(MOST), |commands| runtime.block_on(run(&commands, &mut tally.borrow_mut())));
    if let Err(TestError::Fail(why, commands)) = tried {
        panic!("{why}\n({} commands)", commands.len());
    }
    tried.unwrap();
    tally.into_inner()
}

/// That a row of a file came to this.
fn row(outcome: RowOutcome) -> (String, String) {
    ("Row".to_owned(), format!("{outcome:?}"))
}

async fn run(commands: &[Command], tally: &mut Tally) -> Told {
    let mut run = Run::begin().await?;
    let mut acts = String::new();
    for command in commands {
        let (act, outcome) =
            run.step(command, &mut acts).await.map_err(|why| TestCaseError::fail(format!("{why}{acts}")))?;
        let word = |thing: &dyn std::fmt::Debug| {
            let text = format!("{thing:?}");
            text.split(['(', '{', ' ']).next().unwrap_or_default().to_owned()
        };
        if let Outcome::Rows(rows) = &outcome {
            for outcome in rows {
                *tally.entry(row(*outcome)).or_default() += 1;
            }
        }
        let outcome = match outcome {
            Outcome::Refused(code) => format!("{code:?}"),
            Outcome::Did(0, _) | Outcome::Acted(0, _) => "None".to_owned(),
            other => word(&other),
        };
        *tally.entry((word(&act), outcome)).or_default() += 1;
    }
    run.everything_holds().await.map_err(|why| TestCaseError::fail(format!("at the end: {why}{acts}")))
}

#[test]
fn the_program_does_what_the_model_of_the_design_does() {
    let tally = try_sequences(80, 7);
    for outcome in RowOutcome::ALL {
        assert!(tally.contains_key(&row(outcome)), "no row of a file came to {outcome:?}");
    }
}

/// The measurement: `cargo test --release -p rollcall-testkit --test it -- --ignored model --nocapture`.
#[test]
#[ignore = "ten thousand sequences take minutes"]
#[allow(clippy::print_stdout, reason = "it tells what it tried")]
fn ten_thousand_sequences_do_what_the_model_does() {
    let tally = try_sequences(10_000, 6);
    println!("{} commands", tally.values().sum::<u64>());
    for ((act, outcome), times) in tally {
        println!("{times:>8} {act} {outcome}");
    }
}
