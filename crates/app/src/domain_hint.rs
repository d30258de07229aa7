//! What the account's users tell about those who ask to join with an address in the same domain.

use crate::{App, Error};
use rollcall_domain::{AddressKey, Assignment, MailDomain};
use rollcall_index::InDomain;
use std::collections::{BTreeSet, HashMap};

/// What the users of several domains tell.
#[derive(Debug, Default)]
pub(crate) struct DomainHints(HashMap<MailDomain, InDomain>);

impl App {
    /// What is known of the domains of these addresses, asked for all of them at once. Where anybody can have a mailbox, nothing is.
    pub(crate) async fn domain_hints(
        &self,
        addresses: impl Iterator<Item = AddressKey> + Send,
    ) -> Result<DomainHints, Error> {
        let domains = addresses.filter_map(|address| MailDomain::of(&address));
        let domains: BTreeSet<_> = domains.filter(|domain| !domain.is_open_to_everybody()).collect();
        if domains.is_empty() {
            return Ok(DomainHints::default());
        }
        let domains: Vec<_> = domains.into_iter().collect();
        let found = self.fresh_index().await?.in_domains(&domains);
        Ok(DomainHints(domains.into_iter().zip(found).collect()))
    }
}

impl DomainHints {
    /// Whether somebody of the account, or somebody invited, has an address in the same domain.
    pub(crate) fn knows(&self, address: &AddressKey) -> bool {
        self.of(address).is_some_and(|found| found.users > 0)
    }

    /// What members with an address in the same domain have, the most common first.
    pub(crate) fn usual(&self, address: &AddressKey) -> &[Assignment] {
        self.of(address).map_or(&[], |found| &found.usual)
    }

    fn of(&self, address: &AddressKey) -> Option<&InDomain> {
        self.0.get(&MailDomain::of(address)?)
    }
}
