//! What is said of each person who is to be invited.

use super::{PersonCheck, PersonInput, Verdict};
use crate::words::say;
use rollcall_domain::{
    AddressKey, EmailAddress, PersonName, ProblemCode, Status, Timestamp, UserState,
    import::{KnownUser, PersonStep, PlannedPerson, scripts, suggest},
};

/// Somebody whose address is none.
pub(super) fn malformed(typed: &PersonInput, code: ProblemCode) -> PersonCheck {
    let value: [(_, &dyn ToString); 1] = [("value", &typed.address)];
    let mut check = checked(typed, Verdict::Malformed, None, None);
    check.message = say(&format!("problem-{}", code.word()), &value);
    check.suggestion = suggest::meant_address(&typed.address);
    check
}

/// Somebody with an address, before anything is said of it.
pub(super) fn checked(
    typed: &PersonInput,
    verdict: Verdict,
    user: Option<&KnownUser>,
    name: Option<&PersonName>,
) -> PersonCheck {
    let message = match verdict {
        Verdict::Twice => say("invite-twice", &[("address", &typed.address)]),
        _ => String::new(),
    };
    PersonCheck {
        address: typed.address.clone(),
        verdict,
        message,
        suggestion: None,
        doubtful: false,
        user: user.map(|user| user.id),
        name: name.map(ToString::to_string),
    }
}

/// What the plan does for them.
pub(super) fn verdict(user: Option<&KnownUser>, planned: Option<&PlannedPerson>) -> Verdict {
    let Some(planned) = planned else { return Verdict::Nothing };
    match (&planned.step, user.map(|user| user.state)) {
        (PersonStep::Invite(_), _) => Verdict::New,
        (PersonStep::InviteAgain(_), _) => Verdict::Again,
        (PersonStep::Resend(..), _) => Verdict::Resent,
        (PersonStep::Change(_), Some(UserState::Active)) => Verdict::Member,
        (PersonStep::Change(_), _) => Verdict::Invited,
    }
}

/// Says what is known of somebody, and what happens.
pub(super) fn words_for(verdict: Verdict, user: Option<&KnownUser>, offers: bool, now: Timestamp) -> String {
    let Some(user) = user else { return String::new() };
    let invitation = user.invitation.as_ref();
    let status = Status::of(
        user.state,
        invitation.map(|invitation| invitation.state),
        invitation.and_then(|invitation| invitation.expires_at),
        now,
    );
    let word = match verdict {
        Verdict::Nothing if !offers && user.state == UserState::Active => "member-already",
        Verdict::Nothing if !offers => "invited-already",
        Verdict::Nothing if user.state == UserState::Active => "member-nothing",
        Verdict::Nothing => "invited-nothing",
        Verdict::Member => "member",
        Verdict::Invited => "invited",
        Verdict::Resent => "resent",
        Verdict::Again => status.word(),
        Verdict::New | Verdict::Malformed | Verdict::Twice => return String::new(),
    };
    say(&format!("invite-is-{word}"), &[])
}

/// Doubts about the address of somebody to whom a mail goes.
pub(super) fn look_twice(check: &mut PersonCheck, address: &EmailAddress, key: &AddressKey, own_domain: &str) {
    let value: [(_, &dyn ToString); 1] = [("value", &check.address.clone())];
    let code = if let Some(meant) = suggest::meant_domain(key.domain(), &[own_domain]) {
        let local = address.as_str().split('@').next().unwrap_or_default();
        check.suggestion = Some(format!("{local}@{meant}"));
        ProblemCode::EmailLooksMistyped
    } else if scripts::are_mixed(key.domain()) {
        ProblemCode::EmailMixedScript
    } else if address.is_tagged() {
        ProblemCode::EmailTagged
    } else {
        return;
    };
    doubt(check, &say(&format!("problem-{}", code.word()), &value));
}

/// Adds a sentence that deserves a second look.
pub(super) fn doubt(check: &mut PersonCheck, sentence: &str) {
    if !check.message.is_empty() {
        check.message.push(' ');
    }
    check.message.push_str(sentence);
    check.doubtful = true;
}
