//! What the commands that list things have in common.

use rollcall_app::list_users::AssignmentView;
use serde::Serialize;
use std::fmt;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

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

/// So many columns of a terminal has a text in a table that people wrote and that may be long. Whole it is in the document.
const MOST: usize = 60;

/// A text of several lines as a cell of a table shows it: on one line, and its beginning if it is long.
pub(super) fn shortened(text: &str) -> String {
    let line = on_one_line(text);
    if line.width() <= MOST {
        return line;
    }
    let mut room = MOST - 1;
    let fits = |c: &char| {
        let width = c.width().unwrap_or_default();
        let fits = width <= room;
        room = room.saturating_sub(width);
        fits
    };
    let beginning: String = line.chars().take_while(fits).collect();
    format!("{}…", beginning.trim_end())
}

/// How many is meant by a limit: 0 is no limit.
pub(super) fn no_limit_if_zero(limit: u32) -> u32 {
    if limit == 0 { u32::MAX } else { limit }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_where_a_column_ends_whatever_the_script() {
        assert_eq!(shortened("From\n the  fair"), "From the fair");
        let fits = "x".repeat(60);
        assert_eq!(shortened(&fits), fits);
        assert_eq!(shortened(&"x".repeat(61)), format!("{}…", "x".repeat(59)));
        assert_eq!(shortened(&"王".repeat(1_000)), format!("{}…", "王".repeat(29)));
    }
}
