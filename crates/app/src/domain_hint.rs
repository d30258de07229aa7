//! What the account's users tell about somebody who asks to join from the same domain.

use crate::{App, Error, ports::store::RequestRecord};
use rollcall_domain::{Assignment, Status, UserState};
use rollcall_index::{Query, Window};
use std::collections::HashMap;

/// So many users of a domain are looked at.
const LOOKED_AT: usize = 100;

/// What the users in a domain tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct DomainHint {
    /// Whether there are any who are not removed.
    pub(crate) known: bool,
    /// What most members among them have.
    pub(crate) usual: Option<Assignment>,
}

impl App {
    pub(crate) async fn domain_hint(&self, record: &RequestRecord) -> Result<DomainHint, Error> {
        let key = record.address.key();
        let query = Query {
            search: format!("@{}", key.domain()),
            statuses: vec![Status::Active, Status::Pending, Status::Expiring, Status::Expired],
            window: Window::Offset { offset: 0, limit: LOOKED_AT },
            ..Query::default()
        };
        let page = self.fresh_index().await?.page(&query, self.now().await?);
        let entries = self.store().entries_of(&page.ids).await?;
        let same = |address: &str| address.rsplit_once('@').is_some_and(|(_, domain)| domain == key.domain());
        let entries: Vec<_> = entries.into_iter().filter(|entry| same(&entry.address)).collect();
        let mut often: HashMap<Assignment, usize> = HashMap::new();
        for entry in entries.iter().filter(|entry| entry.state == UserState::Active) {
            for assignment in &entry.assignments {
                *often.entry(*assignment).or_default() += 1;
            }
        }
        let usual = often.into_iter().max_by_key(|(assignment, times)| (*times, std::cmp::Reverse(*assignment)));
        Ok(DomainHint { known: !entries.is_empty(), usual: usual.map(|(assignment, _)| assignment) })
    }
}
