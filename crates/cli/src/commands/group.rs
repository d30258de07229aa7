//! `rollcall group`: list groups, add some, and change the tree.

use super::{
    Session,
    group_changes::{Merge, Move, Remove, Rename},
};
use crate::{
    answer::{Answer, Failure},
    table::table,
    words::say,
};
use clap::{Args, Subcommand};
use rollcall_app::{Permit, list_groups::GroupView};
use rollcall_domain::{GroupPath, import::suggest};
use serde::Serialize;

/// The arguments.
#[derive(Debug, Args)]
pub(crate) struct Group {
    #[command(subcommand)]
    step: Step,
}

#[derive(Debug, Subcommand)]
enum Step {
    /// Add groups that are not there yet, with the groups above them
    Add {
        /// Paths like Sales/EMEA
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<String>,
    },
    /// List the groups, with how many users each has, and how many with those below it
    List {
        /// Only these groups and those below them
        #[arg(value_name = "PATH")]
        paths: Vec<String>,
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Give a group another name. Where a spreadsheet still has the old path, the new one is suggested
    Rename(Rename),
    /// Put a group, with all that is in it, into another one
    Move(Move),
    /// Put all that is in a group into another one, and remove it
    Merge(Merge),
    /// Remove a group that nothing is in
    Remove(Remove),
}

#[derive(Serialize)]
struct Document {
    groups: Vec<GroupLine>,
}

/// A group as documents say it.
#[derive(Debug, Serialize)]
pub(super) struct GroupLine {
    path: String,
    /// How many users have, or are offered, a role in this very group.
    users: u32,
    /// The same with the groups below it, each user counted once.
    users_within: u32,
    /// How many members administer this very group.
    administrators: u32,
    /// How many are offered to administer this very group.
    administrators_offered: u32,
}

impl Group {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let permit = session.permit().await?;
        match self.step {
            Step::Add { paths } => add(session, &permit, &paths).await,
            Step::List { paths, json } => list(session, &permit, &paths, json).await,
            Step::Rename(rename) => rename.run(session, &permit).await,
            Step::Move(put) => put.run(session, &permit).await,
            Step::Merge(merge) => merge.run(session, &permit).await,
            Step::Remove(remove) => remove.run(session, &permit).await,
        }
    }
}

async fn add(session: &Session, permit: &Permit, paths: &[String]) -> Result<Answer, Failure> {
    let added = session.app().add_groups(permit, paths).await?;
    if added.is_empty() {
        return Ok(Answer::text(&say("groups-none-added", &[("count", &paths.len())])));
    }
    let headline = say("groups-added", &[("count", &added.len())]);
    let lines: Vec<_> = std::iter::once(headline).chain(added.iter().map(|path| format!("  {path}"))).collect();
    Ok(Answer::text(&lines.join("\n")))
}

async fn list(session: &Session, permit: &Permit, paths: &[String], json: bool) -> Result<Answer, Failure> {
    let groups = below(session.app().list_groups(permit).await?, paths)?;
    if json {
        return Ok(Answer::json(&Document { groups: groups.into_iter().map(GroupLine::from).collect() }));
    }
    let headers = [
        say("groups-path", &[]),
        say("groups-users", &[]),
        say("groups-users-within", &[]),
        say("groups-administrators", &[]),
    ];
    let row = |group: GroupView| {
        [group.path, group.users.to_string(), group.users_within.to_string(), group.administrators.to_string()]
    };
    Ok(Answer::text(&table(&headers, &groups.into_iter().map(row).collect::<Vec<_>>())))
}

/// The groups at or below these paths; all of them for no path.
fn below(groups: Vec<GroupView>, paths: &[String]) -> Result<Vec<GroupView>, Failure> {
    let tops = paths.iter().map(|path| Ok(key(&find(&groups, path)?.path))).collect::<Result<Vec<_>, Failure>>()?;
    let is_below = |group: &GroupView| {
        let key = key(&group.path);
        let is_at_or_below =
            |top: &String| key.strip_prefix(top.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        tops.is_empty() || tops.iter().any(|top| top.is_empty() || is_at_or_below(top))
    };
    Ok(groups.into_iter().filter(is_below).collect())
}

/// The group that a path names.
pub(super) fn find<'a>(groups: &'a [GroupView], path: &str) -> Result<&'a GroupView, Failure> {
    let wanted = GroupPath::parse(path).ok().map(|path| path.key());
    let found = groups.iter().find(|group| wanted.as_deref() == Some(&key(&group.path)));
    found.ok_or_else(|| {
        let paths: Vec<_> = groups.iter().filter_map(|group| GroupPath::parse(&group.path).ok()).collect();
        Failure::Own(match suggest::meant_group(path, &paths) {
            Some(meant) => say("error-group-meant", &[("group", &path), ("meant", &meant)]),
            None => say("error-group-unknown", &[("group", &path)]),
        })
    })
}

/// By what paths are compared.
pub(super) fn key(path: &str) -> String {
    GroupPath::parse(path).map(|path| path.key()).unwrap_or_default()
}

impl From<GroupView> for GroupLine {
    fn from(group: GroupView) -> Self {
        Self {
            path: group.path,
            users: group.users,
            users_within: group.users_within,
            administrators: group.administrators,
            administrators_offered: group.administrators_offered,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rollcall_domain::GroupId;

    fn paths(wanted: &[&str]) -> Option<Vec<String>> {
        let view = |(id, path): (i64, &str)| GroupView {
            id: GroupId(id),
            parent: None,
            path: path.to_owned(),
            depth: 0,
            users: 0,
            users_within: 0,
            administrators: 0,
            administrators_offered: 0,
        };
        let groups = (1..).zip(["/", "Sales", "Sales/EMEA", "Sales Support"]).map(view).collect();
        let wanted: Vec<_> = wanted.iter().map(|path| (*path).to_owned()).collect();
        below(groups, &wanted).ok().map(|groups| groups.into_iter().map(|group| group.path).collect())
    }

    #[test]
    fn a_group_is_listed_with_those_below_it_and_not_with_those_of_a_similar_name() {
        assert_eq!(paths(&["sales"]).unwrap(), ["Sales", "Sales/EMEA"]);
        assert_eq!(paths(&["/"]).unwrap().len(), 4);
        assert_eq!(paths(&[]).unwrap().len(), 4);
        assert_eq!(paths(&["Sales/APAC"]), None);
    }
}
