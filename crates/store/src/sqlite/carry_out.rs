//! Carrying out an import: a handful of statements over batches, table after table, and new users in the order of their address
//! (both together save a third; so do few indexes).

use super::{
    SqliteStore,
    activity::{self, Actor},
    before,
    bulk::{BATCH, json},
    changes,
    error::Failed,
    groups,
    people::{self, Given, People},
    plan::{Basis, Ended, Ground, Places, Progress},
    removal,
    words::Word as _,
    write::Write,
};
use rollcall_app::ports::store::{Act, CarriedOut, ImportToCarryOut, Verb};
use rollcall_domain::{
    ImportId, UserId,
    import::{Column, Layout, PersonStep, Plan, Problem, RowCounts},
    table::Cell,
};
use serde::{Serialize, Serializer};
use sqlx::SqliteConnection;

/// Carries out an import.
pub(super) async fn carry_out(
    store: &SqliteStore,
    import: &ImportToCarryOut<'_>,
    act: Act,
    tell: &(dyn Fn(f32) -> bool + Send + Sync),
) -> Result<CarriedOut, Failed> {
    let mut write = store.write(act.now).await?;
    match write_all(&mut write, import, act.by, tell).await {
        Ok(id) => {
            write.commit().await?;
            Ok(CarriedOut::Done(id))
        }
        Err(Ended::Stale) => Ok(CarriedOut::Stale),
        Err(Ended::Cancelled) => Ok(CarriedOut::Cancelled),
        Err(Ended::Failed(failed)) => Err(failed),
    }
}

/// Writes all of an import.
async fn write_all(
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
    let things = people::things(&plan.people) + removals(plan) + plan.rows.len();
    let mut progress = Progress::of(things, tell);
    progress.advance(0)?;

    Basis { known: import.basis, change: import.basis_change }.check(db, &plan.people, &plan.removals, now).await?;
    let tree = groups::tree(db).await?;
    let roles = groups::roles(db).await?;
    let ground = Ground::of(by, &tree, &roles, db).await?;
    ground.check(&plan.people, &plan.new_groups, &plan.removals)?;
    ground.check_offers(&plan.people, import.basis)?;
    ground.check_names(plan, import.groups, import.roles)?;

    let id = insert_import(db, import, by, now).await?;
    let act = Actor { user: Some(by), at: now, import: Some(id) };
    activity::record(db, act, Verb::ImportCarriedOut, None, Some(import.file_name)).await?;
    let made = groups::make(db, &tree, &plan.new_groups, act).await?;
    let places = Places::new(&tree, &roles, &plan.new_groups, &made);

    let people = People::sorted(&plan.people, db).await?;
    people::write(db, &people, Given { places: &places, act, message: None }, &mut progress).await?;
    let mut touched = people.ids();
    touched.extend(remove(db, plan, (by, act), &mut progress).await?);
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
    changes::record(db, &mut touched).await?;
    Ok(id)
}

/// How many things [`remove`] does.
fn removals(plan: &Plan) -> usize {
    plan.removals.len() * 2
}

/// Removes whom the plan removes, with what ends with them. Returns to whom something happened.
async fn remove(
    db: &mut SqliteConnection,
    plan: &Plan,
    (by, act): (UserId, Actor),
    progress: &mut Progress<'_>,
) -> Result<Vec<i64>, Ended> {
    if plan.removals.is_empty() {
        return Ok(Vec::new());
    }
    let gone = removal::end(db, &plan.removals, None, (by, act.at)).await?.ok_or(Ended::Stale)?;
    if gone.removed.len() != plan.removals.len() {
        return Err(Ended::Stale);
    }
    progress.advance(plan.removals.len())?;
    before::record(db, act, &gone.happened).await?;
    progress.advance(plan.removals.len())?;
    Ok(gone.touched)
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
    let invitations = import.plan.people.iter().filter(|person| !matches!(person.step, PersonStep::Change(_))).count();
    let places: Vec<(Column, usize)> =
        Column::ALL.into_iter().filter_map(|column| Some((column, import.layout.place(column)?))).collect();
    let id = sqlx::query_scalar(
        "INSERT INTO imports (file_name, file_hash, at, by_user, create_groups, allow_administrators, headers, places, rows, invited, \
         invited_again, added, changed, removed, unchanged, skipped, rejected, invitations) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
    )
    .bind(import.file_name)
    .bind(import.file_hash.as_slice())
    .bind(now)
    .bind(by.0)
    .bind(import.options.create_groups)
    .bind(import.options.allow_administrators)
    .bind(json(import.headers)?)
    .bind(json(&places)?)
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
