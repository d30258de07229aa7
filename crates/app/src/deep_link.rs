//! Links that open the program at something: `rollcall://open/<account>/requests/12`. They show, and decide nothing.

use rollcall_domain::{AccountKey, RequestId};
use std::{fmt, str::FromStr};
use url::Url;

/// The scheme that the program is registered for.
pub const SCHEME: &str = "rollcall";

/// A link into the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeepLink {
    /// The account in whose workspace it is.
    pub account: AccountKey,
    /// What is shown.
    pub destination: Destination,
}

/// What a link into the program shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Destination {
    /// Those who ask to join.
    Requests,
    /// One of them.
    Request {
        /// Which one.
        request: RequestId,
    },
}

/// The text is no link into the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no link into Rollcall")]
pub struct NoDeepLink;

impl DeepLink {
    /// The link as an address.
    pub fn to_url(&self) -> Option<Url> {
        Url::parse(&self.to_string()).ok()
    }
}

impl fmt::Display for DeepLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{SCHEME}://open/{}/requests", self.account)?;
        match self.destination {
            Destination::Requests => Ok(()),
            Destination::Request { request } => write!(f, "/{request}"),
        }
    }
}

impl FromStr for DeepLink {
    type Err = NoDeepLink;

    fn from_str(text: &str) -> Result<Self, NoDeepLink> {
        let url = Url::parse(text).map_err(|_| NoDeepLink)?;
        let plain = url.scheme() == SCHEME && url.host_str() == Some("open") && url.query().is_none();
        let parts: Vec<_> = url.path_segments().ok_or(NoDeepLink)?.filter(|part| !part.is_empty()).collect();
        let (account, destination) = match parts[..] {
            [account, "requests"] => (account, Destination::Requests),
            [account, "requests", id] => {
                let request: u32 = id.parse().map_err(|_| NoDeepLink)?;
                (account, Destination::Request { request: RequestId(i64::from(request)) })
            }
            _ => return Err(NoDeepLink),
        };
        let account = AccountKey::parse(account).filter(|_| plain).ok_or(NoDeepLink)?;
        Ok(Self { account, destination })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "BwcHBwcHBwcHBwcHBwcHBw";

    #[test]
    fn a_link_into_the_program_is_read_back() {
        let account = AccountKey::parse(KEY).unwrap();
        for destination in [Destination::Requests, Destination::Request { request: RequestId(12) }] {
            let link = DeepLink { account: account.clone(), destination };
            assert_eq!(link.to_url().unwrap().as_str().parse(), Ok(link));
        }
    }

    #[test]
    fn what_is_no_such_link_leads_nowhere() {
        for text in [
            "",
            "rollcall:",
            "rollcall://open",
            "rollcall://open/../../etc/passwd",
            &format!("rollcall://open/{KEY}"),
            &format!("rollcall://open/{KEY}/approve/12"),
            &format!("rollcall://open/{KEY}/requests/12/approve"),
            &format!("rollcall://open/{KEY}/requests/-1"),
            &format!("rollcall://open/{KEY}/requests/99999999999999999999"),
            &format!("rollcall://open/{KEY}/requests?approve=1"),
            &format!("https://open/{KEY}/requests"),
            &format!("rollcall://evil/{KEY}/requests"),
        ] {
            assert_eq!(text.parse::<DeepLink>(), Err(NoDeepLink), "{text}");
        }
    }
}
