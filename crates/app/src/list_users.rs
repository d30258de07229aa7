//! List the account's users, a page at a time, answered from the index in memory.

use crate::{
    App, Error, Permit,
    list_invitations::InvitationRow,
    list_mail::{MailRow, reply_in_words},
    ports::{
        Store,
        store::{ActivityRecord, CameBy, UserRecord},
    },
};
use rollcall_domain::{Assignment, DeliveryState, GroupId, GroupTree, Role, RoleId, Status, Timestamp, UserId};
use rollcall_index::{Counts, Index, Query, Sort, Window};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use tokio::sync::{RwLock, RwLockReadGuard};

/// Which users are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct UserQuery {
    /// Words, each of which must be found in the name or the address.
    pub search: String,
    /// How they stand: any of these; empty for all.
    pub statuses: Vec<Status>,
    /// With an assignment in this group or below it.
    pub group: Option<GroupId>,
    /// With this role (in that group, if both are given).
    pub role: Option<RoleId>,
    /// Only those whose newest mail did not arrive for certain.
    pub undelivered: bool,
    /// By what they are sorted.
    pub sort: Sort,
    /// The other way round.
    pub descending: bool,
    /// How many to pass over.
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub offset: usize,
    /// How many at most.
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub limit: usize,
    /// Those behind this user instead of those behind `offset`.
    #[serde(default)]
    #[cfg_attr(feature = "specta", specta(skip))]
    pub after: Option<UserId>,
}

/// A page of users.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct UserPage {
    /// The users, in order.
    pub users: Vec<UserRow>,
    /// How many match, on this page or not.
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub total: usize,
    /// How many matching users stand before this page.
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub offset: usize,
    /// How those stand who match everything but the status filter.
    pub counts: Counts,
}

/// A user as the list shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct UserRow {
    /// Who it is.
    pub id: UserId,
    /// Their address.
    pub address: String,
    /// What they are called, if it is known.
    pub name: Option<String>,
    /// How they stand now.
    pub status: Status,
    /// Their roles, by path; of somebody invited, those offered.
    pub assignments: Vec<AssignmentView>,
    /// When they were last invited.
    pub invited_at: Option<Timestamp>,
    /// When the newest invitation left.
    pub sent_at: Option<Timestamp>,
    /// When it ends.
    pub expires_at: Option<Timestamp>,
    /// When they became a member.
    pub joined_at: Option<Timestamp>,
    /// How the mail of the newest invitation went.
    pub delivery: Option<DeliveryState>,
    /// How they came to be invited, or to join, last.
    pub came_by: CameBy,
}

/// One role in one group, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type), serde(rename = "Assignment"))]
pub struct AssignmentView {
    /// The group.
    pub group: GroupId,
    /// Its path.
    pub group_path: String,
    /// The role.
    pub role: RoleId,
    /// Its word.
    pub role_name: String,
}

/// Everything that a user's panel shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct UserDetails {
    /// What the list shows, too.
    #[serde(flatten)]
    pub row: UserRow,
    /// The code of the language in which they are written to, if it is known.
    pub language: Option<String>,
    /// Who invited them last.
    pub invited_by: Option<String>,
    /// What the mail server said, if the newest mail did not go out.
    pub delivery_note: Option<String>,
    /// What happened to them, newest first.
    pub history: Vec<ActivityRecord>,
    /// Their invitations, newest first.
    pub invitations: Vec<InvitationRow>,
    /// The newest mails to them, newest first.
    pub mails: Vec<MailRow>,
}

/// So many mails are shown of a user.
const MAILS: u32 = 20;

impl App {
    /// A page of the users that match, of those whom the administrator may see: of a group's administrator, the users of that group and
    /// those below it.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn list_users(&self, by: &Permit, query: &UserQuery) -> Result<UserPage, Error> {
        let names = self.names().await?;
        let now = self.now().await?;
        let page = {
            let index = self.fresh_index().await?;
            index.page(&names.index_query(query, by), now)
        };
        let mut records: HashMap<UserId, UserRecord> =
            self.store().users(&page.ids).await?.into_iter().map(|user| (user.entry.id, user)).collect();
        let users = page.ids.iter().filter_map(|id| records.remove(id)).map(|user| names.row(user, now)).collect();
        Ok(UserPage { users, total: page.total, offset: page.offset, counts: page.counts })
    }

    /// Everything about one user.
    ///
    /// # Errors
    /// There is no such user, or the workspace could not be read.
    pub async fn show_user(&self, by: &Permit, id: UserId) -> Result<UserDetails, Error> {
        let user = self.store().users(&[id]).await?.pop().ok_or(Error::NotFound)?;
        let (names, now) = (self.names().await?, self.now().await?);
        if !by.is_root() && !user.entry.assignments.iter().any(|assignment| names.may_see(assignment.group, by)) {
            return Err(Error::NotFound);
        }
        Ok(UserDetails {
            language: user.language.map(|language| language.code().to_owned()),
            invited_by: user.invited_by.clone(),
            delivery_note: user.delivery_note.clone().map(reply_in_words),
            history: self.store().history(id).await?,
            invitations: self.invitations_of(id, &names).await?,
            // The outbox is for administrators of the whole account.
            mails: match by.require_root() {
                Ok(()) => self.store().mails_to(id, MAILS).await?.into_iter().map(MailRow::from).collect(),
                Err(_) => Vec::new(),
            },
            row: names.row(user, now),
        })
    }

    pub(crate) async fn names(&self) -> Result<Names, Error> {
        Ok(Names { groups: self.group_tree().await?, roles: self.store().roles().await? })
    }

    /// The index, brought up to date with whatever was written since it was last asked.
    pub(crate) async fn fresh_index(&self) -> Result<RwLockReadGuard<'_, Index>, Error> {
        self.index.fresh(self.store()).await
    }
}

