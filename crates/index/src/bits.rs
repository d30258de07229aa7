//! A set of slots, one bit each.

/// A set of slots. Bits past the last slot are always clear.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// No slot of `len`.
    pub(crate) fn none(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)] }
    }

    /// Every slot of `len`.
    pub(crate) fn all(len: usize) -> Self {
        let mut words = vec![u64::MAX; len / 64];
        if !len.is_multiple_of(64) {
            words.push((1 << (len % 64)) - 1);
        }
        Self { words }
    }

    /// One slot of `len`.
    pub(crate) fn one(slot: u32, len: usize) -> Self {
        let mut one = Self::none(len);
        one.set(slot, true);
        one
    }

    /// The 64 bits of each stretch of 64 slots.
    pub(crate) fn words(&self) -> &[u64] {
        &self.words
    }

    /// The same, to write.
    pub(crate) fn words_mut(&mut self) -> &mut [u64] {
        &mut self.words
    }

    /// The 64 bits from slot `64 * at` on.
    pub(crate) fn word(&self, at: usize) -> u64 {
        self.words.get(at).copied().unwrap_or(0)
    }

    /// Whether the slot is in the set.
    pub(crate) fn has(&self, slot: u32) -> bool {
        self.word(slot as usize / 64) >> (slot % 64) & 1 == 1
    }

    /// Puts the slot in, making room for it, or takes it out.
    pub(crate) fn set(&mut self, slot: u32, value: bool) {
        let at = slot as usize / 64;
        if at >= self.words.len() {
            if !value {
                return;
            }
            self.words.resize(at + 1, 0);
        }
        let bit = 1 << (slot % 64);
        if value { self.words[at] |= bit } else { self.words[at] &= !bit }
    }

    /// How many slots.
    pub(crate) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The slots, from the lowest.
    pub(crate) fn slots(&self) -> impl Iterator<Item = u32> {
        let some = (0_u32..).step_by(64).zip(&self.words).filter(|(_, word)| **word != 0);
        some.flat_map(|(first, word)| (0..64).filter(move |at| word >> at & 1 == 1).map(move |at| first + at))
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Each word of this set and the word of `other` at the same place make the new word.
    pub(crate) fn combine(&mut self, other: &Self, with: impl Fn(u64, u64) -> u64) {
        for (at, word) in self.words.iter_mut().enumerate() {
            *word = with(*word, other.word(at));
        }
    }

    /// The slots that are in both sets.
    pub(crate) fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.combine(other, |a, b| a & b);
        both
    }

    /// The slots of this set that are not in the other.
    pub(crate) fn without(&self, other: &Self) -> Self {
        let mut rest = self.clone();
        rest.combine(other, |a, b| a & !b);
        rest
    }

    /// How many bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        self.words.capacity() * 8
    }
}

/// The places of the bits that are set, from the lowest.
pub(crate) fn places(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = word.trailing_zeros() as usize;
        let found = word != 0;
        word &= word.wrapping_sub(1);
        found.then_some(at)
    })
}
