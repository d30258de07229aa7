//! Add groups to the account's tree.

use crate::{
    App, Error, FieldProblem, Permit,
    create_account::path_problem,
    manage_groups::{done, mine},
    words::say,
};
use rollcall_domain::{GroupId, GroupPath, GroupTree};

impl App {
    /// Adds the groups that are missing, with the groups above them. Returns those that were made. An administrator of a group adds groups
    /// below it.
    ///
    /// # Errors
    /// A text is no path, or leads to or through what the administrator does not administer (nothing was added then), or the workspace could
    /// not be written.
    pub async fn add_groups(&self, by: &Permit, paths: &[String]) -> Result<Vec<GroupPath>, Error> {
        let tree = self.group_tree().await?;
        let mut problems = Vec::new();
        let mut parsed = Vec::new();
        for text in paths {
            match GroupPath::parse(text) {
                Ok(path) if is_mine(&tree, &path, by) => parsed.push(path),
                Ok(path) => problems.push(problem(say("field-group-not-yours", &[("group", &path)]))),
                Err(why) => problems.push(problem(path_problem(text, why))),
            }
        }
        if !problems.is_empty() {
            return Err(Error::InvalidInput(problems));
        }
        Ok(self.store().add_groups(&parsed, self.act(by)).await?)
    }

    /// Adds a group in another one: `path` is its name, or the way to it from there. It comes to be in that very group, whatever that one
    /// is called by now.
    ///
    /// # Errors
    /// The text is no path, there is that group already, it would be too deep, the group around it is gone or not the administrator's, or the
    /// workspace could not be written.
    pub async fn add_group_in(&self, by: &Permit, parent: GroupId, path: &str) -> Result<(), Error> {
        mine(&self.group_tree().await?, by, parent)?;
        let below =
            GroupPath::parse(path).map_err(|why| Error::InvalidInput(vec![problem(path_problem(path, why))]))?;
        let change = self.store().add_group_in(parent, &below, self.act(by)).await?;
        done(&change, "path", &below.to_string())
    }
}

fn problem(message: String) -> FieldProblem {
    FieldProblem { field: "path".to_owned(), message }
}

/// Whether the group, or the lowest one above it that is there, is the administrator's; those that are missing between both are below it.
fn is_mine(tree: &GroupTree, path: &GroupPath, by: &Permit) -> bool {
    let mut there = path.clone();
    loop {
        match tree.find(&there) {
            Some(group) => return tree.is_in_part(group, by.scope()),
            None if there == GroupPath::ROOT => return false,
            None => there = there.parent(),
        }
    }
}
