//! The account's tree of groups.

use crate::{AccountName, GroupId, GroupName, TextProblem};
use serde::{Deserialize, Serialize};
use std::{collections::HashMap, fmt};

/// A group's place in the tree as people write it: `Sales/EMEA`; the root group is `/`.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupPath(Vec<GroupName>);

/// The deepest path that an account may have.
pub const MAX_DEPTH: usize = 20;

/// Why a text is no path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PathProblem {
    /// Nothing but white space.
    #[error("it is empty")]
    Empty,
    /// A name in it is not allowed, or is missing between two `/`.
    #[error("one of its names is not allowed: {0}")]
    Name(TextProblem),
    /// More than [`MAX_DEPTH`] levels.
    #[error("it is deeper than {MAX_DEPTH} levels")]
    TooDeep,
}

impl GroupPath {
    /// The root group, `/`.
    pub const ROOT: Self = Self(Vec::new());

    /// Reads `Sales / EMEA`, `/Sales/EMEA` or `/`. Space around a name is dropped, a leading or trailing `/` too.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, PathProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(PathProblem::Empty);
        }
        if text == "/" {
            return Ok(Self::ROOT);
        }
        let inner = text.strip_prefix('/').unwrap_or(text);
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        let names = inner.split('/').map(GroupName::parse).collect::<Result<Vec<_>, _>>().map_err(PathProblem::Name)?;
        if names.len() > MAX_DEPTH {
            return Err(PathProblem::TooDeep);
        }
        Ok(Self(names))
    }

    /// The names from the root down; none for the root itself.
    pub fn names(&self) -> &[GroupName] {
        &self.0
    }

    /// The path one level up; the root's is the root.
    #[must_use]
    pub fn parent(&self) -> Self {
        Self(self.0[..self.0.len().saturating_sub(1)].to_vec())
    }

    /// The path of a group below this one.
    #[must_use]
    pub fn join(&self, name: GroupName) -> Self {
        Self(self.0.iter().cloned().chain([name]).collect())
    }

    /// By what paths are compared: case does not make another group.
    pub fn key(&self) -> String {
        self.0.iter().map(GroupName::key).collect::<Vec<_>>().join("/")
    }
}

/// By what the groups above a path are compared, the nearest first and the root last; none above the root.
pub(crate) fn keys_above(key: &str) -> impl Iterator<Item = &str> {
    key.rmatch_indices('/').map(|(at, _)| &key[..at]).chain((!key.is_empty()).then_some(""))
}

impl GroupName {
    /// By what names of one level are compared.
    pub fn key(&self) -> String {
        self.as_str().to_lowercase()
    }
}

impl fmt::Display for GroupPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("/");
        }
        for (i, name) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("/")?;
            }
            f.write_str(name.as_str())?;
        }
        Ok(())
    }
}

impl Serialize for GroupPath {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for GroupPath {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "specta")]
impl specta::Type for GroupPath {
    fn definition(types: &mut specta::Types) -> specta::datatype::DataType {
        String::definition(types)
    }
}

/// A group as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its number in the workspace.
    pub id: GroupId,
    /// The group it is in; none for the root.
    pub parent: Option<GroupId>,
    /// Its own name; the root's is the account's.
    pub name: String,
}

/// All groups of an account, with their paths worked out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GroupTree {
    paths: HashMap<GroupId, GroupPath>,
    parents: HashMap<GroupId, GroupId>,
    by_key: HashMap<String, GroupId>,
}

impl GroupTree {
    /// Builds the tree from its groups, in any order. A group whose parent is missing is left out.
    pub fn new(groups: &[Group]) -> Self {
        let by_id: HashMap<GroupId, &Group> = groups.iter().map(|group| (group.id, group)).collect();
        let mut tree = Self::default();
        for group in groups {
            let mut names = Vec::new();
            let mut at = group;
            let rooted = loop {
                let Some(parent) = at.parent else { break true };
                let (Ok(name), Some(above)) = (GroupName::parse(&at.name), by_id.get(&parent)) else { break false };
                if names.len() > groups.len() {
                    break false;
                }
                names.push(name);
                at = above;
            };
            if rooted {
                names.reverse();
                let path = GroupPath(names);
                tree.by_key.insert(path.key(), group.id);
                tree.paths.insert(group.id, path);
                if let Some(parent) = group.parent {
                    tree.parents.insert(group.id, parent);
                }
            }
        }
        tree
    }

