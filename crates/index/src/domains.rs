//! The domains of the addresses: each spelling kept once and searched folded, and what the users of exactly one domain have.

use crate::bits::Bits;
use crate::columns::END;
use crate::texts::Texts;
use rollcall_domain::MailDomain;
use std::cmp::Ordering;
use std::collections::HashMap;

/// Which domain each slot has.
#[derive(Debug, Clone, Default)]
pub(crate) struct Domains {
    /// The folded domains, each between two [`END`]s. Two that are folded alike may be two domains, and stand here twice.
    texts: Texts,
    /// By the domain as it is folded, and as it is spelled where that is something else.
    number: HashMap<Box<str>, u32>,
    /// The numbers of those that are spelled in another way than a [`MailDomain`] is.
    respelled: HashMap<MailDomain, Vec<u32>>,
    of_slot: Vec<u32>,
}

impl Domains {
    /// The number of a domain.
    pub(crate) fn intern(&mut self, folded: &str, spelled: &str) -> u32 {
        let both;
        let known_by = if folded == spelled {
            folded
        } else {
            // No folded text has a line break.
            both = format!("{folded}\n{spelled}");
            &both
        };
        if let Some(number) = self.number.get(known_by) {
            return *number;
        }
        let number = u32::try_from(self.texts.len()).expect("there are no more domains than users");
        self.texts.push(&[&[END], folded.as_bytes(), &[END]].concat());
        self.number.insert(known_by.into(), number);
        if let Some(domain) = MailDomain::parse(spelled).ok().filter(|domain| domain.as_str() != known_by) {
            self.respelled.entry(domain).or_default().push(number);
        }
        number
    }

    /// Gives the next slot its domain.
    pub(crate) fn push(&mut self, number: u32) {
        self.of_slot.push(number);
    }

    /// Gives a slot another domain.
    pub(crate) fn replace(&mut self, slot: u32, number: u32) {
        self.of_slot[slot as usize] = number;
    }

    /// The number of the domain of a slot.
    pub(crate) fn of(&self, slot: u32) -> u32 {
        self.of_slot[slot as usize]
    }

    /// The domain of each slot, by its number.
    pub(crate) fn column(&self) -> &[u32] {
        &self.of_slot
    }

    /// For each number, whether the needle is found in the folded domain between its [`END`]s. Empty if it is in none.
    pub(crate) fn having(&self, needle: &[u8]) -> Vec<bool> {
        let found = self.texts.find(needle, &Bits::all(self.texts.len()));
        if found.is_empty() { Vec::new() } else { (0..).take(self.texts.len()).map(|at| found.has(at)).collect() }
    }

    /// For each number, the place of its domain among these, if it is one of them. Whatever is folded alike plays no part.
    pub(crate) fn places(&self, domains: &[MailDomain]) -> Vec<Option<usize>> {
        let mut places = vec![None; self.texts.len()];
        for (place, domain) in domains.iter().enumerate() {
            let respelled = self.respelled.get(domain).into_iter().flatten();
            for number in self.number.get(domain.as_str()).into_iter().chain(respelled) {
                places[*number as usize] = Some(place);
            }
        }
        places
    }

    /// By the folded domains.
    pub(crate) fn compare(&self, a: u32, b: u32) -> Ordering {
        let (a, b) = (self.of(a), self.of(b));
        if a == b { Ordering::Equal } else { self.texts.get(a).cmp(self.texts.get(b)) }
    }

    /// How many bytes it takes, about.
    pub(crate) fn bytes(&self) -> usize {
        let numbers = self.number.capacity() * (size_of::<(Box<str>, u32)>() + 1);
        let respelled = self.respelled.capacity() * (size_of::<(MailDomain, Vec<u32>)>() + 1);
        self.of_slot.capacity() * 4 + numbers + respelled + 2 * self.texts.bytes()
    }
}
