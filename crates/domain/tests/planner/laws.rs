//! What holds of every plan, whatever stands in the file and in the account: random files are planned, carried out on a small model of an
//! account, and planned again.

use crate::accounts::*;
use proptest::prelude::*;
use rollcall_domain::{
    AddressKey, Assignment, EmailAddress, GroupId, GroupTree, InvitationId, InvitationState, RoleGivers, RoleId,
    UserId, UserState,
    import::{
        AccountView, Draft, GroupRef, KnownInvitation, KnownUser, Options, PersonStep, Plan, RowOutcome, Sheet,
        Standing, read_rows,
    },
    role,
};
use std::collections::{BTreeSet, HashMap, HashSet};

const PEOPLE: [&str; 6] = ["a@x.org", "b@x.org", "c@x.org", "d@x.org", "e@x.org", "f@x.org"];
const GROUPS: [&str; 9] = [
    "/",
    "Sales",
    "Sales/EMEA",
    "Finance",
    "Legal",
    "Legal/Patents",
    "Sales; Finance",
    "/\nSales",
    "Sales/EMEA; sales/emea; Sales",
];
const ROLES: [&str; 6] = ["Administrator", "Buyer", "Approver", "", "Buyer; Approver", "Byer"];
const ACTIONS: [&str; 6] = ["", "Change role", "Change role", "Remove from group", "Remove from account", "Keep"];

/// A row of a random file: whom, where, as what, and what to do.
type RandomRow = (usize, usize, usize, usize);

#[derive(Debug, Clone)]
struct Case {
    account: AccountView,
    known: Vec<KnownUser>,
    rows: Vec<RandomRow>,
    options: Options,
    makes_legal: bool,
}

fn cases() -> impl Strategy<Value = Case> {
    let user = (0..8_u8, prop::collection::btree_set((1..5_i64, 1..4_i64), 1..4));
    let row = (0..PEOPLE.len(), 0..GROUPS.len(), 0..ROLES.len(), 0..ACTIONS.len());
    let flags = prop::array::uniform5(any::<bool>());
    (prop::collection::vec(user, 0..5), prop::collection::vec(row, 1..10), flags).prop_map(
        |(users, rows, [whole, given_by_account, create_groups, allow_administrators, makes_legal])| {
            let known = users.into_iter().enumerate().filter_map(|(at, (kind, held))| random_user(at, kind, held));
            let mut account = account();
            if !whole {
                account.scope = vec![SALES];
            }
            if given_by_account {
                account
                    .roles
                    .iter_mut()
                    .filter(|role| role.id == APPROVER)
                    .for_each(|role| role.given_by = RoleGivers::Account);
            }
            let known: Vec<KnownUser> = known.collect();
            account.administrators = administrators(&known);
            if account.administrators.is_empty() {
                account.administrators.push(UserId(1));
            }
            let options = Options { create_groups, allow_administrators };
            Case { account, known, rows, options, makes_legal }
        },
    )
}

fn random_user(at: usize, kind: u8, held: BTreeSet<(i64, i64)>) -> Option<KnownUser> {
    let invited = |state, end| (UserState::Invited, Some((state, end)));
    let (state, invitation) = match kind {
        0..=2 => (UserState::Active, None),
        3 => invited(InvitationState::Pending, None),
        4 => invited(InvitationState::Pending, Some(NOW)),
        5 => invited(InvitationState::Declined, Some(NOW)),
        6 => (UserState::Removed, None),
        _ => return None,
    };
    let id = i64::try_from(at).unwrap() + 10;
    let held = held.into_iter().map(|(group, role)| Assignment { group: GroupId(group), role: RoleId(role) });
    Some(KnownUser {
        id: UserId(id),
        key: EmailAddress::parse(PEOPLE[at]).unwrap().key(),
        state,
        invitation: invitation.map(|(state, expires_at)| KnownInvitation { id: InvitationId(id), state, expires_at }),
        assignments: if state == UserState::Removed { Vec::new() } else { held.collect() },
    })
}

fn administrators(known: &[KnownUser]) -> Vec<UserId> {
    let whole = Assignment { group: GroupId::ROOT, role: role::ADMINISTRATOR };
    let administers = |user: &&KnownUser| user.state == UserState::Active && user.assignments.contains(&whole);
    known.iter().filter(administers).map(|user| user.id).collect()
}

