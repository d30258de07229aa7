//! Asking whoever sits at the terminal whether they are sure: by something that they type.

use crate::{
    answer::{Failure, visible},
    words::say,
};
use std::io::{self, BufRead, IsTerminal as _, Write as _};

/// Says `prompt`, and goes on only if what is typed then is right. `nobody` and `otherwise` name what is said where nobody can be asked, and where
/// something else was typed.
///
/// # Errors
/// Standard input is no terminal, or something else was typed.
pub(super) fn confirm(
    prompt: &str,
    is_right: impl Fn(&str) -> bool,
    nobody: &'static str,
    otherwise: &'static str,
) -> Result<(), Failure> {
    let stdin = io::stdin();
    if !stdin.is_terminal() {
        return Err(Failure::Own(say(nobody, &[])));
    }
    let mut stderr = io::stderr().lock();
    let _ = write!(stderr, "{} ", visible(prompt));
    let _ = stderr.flush();
    if is_typed(&mut stdin.lock(), is_right) { Ok(()) } else { Err(Failure::Own(say(otherwise, &[]))) }
}

/// Whether the next line is right.
fn is_typed(input: &mut impl BufRead, is_right: impl Fn(&str) -> bool) -> bool {
    let mut line = String::new();
    input.read_line(&mut line).is_ok() && is_right(line.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_number_is_a_yes() {
        let is_typed = |line: &str| is_typed(&mut line.as_bytes(), |typed| typed == "12");
        for yes in ["12\n", " 12 \r\n", "12"] {
            assert!(is_typed(yes), "{yes:?}");
        }
        for no in ["", "\n", "y\n", "yes\n", "1\n", "012\n", "+12\n", "120\n"] {
            assert!(!is_typed(no), "{no:?}");
        }
    }
}
