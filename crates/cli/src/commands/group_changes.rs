//! `rollcall group rename`, `move`, `merge` and `remove`: change the tree of groups.

use super::{
    Session, asking,
    group::{GroupLine, find, key},
};
use crate::{
    answer::{Answer, Failure},
    words::say,
};
use clap::Args;
use rollcall_app::{Permit, list_groups::GroupView};
use rollcall_domain::GroupId;
use serde::Serialize;

/// The arguments of `rollcall group rename`.
#[derive(Debug, Args)]
pub(super) struct Rename {
    /// Which group
    #[arg(value_name = "PATH")]
    path: String,
    /// What it is called from now on; its place in the tree stays
    #[arg(value_name = "NAME")]
    name: String,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// The arguments of `rollcall group move`.
#[derive(Debug, Args)]
pub(super) struct Move {
    /// Which group
    #[arg(value_name = "PATH")]
    path: String,
    /// Into which group; / for the top
    #[arg(value_name = "INTO")]
    into: String,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// The arguments of `rollcall group merge`.
#[derive(Debug, Args)]
pub(super) struct Merge {
    /// Which group; it is gone then
    #[arg(value_name = "PATH")]
    path: String,
    /// Into which group its users and the groups in it go
    #[arg(value_name = "INTO")]
    into: String,
    /// Do not ask; needed where nobody can be asked
    #[arg(long)]
    yes: bool,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// The arguments of `rollcall group remove`.
#[derive(Debug, Args)]
pub(super) struct Remove {
    /// Which group
    #[arg(value_name = "PATH")]
    path: String,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Document {
    /// Its path before.
    was: String,
    /// Where it is now, or the group that it went into; none if it was removed.
    group: Option<GroupLine>,
}

impl Rename {
    pub(super) async fn run(self, session: &Session, permit: &Permit) -> Result<Answer, Failure> {
        let was = the_group(session, permit, &self.path).await?;
        session.app().rename_group(permit, was.id, &self.name).await?;
        let now = by_id(session, permit, was.id).await?;
        Ok(answer("group-renamed", was, now, self.json))
    }
}

impl Move {
    pub(super) async fn run(self, session: &Session, permit: &Permit) -> Result<Answer, Failure> {
        let [was, into] = both(session, permit, &self.path, &self.into).await?;
        session.app().move_group(permit, was.id, into.id).await?;
        let now = by_id(session, permit, was.id).await?;
        Ok(answer("group-moved", was, now, self.json))
    }
}

impl Merge {
    pub(super) async fn run(self, session: &Session, permit: &Permit) -> Result<Answer, Failure> {
        let [was, into] = both(session, permit, &self.path, &self.into).await?;
        if !self.yes {
            let groups = session.app().list_groups(permit).await?;
            confirm(&was, &into, &groups)?;
        }
        session.app().merge_groups(permit, was.id, into.id).await?;
        let now = by_id(session, permit, into.id).await?;
        Ok(answer("group-merged", was, now, self.json))
    }
}

impl Remove {
    pub(super) async fn run(self, session: &Session, permit: &Permit) -> Result<Answer, Failure> {
        let was = the_group(session, permit, &self.path).await?;
        session.app().remove_group(permit, was.id).await?;
        Ok(answer("group-removed", was, None, self.json))
    }
}

/// Says in numbers what goes where, and asks for the path of the group that will be gone.
fn confirm(was: &GroupView, into: &GroupView, groups: &[GroupView]) -> Result<(), Failure> {
    let is_right = |typed: &str| key(typed) == key(&was.path);
    asking::confirm(&prompt(was, into, groups), is_right, "group-merge-needs-yes", "group-merge-not-typed")
}

fn prompt(was: &GroupView, into: &GroupView, groups: &[GroupView]) -> String {
    let children = groups.iter().filter(|group| group.parent == Some(was.id)).count();
    let administrators = administrators(was, into, groups);
    let words: [(_, &dyn ToString); 5] = [
        ("group", &was.path),
        ("into", &into.path),
        ("users", &was.users),
        ("groups", &children),
        ("administrators", &administrators),
    ];
    say("group-merge-prompt", &words)
}

/// How many administer a group that becomes one with another, or are offered to: the group itself, and those in it of whose name there is one
/// in the other.
fn administrators(was: &GroupView, into: &GroupView, groups: &[GroupView]) -> u32 {
    let inside = |of: &GroupView| {
        let of = of.id;
        groups.iter().filter(move |group| group.parent == Some(of))
    };
    let name = |group: &GroupView| key(&group.path).rsplit('/').next().map(ToOwned::to_owned);
    let namesakes = inside(was).filter_map(|child| {
        let there = inside(into).find(|there| there.id != was.id && name(there) == name(child))?;
        Some(administrators(child, there, groups))
    });
    was.administrators + was.administrators_offered + namesakes.sum::<u32>()
}

async fn the_group(session: &Session, permit: &Permit, path: &str) -> Result<GroupView, Failure> {
    Ok(find(&session.app().list_groups(permit).await?, path)?.clone())
}

/// Two groups. If both are unknown, both are said.
async fn both(session: &Session, permit: &Permit, path: &str, into: &str) -> Result<[GroupView; 2], Failure> {
    let groups = session.app().list_groups(permit).await?;
    match (find(&groups, path), find(&groups, into)) {
        (Ok(group), Ok(into)) => Ok([group.clone(), into.clone()]),
        (Err(group), Err(into)) => Err(Failure::Own(format!("{}\n{}", group.sentence(), into.sentence()))),
        (Err(wrong), Ok(_)) | (Ok(_), Err(wrong)) => Err(wrong),
    }
}

async fn by_id(session: &Session, permit: &Permit, id: GroupId) -> Result<Option<GroupView>, Failure> {
    Ok(session.app().list_groups(permit).await?.into_iter().find(|group| group.id == id))
}

fn answer(done: &str, was: GroupView, now: Option<GroupView>, json: bool) -> Answer {
    if json {
        return Answer::json(&Document { was: was.path, group: now.map(GroupLine::from) });
    }
    let now = now.map(|now| now.path).unwrap_or_default();
    Answer::text(&say(done, &[("group", &was.path), ("now", &now)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(id: i64, parent: i64, path: &str, administrators: u32, administrators_offered: u32) -> GroupView {
        let (id, parent) = (GroupId(id), Some(GroupId(parent)).filter(|parent| parent.0 > 0));
        let path = path.to_owned();
        GroupView { id, parent, path, depth: 0, users: 0, users_within: 0, administrators, administrators_offered }
    }

    #[test]
    fn who_would_administer_more_is_said_before_groups_are_merged() {
        let groups = [
            view(1, 0, "/", 1, 0),
            view(2, 1, "Sales", 1, 1),
            view(3, 2, "Sales/EMEA", 1, 0),
            view(4, 2, "Sales/APAC", 7, 7),
            view(5, 1, "Finance", 7, 7),
            view(6, 5, "Finance/emea", 7, 7),
        ];
        assert_eq!(administrators(&groups[1], &groups[4], &groups), 3, "those of EMEA administer the other one, too");
        let said = prompt(&groups[1], &groups[4], &groups);
        assert!(said.contains("3 administrators") && said.contains("“Finance”"), "{said}");
        let said = prompt(&view(7, 5, "Finance/Tax", 0, 1), &groups[1], &groups);
        assert!(said.contains("One administrator"), "{said}");
        let said = prompt(&view(7, 5, "Finance/Tax", 0, 0), &groups[1], &groups);
        assert!(!said.contains("dministrator") && said.contains("gone. This cannot"), "{said}");
    }
}
