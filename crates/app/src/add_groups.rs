//! Add groups to the account's tree.

use crate::{App, Error, FieldProblem, Permit, create_account::path_problem, words::say};
use rollcall_domain::{GroupPath, GroupTree};

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
