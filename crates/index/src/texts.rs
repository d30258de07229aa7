//! Many short texts packed into blocks, searched as a whole.

use crate::bits::{Bits, places};
use memchr::memmem::Finder;

/// How many texts a block holds: enough that searching one is one long run, few enough that rewriting one is nothing.
const BLOCK: usize = 1024;
const BLOCK_WORDS: usize = BLOCK / 64;

/// With fewer texts of a block in question they are searched one by one.
const FEW: u32 = 40;

/// From so many texts on, two threads search.
const TWO_THREADS: usize = 100_000;

/// Texts by slot. A needle without the byte that ends every text is never found across two of them.
#[derive(Debug, Clone)]
pub(crate) struct Texts {
    blocks: Vec<Block>,
    /// By sign, the texts that have it. A word can only be where all of its signs are.
    having: [Bits; SIGNS],
}

/// How many signs a text may have: 64 of single bytes, see [`letter`], and 128 of two that follow each other.
const SIGNS: usize = 192;

#[derive(Debug, Clone, Default)]
struct Block {
    bytes: Vec<u8>,
    /// Where each text ends.
    ends: Vec<u32>,
}

impl Default for Texts {
    fn default() -> Self {
        Self { blocks: Vec::new(), having: std::array::from_fn(|_| Bits::default()) }
    }
}

impl Texts {
    /// How many texts.
    pub(crate) fn len(&self) -> usize {
        self.blocks.last().map_or(0, |last| (self.blocks.len() - 1) * BLOCK + last.ends.len())
    }

    /// The text of a slot.
    pub(crate) fn get(&self, slot: u32) -> &[u8] {
        self.blocks[slot as usize / BLOCK].get(slot as usize % BLOCK)
    }

    /// Adds a text in the next slot.
    pub(crate) fn push(&mut self, text: &[u8]) {
        let slot = u32::try_from(self.len()).expect("an account has fewer than 2^32 users");
        for sign in signs(text) {
            self.having[sign].set(slot, true);
        }
        if self.len().is_multiple_of(BLOCK) {
            if let Some(full) = self.blocks.last_mut() {
                full.bytes.shrink_to_fit();
            }
            self.blocks.push(Block { bytes: Vec::new(), ends: Vec::new() });
        }
        if let Some(block) = self.blocks.last_mut() {
            block.bytes.extend_from_slice(text);
            block.ends.push(place(block.bytes.len()));
        }
    }

    /// Puts another text in a slot.
    pub(crate) fn replace(&mut self, slot: u32, text: &[u8]) {
        for having in &mut self.having {
            having.set(slot, false);
        }
        for sign in signs(text) {
            self.having[sign].set(slot, true);
        }
        let block = &mut self.blocks[slot as usize / BLOCK];
        let at = slot as usize % BLOCK;
        let range = block.start(at)..block.ends[at] as usize;
        let before = range.len();
        block.bytes.splice(range, text.iter().copied());
        for end in &mut block.ends[at..] {
            *end = place(*end as usize + text.len() - before);
        }
    }

    /// The slots of `within` whose text contains the needle.
    pub(crate) fn find(&self, needle: &[u8], within: &Bits) -> Bits {
        let mut within = within.clone();
        for sign in signs(needle) {
            within.combine(&self.having[sign], |within, having| within & having);
        }
        if let [b'a'..=b'z' | b'0'..=b'9'] = needle {
            return within;
        }
        let finder = Finder::new(needle);
        let mut found = Bits::none(self.len());
        let search = |blocks: &[Block], found: &mut [u64], within: &[u64]| {
            let parts = found.chunks_mut(BLOCK_WORDS).zip(within.chunks(BLOCK_WORDS));
            for (block, (found, within)) in blocks.iter().zip(parts) {
                block.find(&finder, found, within);
            }
        };
        if self.len() < TWO_THREADS {
            search(&self.blocks, found.words_mut(), within.words());
            return found;
        }
        let half = self.blocks.len() / 2;
        let (blocks, more_blocks) = self.blocks.split_at(half);
        let (words, more_words) = found.words_mut().split_at_mut(half * BLOCK_WORDS);
        let (mask, more_mask) = within.words().split_at(half * BLOCK_WORDS);
        std::thread::scope(|scope| {
            scope.spawn(|| search(more_blocks, more_words, more_mask));
            search(blocks, words, mask);
        });
        found
    }

    /// How many bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        let block = |block: &Block| block.bytes.capacity() + block.ends.capacity() * 4 + size_of::<Block>();
        self.blocks.iter().map(block).sum::<usize>() + self.having.iter().map(Bits::bytes).sum::<usize>()
    }
}

