//! `rollcall users`: list users.

use super::{
    Session,
    filters::Filters,
    listing::AssignmentLine,
    order::{Part, Stretch},
    when,
};
use crate::{
    answer::{Answer, Failure},
    table::table,
    words::say,
};
use clap::Args;
use rollcall_app::list_users::{UserPage, UserQuery, UserRow};
use rollcall_domain::{CameBy, DeliveryState, Status, Timestamp, UserId};
use rollcall_index::Counts;
use serde::Serialize;

/// The arguments.
#[derive(Debug, Args)]
pub(crate) struct Users {
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    stretch: Stretch,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// The columns of the table; each is named in the catalogue as `users-…`.
pub(crate) const COLUMNS: [&str; 9] =
    ["name", "address", "status", "assignments", "invited", "expires", "joined", "delivery", "came-by"];

#[derive(Serialize)]
struct Document {
    users: Vec<UserLine>,
    total: usize,
    next: Option<String>,
    /// How those stand that match everything but the status, and whether they are undelivered, without a group or administrators.
    counts: Counts,
}

#[derive(Serialize)]
struct UserLine {
    id: UserId,
    email: String,
    name: Option<String>,
    status: Status,
    assignments: Vec<AssignmentLine>,
    invited_at: Option<Timestamp>,
    expires_at: Option<Timestamp>,
    joined_at: Option<Timestamp>,
    delivery: Option<DeliveryState>,
    came_by: CameBy,
}

impl Users {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let permit = session.permit().await?;
        let part = self.stretch.part()?;
        let query = self.filters.query(session, &permit, part.order).await?;
        let query = UserQuery { limit: part.limit, after: part.after, ..query };
        let page = session.app().list_users(&permit, &query).await?;
        let next = next(&page, &part);
        if self.json {
            let users = page.users.into_iter().map(UserLine::from).collect();
            return Ok(Answer::json(&Document { users, total: page.total, next, counts: page.counts }));
        }
        Ok(Answer::text(&in_words(page, next)))
    }
}

/// Where the next page begins, if there is one.
fn next(page: &UserPage, part: &Part) -> Option<String> {
    let last = page.users.last()?;
    (page.offset + page.users.len() < page.total).then(|| part.place_behind(last.id))
}

fn in_words(page: UserPage, next: Option<String>) -> String {
    if page.users.is_empty() {
        return say("users-none", &[]);
    }
    let headers = COLUMNS.map(|column| say(&format!("users-{column}"), &[]));
    let (shown, total) = (page.users.len(), page.total);
    let statuses = Status::ALL.into_iter().filter(|status| page.counts.of(*status) > 0);
    let counts: Vec<_> = statuses.map(|status| format!("{} {}", page.counts.of(status), status.word())).collect();
    let rows: Vec<_> = page.users.into_iter().map(row).collect();
    let end = match next {
        Some(next) => say("users-page", &[("shown", &shown), ("total", &total), ("next", &next)]),
        None => say("users-counted", &[("total", &total)]),
    };
    format!("{}\n{end} {}", table(&headers, &rows), say("users-stand", &[("counts", &counts.join(", "))]))
}

fn row(user: UserRow) -> [String; 9] {
    let assignments: Vec<_> = user.assignments.into_iter().map(|one| AssignmentLine::from(one).to_string()).collect();
    [
        user.name.unwrap_or_default(),
        user.address,
        user.status.word().to_owned(),
        assignments.join(", "),
        when(user.invited_at),
        when(user.expires_at),
        when(user.joined_at),
        user.delivery.map(|delivery| say(&format!("mail-state-{}", delivery.word()), &[])).unwrap_or_default(),
        match user.came_by {
            CameBy::Founding => say("users-came-by-founding", &[]),
            CameBy::Hand => say("users-came-by-hand", &[]),
            CameBy::Import => say("users-came-by-import", &[]),
            CameBy::Link => say("users-came-by-link", &[]),
        },
    ]
}

impl From<UserRow> for UserLine {
    fn from(user: UserRow) -> Self {
        Self {
            id: user.id,
            email: user.address,
            name: user.name,
            status: user.status,
            assignments: user.assignments.into_iter().map(AssignmentLine::from).collect(),
            invited_at: user.invited_at,
            expires_at: user.expires_at,
            joined_at: user.joined_at,
            delivery: user.delivery,
            came_by: user.came_by,
        }
    }
}