    /// The path of a group.
    pub fn path(&self, id: GroupId) -> Option<&GroupPath> {
        self.paths.get(&id)
    }

    /// The group at a path, whatever its case.
    pub fn find(&self, path: &GroupPath) -> Option<GroupId> {
        self.with_key(&path.key())
    }

    /// The group of this path, by what paths are compared.
    pub(crate) fn with_key(&self, key: &str) -> Option<GroupId> {
        self.by_key.get(key).copied()
    }

    /// The group it is in; none of the root.
    pub fn parent(&self, id: GroupId) -> Option<GroupId> {
        self.parents.get(&id).copied()
    }

    /// The group and those above it, from below.
    pub fn with_those_above(&self, id: GroupId) -> impl Iterator<Item = GroupId> {
        std::iter::successors(Some(id), |group| self.parent(*group))
    }

    /// Whether `id` is `ancestor` or below it.
    pub fn is_within(&self, id: GroupId, ancestor: GroupId) -> bool {
        self.with_those_above(id).any(|group| group == ancestor)
    }

    /// Whether `id` is in somebody's part: one of these groups, or below one.
    pub fn is_in_part(&self, id: GroupId, part: &[GroupId]) -> bool {
        part.iter().any(|top| self.is_within(id, *top))
    }

    /// Every group with its path, sorted by path.
    pub fn sorted(&self) -> Vec<(GroupId, &GroupPath)> {
        let mut all: Vec<_> = self.paths.iter().map(|(id, path)| (*id, path)).collect();
        all.sort_by_cached_key(|(_, path)| path.key().replace('/', "\u{0}"));
        all
    }

    /// How many groups there are, the root included.
    pub fn len(&self) -> usize {
        self.paths.len()
    }

    /// Whether there is not even a root: no account.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }
}

/// The root group's row for a new account.
pub fn root(account: &AccountName) -> Group {
    Group { id: GroupId::ROOT, parent: None, name: account.as_str().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(id: i64, parent: Option<i64>, name: &str) -> Group {
        Group { id: GroupId(id), parent: parent.map(GroupId), name: name.into() }
    }

    #[test]
    fn a_path_is_read_with_space_and_outer_slashes() {
        for text in ["Sales/EMEA", " Sales / EMEA ", "/Sales/EMEA", "Sales/EMEA/"] {
            assert_eq!(GroupPath::parse(text).unwrap().to_string(), "Sales/EMEA", "{text}");
        }
        assert_eq!(GroupPath::parse("/").unwrap(), GroupPath::ROOT);
        assert_eq!(GroupPath::ROOT.to_string(), "/");
        assert_eq!(GroupPath::parse(" "), Err(PathProblem::Empty));
        assert_eq!(GroupPath::parse("Sales//EMEA"), Err(PathProblem::Name(TextProblem::Empty)));
        assert_eq!(GroupPath::parse(&"a/".repeat(21)), Err(PathProblem::TooDeep));
    }

    #[test]
    fn the_tree_finds_groups_by_path_and_knows_what_is_below_what() {
        let tree = GroupTree::new(&[group(3, Some(2), "EMEA"), group(1, None, "Acme"), group(2, Some(1), "Sales")]);
        assert_eq!(tree.find(&GroupPath::parse("sales/emea").unwrap()), Some(GroupId(3)));
        assert_eq!(tree.find(&GroupPath::ROOT), Some(GroupId::ROOT));
        assert_eq!(tree.path(GroupId(3)).unwrap().to_string(), "Sales/EMEA");
        assert!(tree.is_within(GroupId(3), GroupId(2)) && tree.is_within(GroupId(3), GroupId::ROOT));
        assert!(!tree.is_within(GroupId(2), GroupId(3)));
    }
}