impl Block {
    fn start(&self, at: usize) -> usize {
        if at == 0 { 0 } else { self.ends[at - 1] as usize }
    }

    fn get(&self, at: usize) -> &[u8] {
        &self.bytes[self.start(at)..self.ends[at] as usize]
    }

    /// Sets the bits of `within` whose text has the needle.
    fn find(&self, finder: &Finder<'_>, found: &mut [u64], within: &[u64]) {
        let asked: u32 = within.iter().map(|word| word.count_ones()).sum();
        if asked == 0 {
            return;
        }
        if asked < FEW {
            for (at, word) in within.iter().enumerate() {
                for bit in places(*word) {
                    let hit = finder.find(self.get(at * 64 + bit)).is_some();
                    found[at] |= u64::from(hit) << bit;
                }
            }
            return;
        }
        self.find_all(finder, found, within);
        for (found, within) in found.iter_mut().zip(within) {
            *found &= within;
        }
    }

    /// Runs through the whole block; behind a hit it goes on with the next text of `within`.
    fn find_all(&self, finder: &Finder<'_>, found: &mut [u64], within: &[u64]) {
        let asked = within.iter().enumerate().flat_map(|(at, word)| places(*word).map(move |bit| at * 64 + bit));
        let mut at = 0;
        for asked in asked {
            if asked < at {
                continue;
            }
            let from = self.start(asked);
            let Some(hit) = finder.find(&self.bytes[from..]) else { return };
            at = asked;
            while self.ends[at] as usize <= from + hit {
                at += 1;
            }
            found[at / 64] |= 1 << (at % 64);
            at += 1;
        }
    }
}

/// The signs of a text, each once.
fn signs(text: &[u8]) -> impl Iterator<Item = usize> {
    let mut words = [0_u64; SIGNS / 64];
    for byte in text {
        words[0] |= 1 << letter(*byte);
    }
    for pair in text.windows(2) {
        // Multiplying by the golden ratio spreads the pairs; the upper seven bits are the best mixed.
        let spread = (u32::from(pair[0]) << 8 | u32::from(pair[1])).wrapping_mul(0x9e37_79b1) >> 25;
        words[1 + spread as usize / 64] |= 1 << (spread % 64);
    }
    words.into_iter().enumerate().flat_map(|(at, word)| places(word).map(move |bit| at * 64 + bit))
}

/// a to z, 0 to 9, and all other bytes by their last bits.
fn letter(byte: u8) -> u8 {
    match byte {
        b'a'..=b'z' => byte - b'a',
        b'0'..=b'9' => 26 + (byte - b'0'),
        _ => 36 + byte % 28,
    }
}

/// A place in a block. A text is a name and an address; a thousand of them stay far below four gigabytes.
fn place(at: usize) -> u32 {
    u32::try_from(at).expect("a thousand names and addresses are less than 4 GiB")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replaced_text_is_found_and_its_neighbours_stay() {
        let mut texts = Texts::default();
        for text in ["one\n", "two\n", "three\n"] {
            texts.push(text.as_bytes());
        }
        texts.replace(1, b"twenty-two\n");
        texts.replace(0, b"\n");
        assert_eq!([texts.get(0), texts.get(1), texts.get(2)], [&b"\n"[..], b"twenty-two\n", b"three\n"]);
        let within = Bits::all(3);
        assert!(texts.find(b"one", &within).is_empty());
        assert_eq!(texts.find(b"t", &within).words(), [0b110]);
        assert_eq!(texts.find(b"two\n", &within).words(), [0b010]);
    }

    #[test]
    fn every_way_of_searching_finds_the_same() {
        let mut texts = Texts::default();
        let count = TWO_THREADS + 500;
        for n in 0..count {
            texts.push(format!("user {n}\n").as_bytes());
        }
        let has = |n: usize, needle: &str| n.to_string().contains(needle);
        let all = Bits::all(count);
        let mut some = all.clone();
        for (at, word) in some.words_mut().iter_mut().enumerate() {
            *word &= if at % 3 == 0 { 0x11 } else { 0 };
        }
        for needle in ["7", "42", "9999", "-", "nobody"] {
            for within in [&all, &some] {
                let found = texts.find(needle.as_bytes(), within);
                for n in 0..count {
                    let slot = u32::try_from(n).unwrap();
                    assert_eq!(found.has(slot), within.has(slot) && has(n, needle), "{needle} in {n}");
                }
            }
        }
    }
}