impl Case {
    fn draft(&self) -> Draft {
        let rows: Vec<String> = self
            .rows
            .iter()
            .map(|(person, group, role, action)| {
                format!("{}||{}|{}|{}", PEOPLE[*person], GROUPS[*group], ROLES[*role], ACTIONS[*action])
            })
            .collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let mut sheet = Sheet::new(table("Email|Name|Group|Role|Action", &rows));
        sheet.new_groups.extend(self.makes_legal.then(|| "legal/patents".to_owned()));
        read_rows(sheet, &self.account, self.options).unwrap()
    }

    /// The account after a plan was carried out. Panics where a store could not write it.
    fn after(&self, plan: &Plan) -> Self {
        let mut groups: Vec<_> = groups();
        for (path, id) in plan.new_groups.iter().zip(100..) {
            let above = GroupTree::new(&groups).find(&path.parent()).unwrap();
            let name = path.names().last().unwrap().as_str().to_owned();
            groups.push(rollcall_domain::Group { id: GroupId(id), parent: Some(above), name });
        }
        let mut known: HashMap<AddressKey, KnownUser> =
            self.known.iter().map(|user| (user.key.clone(), user.clone())).collect();
        let mut touched = HashSet::new();
        for (person, at) in plan.people.iter().zip(1000..) {
            assert!(touched.insert(person.key.clone()), "everybody stands in a plan once");
            let before = known.get(&person.key).cloned();
            let standing = Standing::of(before.as_ref(), NOW);
            let invited = |id| Some(KnownInvitation { id, state: InvitationState::Pending, expires_at: None });
            let mut user = before.unwrap_or_else(|| KnownUser {
                id: UserId(at),
                key: person.key.clone(),
                state: UserState::Invited,
                invitation: None,
                assignments: Vec::new(),
            });
            match &person.step {
                PersonStep::Invite(_) => {
                    assert_eq!(standing, Standing::Unknown);
                    user.invitation = invited(InvitationId(at));
                }
                PersonStep::InviteAgain(id) => {
                    assert_eq!((standing, *id), (Standing::Ended, user.id));
                    (user.state, user.invitation) = (UserState::Invited, invited(InvitationId(at)));
                    user.assignments.clear();
                }
                PersonStep::Resend(id, invitation) => {
                    assert_eq!((standing, *id), (Standing::Expired, user.id));
                    user.invitation = invited(*invitation);
                }
                PersonStep::Change(id) => {
                    assert!(matches!(standing, Standing::Open | Standing::Expired));
                    assert_eq!(*id, user.id);
                    assert!(!person.grants.is_empty() || !person.losses.is_empty(), "a change of nothing");
                }
            }
            for loss in &person.losses {
                let at = user.assignments.iter().position(|one| one == loss).expect("nobody loses what they have not");
                user.assignments.remove(at);
                self.assert_theirs(loss.group, loss.role);
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
                    self.assert_theirs(id, grant.role);
                }
                assert!(self.options.allow_administrators || grant.role != role::ADMINISTRATOR);
            }
            user.assignments.sort_unstable();
            known.insert(person.key.clone(), user);
        }
        for (id, state) in &plan.removals {
            assert!(self.account.administers_all());
            let user = known.values_mut().find(|user| user.id == *id).unwrap();
            assert!(user.state == *state && *state != UserState::Removed && touched.insert(user.key.clone()));
            (user.state, user.invitation) = (UserState::Removed, None);
            user.assignments.clear();
        }
        let known: Vec<KnownUser> = known.into_values().collect();
        let mut account = AccountView { groups: GroupTree::new(&groups), ..self.account.clone() };
        account.administrators.retain(|id| !self.known.iter().any(|user| user.id == *id));
        account.administrators.extend(administrators(&known));
        Self { account, known, ..self.clone() }
    }

    fn assert_theirs(&self, group: GroupId, role: RoleId) {
        assert!(self.account.groups.is_in_part(group, &self.account.scope), "a group of others");
        let role = self.account.roles.iter().find(|known| known.id == role).unwrap();
        assert!(role.is_given_by(self.account.administers_all()), "a role that others give");
    }

    fn user(&self, person: usize) -> Option<&KnownUser> {
        let key = EmailAddress::parse(PEOPLE[person]).unwrap().key();
        self.known.iter().find(|user| user.key == key)
    }

    /// The groups and roles of a row that is not wrong.
    fn places(&self, row: RandomRow) -> Vec<(GroupId, Option<RoleId>)> {
        let groups = GROUPS[row.1].split([';', '\n']).map(|path| {
            let path = rollcall_domain::GroupPath::parse(path).unwrap();
            self.account.groups.find(&path).unwrap_or(GroupId(-1))
        });
        let roles: Vec<Option<RoleId>> = ROLES[row.2]
            .split("; ")
            .map(|name| self.account.roles.iter().find(|role| role.name == name).map(|role| role.id))
            .collect();
        groups.enumerate().map(|(at, group)| (group, *roles.get(at).unwrap_or(&roles[0]))).collect()
    }

    /// Whether what a row wanted is so.
    fn is_so(&self, row: RandomRow) -> bool {
        let user = self.user(row.0);
        let has = |group, role| user.is_some_and(|user| user.assignments.contains(&Assignment { group, role }));
        let is_added = |group, role| {
            let adds = self.rows.iter().filter(|other| other.0 == row.0 && ACTIONS[other.3].is_empty());
            adds.flat_map(|other| self.places(*other)).any(|place| place == (group, Some(role)))
        };
        match ACTIONS[row.3] {
            "" => self.places(row).into_iter().all(|(group, role)| has(group, role.unwrap())),
            "Change role" => self.places(row).into_iter().all(|(group, role)| {
                let role = role.unwrap();
                let others = user.into_iter().flat_map(|user| &user.assignments);
                let mut others = others.filter(|one| one.group == group && one.role != role);
                (has(group, role) || is_added(group, role)) && others.all(|one| is_added(group, one.role))
            }),
            "Remove from group" => self.places(row).into_iter().all(|(group, role)| match role {
                Some(role) => !has(group, role),
                None => user.is_none_or(|user| user.assignments.iter().all(|one| one.group != group)),
            }),
            "Remove from account" => user.is_some_and(|user| user.state == UserState::Removed),
            _ => true,
        }
    }
}

