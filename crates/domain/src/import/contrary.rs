//! Rows of one person that want the contrary of each other: none of them is done, whatever the person has.

use super::{Draft, cells::Action};
use crate::{AddressKey, RoleId};
use std::collections::{HashMap, HashSet};

/// What is to be known of the rows of somebody before any of them is judged.
#[derive(Debug, Default)]
pub(super) struct Contrary<'a> {
    /// By the index of a row: that of another one which wants the contrary.
    others: HashMap<usize, usize>,
    /// The groups and roles that rows add for people of whom other rows want something else. A change leaves these alone.
    added: HashSet<(&'a AddressKey, u32, RoleId)>,
}

impl<'a> Contrary<'a> {
    /// Compares the rows of everybody of whom the file wants something else than to add.
    pub(super) fn of(draft: &'a Draft) -> Self {
        let wishes = || draft.checked.iter().enumerate().filter_map(|(at, row)| Some((at, row.wish.as_ref()?)));
        // The first row of everybody, and the others: most people have none.
        let mut rows: HashMap<&AddressKey, (Option<usize>, Vec<usize>)> = HashMap::new();
        for (_, wish) in wishes().filter(|(_, wish)| wish.action != Action::Add) {
            rows.entry(&wish.key).or_default();
        }
        let mut contrary = Self::default();
        if rows.is_empty() {
            return contrary;
        }
        for (at, wish) in wishes() {
            match rows.get_mut(&wish.key) {
                Some((Some(_), others)) => others.push(at),
                Some((first, _)) => *first = Some(at),
                None => {}
            }
        }
        for (key, (first, mut others)) in rows.into_iter().filter(|(_, (_, others))| !others.is_empty()) {
            others.extend(first);
            others.sort_unstable();
            contrary.compare(draft, key, &others);
        }
        contrary
    }

    /// Another row, by index, that wants the contrary of this one.
    pub(super) fn other(&self, row: usize) -> Option<usize> {
        self.others.get(&row).copied()
    }

    /// Whether a row of the same file adds this.
    pub(super) fn adds(&self, key: &'a AddressKey, group: u32, role: RoleId) -> bool {
        self.added.contains(&(key, group, role))
    }

    fn compare(&mut self, draft: &Draft, key: &'a AddressKey, rows: &[usize]) {
        let mut wanted = Wanted::default();
        for row in rows {
            wanted.note(draft, *row);
        }
        self.others.extend(rows.iter().filter_map(|row| Some((*row, wanted.contrary_of(draft, *row)?))));
        self.added.extend(wanted.added.keys().map(|(group, role)| (key, *group, *role)));
    }
}

/// What the rows of one person want, each by the first row that wants it.
#[derive(Default)]
struct Wanted {
    /// That they are removed from the account.
    removed: Option<usize>,
    /// Anything else.
    kept: Option<usize>,
    added: HashMap<(u32, RoleId), usize>,
    added_in: HashMap<u32, usize>,
    /// The first row that changes a role there, and the first that changes it into another one than that.
    changed: HashMap<u32, ((RoleId, usize), Option<usize>)>,
    /// No role: every one.
    taken: HashMap<(u32, Option<RoleId>), usize>,
}

impl Wanted {
    fn note(&mut self, draft: &Draft, row: usize) {
        let Some(wish) = &draft.checked[row].wish else { return };
        if wish.action == Action::RemoveFromAccount {
            self.removed.get_or_insert(row);
            return;
        }
        self.kept.get_or_insert(row);
        for place in &draft.places[wish.places.clone()] {
            match (wish.action, place.role) {
                (Action::Add, Some(role)) => {
                    self.added.entry((place.group, role)).or_insert(row);
                    self.added_in.entry(place.group).or_insert(row);
                }
                (Action::ChangeRole, Some(role)) => {
                    let ((first, _), other) = self.changed.entry(place.group).or_insert(((role, row), None));
                    if *first != role {
                        other.get_or_insert(row);
                    }
                }
                (_, role) => {
                    self.taken.entry((place.group, role)).or_insert(row);
                }
            }
        }
    }

    /// The first row that wants the contrary of this one.
    fn contrary_of(&self, draft: &Draft, row: usize) -> Option<usize> {
        let wish = draft.checked[row].wish.as_ref()?;
        if wish.action == Action::RemoveFromAccount {
            return self.kept;
        }
        let taken = |group, role| self.taken.get(&(group, Some(role))).or_else(|| self.taken.get(&(group, None)));
        let mut contraries = draft.places[wish.places.clone()].iter().filter_map(|place| {
            let group = place.group;
            match (wish.action, place.role) {
                (Action::Add, Some(role)) => taken(group, role).copied(),
                (Action::ChangeRole, Some(role)) => {
                    let ((first, first_row), other) = self.changed.get(&group)?;
                    let another = if *first == role { *other } else { Some(*first_row) };
                    another.or_else(|| taken(group, role).copied())
                }
                (_, Some(role)) => {
                    let changed =
                        self.changed.get(&group).and_then(|((first, row), _)| (*first == role).then_some(*row));
                    self.added.get(&(group, role)).copied().or(changed)
                }
                (_, None) => {
                    let changed = self.changed.get(&group).map(|((_, row), _)| *row);
                    self.added_in.get(&group).copied().or(changed)
                }
            }
        });
        self.removed.or_else(|| contraries.next())
    }
}
