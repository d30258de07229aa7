//! What the model does with the rows of a file: each whole or not at all, by how everybody stands before the first.

use super::{
    files::Row,
    invitations::Stands,
    reference::{ADMINISTRATOR, By, Grant, Model, ROOT, Rid, Who},
};
use rollcall_domain::{Timestamp, UserState, import::RowOutcome};
use std::collections::{BTreeMap, BTreeSet};

/// A role in the group with this path, which may not be there yet.
pub(super) type Named = (String, Rid);

/// What a file does.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// What becomes of each row.
    pub(super) outcomes: Vec<RowOutcome>,
    /// Of whom rows want something that can be understood.
    pub(super) about: BTreeSet<Who>,
    pub(super) gains: BTreeMap<Who, BTreeSet<Named>>,
    pub(super) losses: BTreeMap<Who, BTreeSet<Grant>>,
    /// Who is given something besides, and so invited where they are not in.
    pub(super) adds: BTreeSet<Who>,
    pub(super) removals: BTreeSet<Who>,
    /// The groups that are missing.
    pub(super) makes: Vec<String>,
    /// For what and when it was made.
    pub(super) model: Model,
    pub(super) at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Add,
    Change,
    Take,
    Remove,
}

/// What a row wants that can be understood. No role: every one that they have there.
struct Wish {
    who: Who,
    action: Action,
    places: BTreeSet<(String, Option<Rid>)>,
}

impl Wish {
    fn named(&self) -> BTreeSet<Named> {
        self.places.iter().filter_map(|(group, role)| Some((group.clone(), (*role)?))).collect()
    }

    /// Whether two rows of one person cannot both be meant.
    fn is_contrary(&self, other: &Self) -> bool {
        use Action::{Add, Change, Remove, Take};
        let is_other = |one: &(String, Option<Rid>), two: &(String, Option<Rid>)| {
            one.0 == two.0
                && match (self.action, other.action) {
                    (Change, Change) => one.1 != two.1,
                    (Take, Add | Change) => one.1.is_none() || one.1 == two.1,
                    (Add | Change, Take) => two.1.is_none() || one.1 == two.1,
                    _ => false,
                }
        };
        self.who == other.who
            && ((self.action == Remove) != (other.action == Remove)
                || self.places.iter().any(|one| other.places.iter().any(|two| is_other(one, two))))
    }
}

/// The parts of a cell that names several things.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

/// Whether a cell of roles leaves one out: `; Buyer`, or nothing but what stands between several.
fn has_gap(text: &str) -> bool {
    let between = text.trim_end_matches([';', ' ', '\n']);
    let is_left_out = between.contains(';') && between.split(';').any(|part| part.trim().is_empty());
    is_left_out || parts(text).next().is_none() && !text.is_empty()
}

/// A plan that is being made.
struct Planning<'a> {
    by: &'a By,
    gives_administrator: bool,
    wishes: Vec<Option<Wish>>,
    plan: Plan,
}

impl Model {
    /// What comes of these rows, imported by somebody. Groups may be made, and administrators too, if that was chosen.
    pub(super) fn plan(&self, by: &By, rows: &[Row], (create, allow): (bool, bool), at: Timestamp) -> Plan {
        let mut spelt = BTreeMap::new();
        let mut outcomes = Vec::new();
        let mut wishes = Vec::new();
        for row in rows {
            let is_kept = row.is_skipped();
            outcomes.push(if is_kept { RowOutcome::Skipped } else { RowOutcome::Rejected });
            wishes.push(if is_kept { None } else { self.understood(by, row, create, &mut spelt) });
        }
        let about = wishes.iter().flatten().map(|wish| wish.who).collect();
        let plan = Plan {
            outcomes,
            about,
            gains: BTreeMap::new(),
            losses: BTreeMap::new(),
            adds: BTreeSet::new(),
            removals: BTreeSet::new(),
            makes: Vec::new(),
            model: self.clone(),
            at,
        };
        let mut planning = Planning { by, gives_administrator: allow, wishes: Vec::new(), plan };
        let is_contrary = |at: usize, one: &Wish| {
            let others = wishes.iter().enumerate().filter(|(other, _)| *other != at);
            others.filter_map(|(_, other)| other.as_ref()).any(|other| one.is_contrary(other))
        };
        let contrary: Vec<bool> = wishes
            .iter()
            .enumerate()
            .map(|(at, wish)| wish.as_ref().is_some_and(|wish| is_contrary(at, wish)))
            .collect();
        planning.wishes = wishes;
        // What takes something waits until it is known who gains what.
        for last in [false, true] {
            for at in (0..rows.len()).filter(|at| !contrary[*at]) {
                if let Some(outcome) = planning.row(at, last) {
                    planning.plan.outcomes[at] = outcome;
                }
            }
        }
        planning.plan
    }

