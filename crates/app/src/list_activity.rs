//! List what happened, a page at a time.

use crate::{
    App, Error, Permit,
    list_users::UserQuery,
    ports::store::{ActivityFilter, ActivityRecord, Verb},
    show_user::without_particulars,
};
use rollcall_domain::{ActivityId, ImportId, Timestamp, UserId};
use serde::{Deserialize, Serialize};

/// Which entries are wanted. Everything that is set must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ActivityQuery {
    /// Words, each of which must be found in the name or the address of somebody who did it, or to whom it happened.
    pub search: String,
    /// Done to this user.
    pub user: Option<UserId>,
    /// Done by this user.
    pub by: Option<UserId>,
    /// Any of these; empty for all.
    pub verbs: Vec<Verb>,
    /// By this import.
    pub import: Option<ImportId>,
    /// At this moment or later.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub before: Option<Timestamp>,
    /// How many to pass over.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}

/// A page of what happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ActivityPage {
    /// The entries, newest first.
    pub entries: Vec<ActivityRecord>,
    /// How many match, on this page or not.
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub total: u64,
}

/// Whom an asked-for activity concerns.
pub(crate) struct Concerned {
    /// Whom a search has found; none if nobody was searched.
    people: Option<Vec<UserId>>,
    /// Whom an administrator of a group sees; none for one of the account.
    seen: Option<Vec<UserId>>,
}

/// Somebody who did something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ActorView {
    /// Who it is.
    pub id: UserId,
    /// What they are called or how they are addressed now.
    pub name: String,
}

impl App {
    /// A page of what happened, newest first. An administrator of a group sees what happened to the users whom they see, without the
    /// particulars that name other groups.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn list_activity(&self, by: &Permit, query: &ActivityQuery) -> Result<ActivityPage, Error> {
        let concerned = self.concerned(by, query).await?;
        let filter = ActivityFilter { offset: u64::from(query.offset), limit: query.limit, ..concerned.filter(query) };
        let found = self.store().activity(&filter).await?;
        let mut entries = concerned.as_read(found.entries);
        self.offer_undo(by, &mut entries).await?;
        Ok(ActivityPage { entries, total: found.total })
    }

    /// The newest entries that match and are older than one, without counting, with what was looked up once for all of them.
    pub(crate) async fn activity_before(
        &self,
        concerned: &Concerned,
        query: &ActivityQuery,
        older_than: Option<ActivityId>,
        limit: u32,
    ) -> Result<Vec<ActivityRecord>, Error> {
        let filter = ActivityFilter { limit, ..concerned.filter(query) };
        Ok(concerned.as_read(self.store().activity_entries(&filter, older_than).await?))
    }

    pub(crate) async fn concerned(&self, by: &Permit, query: &ActivityQuery) -> Result<Concerned, Error> {
        let people = match query.search.trim() {
            "" => None,
            search => {
                let search = UserQuery { search: search.to_owned(), ..UserQuery::default() };
                Some(self.matching_users(by, &search).await?)
            }
        };
        let seen = match by.require_root() {
            Ok(()) => None,
            Err(_) => Some(self.matching_users(by, &UserQuery::default()).await?),
        };
        Ok(Concerned { people, seen })
    }

    /// Everybody who ever did something, by name: to choose from. For administrators of the whole account.
    ///
    /// # Errors
    /// It needs an administrator of the whole account; or the workspace could not be read.
    pub async fn list_actors(&self, by: &Permit) -> Result<Vec<ActorView>, Error> {
        by.require_root()?;
        let actors = self.store().actors().await?;
        Ok(actors.into_iter().map(|(id, name)| ActorView { id, name }).collect())
    }
}

impl Concerned {
    /// What is asked of entries, for no page yet.
    fn filter<'a>(&'a self, query: &'a ActivityQuery) -> ActivityFilter<'a> {
        ActivityFilter {
            people: self.people.as_deref(),
            seen: self.seen.as_deref(),
            user: query.user,
            by: query.by,
            verbs: &query.verbs,
            import: query.import,
            from: query.from,
            before: query.before,
            offset: 0,
            limit: 0,
        }
    }

    /// As whoever asks may read them.
    fn as_read(&self, mut entries: Vec<ActivityRecord>) -> Vec<ActivityRecord> {
        if self.seen.is_some() {
            entries.iter_mut().for_each(without_particulars);
        }
        entries
    }
}
