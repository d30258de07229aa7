//! List the account's roles: what each is for, and who has it where.

use crate::{App, Error, Permit, typed::count};
use rollcall_domain::{GroupId, Role, RoleId};
use serde::Serialize;
use std::collections::BTreeMap;

/// A role, with who has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RoleUse {
    /// The role.
    pub role: Role,
    /// Whether every account has it: it is neither renamed nor removed.
    pub built_in: bool,
    /// How many members have it in a group that the administrator may see.
    pub members: u32,
    /// How many are offered it there.
    pub invited: u32,
    /// Where, in the order of the tree.
    pub places: Vec<RolePlace>,
}

/// How many have a role in one group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RolePlace {
    /// The group.
    pub group: GroupId,
    /// Its path.
    pub path: String,
    /// How many members have the role there.
    pub members: u32,
    /// How many are offered it there.
    pub invited: u32,
}

impl App {
    /// All roles.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn list_roles(&self, _by: &Permit) -> Result<Vec<Role>, Error> {
        Ok(self.store().roles().await?)
    }

    /// All roles, with who has them in the groups that the administrator administers.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn role_uses(&self, by: &Permit) -> Result<Vec<RoleUse>, Error> {
        let names = self.names().await?;
        let held = self.fresh_index().await?.held();
        let mut people: BTreeMap<RoleId, (usize, usize)> = BTreeMap::new();
        let mut places: BTreeMap<(RoleId, GroupId), (usize, usize)> = BTreeMap::new();
        for held in &held {
            let mine = held.assignments.iter().filter(|one| names.may_see(one.group, by));
            let mut roles: Vec<RoleId> = Vec::new();
            for one in mine {
                add(places.entry((one.role, one.group)).or_default(), held);
                roles.push(one.role);
            }
            roles.sort_unstable();
            roles.dedup();
            for role in roles {
                add(people.entry(role).or_default(), held);
            }
        }
        let sorted = names.groups.sorted();
        let uses = names.roles.iter().map(|role| {
            let (members, invited) = people.get(&role.id).copied().unwrap_or_default();
            let place = |(group, path): &(GroupId, &rollcall_domain::GroupPath)| {
                let (members, invited) = places.get(&(role.id, *group)).copied()?;
                let (members, invited) = (count(members), count(invited));
                Some(RolePlace { group: *group, path: path.to_string(), members, invited })
            };
            RoleUse {
                built_in: role.is_built_in(),
                members: count(members),
                invited: count(invited),
                places: sorted.iter().filter_map(place).collect(),
                role: role.clone(),
            }
        });
        Ok(uses.collect())
    }
}

fn add(sum: &mut (usize, usize), held: &rollcall_index::Held) {
    sum.0 += held.members;
    sum.1 += held.invited;
}
