//! Carrying out an import: a handful of statements over batches, table after table, and new users in the order of their address
//! (both together save a third; so do few indexes).

use super::{
    activity::{self, Actor},
    bulk::{BATCH, json},
    changes,
    error::Failed,
    groups,
    people::{self, People},
    users,
    words::Word as _,
    write::Write,
};
use rollcall_app::ports::store::{ImportToCarryOut, Verb};
use rollcall_domain::{
    AddressKey, GroupId, GroupPath, GroupTree, ImportId, Role, RoleId, UserId,
    import::{GroupRef, KnownUser, Layout, PersonStep, Plan, Problem, RowCounts},
    table::Cell,
};
use serde::{Serialize, Serializer};
use sqlx::SqliteConnection;
use std::collections::{HashMap, HashSet};

/// Why carrying out ended before its end. The caller must not commit.
pub(super) enum Ended {
    /// The account is not what the plan was made for.
    Stale,
    /// The caller of the use case said stop.
    Cancelled,
    /// It went wrong.
    Failed(Failed),
}

impl From<Failed> for Ended {
    fn from(failed: Failed) -> Self {
        Self::Failed(failed)
    }
}

impl From<sqlx::Error> for Ended {
    fn from(error: sqlx::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Tells how much is done, and hears whether to go on.
pub(super) struct Progress<'a> {
    tell: &'a (dyn Fn(f32) -> bool + Send + Sync),
    done: usize,
    all: usize,
}

impl Progress<'_> {
    /// So many more things are done.
    pub(super) fn advance(&mut self, things: usize) -> Result<(), Ended> {
        self.done += things;
        let share = self.done as f32 / self.all.max(1) as f32;
        if (self.tell)(share.min(1.0)) { Ok(()) } else { Err(Ended::Cancelled) }
    }
}

/// Writes all of an import.
pub(super) async fn carry_out(
    write: &mut Write<'_>,
    import: &ImportToCarryOut<'_>,
    by: UserId,
    tell: &(dyn Fn(f32) -> bool + Send + Sync),
) -> Result<ImportId, Ended> {
    let plan = import.plan;
    if plan.rows.len() != import.rows.len() {
        return Err(Failed::unexpected("the plan has other rows than the table").into());
    }
    let now = write.now();
    let db = write.connection();
    // People stand for their user, invitation, mail and activity; grants and rows for themselves.
    let grants: usize = plan.people.iter().map(|person| person.grants.len()).sum();
    let mut progress = Progress { tell, done: 0, all: plan.people.len() * 4 + grants + plan.rows.len() };
    progress.advance(0)?;

    // Where no user at all has changed since, nobody of the plan has.
    if changes::latest(db).await? != import.basis_change {
        check_basis(db, plan, import.basis).await?;
    }
    let tree = groups::tree(db).await?;
    let roles = groups::roles(db).await?;
    check_groups_and_roles(plan, &tree, &roles)?;

    let id = insert_import(db, import, by, now).await?;
    let act = Actor { user: Some(by), at: now, import: Some(id) };
    activity::record(db, act, Verb::ImportCarriedOut, None, Some(import.file_name)).await?;
    let made = groups::make(db, &tree, &plan.new_groups, act).await?;
    let places = Places::new(&tree, &roles, &plan.new_groups, &made);

    let people = People::sorted(plan, db).await?;
    people::write(db, &people, &places, act, &mut progress).await?;
    insert_rows(db, import, id, &mut progress).await?;
    sqlx::query(
        "INSERT INTO outbox (kind, user_id, import_id, state, attempts, created_at) \
         VALUES ('import_report', ?, ?, 'queued', 0, ?)",
    )
    .bind(by.0)
    .bind(id.0)
    .bind(now)
    .execute(&mut *db)
    .await?;
    changes::record(db, &mut people.ids()).await?;
    Ok(id)
}

/// Whether everybody of the plan still is what they were when it was made.
async fn check_basis(db: &mut SqliteConnection, plan: &Plan, basis: &[KnownUser]) -> Result<(), Ended> {
    let keys: Vec<AddressKey> =
        plan.people.iter().map(|person| &person.key).chain(basis.iter().map(|known| &known.key)).cloned().collect();
    let known = users::known(db, &keys).await?;
    let mut basis: Vec<&KnownUser> = basis.iter().collect();
    basis.sort_unstable_by_key(|user| user.id);
    if known.iter().eq(basis) { Ok(()) } else { Err(Ended::Stale) }
}

