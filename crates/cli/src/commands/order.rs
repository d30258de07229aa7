//! In which order the lists of users and of invitations come, and which part of them is shown: with the same words for both.

use super::listing::no_limit_if_zero;
use crate::{answer::Failure, words::say};
use clap::Args;
use rollcall_domain::UserId;
use rollcall_index::Sort;
use std::{fmt, str::FromStr};

/// By what a list is sorted, and whether the other way round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Order {
    pub(super) sort: Sort,
    pub(super) descending: bool,
}

/// The argument that says in which order a list comes.
#[derive(Debug, Args)]
pub(super) struct Sorted {
    /// By what they are sorted: name, address, status, groups, invited, expires, joined, delivery or came-by; with - before it, the other way
    /// round. By name if it is not given
    #[arg(long, value_name = "KEY", allow_hyphen_values = true)]
    sort: Option<Order>,
}

/// The arguments that say which part of a list is shown.
#[derive(Debug, Args)]
pub(super) struct Stretch {
    #[command(flatten)]
    sorted: Sorted,
    /// How many at most; 0 for all
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: u32,
    /// Those that come after this place, in its order: what the page before called next
    #[arg(long, value_name = "PLACE")]
    after: Option<String>,
}

/// What the arguments mean.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub(super) order: Order,
    pub(super) limit: usize,
    pub(super) after: Option<UserId>,
}

/// A place in a list: behind a user, in an order. In another order it is no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    user: UserId,
    order: Order,
}

/// The words, and those that documents use for the same.
const WORDS: [(Sort, &str, &str); 9] = [
    (Sort::Name, "name", "name"),
    (Sort::Address, "address", "email"),
    (Sort::Status, "status", "status"),
    (Sort::Groups, "groups", "assignments"),
    (Sort::InvitedAt, "invited", "invited_at"),
    (Sort::ExpiresAt, "expires", "expires_at"),
    (Sort::JoinedAt, "joined", "joined_at"),
    (Sort::Delivery, "delivery", "delivery"),
    (Sort::CameBy, "came-by", "came_by"),
];

impl Sorted {
    /// The order that is meant.
    pub(super) fn order(&self) -> Order {
        self.sort.unwrap_or_default()
    }
}

impl Stretch {
    /// Which part is meant.
    ///
    /// # Errors
    /// The place is none, or one in another order.
    pub(super) fn part(&self) -> Result<Part, Failure> {
        let limit = no_limit_if_zero(self.limit) as usize;
        let Some(text) = &self.after else { return Ok(Part { order: self.sorted.order(), limit, after: None }) };
        let place: Place = text.parse().map_err(|()| Failure::Own(say("error-after", &[("value", text)])))?;
        match self.sorted.sort {
            Some(order) if order != place.order => {
                let words: [(_, &dyn ToString); 3] = [("value", text), ("own", &place.order), ("asked", &order)];
                Err(Failure::Own(say("error-after-order", &words)))
            }
            _ => Ok(Part { order: place.order, limit, after: Some(place.user) }),
        }
    }
}

impl Part {
    /// The place behind the last one of a page.
    pub(super) fn place_behind(&self, user: UserId) -> String {
        Place { user, order: self.order }.to_string()
    }
}

impl FromStr for Order {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (key, descending) = text.strip_prefix('-').map_or((text, false), |key| (key, true));
        let found = WORDS.iter().find(|(_, word, other)| key == *word || key == *other);
        found.map(|(sort, ..)| Self { sort: *sort, descending }).ok_or_else(|| {
            let words = WORDS.map(|(_, word, _)| word).join(", ");
            format!("a list is sorted by one of: {words}")
        })
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = WORDS.iter().find(|(sort, ..)| *sort == self.sort).map_or("", |(_, word, _)| word);
        write!(f, "{}{word}", if self.descending { "-" } else { "" })
    }
}

impl FromStr for Place {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (user, order) = text.split_once(':').ok_or(())?;
        Ok(Self { user: user.parse().map(UserId).map_err(drop)?, order: order.parse().map_err(drop)? })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.user, self.order)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_is_read_back_from_its_word_and_from_that_of_documents() {
        for (sort, word, other) in WORDS {
            for text in [word, other] {
                assert_eq!(text.parse(), Ok(Order { sort, descending: false }));
                assert_eq!(format!("-{text}").parse(), Ok(Order { sort, descending: true }));
            }
            assert_eq!(Order { sort, descending: true }.to_string(), format!("-{word}"));
        }
        assert!("colour".parse::<Order>().is_err() && "--name".parse::<Order>().is_err());
    }

    #[test]
    fn a_place_keeps_its_order() {
        let place = Place { user: UserId(17), order: Order { sort: Sort::JoinedAt, descending: true } };
        assert_eq!(place.to_string(), "17:-joined");
        assert_eq!("17:-joined".parse(), Ok(place));
        for wrong in ["", "17", "17:", "x:name", ":name", "17:colour"] {
            assert!(wrong.parse::<Place>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_place_in_another_order_is_refused_and_without_an_order_its_own_is_taken() {
        let stretch = |sort: Option<&str>| Stretch {
            sorted: Sorted { sort: sort.map(|sort| sort.parse().unwrap()) },
            limit: 0,
            after: Some("17:-joined".to_owned()),
        };
        assert_eq!(stretch(None).part().unwrap().order.to_string(), "-joined");
        assert_eq!(stretch(Some("-joined_at")).part().unwrap().after, Some(UserId(17)));
        let why = stretch(Some("joined")).part().unwrap_err().sentence();
        assert!(why.contains("“17:-joined”") && why.contains("--sort=-joined"), "{why}");
    }
}
