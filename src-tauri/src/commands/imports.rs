//! Imports: from a chosen file to a plan, and from the plan to what it does.

mod views;

use super::{Answer, SavedFile, TheShell, save_file};
use crate::{
    desktop::ChosenFile,
    dialogs::Question,
    events::{Event, ImportProgress},
    failure::Failure,
    open::{Open, Planned},
};
use rollcall_app::{
    ErrorCode, Permit,
    check_import::{Checked, ImportCheck},
    invite_people::InviteInput,
    list_imports::{ImportView, RowPage, problems_first},
    make_report::report_name,
    make_template::TEMPLATE_NAME,
};
use rollcall_domain::import::{Mapping, Mend, Options};
use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU32, Ordering},
};
use views::{CheckedView, ColumnsView, MendedView, PlanRowsQuery, PlanView};

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

/// Reads a chosen file, of a workbook the sheet of this name or else the most likely one, and plans it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_file(
    shell: TheShell<'_>,
    file: u32,
    sheet: Option<String>,
    options: Options,
) -> Answer<CheckedView> {
    let (open, permit) = shell.acting().await?;
    let path = shell.chosen(file)?;
    let upload = open.app().read_upload(&path, sheet.as_deref()).await?;
    let checked = open.app().check_upload(&permit, upload, options).await?;
    Ok(keep(&open, permit, checked))
}

/// Plans what was copied in another program.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_pasted(shell: TheShell<'_>, text: String, options: Options) -> Answer<CheckedView> {
    let (open, permit) = shell.acting().await?;
    let upload = open.app().read_pasted(&text).await?;
    let checked = open.app().check_upload(&permit, upload, options).await?;
    Ok(keep(&open, permit, checked))
}

/// Plans typed people as if they stood in a file, when they are more than are invited at once.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_people_as_sheet(
    shell: TheShell<'_>,
    input: InviteInput,
    options: Options,
) -> Answer<CheckedView> {
    let (open, permit) = shell.acting().await?;
    let check = open.app().check_people_as_sheet(&permit, &input, options).await?;
    Ok(keep(&open, permit, Checked::Plan(Box::new(check))))
}

/// Plans the same table again, with what was mended in it: with other options, with another meaning of its columns (none: what their headers
/// say), or because the account has changed. The file is not looked at.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_again(
    shell: TheShell<'_>,
    plan: u32,
    mapping: Option<Mapping>,
    options: Options,
) -> Answer<CheckedView> {
    let (open, permit) = shell.acting().await?;
    let planned = self::plan(&open, &permit, plan)?;
    let mut upload = planned.checked.upload();
    upload.sheet.mapping = mapping;
    let checked = open.app().check_upload(&permit, upload, options).await?;
    Ok(keep(&open, permit, checked))
}

/// The columns of a table, to say what they mean.
#[tauri::command]
#[specta::specta]
pub(crate) async fn columns_of(shell: TheShell<'_>, plan: u32) -> Answer<ColumnsView> {
    let (open, permit) = shell.acting().await?;
    Ok(ColumnsView::of(plan, &self::plan(&open, &permit, plan)?.checked))
}

/// Mends something of a table, and plans it again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn mend_plan(shell: TheShell<'_>, plan: u32, mend: Mend) -> Answer<MendedView> {
    let (open, permit) = shell.acting().await?;
    let planned = self::plan(&open, &permit, plan)?;
    let (check, rows) = open.app().mend_import(&permit, planned.check()?, &mend).await?;
    Ok(MendedView { plan: keep_plan(&open, permit, check)?, rows })
}

/// Takes back what was mended last, and plans the table again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn take_back_mend(shell: TheShell<'_>, plan: u32) -> Answer<PlanView> {
    let (open, permit) = shell.acting().await?;
    let planned = self::plan(&open, &permit, plan)?;
    let check = open.app().take_back_mend(&permit, planned.check()?).await?;
    keep_plan(&open, permit, check)
}

/// Some rows of a plan, those with problems first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn plan_rows(shell: TheShell<'_>, query: PlanRowsQuery) -> Answer<RowPage> {
    let (open, permit) = shell.acting().await?;
    let planned = plan(&open, &permit, query.plan)?;
    let check = planned.check()?;
    let mut order =
        problems_first(check.plan.rows.iter().map(|row| (row.outcome, row.problems.is_empty())), &query.outcomes);
    if let Some(code) = query.problem {
        order.retain(|index| check.plan.rows[*index].problems.iter().any(|problem| problem.code == code));
    }
    let wanted = order.iter().skip(query.offset as usize).take(query.limit as usize);
    Ok(RowPage { rows: wanted.map(|index| check.row(*index)).collect(), total: order.len() })
}

/// Saves the table of a plan, with what was mended and what is wrong still, where the person says.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_checked(shell: TheShell<'_>, plan: u32) -> Answer<Option<SavedFile>> {
    let (open, permit) = shell.acting().await?;
    let planned = self::plan(&open, &permit, plan)?;
    let check = planned.check()?;
    let bytes = open.app().check_report(&permit, check).await?;
    let Some(path) = shell.ask(Question::SaveReport(report_name(&check.file_name))).await else { return Ok(None) };
    save_file(&shell, &open, path, "xlsx", bytes).await.map(Some)
}

/// Does what a plan says. `removals` is how many users the person has agreed to remove from the account.
#[tauri::command]
#[specta::specta]
pub(crate) async fn carry_out(shell: TheShell<'_>, plan: u32, removals: u32) -> Answer<ImportView> {
    let (open, permit) = shell.acting().await?;
    let planned = self::plan(&open, &permit, plan)?;
    let check = planned.check()?;
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
    let done = open.app().carry_out_import(&permit, check, removals, &progress).await;
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

fn keep(open: &Open, by: Permit, checked: Checked) -> CheckedView {
    let (number, planned) = remember(open, by, checked);
    CheckedView::of(number, &planned.checked)
}

fn keep_plan(open: &Open, by: Permit, check: ImportCheck) -> Answer<PlanView> {
    let (number, planned) = remember(open, by, Checked::Plan(Box::new(check)));
    Ok(PlanView::of(number, planned.check()?))
}

/// Keeps what was read until it is carried out, or others take its place.
fn remember(open: &Open, by: Permit, checked: Checked) -> (u32, Arc<Planned>) {
    let planned = Planned { by, checked, working: AtomicBool::new(false), cancelled: AtomicBool::new(false) };
    let planned = Arc::new(planned);
    (open.plans().keep(Arc::clone(&planned)), planned)
}

/// The plan of a page, for whom it was made: another administrator, or one who may do something else now, has it planned anew.
fn plan(open: &Open, by: &Permit, number: u32) -> Answer<Arc<Planned>> {
    let planned = open.plans().get(number).filter(|planned| planned.by == *by);
    planned.ok_or_else(|| Failure::own(ErrorCode::PlanGone, "error-plan-gone", &[]))
}
