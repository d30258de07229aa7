//! What carrying out a plan takes, of an import or of addresses typed by hand: whether it still holds, where its grants are, and how
//! far it has come.

use super::{changes, error::Failed, users};
use rollcall_domain::{
    AddressKey, Assignment, GroupId, GroupPath, GroupTree, Role, RoleId, Timestamp, UserId, UserState,
    import::{Grant, GroupRef, KnownUser, PersonStep, Plan, PlannedPerson, Standing},
    role,
};
use sqlx::SqliteConnection;
use std::collections::{HashMap, HashSet};

/// Why carrying out ended before its end. The caller must not commit.
pub(super) enum Ended {
    /// The account is not what the plan was made for.
    Stale,
    /// The caller of the use case said stop.
    Cancelled,
    /// It went wrong.
    Failed(Failed),
}

impl From<Failed> for Ended {
    fn from(failed: Failed) -> Self {
        Self::Failed(failed)
    }
}

impl From<sqlx::Error> for Ended {
    fn from(error: sqlx::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Tells how much is done, and hears whether to go on.
pub(super) struct Progress<'a> {
    tell: &'a (dyn Fn(f32) -> bool + Send + Sync),
    done: usize,
    all: usize,
}

impl<'a> Progress<'a> {
    /// Nothing of so many things is done yet.
    pub(super) fn of(all: usize, tell: &'a (dyn Fn(f32) -> bool + Send + Sync)) -> Self {
        Self { tell, done: 0, all }
    }

    /// So many more things are done.
    pub(super) fn advance(&mut self, things: usize) -> Result<(), Ended> {
        self.done += things;
        let share = self.done as f32 / self.all.max(1) as f32;
        if (self.tell)(share.min(1.0)) { Ok(()) } else { Err(Ended::Cancelled) }
    }
}

/// What the account knew of the people of a plan when it was made.
#[derive(Clone, Copy)]
pub(super) struct Basis<'a> {
    /// Everybody who was known.
    pub(super) known: &'a [KnownUser],
    /// The number of the newest change then.
    pub(super) change: i64,
}

impl Basis<'_> {
    /// Whether everybody still is what they were, those who are removed too.
    pub(super) async fn check(
        self,
        db: &mut SqliteConnection,
        people: &[PlannedPerson],
        removals: &[(UserId, UserState)],
        now: i64,
    ) -> Result<(), Ended> {
        // Where no user at all has changed since, nobody of the plan has.
        if changes::latest(db).await? != self.change {
            let keys = people.iter().map(|person| &person.key).chain(self.known.iter().map(|known| &known.key));
            let keys: Vec<AddressKey> = keys.cloned().collect();
            let known = users::known(db, &keys).await?;
            let mut basis: Vec<&KnownUser> = self.known.iter().collect();
            basis.sort_unstable_by_key(|user| user.id);
            if !known.iter().eq(basis) {
                return Err(Ended::Stale);
            }
        }
        if !removals.is_empty() {
            let stood: HashSet<(UserId, UserState)> = self.known.iter().map(|user| (user.id, user.state)).collect();
            if !removals.iter().all(|removal| stood.contains(removal)) {
                return Err(Ended::Stale);
            }
        }
        self.check_time(people, Timestamp::from_millis(now))
    }

    /// Whether nobody's invitation has expired since that is to offer more: it would have to be sent again. What it offers can be changed and
    /// taken all the same.
    fn check_time(self, people: &[PlannedPerson], now: Timestamp) -> Result<(), Ended> {
        let expired = self.known.iter().filter(|user| Standing::of(Some(user), now) == Standing::Expired);
        let expired: HashSet<UserId> = expired.map(|user| user.id).collect();
        let overtaken = |person: &PlannedPerson| {
            matches!(person.step, PersonStep::Change(id) if expired.contains(&id))
                && only_gained(person).next().is_some()
        };
        if people.iter().any(overtaken) { Err(Ended::Stale) } else { Ok(()) }
    }
}

/// What somebody gains in groups in which they lose nothing: elsewhere their role is changed.
pub(super) fn only_gained(person: &PlannedPerson) -> impl Iterator<Item = &Grant> {
    let is_changed = |grant: &Grant| person.losses.iter().any(|lost| grant.group == GroupRef::Existing(lost.group));
    person.grants.iter().filter(move |grant| !is_changed(grant))
}

/// What the account has now, and who carries out a plan in it.
pub(super) struct Ground<'a> {
    pub(super) tree: &'a GroupTree,
    pub(super) roles: &'a [Role],
    /// The groups that they administer, as it is in this very transaction.
    part: Vec<GroupId>,
}

impl<'a> Ground<'a> {
    /// Asks what somebody administers now.
    pub(super) async fn of(
        by: UserId,
        tree: &'a GroupTree,
        roles: &'a [Role],
        db: &mut SqliteConnection,
    ) -> Result<Self, Failed> {
        let part: Vec<i64> = sqlx::query_scalar(
            "SELECT held.group_id FROM assignments held JOIN users u ON u.id = held.user_id \
             WHERE u.id = ? AND u.state = 'active' AND held.role_id = ?",
        )
        .bind(by.0)
        .bind(role::ADMINISTRATOR.0)
        .fetch_all(db)
        .await?;
        Ok(Self { tree, roles, part: part.into_iter().map(GroupId).collect() })
    }

