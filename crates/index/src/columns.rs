//! What the index knows, one array a column, by slot.

use crate::assignments::{Assignments, flagged};
use crate::bits::Bits;
use crate::domains::Domains;
use crate::standings::{Ending, Standings};
use crate::texts::Texts;
use crate::{Entry, fold};
use rollcall_domain::{Timestamp, UserId};
use std::cmp::Ordering;

/// Ends each part of the packed text. It sorts before every character of a folded text, so that comparing packed texts
/// as bytes compares them part by part.
pub(crate) const END: u8 = b'\n';

/// All columns.
#[derive(Debug, Clone, Default)]
pub(crate) struct Columns {
    pub(crate) ids: Vec<UserId>,
    /// Name, name with accents (if that is another), local part with its `@`: each folded and ended by [`END`].
    texts: Texts,
    domains: Domains,
    assignments: Assignments,
    /// By [`Time`]; zero where there is none.
    times: [Vec<i64>; 3],
    timed: [Bits; 3],
    named: Bits,
    standings: Standings,
}

/// The columns of moments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Time {
    Invited,
    Expires,
    Joined,
}

impl Time {
    pub(crate) const ALL: [Self; 3] = [Self::Invited, Self::Expires, Self::Joined];

    /// What an entry says of it.
    pub(crate) const fn of(self, entry: &Entry) -> Option<Timestamp> {
        match self {
            Self::Invited => entry.invited_at,
            Self::Expires => entry.expires_at,
            Self::Joined => entry.joined_at,
        }
    }
}

impl Columns {
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Writes a user into the next slot.
    pub(crate) fn push(&mut self, entry: &Entry) -> u32 {
        let slot = u32::try_from(self.len()).expect("an account has fewer than 2^32 users");
        let (text, domain) = self.pack(entry);
        self.ids.push(entry.id);
        self.texts.push(&text);
        self.domains.push(domain);
        self.assignments.push(&entry.assignments);
        self.times.iter_mut().for_each(|times| times.push(0));
        self.stand(slot, entry);
        slot
    }

    /// Writes what changed of a user into the slot the user has.
    pub(crate) fn replace(&mut self, slot: u32, entry: &Entry) {
        let (text, domain) = self.pack(entry);
        if self.texts.get(slot) != text {
            self.texts.replace(slot, &text);
        }
        self.domains.replace(slot, domain);
        self.assignments.replace(slot, &entry.assignments);
        self.stand(slot, entry);
    }

    /// Whether the moment in a slot would be another with this entry.
    pub(crate) fn is_other_time(&self, slot: u32, time: Time, entry: &Entry) -> bool {
        let moment = self.timed(time).has(slot).then(|| Timestamp::from_millis(self.time(slot, time)));
        moment != time.of(entry)
    }

    /// Whether the name or the address of a slot would be another with this entry.
    pub(crate) fn is_other_text(&mut self, slot: u32, entry: &Entry) -> bool {
        let (text, domain) = self.pack(entry);
        self.domains.of(slot) != domain || self.texts.get(slot) != text
    }

    /// The packed text of an entry, and the number of its domain.
    fn pack(&mut self, entry: &Entry) -> (Vec<u8>, u32) {
        let end = char::from(END);
        let mut text = String::with_capacity(entry.name.len() + entry.address.len() + 4);
        fold::fold_into(&entry.name, &mut text);
        let name = text.len();
        text.push(end);
        if !entry.name.is_ascii() {
            let mut accented = String::new();
            fold::accents_into(&entry.name, &text[..name], &mut accented);
            text.push_str(&accented);
        }
        text.push(end);
        let address = text.len();
        fold::fold_into(&entry.address, &mut text);
        let domain = text[address..].find('@').map_or(text.len(), |at| address + at + 1);
        let spelled = entry.address.split_once('@').map_or("", |(_, domain)| domain);
        let number = self.domains.intern(&text[domain..], spelled);
        text.truncate(domain);
        text.push(end);
        (text.into_bytes(), number)
    }

    /// Writes everything that has a fixed width.
    fn stand(&mut self, slot: u32, entry: &Entry) {
        for time in Time::ALL {
            let moment = time.of(entry);
            self.times[time as usize][slot as usize] = moment.map_or(0, Timestamp::as_millis);
            self.timed[time as usize].set(slot, moment.is_some());
        }
        self.named.set(slot, self.texts.get(slot).first() != Some(&END));
        self.standings.set(slot, entry);
    }

