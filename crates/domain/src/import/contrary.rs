//! Rows of one person that want the contrary of each other: none of them is done, whatever the person has.

use super::{Draft, cells::Action};
use crate::RoleId;
use std::collections::{HashMap, HashSet};

/// What is to be known of the rows of somebody before any of them is judged.
#[derive(Debug, Default)]
pub(super) struct Contrary {
    /// By the index of a row: that of another one which wants the contrary.
    others: HashMap<usize, usize>,
    /// The groups and roles that rows add for people of whom other rows want something else. A change leaves these alone.
    added: HashSet<(u32, u32, RoleId)>,
}

impl Contrary {
    /// Compares the rows of everybody of whom the file wants something else than to add. `persons` has the person of each row, a number below
    /// `count`.
    pub(super) fn of(draft: &Draft, persons: &[Option<u32>], count: usize) -> Self {
        let mut contrary = Self::default();
        let mut is_more = vec![false; count];
        for (row, person) in draft.checked.iter().zip(persons) {
            if let (Some(wish), Some(person)) = (&row.wish, person) {
                is_more[*person as usize] |= wish.action != Action::Add;
            }
        }
        // Most people have one row, and nothing to compare.
        let mut first: Vec<Option<usize>> = vec![None; count];
        let mut several: HashMap<u32, Vec<usize>> = HashMap::new();
        for (at, person) in persons.iter().enumerate() {
            let Some(person) = person.filter(|person| is_more[*person as usize]) else { continue };
            match first[person as usize] {
                Some(first) => several.entry(person).or_insert_with(|| vec![first]).push(at),
                None => first[person as usize] = Some(at),
            }
        }
        for (person, rows) in several {
            contrary.compare(draft, person, &rows);
        }
        contrary
    }

    /// Another row, by index, that wants the contrary of this one.
    pub(super) fn other(&self, row: usize) -> Option<usize> {
        self.others.get(&row).copied()
    }

    /// Whether a row of the same file adds this.
    pub(super) fn adds(&self, person: u32, group: u32, role: RoleId) -> bool {
        self.added.contains(&(person, group, role))
    }

    fn compare(&mut self, draft: &Draft, person: u32, rows: &[usize]) {
        let mut wanted = Wanted::default();
        for row in rows {
            wanted.note(draft, *row);
        }
        self.others.extend(rows.iter().filter_map(|row| Some((*row, wanted.contrary_of(draft, *row)?))));
        self.added.extend(wanted.added.keys().map(|(group, role)| (person, *group, *role)));
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
    changed_into: HashMap<(u32, RoleId), usize>,
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
                    self.changed_into.entry((place.group, role)).or_insert(row);
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
                    self.added.get(&(group, role)).or_else(|| self.changed_into.get(&(group, role))).copied()
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