    /// Whether the groups and roles that a plan uses are there and theirs to give and to take, the groups that it makes are not there, but below
    /// theirs, and whom it removes is theirs to remove.
    pub(super) fn check(
        &self,
        people: &[PlannedPerson],
        new_groups: &[GroupPath],
        removals: &[(UserId, UserState)],
    ) -> Result<(), Ended> {
        let mut new: HashSet<String> = HashSet::new();
        for path in new_groups {
            let above = path.parent();
            let is_below_theirs = self.tree.find(&above).is_some_and(|above| self.tree.is_in_part(above, &self.part));
            if self.tree.find(path).is_some() || !(is_below_theirs || new.contains(&above.key())) {
                return Err(Ended::Stale);
            }
            new.insert(path.key());
        }
        let is_root = self.part.contains(&GroupId::ROOT);
        let given = self.given();
        let stands = |group: GroupRef| match group {
            GroupRef::Existing(id) => self.tree.is_in_part(id, &self.part),
            GroupRef::New(index) => (index as usize) < new_groups.len(),
        };
        let are_theirs = people.iter().flat_map(touched).all(|(group, role)| stands(group) && given.contains(&role));
        if are_theirs && (is_root || removals.is_empty()) { Ok(()) } else { Err(Ended::Stale) }
    }

    /// Whether all that those invitations offer that start anew is theirs to give: whoever sends them offers it.
    pub(super) fn check_offers(&self, people: &[PlannedPerson], known: &[KnownUser]) -> Result<(), Ended> {
        let anew: HashSet<UserId> = people
            .iter()
            .filter_map(|person| match person.step {
                PersonStep::Resend(id, _) => Some(id),
                _ => None,
            })
            .collect();
        let given = self.given();
        let mut offered = known.iter().filter(|user| anew.contains(&user.id)).flat_map(|user| &user.assignments);
        let are_theirs = offered.all(|one| self.tree.is_in_part(one.group, &self.part) && given.contains(&one.role));
        if are_theirs { Ok(()) } else { Err(Ended::Stale) }
    }

    /// The roles that are theirs to give.
    fn given(&self) -> HashSet<RoleId> {
        let is_root = self.part.contains(&GroupId::ROOT);
        self.roles.iter().filter(|role| role.is_given_by(is_root)).map(|role| role.id).collect()
    }

    /// Whether the groups and roles of a plan are called what they were when it was made for those groups and roles.
    pub(super) fn check_names(&self, plan: &Plan, tree: &GroupTree, roles: &[Role]) -> Result<(), Ended> {
        let names = |roles: &[Role]| roles.iter().map(|role| (role.id, role.name.clone())).collect::<HashMap<_, _>>();
        let (then, now) = (names(roles), names(self.roles));
        let same = |group: GroupRef| match group {
            GroupRef::Existing(id) => tree.path(id) == self.tree.path(id),
            GroupRef::New(_) => true,
        };
        // Another group may have the path by now of the one in which a group was to be made.
        let mut above = plan.new_groups.iter().map(GroupPath::parent);
        let mut touched = plan.people.iter().flat_map(touched);
        let is_so = touched.all(|(group, role)| same(group) && then.get(&role) == now.get(&role))
            && above.all(|above| tree.find(&above) == self.tree.find(&above));
        if is_so { Ok(()) } else { Err(Ended::Stale) }
    }
}

/// What somebody gains and loses.
fn touched(person: &PlannedPerson) -> impl Iterator<Item = (GroupRef, RoleId)> {
    let gained = person.grants.iter().map(|grant| (grant.group, grant.role));
    gained.chain(person.losses.iter().map(|lost| (GroupRef::Existing(lost.group), lost.role)))
}

/// Where grants are, as ids and as words.
pub(super) struct Places {
    new: Vec<GroupId>,
    paths: HashMap<GroupId, String>,
    roles: HashMap<RoleId, String>,
}

impl Places {
    /// The places of an account, in which the groups of `planned` were just made.
    pub(super) fn new(tree: &GroupTree, roles: &[Role], planned: &[GroupPath], made: &[(GroupId, GroupPath)]) -> Self {
        let made_by_key: HashMap<String, GroupId> = made.iter().map(|(id, path)| (path.key(), *id)).collect();
        let known = tree.sorted().into_iter().map(|(id, path)| (id, path.to_string()));
        Self {
            new: planned.iter().filter_map(|path| made_by_key.get(&path.key()).copied()).collect(),
            paths: known.chain(made.iter().map(|(id, path)| (*id, path.to_string()))).collect(),
            roles: roles.iter().map(|role| (role.id, role.name.clone())).collect(),
        }
    }

    /// The id of a group that the plan speaks of.
    pub(super) fn group(&self, group: GroupRef) -> GroupId {
        match group {
            GroupRef::Existing(id) => id,
            GroupRef::New(index) => self.new[index as usize],
        }
    }

    /// `Sales/EMEA`; none for a group that is not there.
    pub(super) fn path(&self, group: GroupId) -> Option<&str> {
        self.paths.get(&group).map(String::as_str)
    }

    /// `Buyer`; none for a role that is not there.
    pub(super) fn role(&self, role: RoleId) -> Option<&str> {
        self.roles.get(&role).map(String::as_str)
    }

    /// Whether its group and its role are there.
    pub(super) fn has(&self, one: &Assignment) -> bool {
        self.paths.contains_key(&one.group) && self.roles.contains_key(&one.role)
    }

    /// `Sales/EMEA: Buyer`.
    pub(super) fn words(&self, group: GroupId, role: RoleId) -> String {
        format!("{}: {}", self.path(group).unwrap_or_default(), self.role(role).unwrap_or_default())
    }
}
