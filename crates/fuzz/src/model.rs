//! A small account, and what becomes of it when a plan is carried out.

use rollcall_domain::{
    AddressKey, Assignment, EmailAddress, Group, GroupId, GroupPath, GroupTree, InvitationId, InvitationState, Role,
    RoleGivers, RoleId, Timestamp, UserId, UserState,
    import::{
        AccountView, FormerPath, GroupRef, KnownInvitation, KnownUser, Options, PersonStep, Plan, PlannedPerson,
        Standing,
    },
    role,
};
use std::collections::HashSet;

const NOW: Timestamp = Timestamp::from_millis(1_800_000_000_000);
const SALES: GroupId = GroupId(2);
const GROUPS: [(i64, Option<i64>, &str); 4] =
    [(1, None, "Acme"), (2, Some(1), "Sales"), (3, Some(2), "EMEA"), (4, Some(1), "Finance")];

/// What a plan depends on, but for the table.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) account: AccountView,
    pub(crate) known: Vec<KnownUser>,
    pub(crate) options: Options,
    groups: Vec<Group>,
}

impl Model {
    /// As some lines say it: words that choose something, and people (`a@x.org active 1:1 2:2`, where a number is that of a group or a role).
    pub(crate) fn read<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let group = |(id, parent, name): (i64, Option<i64>, &str)| Group {
            id: GroupId(id),
            parent: parent.map(GroupId),
            name: name.into(),
        };
        let groups: Vec<Group> = GROUPS.into_iter().map(group).collect();
        let role =
            |(id, name): (RoleId, &str)| Role { id, name: name.into(), meaning: None, given_by: RoleGivers::Group };
        let former = GroupPath::parse("Trade").map(|path| FormerPath { key: path.key(), group: SALES });
        let mut model = Self {
            account: AccountView {
                groups: GroupTree::new(&groups),
                roles: role::BUILT_IN.iter().map(|(id, name, _)| role((*id, name))).collect(),
                former: former.into_iter().collect(),
                scope: vec![GroupId::ROOT],
                importer: Some(UserId(1)),
                administrators: Vec::new(),
                now: NOW,
                is_known: true,
            },
            known: Vec::new(),
            options: Options::default(),
            groups,
        };
        lines.take(20).for_each(|line| model.take(line));
        // There always is one.
        model.account.administrators = administrators(&model.known);
        if model.account.administrators.is_empty() {
            model.account.administrators.push(UserId(1));
        }
        model
    }

    fn take(&mut self, line: &str) {
        match line {
            "part" => self.account.scope = vec![SALES],
            "account gives" => {
                self.account.roles.iter_mut().skip(1).for_each(|role| role.given_by = RoleGivers::Account);
            }
            "no account" => self.account.is_known = false,
            "create groups" => self.options.create_groups = true,
            "allow administrators" => self.options.allow_administrators = true,
            line => self.known.extend(self.person(line)),
        }
    }

    fn person(&self, line: &str) -> Option<KnownUser> {
        let mut words = line.split(' ');
        let (_, key) = EmailAddress::parse_with_key(words.next()?).ok()?;
        if self.known.iter().any(|user| user.key == key) {
            return None;
        }
        let invited = |state, end| (UserState::Invited, Some((state, end)));
        let (state, invitation) = match words.next()? {
            "active" => (UserState::Active, None),
            "pending" => invited(InvitationState::Pending, None),
            "expired" => invited(InvitationState::Pending, Some(NOW)),
            "declined" => invited(InvitationState::Declined, Some(NOW)),
            _ => (UserState::Removed, None),
        };
        let held = |word: &str| {
            let (group, role) = word.split_once(':')?;
            let held = Assignment { group: GroupId(group.parse().ok()?), role: RoleId(role.parse().ok()?) };
            let is_there = self.account.groups.path(held.group).is_some();
            (is_there && self.account.roles.iter().any(|role| role.id == held.role)).then_some(held)
        };
        let mut assignments: Vec<Assignment> = words.filter_map(held).collect();
        assignments.sort_unstable();
        assignments.dedup();
        if state == UserState::Removed {
            assignments.clear();
        } else if assignments.is_empty() {
            assignments.push(Assignment { group: SALES, role: RoleId(2) });
        }
        let at = 10 + i64::try_from(self.known.len()).ok()?;
        let invitation =
            invitation.map(|(state, expires_at)| KnownInvitation { id: InvitationId(at), state, expires_at });
        Some(KnownUser { id: UserId(at), key, state, invitation, assignments })
    }

    /// The same after a plan was carried out. Panics where a store could not write it.
    pub(crate) fn after(&self, plan: &Plan) -> Self {
        let mut after = self.clone();
        for (path, id) in plan.new_groups.iter().zip(100..) {
            let above = GroupTree::new(&after.groups).find(&path.parent()).expect("parents are made first");
            let name = path.names().last().expect("the root is there").as_str().to_owned();
            after.groups.push(Group { id: GroupId(id), parent: Some(above), name });
        }
        after.account.groups = GroupTree::new(&after.groups);
        let mut touched = HashSet::new();
        for (person, id) in plan.people.iter().zip(1000..) {
            assert!(touched.insert(&person.key), "somebody stands in a plan twice");
            after.carry_out(person, id, self);
        }
        for (id, state) in &plan.removals {
            assert!(self.account.administers_all(), "only they remove");
            let user = after.known.iter_mut().find(|user| user.id == *id).expect("somebody known");
            assert!(user.state == *state && *state != UserState::Removed && !touched.contains(&user.key));
            (user.state, user.invitation) = (UserState::Removed, None);
            user.assignments.clear();
        }
        after.account.administrators.retain(|id| !self.known.iter().any(|user| user.id == *id));
        after.account.administrators.extend(administrators(&after.known));
        after
    }

    fn carry_out(&mut self, person: &PlannedPerson, id: i64, before: &Self) {
        let standing = Standing::of(self.user(&person.key), NOW);
        let at = self.known.iter().position(|user| user.key == person.key).unwrap_or_else(|| {
            let key = person.key.clone();
            let new =
                KnownUser { id: UserId(id), key, state: UserState::Invited, invitation: None, assignments: vec![] };
            self.known.push(new);
            self.known.len() - 1
        });
        let user = &mut self.known[at];
        let invited = |id| Some(KnownInvitation { id, state: InvitationState::Pending, expires_at: None });
        match &person.step {
            PersonStep::Invite(address) => {
                assert_eq!((standing, address.key()), (Standing::Unknown, user.key.clone()));
                user.invitation = invited(InvitationId(id));
            }
            PersonStep::InviteAgain(known) => {
                assert_eq!((standing, *known), (Standing::Ended, user.id));
                (user.state, user.invitation) = (UserState::Invited, invited(InvitationId(id)));
                user.assignments.clear();
            }
            PersonStep::Resend(known, invitation) => {
                assert_eq!((standing, *known), (Standing::Expired, user.id));
                user.invitation = invited(*invitation);
            }
            PersonStep::Change(known) => {
                assert!(matches!(standing, Standing::Open | Standing::Expired) && *known == user.id);
                assert!(!person.grants.is_empty() || !person.losses.is_empty(), "a change of nothing");
            }
        }
        for loss in &person.losses {
            let at = user.assignments.iter().position(|one| one == loss).expect("nobody loses what they have not");
            user.assignments.remove(at);
            before.assert_theirs(loss.group, loss.role);
        }
        for grant in &person.grants {
            let group = match grant.group {
                GroupRef::Existing(id) => id,
                GroupRef::New(index) => GroupId(100 + i64::from(index)),
            };
            let gained = Assignment { group, role: grant.role };
            assert!(!user.assignments.contains(&gained), "nobody gains what they have");
            user.assignments.push(gained);
            if let GroupRef::Existing(id) = grant.group {
                before.assert_theirs(id, grant.role);
            }
            assert!(before.options.allow_administrators || grant.role != role::ADMINISTRATOR, "an administrator");
        }
        user.assignments.sort_unstable();
    }

    pub(crate) fn user(&self, key: &AddressKey) -> Option<&KnownUser> {
        self.known.iter().find(|user| user.key == *key)
    }

    fn assert_theirs(&self, group: GroupId, role: RoleId) {
        assert!(self.account.groups.is_in_part(group, &self.account.scope), "a group of others");
        let role = self.account.roles.iter().find(|known| known.id == role).expect("a role of the account");
        assert!(role.is_given_by(self.account.administers_all()), "a role that others give");
    }

    /// Whether every open invitation offers something.
    pub(crate) fn offers_something(&self) -> bool {
        let is_pending =
            |user: &&KnownUser| matches!(Standing::of(Some(user), NOW), Standing::Open | Standing::Expired);
        let mut invited = self.known.iter().filter(is_pending).filter(|user| user.state == UserState::Invited);
        invited.all(|user| !user.assignments.is_empty())
    }
}

fn administrators(known: &[KnownUser]) -> Vec<UserId> {
    let whole = Assignment { group: GroupId::ROOT, role: role::ADMINISTRATOR };
    let administers = |user: &&KnownUser| user.state == UserState::Active && user.assignments.contains(&whole);
    known.iter().filter(administers).map(|user| user.id).collect()
}
