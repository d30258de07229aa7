//! Steps: named pieces of a command, each of which can be run alone.

use std::fmt;

/// Why a step could not be done, in words for whoever ran it.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

/// Done, or why not.
pub(crate) type Outcome = Result<(), Failure>;

/// `Err(Failure(…))` with the arguments of `format!`.
macro_rules! fail {
    ($($words:tt)*) => { Err($crate::step::Failure(format!($($words)*))) };
}
pub(crate) use fail;

/// One line in a command's table.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) run: fn() -> Outcome,
}

/// One line on standard error about what happens now.
pub(crate) fn say(words: impl fmt::Display) {
    eprintln!("xtask: {words}");
}

/// The steps of that table with these names, in the table's order; all of them when no name is given.
pub(crate) fn choose<'a>(table: &'a [Step], names: &[String]) -> Result<Vec<&'a Step>, Failure> {
    if let Some(unknown) = names.iter().find(|name| table.iter().all(|step| step.name != **name)) {
        let known: Vec<_> = table.iter().map(|step| step.name).collect();
        return fail!("there is no step {unknown:?}. Nothing was run. Steps: {}", known.join(", "));
    }
    Ok(table.iter().filter(|step| names.is_empty() || names.iter().any(|name| name == step.name)).collect())
}

/// Runs every step, also after one has failed, so that one run shows all that is wrong.
///
/// Says nothing after the last step when all went well: the last lines are then those of the step itself.
pub(crate) fn run_all(command: &str, steps: &[&Step]) -> Outcome {
    let mut failed = Vec::new();
    for step in steps {
        say(format_args!("{command} {}: {}", step.name, step.about));
        if let Err(failure) = (step.run)() {
            say(format_args!("{command} {} failed: {failure}", step.name));
            failed.push(format!("cargo xtask {command} {}", step.name));
        }
    }
    match failed.as_slice() {
        [] => Ok(()),
        [one] => fail!("one step failed. To see it alone: {one}"),
        several => fail!("{} steps failed. To see each alone:\n  {}", several.len(), several.join("\n  ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &[Step] = &[
        Step { name: "good", about: "does nothing", run: || Ok(()) },
        Step { name: "bad", about: "cannot be done", run: || fail!("it rained") },
    ];

    fn names(words: &[&str]) -> Vec<String> {
        words.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn no_name_means_every_step() {
        assert_eq!(choose(TABLE, &[]).map(|steps| steps.len()).ok(), Some(2));
    }

    #[test]
    fn an_unknown_name_runs_nothing_and_lists_the_steps() {
        let Err(failure) = choose(TABLE, &names(&["god"])) else { panic!("a step was chosen") };
        assert!(failure.0.contains("\"god\"") && failure.0.contains("good, bad"), "{failure}");
    }

    #[test]
    fn a_failing_step_says_how_to_run_it_alone() {
        let Err(failure) = run_all("check", &choose(TABLE, &[]).unwrap()) else { panic!("nothing failed") };
        assert!(failure.0.ends_with("To see it alone: cargo xtask check bad"), "{failure}");
        assert!(run_all("check", &choose(TABLE, &names(&["good"])).unwrap()).is_ok());
    }
}