/// Whether the groups and roles that the plan uses are there, and those that it makes are not.
fn check_groups_and_roles(plan: &Plan, tree: &GroupTree, roles: &[Role]) -> Result<(), Ended> {
    let mut new: HashSet<String> = HashSet::new();
    for path in &plan.new_groups {
        let above = path.parent();
        if tree.find(path).is_some() || (tree.find(&above).is_none() && !new.contains(&above.key())) {
            return Err(Ended::Stale);
        }
        new.insert(path.key());
    }
    let roles: HashSet<RoleId> = roles.iter().map(|role| role.id).collect();
    let stands = |group: GroupRef| match group {
        GroupRef::Existing(id) => tree.path(id).is_some(),
        GroupRef::New(index) => (index as usize) < plan.new_groups.len(),
    };
    let all = plan
        .people
        .iter()
        .flat_map(|person| &person.grants)
        .all(|grant| stands(grant.group) && roles.contains(&grant.role));
    if all { Ok(()) } else { Err(Ended::Stale) }
}

/// Where grants are, as ids and as words.
pub(super) struct Places {
    new: Vec<GroupId>,
    paths: HashMap<GroupId, String>,
    roles: HashMap<RoleId, String>,
}

impl Places {
    fn new(tree: &GroupTree, roles: &[Role], planned: &[GroupPath], made: &[(GroupId, GroupPath)]) -> Self {
        let made_by_key: HashMap<String, GroupId> = made.iter().map(|(id, path)| (path.key(), *id)).collect();
        let known = tree.sorted().into_iter().map(|(id, path)| (id, path.to_string()));
        Self {
            new: planned.iter().filter_map(|path| made_by_key.get(&path.key()).copied()).collect(),
            paths: known.chain(made.iter().map(|(id, path)| (*id, path.to_string()))).collect(),
            roles: roles.iter().map(|role| (role.id, role.name.clone())).collect(),
        }
    }

    /// The id of a group that the plan speaks of.
    pub(super) fn group(&self, group: GroupRef) -> GroupId {
        match group {
            GroupRef::Existing(id) => id,
            GroupRef::New(index) => self.new[index as usize],
        }
    }

    /// `Sales/EMEA: Buyer`.
    pub(super) fn words(&self, group: GroupId, role: RoleId) -> String {
        let path = self.paths.get(&group).map_or("", String::as_str);
        let role = self.roles.get(&role).map_or("", String::as_str);
        format!("{path}: {role}")
    }
}

/// The import itself. Its counts are counted from its rows.
async fn insert_import(
    db: &mut SqliteConnection,
    import: &ImportToCarryOut<'_>,
    by: UserId,
    now: i64,
) -> Result<ImportId, Failed> {
    let mut counts = RowCounts::default();
    import.plan.rows.iter().for_each(|row| counts.count(row.outcome));
    let invitations = import.plan.people.iter().filter(|person| !matches!(person.step, PersonStep::Add(_))).count();
    let id = sqlx::query_scalar(
        "INSERT INTO imports (file_name, file_hash, at, by_user, create_groups, allow_administrators, headers, rows, invited, \
         invited_again, added, changed, removed, unchanged, skipped, rejected, invitations) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
    )
    .bind(import.file_name)
    .bind(import.file_hash.as_slice())
    .bind(now)
    .bind(by.0)
    .bind(import.options.create_groups)
    .bind(import.options.allow_administrators)
    .bind(json(import.headers)?)
    .bind(counts.rows)
    .bind(counts.invited)
    .bind(counts.invited_again)
    .bind(counts.added)
    .bind(counts.changed)
    .bind(counts.removed)
    .bind(counts.unchanged)
    .bind(counts.skipped)
    .bind(counts.rejected)
    .bind(invitations as i64)
    .fetch_one(db)
    .await?;
    Ok(ImportId(id))
}

/// A row of the table as `[number, outcome, cells, problems]`.
#[derive(Serialize)]
struct RowToInsert<'a>(u32, &'static str, Cells<'a>, Option<&'a [Problem]>);

/// Cells as the texts that they show, without the columns that a report has added.
struct Cells<'a>(&'a [Cell], &'a Layout);

impl Serialize for Cells<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.1.is_report {
            return self.1.without_report_columns(self.0).serialize(serializer);
        }
        serializer.collect_seq(self.0.iter().map(Cell::shown))
    }
}

/// Every row of the table, with what became of it.
async fn insert_rows(
    db: &mut SqliteConnection,
    import: &ImportToCarryOut<'_>,
    id: ImportId,
    progress: &mut Progress<'_>,
) -> Result<(), Ended> {
    for (planned, read) in import.plan.rows.chunks(BATCH).zip(import.rows.chunks(BATCH)) {
        let rows: Vec<RowToInsert<'_>> = planned
            .iter()
            .zip(read)
            .map(|(planned, read)| {
                let problems = (!planned.problems.is_empty()).then_some(planned.problems.as_slice());
                RowToInsert(planned.number, planned.outcome.stored(), Cells(&read.cells, import.layout), problems)
            })
            .collect();
        sqlx::query(
            "INSERT INTO import_rows (import_id, number, outcome, cells, problems) \
             SELECT ?1, value ->> 0, value ->> 1, value -> 2, value ->> 3 FROM json_each(?2)",
        )
        .bind(id.0)
        .bind(json(&rows)?)
        .execute(&mut *db)
        .await?;
        progress.advance(planned.len())?;
    }
    Ok(())
}