    /// What a row wants; nothing if a cell of it is wrong. A new group is spelt as it is first.
    fn understood(&self, by: &By, row: &Row, create: bool, spelt: &mut BTreeMap<String, String>) -> Option<Wish> {
        let [groups, roles, action] = row.cells.each_ref().map(String::as_str);
        let action = match action {
            "Add" | "" => Some(Action::Add),
            "Change role" => Some(Action::Change),
            "Remove from group" => Some(Action::Take),
            "Remove from account" => {
                return Some(Wish { who: row.who, action: Action::Remove, places: BTreeSet::new() });
            }
            _ => None,
        };
        let named: Vec<Option<String>> = parts(groups)
            .map(|group| {
                let path = match self.find(group) {
                    Some(there) => self.path(there),
                    None => spelt.get(&group.to_lowercase()).cloned().unwrap_or_else(|| group.to_owned()),
                };
                self.may_be_named(by, group, create).then(|| {
                    spelt.insert(group.to_lowercase(), path.clone());
                    path
                })
            })
            .collect();
        if has_gap(roles) {
            return None;
        }
        let roles: Option<Vec<Rid>> = parts(roles).map(|word| self.role(word)).collect();
        let (action, roles) = (action?, roles?);
        let paths: Vec<String> = named.into_iter().collect::<Option<_>>()?;
        if paths.is_empty() {
            return None;
        }
        let roles: Vec<Option<Rid>> = match roles[..] {
            [] if action == Action::Take => vec![None; paths.len()],
            [one] => vec![Some(one); paths.len()],
            _ if roles.len() == paths.len() => roles.into_iter().map(Some).collect(),
            _ => return None,
        };
        let places: BTreeSet<(String, Option<Rid>)> = paths.iter().cloned().zip(roles).collect();
        // Nobody can change a role into two.
        let is_one_each = places.len() == paths.iter().collect::<BTreeSet<_>>().len();
        (action != Action::Change || is_one_each).then_some(Wish { who: row.who, action, places })
    }
}