fn has_ended(user: Option<&KnownUser>) -> bool {
    Standing::of(user, NOW) == Standing::Ended
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_a_plan_says_of_a_row_is_so_afterwards_and_the_same_file_again_changes_nothing(case in cases()) {
        let plan = case.draft().plan(&case.known, &case.account);
        let after = case.after(&plan);
        for (row, planned) in case.rows.iter().zip(&plan.rows) {
            let is_left = matches!(planned.outcome, RowOutcome::Rejected | RowOutcome::Skipped)
                // What somebody had whose invitation has ended is not theirs.
                || planned.outcome == RowOutcome::Unchanged && has_ended(after.user(row.0));
            prop_assert!(is_left || after.is_so(*row), "{row:?}: {planned:?}");
        }

        let again = after.draft().plan(&after.known, &after.account);
        prop_assert!(!again.counts.changes_something(), "{:#?}", again.rows);
        prop_assert_eq!((&again.people, &again.removals, &again.new_groups), (&vec![], &vec![], &vec![]));
        for (first, second) in plan.rows.iter().zip(&again.rows) {
            let expected: &[RowOutcome] = match first.outcome {
                RowOutcome::Skipped => &[RowOutcome::Skipped],
                RowOutcome::Rejected => &[RowOutcome::Rejected, RowOutcome::Unchanged],
                _ => &[RowOutcome::Unchanged],
            };
            prop_assert!(expected.contains(&second.outcome), "{first:?}, then {second:?}");
        }
    }

    #[test]
    fn somebody_administers_the_account_and_every_open_invitation_offers_something(case in cases()) {
        let plan = case.draft().plan(&case.known, &case.account);
        let after = case.after(&plan);
        prop_assert!(!after.account.administrators.is_empty());
        for user in &after.known {
            let is_pending = matches!(Standing::of(Some(user), NOW), Standing::Open | Standing::Expired);
            prop_assert!(user.state != UserState::Invited || !is_pending || !user.assignments.is_empty(), "{user:?}");
        }
    }

    #[test]
    fn whoever_is_named_by_no_row_that_is_done_keeps_what_they_have(case in cases()) {
        let plan = case.draft().plan(&case.known, &case.account);
        let after = case.after(&plan);
        for (at, _) in PEOPLE.iter().enumerate() {
            let rows = case.rows.iter().zip(&plan.rows).filter(|(row, _)| row.0 == at);
            let mut done = rows.map(|(_, planned)| planned.outcome);
            let is_left = done.all(|outcome| matches!(outcome, RowOutcome::Rejected | RowOutcome::Skipped | RowOutcome::Unchanged));
            prop_assert!(!is_left || case.user(at) == after.user(at));
        }
    }
}
