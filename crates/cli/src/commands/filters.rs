//! Which users are meant by the filters of the list: the same for showing and for exporting them.

use super::{Session, day::Day, group, order::Order, role};
use crate::answer::Failure;
use clap::Args;
use rollcall_app::{Permit, list_users::UserQuery};
use rollcall_domain::{CameBy, Status};
use rollcall_index::{Moment, Only, Period};

/// The filters. Everything that is given must hold.
#[derive(Debug, Args)]
pub(super) struct Filters {
    /// Words, each of which is to be found in the name or the address
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    search: String,
    /// How they stand: pending, expiring, expired, declined, cancelled, active or removed. May be given several times, or with commas
    #[arg(long, value_name = "STATUS", value_delimiter = ',')]
    status: Vec<Status>,
    /// With a role in this group or below it
    #[arg(long, value_name = "PATH")]
    group: Option<String>,
    /// In this very group: a role below it does not count
    #[arg(long, requires = "group")]
    no_subgroups: bool,
    /// With this role (in that group, if both are given)
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,
    /// How they came: founding, hand, import or link. May be given several times, or with commas
    #[arg(long, value_name = "HOW", value_delimiter = ',', value_parser = came_by)]
    came_by: Vec<CameBy>,
    /// Last invited on this day or later, such as 2026-12-31. Days are in UTC
    #[arg(long, value_name = "DAY")]
    invited_from: Option<Day>,
    /// Last invited on this day or before
    #[arg(long, value_name = "DAY")]
    invited_until: Option<Day>,
    /// Whose invitation ends on this day or later
    #[arg(long, value_name = "DAY")]
    expires_from: Option<Day>,
    /// Whose invitation ends on this day or before
    #[arg(long, value_name = "DAY")]
    expires_until: Option<Day>,
    /// Who joined on this day or later
    #[arg(long, value_name = "DAY")]
    joined_from: Option<Day>,
    /// Who joined on this day or before
    #[arg(long, value_name = "DAY")]
    joined_until: Option<Day>,
    #[command(flatten)]
    those: Those,
}

/// What is true of the users who are meant: one of these.
#[derive(Debug, Args)]
#[group(multiple = false)]
struct Those {
    /// Whose newest mail did not arrive for certain
    #[arg(long)]
    undelivered: bool,
    /// Who are in no group
    #[arg(long)]
    without_group: bool,
    /// Who administer the account, or a group (that group, if one is given)
    #[arg(long)]
    administrators: bool,
}

impl Filters {
    /// The question to the list, for everybody who matches.
    ///
    /// # Errors
    /// A group or a role is not there.
    pub(super) async fn query(self, session: &Session, permit: &Permit, order: Order) -> Result<UserQuery, Failure> {
        let group = match &self.group {
            Some(path) => Some(group::find(&session.app().list_groups(permit).await?, path)?.id),
            None => None,
        };
        let role = match &self.role {
            Some(name) => Some(role::find(&session.app().list_roles(permit).await?, name)?.id),
            None => None,
        };
        Ok(UserQuery {
            group,
            role,
            periods: self.periods(),
            subgroups: !self.no_subgroups,
            only: self.those.only(),
            search: self.search,
            statuses: self.status,
            came_by: self.came_by,
            sort: order.sort,
            descending: order.descending,
            ..UserQuery::default()
        })
    }

    fn periods(&self) -> Vec<Period> {
        let moments = [
            (Moment::Invited, self.invited_from, self.invited_until),
            (Moment::Expires, self.expires_from, self.expires_until),
            (Moment::Joined, self.joined_from, self.joined_until),
        ];
        let given = moments.into_iter().filter(|(_, from, until)| from.is_some() || until.is_some());
        given.map(|(of, from, until)| Period { of, from: from.map(Day::start), before: until.map(Day::end) }).collect()
    }
}

impl Those {
    const fn only(&self) -> Option<Only> {
        match self {
            Self { undelivered: true, .. } => Some(Only::Undelivered),
            Self { without_group: true, .. } => Some(Only::WithoutGroup),
            Self { administrators: true, .. } => Some(Only::Administrators),
            _ => None,
        }
    }
}

fn came_by(word: &str) -> Result<CameBy, String> {
    let found = CameBy::ALL.into_iter().find(|way| way.word() == word);
    found.ok_or_else(|| format!("somebody came by one of: {}", CameBy::ALL.map(CameBy::word).join(", ")))
}