/// The words for ids.
pub(crate) struct Names {
    pub(crate) groups: GroupTree,
    roles: Vec<Role>,
}

impl Names {
    pub(crate) fn may_see(&self, group: GroupId, by: &Permit) -> bool {
        self.groups.is_in_part(group, by.scope())
    }

    /// The groups that are asked for and may be seen; none for everybody.
    pub(crate) fn groups_asked(&self, group: Option<GroupId>, by: &Permit) -> Vec<GroupId> {
        if group.is_none() && by.is_root() {
            return Vec::new();
        }
        let top = group.unwrap_or(GroupId::ROOT);
        let all = self.groups.sorted();
        let asked = all.iter().map(|(id, _)| *id).filter(|id| self.groups.is_within(*id, top) && self.may_see(*id, by));
        let asked: Vec<_> = asked.collect();
        // No group has the number 0: nobody is found where nothing may be seen.
        if asked.is_empty() { vec![GroupId(0)] } else { asked }
    }

    fn index_query(&self, query: &UserQuery, by: &Permit) -> Query {
        let undelivered = [DeliveryState::Deferred, DeliveryState::Failed, DeliveryState::Uncertain];
        Query {
            search: query.search.clone(),
            statuses: query.statuses.clone(),
            groups: self.groups_asked(query.group, by),
            roles: query.role.into_iter().collect(),
            deliveries: if query.undelivered { undelivered.to_vec() } else { Vec::new() },
            sort: query.sort,
            descending: query.descending,
            window: match query.after {
                Some(after) => Window::After { after: Some(after), limit: query.limit },
                None => Window::Offset { offset: query.offset, limit: query.limit },
            },
            ..Query::default()
        }
    }

    fn row(&self, user: UserRecord, now: Timestamp) -> UserRow {
        let entry = user.entry;
        let assignments = self.assignments(&entry.assignments);
        UserRow {
            id: entry.id,
            status: Status::of(entry.state, entry.invitation, entry.expires_at, now),
            address: entry.address,
            name: Some(entry.name).filter(|name| !name.is_empty()),
            assignments,
            invited_at: entry.invited_at,
            sent_at: user.sent_at,
            expires_at: entry.expires_at,
            joined_at: entry.joined_at,
            delivery: entry.delivery,
            came_by: user.came_by,
        }
    }

    /// In words, by path and role.
    pub(crate) fn assignments(&self, assignments: &[Assignment]) -> Vec<AssignmentView> {
        let mut views: Vec<_> = assignments.iter().map(|assignment| self.assignment(*assignment)).collect();
        views.sort_by(|a, b| (&a.group_path, &a.role_name).cmp(&(&b.group_path, &b.role_name)));
        views
    }

    pub(crate) fn assignment(&self, assignment: Assignment) -> AssignmentView {
        let role = self.roles.iter().find(|role| role.id == assignment.role);
        AssignmentView {
            group: assignment.group,
            group_path: self.groups.path(assignment.group).map(ToString::to_string).unwrap_or_default(),
            role: assignment.role,
            role_name: role.map(|role| role.name.clone()).unwrap_or_default(),
        }
    }
}

/// The index of one workspace, loaded when it is first asked and kept up to date by the workspace's change numbers.
#[derive(Default)]
pub(crate) struct UserIndex {
    loaded: RwLock<Loaded>,
}

#[derive(Default)]
struct Loaded {
    index: Index,
    /// The newest change that is in the index; none before the first loading.
    change: Option<i64>,
}

/// Users fetched at a time.
const BATCH: u32 = 20_000;

impl UserIndex {
    async fn fresh(&self, store: &dyn Store) -> Result<RwLockReadGuard<'_, Index>, Error> {
        let latest = store.latest_change().await?;
        if self.loaded.read().await.change != Some(latest) {
            let mut loaded = self.loaded.write().await;
            match loaded.change {
                None => *loaded = load(store).await?,
                Some(known) => {
                    let changes = store.changes_after(known).await?;
                    let ids: Vec<UserId> =
                        changes.users.iter().flat_map(|(first, last)| (first.0..=last.0).map(UserId)).collect();
                    for batch in ids.chunks(BATCH as usize) {
                        loaded.index.put(store.entries_of(batch).await?);
                    }
                    loaded.change = Some(changes.latest);
                }
            }
        }
        Ok(RwLockReadGuard::map(self.loaded.read().await, |loaded| &loaded.index))
    }
}

async fn load(store: &dyn Store) -> Result<Loaded, Error> {
    // Asked before the users are: what changes meanwhile is fetched again.
    let change = Some(store.latest_change().await?);
    let mut entries = Vec::new();
    loop {
        let after = entries.last().map_or(UserId(0), |entry: &rollcall_index::Entry| entry.id);
        let mut batch = store.entries(after, BATCH).await?;
        let is_last = batch.len() < BATCH as usize;
        entries.append(&mut batch);
        if is_last {
            return Ok(Loaded { index: Index::load(entries), change });
        }
    }
}
