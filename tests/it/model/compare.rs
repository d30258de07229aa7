//! Whether all that can be seen is as the model has it, and what must hold whatever happened.

use super::{
    against::{Run, Told, failed},
    commands::Ask,
    reference::{ADMINISTRATOR, By, Gid, Model, PEOPLE, ROOT, Rid, Who},
};
use proptest::prop_assert_eq;
use rollcall_app::{
    list_activity::ActivityQuery,
    list_users::{UserPage, UserQuery, UserRow},
};
use rollcall_domain::{CameBy, DeliveryState, Status, Timestamp, UserState};
use rollcall_index::{Counts, Only, Sort};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// What the list shows of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    status: Status,
    has: BTreeSet<(String, String)>,
    joined: Option<Timestamp>,
    sent: Option<Timestamp>,
    ends: Option<Timestamp>,
    mail: Option<DeliveryState>,
    came: CameBy,
}

impl Shown {
    fn of(row: &UserRow) -> Self {
        Self {
            status: row.status,
            has: row.assignments.iter().map(|one| (one.group_path.clone(), one.role_name.clone())).collect(),
            joined: row.joined_at,
            sent: row.sent_at,
            ends: row.expires_at,
            mail: row.delivery,
            came: row.came_by,
        }
    }
}

/// The question for all users.
pub(super) fn everybody() -> UserQuery {
    UserQuery { sort: Sort::Address, limit: 1000, ..UserQuery::default() }
}

impl Run {
    /// Compares all that is seen of users, groups and roles, and what is asked.
    pub(super) async fn compare(&self, ask: &Ask) -> Told {
        let root = self.administrator(0);
        let page = self.list(0, &root, &everybody()).await?;
        let expected: BTreeMap<Who, Shown> =
            self.model.people.keys().map(|who| (*who, self.shown(*who, &root, self.now(0)))).collect();
        let seen: BTreeMap<Who, Shown> = page.users.iter().map(|row| (place(row), Shown::of(row))).collect();
        prop_assert_eq!(&seen, &expected, "all users");
        self.compare_structure(&self.administrator(ask.by)).await?;
        self.compare_answer(ask).await?;
        let administrators = self.app(1).administrators().await.map_err(failed)?;
        let administrators: BTreeSet<_> = administrators.iter().map(|one| one.id).collect();
        let expected: BTreeSet<_> = self.model.administrators().iter().map(|by| self.users[&by.who]).collect();
        prop_assert_eq!(administrators, expected, "the administrators");
        let newest = ActivityQuery { limit: 1, ..ActivityQuery::default() };
        let activity = self.app(1).list_activity(&self.permit(1, &root).await?, &newest).await.map_err(failed)?;
        prop_assert_eq!(activity.entries[0].id.0, i64::try_from(activity.total).unwrap_or(-1), "a gap in the activity");
        Ok(())
    }

    async fn list(&self, second: usize, by: &By, query: &UserQuery) -> Told<UserPage> {
        self.app(second).list_users(&self.permit(second, by).await?, query).await.map_err(failed)
    }

    fn shown(&self, who: Who, by: &By, now: Timestamp) -> Shown {
        let (model, person) = (&self.model, &self.model.people[&who]);
        let it = model.invitation(who);
        let has = person.has.iter().filter(|(group, _)| model.is_in_part(*group, by));
        Shown {
            status: model.status(who, now),
            has: has.map(|(group, role)| (model.path(*group), model.roles[*role].name.clone())).collect(),
            joined: person.joined,
            sent: it.and_then(|it| it.sent),
            ends: model.ends(who),
            mail: it.map(|it| it.mail),
            came: person.came,
        }
    }

    /// What groups and roles count, as an administrator sees it.
    async fn compare_structure(&self, by: &By) -> Told {
        let (model, permit) = (&self.model, self.permit(0, by).await?);
        let groups = self.app(0).list_groups(&permit).await.map_err(failed)?;
        let seen: BTreeMap<_, _> = groups
            .into_iter()
            .map(|group| {
                (group.path, (group.users as usize, group.users_within as usize, group.administrators as usize))
            })
            .collect();
        let expected: BTreeMap<_, _> = model
            .live_groups()
            .filter(|group| model.is_in_part(*group, by))
            .map(|group| {
                let (members, invited) = model.how_many(|one| one.0 == group);
                let (members_within, invited_within) = model.how_many(|one| model.is_within(one.0, group));
                let administrators = model.how_many(|one| *one == (group, ADMINISTRATOR)).0;
                (model.path(group), (members + invited, members_within + invited_within, administrators))
            })
            .collect();
        prop_assert_eq!(seen, expected, "the groups");
        let roles = self.app(0).role_uses(&permit).await.map_err(failed)?;
        let seen: BTreeSet<_> = roles
            .into_iter()
            .map(|one| (one.role.name, one.role.given_by.word(), one.members as usize, one.invited as usize))
            .collect();
        let expected: BTreeSet<_> = (0..model.roles.len())
            .filter(|role| !model.roles[*role].gone)
            .map(|role| {
                let (members, invited) = model.how_many(|one| one.1 == role && model.is_in_part(one.0, by));
                (model.roles[role].name.clone(), model.roles[role].given_by.word(), members, invited)
            })
            .collect();
        prop_assert_eq!(seen, expected, "the roles");
        Ok(())
    }

