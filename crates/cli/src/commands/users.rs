//! `rollcall users`: list users.

use super::{
    Session, group,
    listing::{AssignmentLine, no_limit_if_zero, place, sort},
    role, when,
};
use crate::{
    answer::{Answer, Failure},
    table::table,
    words::say,
};
use clap::Args;
use rollcall_app::list_users::{UserPage, UserQuery, UserRow};
use rollcall_domain::{CameBy, DeliveryState, Status, Timestamp, UserId};
use rollcall_index::Sort;
use serde::Serialize;

/// The arguments.
#[derive(Debug, Args)]
pub(crate) struct Users {
    /// Words, each of which is to be found in the name or the address
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    search: String,
    /// How they stand: pending, expiring, expired, declined, cancelled, active or removed. May be given several times, or with commas
    #[arg(long, value_name = "STATUS", value_delimiter = ',')]
    status: Vec<Status>,
    /// With a role in this group or below it
    #[arg(long, value_name = "PATH")]
    group: Option<String>,
    /// With this role (in that group, if both are given)
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,
    /// By what they are sorted: name, address, status, invited, expires or joined; with - before it, the other way round
    #[arg(long, value_name = "KEY", default_value = "name", allow_hyphen_values = true, value_parser = sort)]
    sort: (Sort, bool),
    /// How many at most; 0 for all
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: u32,
    /// Those that come after this place: what the page before called next
    #[arg(long, value_name = "CURSOR")]
    after: Option<String>,
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
        let group = match &self.group {
            Some(path) => Some(group::find(&session.app().list_groups(&permit).await?, path)?.id),
            None => None,
        };
        let role = match &self.role {
            Some(name) => Some(role::find(&session.app().list_roles(&permit).await?, name)?.id),
            None => None,
        };
        let after = self.after.as_deref().map(place).transpose()?;
        let (sort, descending) = self.sort;
        let query = UserQuery {
            search: self.search,
            statuses: self.status,
            group,
            role,
            sort,
            descending,
            limit: no_limit_if_zero(self.limit) as usize,
            after,
            ..UserQuery::default()
        };
        let page = session.app().list_users(&permit, &query).await?;
        let next = next(&page);
        if self.json {
            let users = page.users.into_iter().map(UserLine::from).collect();
            return Ok(Answer::json(&Document { users, total: page.total, next }));
        }
        Ok(Answer::text(&in_words(page, next)))
    }
}

/// Where the next page begins, if there is one.
fn next(page: &UserPage) -> Option<String> {
    let last = page.users.last()?;
    (page.offset + page.users.len() < page.total).then(|| last.id.to_string())
}

fn in_words(page: UserPage, next: Option<String>) -> String {
    if page.users.is_empty() {
        return say("users-none", &[]);
    }
    let headers = COLUMNS.map(|column| say(&format!("users-{column}"), &[]));
    let (shown, total) = (page.users.len(), page.total);
    let rows: Vec<_> = page.users.into_iter().map(row).collect();
    let end = match next {
        Some(next) => say("users-page", &[("shown", &shown), ("total", &total), ("next", &next)]),
        None => say("users-counted", &[("total", &total)]),
    };
    format!("{}\n{end}", table(&headers, &rows))
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