    /// The slots of `within` in whose name or address the folded word is found.
    pub(crate) fn find(&self, word: &str, within: &Bits) -> Bits {
        let mut found = Bits::none(self.len());
        let mut add_domains = |needle: &[u8], within: &Bits| {
            let domains = self.domains.having(needle);
            if !domains.is_empty() {
                found.combine(&flagged(self.domains.column(), &domains, within), |a, b| a | b);
            }
        };
        add_domains(word.as_bytes(), within);
        // The word may stand on both sides of the first @: the end of the local part, and the beginning of the domain.
        if let Some((local, domain)) = word.split_once('@').filter(|(_, domain)| !domain.is_empty()) {
            let domain = [&[END], domain.as_bytes()].concat();
            if local.is_empty() {
                add_domains(&domain, within);
            } else {
                let local = [local.as_bytes(), b"@", &[END]].concat();
                add_domains(&domain, &self.texts.find(&local, within));
            }
        }
        let mut rest = within.clone();
        rest.combine(&found, |within, found| within & !found);
        found.combine(&self.texts.find(word.as_bytes(), &rest), |a, b| a | b);
        found
    }

    pub(crate) fn assignments(&self) -> &Assignments {
        &self.assignments
    }

    pub(crate) fn domains(&self) -> &Domains {
        &self.domains
    }

    /// How everybody stands.
    pub(crate) fn standings(&self) -> &Standings {
        &self.standings
    }

    /// What the clock says of those of the 64 slots from `64 * at` on that `among` names.
    pub(crate) fn ending(&self, at: usize, among: u64, now: Timestamp) -> Ending {
        let timed = among & self.timed(Time::Expires).word(at);
        self.standings.ending(at, timed, &self.times[Time::Expires as usize][at * 64..], now)
    }

    /// The moment in a slot; zero if there is none.
    pub(crate) fn time(&self, slot: u32, time: Time) -> i64 {
        self.times[time as usize][slot as usize]
    }

    /// The slots that have the moment.
    pub(crate) fn timed(&self, time: Time) -> &Bits {
        &self.timed[time as usize]
    }

    /// The slots of `within` whose moment is the first of the period or later, and before its end.
    pub(crate) fn during(&self, time: Time, from: Option<Timestamp>, before: Option<Timestamp>, within: &Bits) -> Bits {
        let from = from.map_or(i64::MIN, Timestamp::as_millis);
        let (end, endless) = (before.map_or(0, Timestamp::as_millis), before.is_none());
        let mut found = within.and(self.timed(time));
        for (moments, found) in self.times[time as usize].chunks(64).zip(found.words_mut()) {
            if *found != 0 {
                let mut word = 0;
                for (bit, moment) in moments.iter().enumerate() {
                    word |= u64::from(*moment >= from && (endless || *moment < end)) << bit;
                }
                *found &= word;
            }
        }
        found
    }

    /// The slots that have a name.
    pub(crate) fn named(&self) -> &Bits {
        &self.named
    }

    /// The folded name and what follows it, as it is compared; see also [`Self::by_name`].
    pub(crate) fn name(&self, slot: u32) -> &[u8] {
        self.texts.get(slot)
    }

    /// The folded local part and the END behind it.
    pub(crate) fn local(&self, slot: u32) -> &[u8] {
        let text = self.texts.get(slot);
        let before = text.split_last().map_or(text, |(_, before)| before);
        &text[memchr::memrchr(END, before).map_or(0, |at| at + 1)..]
    }

    /// Name, accents, address, id.
    pub(crate) fn by_name(&self, a: u32, b: u32) -> Ordering {
        self.texts.get(a).cmp(self.texts.get(b)).then_with(|| self.by_domain(a, b))
    }

    /// Address, id.
    pub(crate) fn by_address(&self, a: u32, b: u32) -> Ordering {
        self.local(a).cmp(self.local(b)).then_with(|| self.by_domain(a, b))
    }

    fn by_domain(&self, a: u32, b: u32) -> Ordering {
        self.domains.compare(a, b).then_with(|| self.ids[a as usize].cmp(&self.ids[b as usize]))
    }

    /// Moment, address, id.
    pub(crate) fn by_time(&self, time: Time, a: u32, b: u32) -> Ordering {
        self.time(a, time).cmp(&self.time(b, time)).then_with(|| self.by_address(a, b))
    }

    /// How many bytes it takes, about.
    pub(crate) fn bytes(&self) -> usize {
        let longs = self.ids.capacity() + self.times.iter().map(Vec::capacity).sum::<usize>();
        let bits = self.standings.bytes() + self.timed.iter().map(Bits::bytes).sum::<usize>();
        self.texts.bytes() + self.assignments.bytes() + self.domains.bytes() + longs * 8 + bits
    }
}
