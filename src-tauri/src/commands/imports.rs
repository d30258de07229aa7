//! Imports: from a chosen file to a plan, and from the plan to what it does.

use super::{Answer, SavedFile, TheShell, save_file};
use crate::{
    desktop::ChosenFile,
    dialogs::Question,
    events::{Event, ImportProgress},
    failure::Failure,
    open::{Open, Planned, Stamp},
};
use rollcall_app::{
    ErrorCode, Permit,
    check_import::ImportCheck,
    invite_people::InviteInput,
    list_imports::{ImportView, RowPage, problems_first},
    make_template::TEMPLATE_NAME,
};
use rollcall_domain::{
    Timestamp,
    import::{Options, RowCounts, RowOutcome},
};
use serde::{Deserialize, Serialize};
use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU32, Ordering},
};

/// What a file would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub(crate) struct PlanView {
    /// What it is carried out by.
    plan: u32,
    /// The file's name.
    file: String,
    /// The sheet that was read; empty for a text file.
    sheet: String,
    /// The sheets that were not.
    other_sheets: Vec<String>,
    /// The headers of its table.
    headers: Vec<String>,
    /// Those that are not ours.
    ignored_headers: Vec<String>,
    /// Rows by outcome.
    counts: RowCounts,
    /// Invitations that would be sent.
    invitations: u32,
    /// The groups that would be made.
    new_groups: Vec<String>,
    /// The groups that the file names and that are not there.
    unknown_groups: Vec<String>,
    /// Rows that would give the Administrator role, whether that is allowed or not.
    administrator_rows: u32,
    /// What is worth knowing and stops nothing.
    warnings: u32,
    /// What was chosen.
    options: Options,
    /// When the very same file was carried out before.
    seen_before: Option<Timestamp>,
}

/// Which rows of a plan are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, specta::Type)]
pub(crate) struct PlanRowsQuery {
    /// The plan.
    plan: u32,
    /// With one of these outcomes; empty for all.
    outcomes: Vec<RowOutcome>,
    /// How many to pass over.
    offset: u32,
    /// How many at most.
    limit: u32,
}

/// Saves the template where the person says.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_template(shell: TheShell<'_>) -> Answer<Option<SavedFile>> {
    let (open, permit) = shell.acting().await?;
    let bytes = open.app().make_template(&permit).await?;
    let Some(path) = shell.ask(Question::SaveTemplate(TEMPLATE_NAME.to_owned())).await else { return Ok(None) };
    save_file(&shell, &open, path, "xlsx", bytes).await.map(Some)
}

/// Lets the person choose a spreadsheet.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_file(shell: TheShell<'_>) -> Answer<Option<ChosenFile>> {
    shell.acting().await?;
    Ok(shell.ask(Question::ChooseSheet).await.map(|path| shell.chose(path)))
}

/// Reads a chosen file and plans it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_file(shell: TheShell<'_>, file: u32, options: Options) -> Answer<PlanView> {
    let (open, permit) = shell.acting().await?;
    let path = shell.chosen(file)?;
    let stamp = Stamp::of(&path);
    // A file that has not changed need not be read again.
    let known =
        open.plans().newest(|planned| planned.file.is_some_and(|(of, then)| of == file && stamp.is_still(then)));
    let check = match known {
        Some(known) => open.app().check_import_again(&permit, &known.check, options).await?,
        None => open.app().check_import(&permit, &path, options).await?,
    };
    Ok(keep(&open, permit, Some((file, stamp)), check))
}

/// Plans typed people as if they stood in a file, when they are more than are invited at once.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_people_as_sheet(
    shell: TheShell<'_>,
    input: InviteInput,
    options: Options,
) -> Answer<PlanView> {
    let (open, permit) = shell.acting().await?;
    let check = open.app().check_people_as_sheet(&permit, &input, options).await?;
    Ok(keep(&open, permit, None, check))
}

/// Some rows of a plan, those with problems first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn plan_rows(shell: TheShell<'_>, query: PlanRowsQuery) -> Answer<RowPage> {
    let (open, permit) = shell.acting().await?;
    let planned = plan(&open, &permit, query.plan)?;
    let check = &planned.check;
    let order =
        problems_first(check.plan.rows.iter().map(|row| (row.outcome, row.problems.is_empty())), &query.outcomes);
    let wanted = order.iter().skip(query.offset as usize).take(query.limit as usize);
    Ok(RowPage { rows: wanted.map(|index| check.row(*index)).collect(), total: order.len() })
}

/// Does what a plan says.
#[tauri::command]
#[specta::specta]
pub(crate) async fn carry_out(shell: TheShell<'_>, plan: u32) -> Answer<ImportView> {
    let (open, permit) = shell.acting().await?;
    let planned = self::plan(&open, &permit, plan)?;
    if planned.working.swap(true, Ordering::AcqRel) {
        return Err(Failure::own(ErrorCode::Busy, "error-plan-busy", &[]));
    }
    planned.cancelled.store(false, Ordering::Release);
    let told = AtomicU32::new(0);
    let progress = |share: f32| {
        // A hundred steps are enough for a bar.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is between 0 and 1")]
        let percent = (share.clamp(0.0, 1.0) * 100.0) as u32;
        if told.fetch_max(percent, Ordering::Relaxed) < percent {
            shell.tell(Event::ImportProgress(ImportProgress { plan, share }));
        }
        !planned.cancelled.load(Ordering::Acquire)
    };
    let done = open.app().carry_out_import(&permit, &planned.check, &progress).await;
    planned.working.store(false, Ordering::Release);
    let id = done?;
    open.plans().let_go(plan);
    open.rounds().look();
    Ok(open.app().show_import(&permit, id).await?)
}

/// Stops an import that is being carried out. Nothing of it is done then.
#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_import(shell: TheShell<'_>, plan: u32) -> Answer<()> {
    let (open, permit) = shell.acting().await?;
    self::plan(&open, &permit, plan)?.cancelled.store(true, Ordering::Release);
    Ok(())
}

/// Keeps a plan until it is carried out, or others take its place.
fn keep(open: &Open, by: Permit, file: Option<(u32, Stamp)>, check: ImportCheck) -> PlanView {
    let planned = Planned { by, file, check, working: AtomicBool::new(false), cancelled: AtomicBool::new(false) };
    let planned = Arc::new(planned);
    let number = open.plans().keep(Arc::clone(&planned));
    view(number, &planned.check)
}

/// The plan of a page, for whom it was made: another administrator, or one who may do something else now, has it planned anew.
fn plan(open: &Open, by: &Permit, number: u32) -> Answer<Arc<Planned>> {
    let planned = open.plans().get(number).filter(|planned| planned.by == *by);
    planned.ok_or_else(|| Failure::own(ErrorCode::PlanGone, "error-plan-gone", &[]))
}

fn view(plan: u32, check: &ImportCheck) -> PlanView {
    let paths = |groups: &[rollcall_domain::GroupPath]| groups.iter().map(ToString::to_string).collect();
    PlanView {
        plan,
        file: check.file_name.clone(),
        sheet: check.draft.table.sheet.clone(),
        other_sheets: check.draft.table.other_sheets.clone(),
        headers: check.headers().to_vec(),
        ignored_headers: check.draft.layout.ignored.clone(),
        counts: check.plan.counts,
        invitations: check.plan.invitations,
        new_groups: paths(&check.plan.new_groups),
        unknown_groups: paths(&check.draft.unknown_groups),
        administrator_rows: check.plan.administrator_rows,
        warnings: u32::try_from(check.warnings().count()).unwrap_or(u32::MAX),
        options: check.options,
        seen_before: check.seen_before,
    }
}
