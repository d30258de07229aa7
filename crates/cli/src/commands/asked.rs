//! Join requests as they are named on the command line: by the address of who asked, or by their ids.

use super::{Session, people::Outcome};
use crate::{answer::Failure, words::say};
use rollcall_app::{
    Error, Permit,
    list_requests::{RequestQuery, RequestRow},
};
use rollcall_domain::{EmailAddress, RequestId, RequestStatus};
use std::{fmt, str::FromStr};

/// What names a request.
#[derive(Debug, Clone)]
pub(super) enum Name {
    /// Its id.
    Id(RequestId),
    /// The address of who asked: the request that waits, or else the newest.
    Address(EmailAddress),
}

/// The requests that some names mean.
#[derive(Default)]
pub(super) struct Asked {
    /// Each once, in the order of the names.
    pub(super) found: Vec<RequestRow>,
    /// The names that mean none.
    unknown: Vec<String>,
}

impl Asked {
    /// Finds requests by their names.
    pub(super) async fn find(session: &Session, by: &Permit, names: &[Name]) -> Result<Self, Failure> {
        let mut asked = Self::default();
        for name in names {
            let found = match name {
                Name::Id(id) => of_id(session, by, *id).await?,
                Name::Address(address) => of_address(session, by, address).await?,
            };
            match found {
                Some(row) if asked.found.iter().any(|known| known.id == row.id) => {}
                Some(row) => asked.found.push(row),
                None => asked.unknown.push(name.to_string()),
            }
        }
        Ok(asked)
    }

    /// All that wait for a decision, those first that wait longest.
    pub(super) async fn all_that_wait(session: &Session, by: &Permit) -> Result<Self, Failure> {
        Ok(Self { found: session.app().waiting_requests(by, "").await?, unknown: Vec::new() })
    }

    /// Adds the names that mean no request.
    pub(super) fn complete(&self, outcome: Outcome) -> Outcome {
        let unknown =
            |names: &[String]| say("requests-unknown", &[("count", &names.len()), ("names", &names.join(", "))]);
        outcome.with_missing("unknown", &self.unknown, unknown)
    }
}

/// Whether a request waits for a decision.
pub(super) fn waits(row: &RequestRow) -> bool {
    matches!(row.status, RequestStatus::Pending | RequestStatus::Ageing)
}

async fn of_id(session: &Session, by: &Permit, id: RequestId) -> Result<Option<RequestRow>, Failure> {
    match session.app().show_request(by, id).await {
        Ok(row) => Ok(Some(row)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

async fn of_address(session: &Session, by: &Permit, address: &EmailAddress) -> Result<Option<RequestRow>, Failure> {
    let key = address.key();
    // The domain may be written another way than it was typed when they asked.
    let local = key.as_str().split_once('@').map_or(key.as_str(), |(local, _)| local);
    let query = RequestQuery { search: format!("{local}@"), limit: u32::MAX, ..RequestQuery::default() };
    let rows = session.app().list_requests(by, &query).await?.requests.into_iter();
    // The newest come first.
    Ok(rows
        .filter(|row| EmailAddress::parse(&row.address).is_ok_and(|own| own.key() == key))
        .min_by_key(|row| !waits(row)))
}

impl FromStr for Name {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Ok(id) = text.parse::<u32>() {
            return Ok(Self::Id(RequestId(id.into())));
        }
        EmailAddress::parse(text).map(Self::Address).map_err(|why| why.to_string())
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => id.fmt(f),
            Self::Address(address) => address.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_named_by_its_id_or_its_address() {
        let read = |text: &str| text.parse::<Name>().map(|name| (matches!(name, Name::Id(_)), name.to_string()));
        assert_eq!(read("12"), Ok((true, "12".to_owned())));
        assert_eq!(read("zoe@example.net"), Ok((false, "zoe@example.net".to_owned())));
        assert!(read("-1").is_err() && read("zoe").is_err() && read("").is_err());
    }
}
