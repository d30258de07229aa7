//! `rollcall group`: add groups, or list them.

use super::Session;
use crate::{
    answer::{Answer, Failure},
    table::table,
    words::say,
};
use clap::{Args, Subcommand};
use rollcall_app::list_groups::GroupView;
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
    /// List the groups, and how many users each has
    List {
        /// Only these groups and those below them
        #[arg(value_name = "PATH")]
        paths: Vec<String>,
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
}

#[derive(Serialize)]
struct Document {
    groups: Vec<GroupLine>,
}

#[derive(Serialize)]
struct GroupLine {
    path: String,
    users: usize,
}

impl Group {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let permit = session.permit().await?;
        match self.step {
            Step::Add { paths } => {
                let added = session.app().add_groups(&permit, &paths).await?;
                if added.is_empty() {
                    return Ok(Answer::text(&say("groups-none-added", &[("count", &paths.len())])));
                }
                let headline = say("groups-added", &[("count", &added.len())]);
                let lines: Vec<_> =
                    std::iter::once(headline).chain(added.iter().map(|path| format!("  {path}"))).collect();
                Ok(Answer::text(&lines.join("\n")))
            }
            Step::List { paths, json } => {
                let all = session.app().list_groups(&permit).await?;
                let groups = below(all, &paths)?;
                if json {
                    let line = |group: GroupView| GroupLine { path: group.path, users: group.users };
                    return Ok(Answer::json(&Document { groups: groups.into_iter().map(line).collect() }));
                }
                let rows: Vec<_> = groups.into_iter().map(|group| [group.path, group.users.to_string()]).collect();
                Ok(Answer::text(&table(&[say("groups-path", &[]), say("groups-users", &[])], &rows)))
            }
        }
    }
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
fn key(path: &str) -> String {
    GroupPath::parse(path).map(|path| path.key()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rollcall_domain::GroupId;

    fn paths(wanted: &[&str]) -> Option<Vec<String>> {
        let view = |(id, path): (i64, &str)| GroupView { id: GroupId(id), path: path.to_owned(), depth: 0, users: 0 };
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
