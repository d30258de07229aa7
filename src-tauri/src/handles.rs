//! Opaque handles: what the pages hold instead of paths and plans.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Things by number, the newest few. A number is never given twice.
pub(crate) struct Handles<T> {
    most: usize,
    kept: Mutex<Kept<T>>,
}

struct Kept<T> {
    last: u32,
    things: VecDeque<(u32, T)>,
}

impl<T: Clone> Handles<T> {
    /// Room for so many.
    pub(crate) const fn with_room_for(most: usize) -> Self {
        Self { most, kept: Mutex::new(Kept { last: 0, things: VecDeque::new() }) }
    }

    /// Keeps a thing; the oldest goes when there is no room, and comes back.
    pub(crate) fn keep(&self, thing: T) -> (u32, Option<T>) {
        let mut kept = self.kept();
        kept.last += 1;
        let number = kept.last;
        kept.things.push_back((number, thing));
        let gone = if kept.things.len() > self.most { kept.things.pop_front() } else { None };
        (number, gone.map(|(_, thing)| thing))
    }

    /// The thing of this number, if it is kept.
    pub(crate) fn get(&self, number: u32) -> Option<T> {
        self.kept().things.iter().find(|(of, _)| *of == number).map(|(_, thing)| thing.clone())
    }

    /// Lets a thing go.
    pub(crate) fn let_go(&self, number: u32) {
        self.kept().things.retain(|(of, _)| *of != number);
    }

    fn kept(&self) -> MutexGuard<'_, Kept<T>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_goes_and_its_number_is_not_given_again() {
        let handles = Handles::with_room_for(2);
        let [first, second, third] = ["a", "b", "c"].map(|thing| handles.keep(thing).0);
        assert_eq!([handles.get(first), handles.get(second), handles.get(third)], [None, Some("b"), Some("c")]);
        handles.let_go(third);
        assert_eq!(handles.get(third), None);
        assert!(![first, second, third].contains(&handles.keep("d").0));
        assert_eq!(handles.keep("e").1, Some("b"));
        assert_eq!(handles.get(0), None);
    }
}
