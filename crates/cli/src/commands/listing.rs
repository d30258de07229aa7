//! What the commands that list things have in common.

use crate::{answer::Failure, words::say};
use rollcall_domain::UserId;
use rollcall_index::Sort;

/// How many is meant by a limit: 0 is no limit.
pub(super) fn no_limit_if_zero(limit: u32) -> u32 {
    if limit == 0 { u32::MAX } else { limit }
}

/// The place in a list that a page before called next.
pub(super) fn place(text: &str) -> Result<UserId, Failure> {
    let id = text.parse().map(UserId);
    id.map_err(|_| Failure::Own(say("error-after", &[("value", &text)])))
}

/// By what a list is sorted, and whether the other way round.
pub(super) fn sort(text: &str) -> Result<(Sort, bool), String> {
    let (key, descending) = text.strip_prefix('-').map_or((text, false), |key| (key, true));
    let sort = match key {
        "name" => Sort::Name,
        "address" | "email" => Sort::Address,
        "status" => Sort::Status,
        "invited" | "invited_at" => Sort::InvitedAt,
        "expires" | "expires_at" => Sort::ExpiresAt,
        "joined" | "joined_at" => Sort::JoinedAt,
        _ => return Err("a list is sorted by one of: name, address, status, invited, expires, joined".to_owned()),
    };
    Ok((sort, descending))
}