impl Planning<'_> {
    /// What becomes of a row; nothing if that cannot be said yet, or was said before.
    fn row(&mut self, at: usize, last: bool) -> Option<RowOutcome> {
        let wish = self.wishes[at].as_ref()?;
        let (who, named, places) = (wish.who, wish.named(), wish.places.clone());
        match wish.action {
            Action::Add if !last => Some(self.add(who, &named)),
            Action::Change => self.change(who, &named, last),
            Action::Take if last => Some(self.take(who, &places)),
            Action::Remove if last => Some(self.remove(who)),
            _ => None,
        }
    }

    fn had(&self, who: Who) -> BTreeSet<Grant> {
        self.plan.model.people.get(&who).map(|person| person.has.clone()).unwrap_or_default()
    }

    fn stands(&self, who: Who) -> Stands {
        self.plan.model.stands(who, self.plan.at)
    }

    fn state(&self, who: Who) -> Option<UserState> {
        self.plan.model.people.get(&who).map(|person| person.state)
    }

    /// The grant that is there by this name.
    fn there(&self, (group, role): &Named) -> Option<Grant> {
        self.plan.model.find(group).map(|group| (group, *role))
    }

    fn takes(&self, role: Rid) -> bool {
        self.plan.model.is_given_by(role, self.by)
    }

    fn gives(&self, role: Rid) -> bool {
        self.takes(role) && (role != ADMINISTRATOR || self.gives_administrator)
    }

    fn add(&mut self, who: Who, wanted: &BTreeSet<Named>) -> RowOutcome {
        let (stands, had) = (self.stands(who), self.had(who));
        let has = |one: &Named| stands == Stands::Open && self.there(one).is_some_and(|one| had.contains(&one));
        let missing: Vec<Named> = wanted.iter().filter(|one| !has(one)).cloned().collect();
        if missing.is_empty() {
            return RowOutcome::Unchanged;
        }
        // To send an expired invitation again is to offer anew what it offers.
        let is_theirs = stands != Stands::Expired || self.plan.model.may_give(self.by, had);
        if !is_theirs || !missing.iter().all(|(_, role)| self.gives(*role)) {
            return RowOutcome::Rejected;
        }
        for (group, _) in &missing {
            if self.plan.model.find(group).is_none() && !self.plan.makes.contains(group) {
                self.plan.makes.push(group.clone());
            }
        }
        self.plan.adds.insert(who);
        let gains = self.plan.gains.entry(who).or_default();
        let before = gains.len();
        gains.extend(missing);
        match stands {
            Stands::Unknown => RowOutcome::Invited,
            Stands::Expired | Stands::Ended => RowOutcome::InvitedAgain,
            Stands::Open if gains.len() > before => RowOutcome::Added,
            Stands::Open => RowOutcome::Unchanged,
        }
    }

    /// What somebody gains and loses where a role takes the place of all that they have in its group, but for what the file adds there; none if
    /// there is nothing to change.
    fn changed(&self, who: Who, wanted: &BTreeSet<Named>) -> Option<(BTreeSet<Named>, BTreeSet<Grant>)> {
        let adds = self.wishes.iter().flatten().filter(|wish| wish.who == who && wish.action == Action::Add);
        let adds: BTreeSet<Named> = adds.flat_map(Wish::named).collect();
        let stays: BTreeSet<Grant> = adds.iter().chain(wanted).filter_map(|one| self.there(one)).collect();
        let had = self.had(who);
        let (mut gained, mut lost) = (BTreeSet::new(), BTreeSet::new());
        for one in wanted {
            let Some(meant) = self.there(one) else {
                // In a group that is missing, somebody has what the file adds there.
                adds.get(one)?;
                continue;
            };
            let others: BTreeSet<Grant> = had.iter().filter(|it| it.0 == meant.0).copied().collect();
            let others: BTreeSet<Grant> = others.difference(&stays).copied().collect();
            if !had.contains(&meant) && !others.is_empty() {
                gained.insert(one.clone());
            } else if !had.contains(&meant) && !adds.contains(one) {
                return None;
            }
            lost.extend(others);
        }
        matches!(self.stands(who), Stands::Open | Stands::Expired).then_some((gained, lost))
    }

    fn change(&mut self, who: Who, wanted: &BTreeSet<Named>, is_late: bool) -> Option<RowOutcome> {
        let Some((gained, lost)) = self.changed(who, wanted) else { return (!is_late).then_some(RowOutcome::Rejected) };
        let waits = lost.contains(&(ROOT, ADMINISTRATOR)) && self.state(who) == Some(UserState::Active);
        (waits == is_late).then(|| self.exchange(who, gained, lost, RowOutcome::Changed))
    }

    fn take(&mut self, who: Who, wanted: &BTreeSet<(String, Option<Rid>)>) -> RowOutcome {
        let are_there =
            wanted.iter().all(|(group, _)| self.plan.model.find(group).is_some() || self.is_added_to(group));
        if self.state(who).is_none() || !are_there {
            return RowOutcome::Rejected;
        }
        let meant = |one: &Grant| {
            let path = self.plan.model.path(one.0);
            wanted.iter().any(|(group, role)| *group == path && role.is_none_or(|role| role == one.1))
        };
        // What somebody was offered whose invitation has ended, nobody has.
        let had = if self.stands(who) == Stands::Ended { BTreeSet::new() } else { self.had(who) };
        let lost = had.into_iter().filter(meant).collect();
        self.exchange(who, BTreeSet::new(), lost, RowOutcome::Removed)
    }

    /// Whether the file adds somebody to a group that is missing, or to one below it.
    fn is_added_to(&self, group: &str) -> bool {
        let adds = self.wishes.iter().flatten().filter(|wish| wish.action == Action::Add);
        let group = group.to_lowercase();
        let is_it = |path: &str| path == group || path.strip_prefix(&group).is_some_and(|below| below.starts_with('/'));
        adds.flat_map(|wish| &wish.places).any(|(path, _)| is_it(&path.to_lowercase()))
    }

    fn exchange(
        &mut self,
        who: Who,
        gained: BTreeSet<Named>,
        lost: BTreeSet<Grant>,
        outcome: RowOutcome,
    ) -> RowOutcome {
        if !gained.iter().all(|(_, role)| self.gives(*role)) || !lost.iter().all(|(_, role)| self.takes(*role)) {
            return RowOutcome::Rejected;
        }
        let (mut gains, mut losses) = (self.plan.gains.clone(), self.plan.losses.clone());
        let (all_gained, all_lost) = (gains.entry(who).or_default(), losses.entry(who).or_default());
        if gained.is_subset(all_gained) && lost.is_subset(all_lost) {
            return RowOutcome::Unchanged;
        }
        all_gained.extend(gained);
        all_lost.extend(lost);
        let offers_nothing = all_gained.is_empty() && *all_lost == self.had(who);
        if self.state(who) == Some(UserState::Invited) && offers_nothing {
            return RowOutcome::Rejected;
        }
        self.unless_nobody_administers(outcome, |plan| (plan.gains, plan.losses) = (gains, losses))
    }

    fn remove(&mut self, who: Who) -> RowOutcome {
        match self.state(who) {
            _ if !self.by.is_root() => RowOutcome::Rejected,
            None => RowOutcome::Rejected,
            Some(UserState::Removed) => RowOutcome::Unchanged,
            // What the file invites would end with whoever imports it.
            Some(_) if who == self.by.who => RowOutcome::Rejected,
            Some(_) if self.plan.removals.contains(&who) => RowOutcome::Unchanged,
            Some(_) => self.unless_nobody_administers(RowOutcome::Removed, |plan| plan.removals.extend([who])),
        }
    }

    /// Plans something that takes, if somebody administers the account then.
    fn unless_nobody_administers(&mut self, outcome: RowOutcome, act: impl FnOnce(&mut Plan)) -> RowOutcome {
        let mut plan = self.plan.clone();
        act(&mut plan);
        let root = (ROOT, ADMINISTRATOR);
        let of = |named: &BTreeMap<Who, BTreeSet<Named>>, who| {
            named.get(&who).is_some_and(|some| some.iter().any(|one| self.there(one) == Some(root)))
        };
        let mut members = plan.model.people.iter().filter(|(_, person)| person.state == UserState::Active);
        let stays = members.any(|(who, person)| {
            let lost = plan.losses.get(who).is_some_and(|lost| lost.contains(&root));
            (person.has.contains(&root) && !lost || of(&plan.gains, *who)) && !plan.removals.contains(who)
        });
        if !stays {
            return RowOutcome::Rejected;
        }
        self.plan = plan;
        outcome
    }
}