    /// A question by somebody, answered by the second program and plainly.
    async fn compare_answer(&self, ask: &Ask) -> Told {
        let (model, by, now) = (&self.model, self.administrator(ask.by), self.now(1));
        let (group, role) = (ask.group.map(|pick| model.group_of(pick)), ask.role.map(|pick| model.role_of(pick)));
        let statuses: Vec<Status> = ask.statuses.iter().map(|pick| Status::ALL[usize::from(*pick)]).collect();
        let only = ask.only.map(|pick| ONLY[usize::from(pick) % ONLY.len()]);
        let sort = SORTS[usize::from(ask.sort) % SORTS.len()];
        let query = UserQuery {
            statuses: statuses.clone(),
            group: group.map(|group| self.group(group)),
            subgroups: ask.subgroups,
            role: role.map(|role| self.role(role)),
            only,
            sort,
            descending: ask.descending,
            ..everybody()
        };
        let page = self.list(1, &by, &query).await?;

        let places = places_asked(model, &by, group, ask.subgroups);
        let matching = model.people.keys().copied().filter(|who| model.has_one(*who, places.as_ref(), role));
        let matching: Vec<Who> = matching.collect();
        let is = |who: &Who, only: Only| is_only(model, *who, only, places.as_ref());
        let mut found = matching.clone();
        found.retain(|who| statuses.is_empty() || statuses.contains(&model.status(*who, now)));
        found.retain(|who| only.is_none_or(|only| is(who, only)));
        let in_order: Vec<Who> = page.users.iter().map(place).collect();
        prop_assert_eq!(&in_order, &sorted(model, found, sort, ask.descending, now), "{:?} by {:?}", query, by);
        for row in &page.users {
            prop_assert_eq!(Shown::of(row), self.shown(place(row), &by, now), "{:?} as seen by {:?}", row.address, by);
        }
        let mut counts = Counts { all: matching.len(), ..Counts::default() };
        for who in &matching {
            *match model.status(*who, now) {
                Status::Active => &mut counts.active,
                Status::Pending => &mut counts.pending,
                Status::Expiring => &mut counts.expiring,
                Status::Expired => &mut counts.expired,
                Status::Declined => &mut counts.declined,
                Status::Cancelled => &mut counts.cancelled,
                Status::Removed => &mut counts.removed,
            } += 1;
            counts.undelivered += usize::from(is(who, Only::Undelivered));
            counts.without_group += usize::from(is(who, Only::WithoutGroup));
            counts.administrators += usize::from(is(who, Only::Administrators));
        }
        prop_assert_eq!(page.counts, counts, "the counts of {:?} by {:?}", query, by);
        Ok(())
    }
}

const ONLY: [Only; 3] = [Only::Undelivered, Only::WithoutGroup, Only::Administrators];
const SORTS: [Sort; 6] = [Sort::Address, Sort::Status, Sort::JoinedAt, Sort::ExpiresAt, Sort::Delivery, Sort::CameBy];

fn place(row: &UserRow) -> Who {
    PEOPLE.iter().position(|address| *address == row.address).unwrap_or(usize::MAX)
}

/// Where something must be had; none for anywhere, or nowhere.
fn places_asked(model: &Model, by: &By, group: Option<Gid>, subgroups: bool) -> Option<BTreeSet<Gid>> {
    if group.is_none() && by.is_root() {
        return None;
    }
    let asked = |one: &Gid| match group {
        Some(group) if subgroups => model.is_within(*one, group),
        Some(group) => *one == group,
        None => model.is_within(*one, ROOT),
    };
    Some(model.live_groups().filter(|one| asked(one) && model.is_in_part(*one, by)).collect())
}

impl Model {
    /// Whether somebody has, or is offered, that role in one of these groups.
    fn has_one(&self, who: Who, places: Option<&BTreeSet<Gid>>, role: Option<Rid>) -> bool {
        let meant = |one: &(Gid, Rid)| {
            places.is_none_or(|places| places.contains(&one.0)) && role.is_none_or(|role| one.1 == role)
        };
        (places.is_none() && role.is_none()) || self.people[&who].has.iter().any(meant)
    }
}

fn is_only(model: &Model, who: Who, only: Only, places: Option<&BTreeSet<Gid>>) -> bool {
    let person = &model.people[&who];
    match only {
        // Here every mail leaves, unless nobody needs it any more.
        Only::Undelivered => false,
        Only::WithoutGroup => person.state != UserState::Removed && person.has.is_empty(),
        Only::Administrators => person.state == UserState::Active && model.has_one(who, places, Some(ADMINISTRATOR)),
    }
}

/// By address, or by something else and then by address; who has nothing to sort by comes last.
fn sorted(model: &Model, found: Vec<Who>, sort: Sort, descending: bool, now: Timestamp) -> Vec<Who> {
    let delivery = |state| DeliveryState::ALL.iter().position(|one| *one == state).map(|at| at as i64);
    let key = |who: &Who| -> Option<i64> {
        let (person, it) = (&model.people[who], model.invitation(*who));
        match sort {
            Sort::Status => Some(model.status(*who, now) as i64),
            Sort::JoinedAt => person.joined.map(Timestamp::as_millis),
            Sort::ExpiresAt => model.ends(*who).map(Timestamp::as_millis),
            Sort::Delivery => it.and_then(|it| delivery(it.mail)),
            Sort::CameBy => Some(person.came as i64),
            _ => Some(0),
        }
    };
    let (mut with, mut without): (Vec<Who>, Vec<Who>) = found.into_iter().partition(|who| key(who).is_some());
    if descending {
        with.sort_by_key(|who| Reverse((key(who), *who)));
    } else {
        with.sort_by_key(|who| (key(who), *who));
    }
    without.sort_unstable();
    with.extend(without);
    with
}
