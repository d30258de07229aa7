//! List the account's groups and roles.

use crate::{App, Error, Permit};
use rollcall_domain::{GroupId, GroupTree, Role};
use rollcall_index::{Query, Window};
use serde::Serialize;

/// A group as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct GroupView {
    /// Its number.
    pub id: GroupId,
    /// Its path; `/` for the root group.
    pub path: String,
    /// How many levels it is below the root group.
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub depth: usize,
    /// How many users have, or are offered, a role in this very group.
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub users: usize,
}

impl App {
    /// The groups that the administrator administers, with how many users each has, in the order of the tree.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn list_groups(&self, by: &Permit) -> Result<Vec<GroupView>, Error> {
        let tree = self.group_tree().await?;
        let now = self.now().await?;
        let index = self.fresh_index().await?;
        let count = |id| {
            let query = Query { groups: vec![id], window: Window::Offset { offset: 0, limit: 0 }, ..Query::default() };
            index.page(&query, now).total
        };
        let view = |(id, path): (GroupId, &rollcall_domain::GroupPath)| GroupView {
            id,
            path: path.to_string(),
            depth: path.names().len(),
            users: count(id),
        };
        let mine = |id| tree.is_in_part(id, by.scope());
        Ok(tree.sorted().into_iter().filter(|(id, _)| mine(*id)).map(view).collect())
    }

    /// All roles.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn list_roles(&self, _by: &Permit) -> Result<Vec<Role>, Error> {
        Ok(self.store().roles().await?)
    }

    pub(crate) async fn group_tree(&self) -> Result<GroupTree, Error> {
        Ok(GroupTree::new(&self.store().groups().await?))
    }
}
