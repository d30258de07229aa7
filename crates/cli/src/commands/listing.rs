//! What the commands that list things have in common.

use crate::{answer::Failure, words::say};
use rollcall_app::list_users::AssignmentView;
use rollcall_domain::UserId;
use rollcall_index::Sort;
use serde::Serialize;
use std::fmt;

/// A group with a role in it, as documents and tables say it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AssignmentLine {
    pub(super) group: String,
    pub(super) role: String,
}

impl From<AssignmentView> for AssignmentLine {
    fn from(view: AssignmentView) -> Self {
        Self { group: view.group_path, role: view.role_name }
    }
}

impl fmt::Display for AssignmentLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.group, self.role)
    }
}

/// A text of several lines as a cell of a table shows it.
pub(super) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

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
