//! Loading and keeping up to date.

use crate::Entry;
use crate::columns::Columns;
use crate::order::{Key, Order, insert, sort_all, with_all};
use rollcall_domain::UserId;

/// So many users put at once are worth a second thread.
const MANY: usize = 64;

/// All users of an account.
///
/// ```
/// use rollcall_domain::{CameBy, Timestamp, UserId, UserState};
/// use rollcall_index::{Entry, Index, Query};
///
/// let zoe = Entry {
///     id: UserId(1), address: "zoe@example.org".into(), name: "Zoë Ünal".into(), state: UserState::Active,
///     invitation: None, invited_at: None, expires_at: None, joined_at: None, delivery: None,
///     came_by: CameBy::Hand, assignments: vec![],
/// };
/// let index = Index::load([zoe]);
/// let page = index.page(&Query { search: "unal zoe@".into(), ..Query::default() }, Timestamp::from_millis(0));
/// assert_eq!((page.ids, page.counts.active), (vec![UserId(1)], 1));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Index {
    pub(crate) columns: Columns,
    /// The slots in the order of their ids.
    by_id: Vec<u32>,
    orders: [Order; Key::ALL.len()],
}

impl Index {
    /// Of an account without users.
    pub fn new() -> Self {
        Self::default()
    }

    /// Of all users at once. Quickest when they come in the order of their ids.
    pub fn load(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut index = Self::new();
        index.put(entries);
        index
    }

    /// Adds users, and puts those whose id is known in the place of what was known of them. Of several with the same id
    /// the last counts. One user costs next to nothing; many at once cost as much as loading.
    pub fn put(&mut self, entries: impl IntoIterator<Item = Entry>) {
        let known = self.len();
        let mut last = self.by_id.last().map(|slot| self.columns.ids[*slot as usize]);
        let mut others = Vec::new();
        for entry in entries {
            // Mostly a new user has the highest id of all, and there is nothing to look up.
            if last.is_none_or(|last| entry.id > last) {
                last = Some(entry.id);
                let slot = self.columns.push(&entry);
                self.by_id.push(slot);
            } else {
                others.push(entry);
            }
        }
        let changed = self.push_unknown(others);
        if self.len() - known + changed.len() > self.len() / 32 + 64 {
            for (slot, entry) in &changed {
                self.columns.replace(*slot, entry);
            }
            self.orders = sort_all(&self.columns);
        } else {
            self.reorder(known, &changed);
        }
    }

    /// How many users there are, of whatever status.
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many bytes of memory the index takes, about.
    pub fn bytes(&self) -> usize {
        let orders = self.orders.iter().map(|order| order.slots.capacity()).sum::<usize>();
        self.columns.bytes() + (orders + self.by_id.capacity()) * 4
    }

    pub(crate) fn slot(&self, id: UserId) -> Option<u32> {
        let by_id = |slot: &u32| self.columns.ids[*slot as usize].cmp(&id);
        self.by_id.binary_search_by(by_id).ok().map(|at| self.by_id[at])
    }

    pub(crate) fn order(&self, key: Key) -> &Order {
        &self.orders[key.place()]
    }

    /// Adds those that are new, and gives back the others with their slots.
    fn push_unknown(&mut self, mut entries: Vec<Entry>) -> Vec<(u32, Entry)> {
        // A stable sort, then the last of each id.
        entries.sort_by_key(|entry| entry.id);
        entries.reverse();
        entries.dedup_by_key(|entry| entry.id);
        let (mut changed, mut new) = (Vec::new(), Vec::new());
        for entry in entries {
            match self.slot(entry.id) {
                Some(slot) => changed.push((slot, entry)),
                None => new.push(self.columns.push(&entry)),
            }
        }
        let ids = &self.columns.ids;
        insert(&mut self.by_id, new, |a, b| ids[a as usize].cmp(&ids[b as usize]));
        changed
    }

    /// Writes what changed, and brings it and the slots from `known` on to their places in the orders.
    fn reorder(&mut self, known: usize, changed: &[(u32, Entry)]) {
        let mut moved: [Vec<u32>; Key::ALL.len()] = Default::default();
        for (slot, entry) in changed.iter().filter(|(slot, _)| (*slot as usize) < known) {
            // Every order breaks ties by the address.
            let everywhere = self.columns.is_other_text(*slot, entry);
            for (key, moved) in Key::ALL.into_iter().zip(&mut moved) {
                if everywhere || matches!(key, Key::Time(time) if self.columns.is_other_time(*slot, time, entry)) {
                    moved.push(*slot);
                }
            }
        }
        let two_threads = self.len() - known + changed.len() > MANY;
        with_all(&mut self.orders, two_threads, |key, order| order.remove(key, &self.columns, &moved[key.place()]));
        for (slot, entry) in changed {
            self.columns.replace(*slot, entry);
        }
        for moved in &mut moved {
            moved.extend((0..).take(self.columns.len()).skip(known));
        }
        with_all(&mut self.orders, two_threads, |key, order| order.insert(key, &self.columns, &moved[key.place()]));
    }
}
