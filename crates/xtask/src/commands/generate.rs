//! `cargo xtask gen`: TypeScript types of everything that crosses between Rust and the pages.

use crate::program::cargo;
use crate::step::{Outcome, fail};
use crate::{machine, project};

pub(super) fn run(arguments: &[String]) -> Outcome {
    match arguments {
        [] => write(),
        [flag] if flag == "--check" => check(),
        other => fail!("`gen` knows only --check, not {other:?}. Nothing was written"),
    }
}

/// Lets the desktop program's own test write the file.
fn write() -> Outcome {
    machine::ready_to_build()?;
    cargo().words("test --quiet -p rollcall-desktop --lib bindings").env("ROLLCALL_GEN", "1").run()
}

/// Fails when what the Rust code says now is not what the file says; the file is left as it was.
pub(super) fn check() -> Outcome {
    for name in project::GENERATED {
        let path = project::root().join(name);
        let before = std::fs::read_to_string(&path).unwrap_or_default();
        write()?;
        let after = project::read(&path)?;
        if same(&before, &after) {
            continue;
        }
        std::fs::write(&path, &before)?;
        return fail!(
            "{name}:{}: not what the Rust code says now. Run `cargo xtask gen` and commit it",
            first_difference(&before, &after)
        );
    }
    Ok(())
}

/// Equal, however the checkout ends its lines.
fn same(before: &str, after: &str) -> bool {
    before.lines().eq(after.lines())
}

fn first_difference(before: &str, after: &str) -> usize {
    1 + before.lines().zip(after.lines()).take_while(|(old, new)| old == new).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkout_with_crlf_is_not_stale() {
        assert!(same("a\r\nb\r\n", "a\nb\n"));
        assert!(!same("a\n", "a\nb\n"));
    }

    #[test]
    fn the_first_line_that_differs_is_named_also_when_the_file_ends_there() {
        assert_eq!(first_difference("a\nb\n", "a\nc\n"), 2);
        assert_eq!(first_difference("a\n", "a\nc\n"), 2);
    }
}
