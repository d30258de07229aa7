//! What people type, and why it cannot be taken.

use rollcall_domain::{EmailAddress, TextProblem, address::AddressProblem};

/// Why what was typed cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// There is nothing, and there must be something.
    Empty,
    TooLong,
    /// It has characters that cannot be seen.
    Hidden,
    /// It is no address at all.
    NoAddress,
    /// What stands before the `@` cannot stand there.
    LocalPart,
    /// Most servers could not deliver to it.
    NotAscii,
    /// What stands behind the `@` is no domain.
    NoDomain,
    /// The address is in a domain from which nobody can ask.
    NotAdmitted,
}

/// A text, if anything was typed.
pub(crate) fn text<T>(typed: &str, parse: fn(&str) -> Result<T, TextProblem>) -> Result<Option<T>, Fault> {
    if is_broken(typed) {
        return Err(Fault::Hidden);
    }
    match parse(typed) {
        Ok(text) => Ok(Some(text)),
        Err(TextProblem::TooLong(_)) => Err(Fault::TooLong),
        Err(TextProblem::HiddenCharacter(_)) => Err(Fault::Hidden),
        Err(TextProblem::Empty | TextProblem::Slash) => Ok(None),
    }
}

/// An address.
pub(crate) fn address(typed: &str) -> Result<EmailAddress, Fault> {
    if is_broken(typed) {
        return Err(Fault::Hidden);
    }
    EmailAddress::parse(typed).map_err(|problem| match problem {
        AddressProblem::Empty => Fault::Empty,
        AddressProblem::Form => Fault::NoAddress,
        AddressProblem::LocalPart => Fault::LocalPart,
        AddressProblem::LocalPartNotAscii => Fault::NotAscii,
        AddressProblem::Domain => Fault::NoDomain,
        AddressProblem::TooLong => Fault::TooLong,
        AddressProblem::HiddenCharacter(_) => Fault::Hidden,
    })
}

/// What was no text in UTF-8 became this mark.
fn is_broken(typed: &str) -> bool {
    typed.contains('\u{FFFD}')
}
