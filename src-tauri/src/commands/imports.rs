//! Imports: from a chosen file to a plan, and from the plan to what it does.

mod views;

use super::{Answer, MOST_ROWS, SavedFile, TheShell, apart, save_file};
use crate::{
    desktop::ChosenFile,
    dialogs::Question,
    events::{Event, ImportProgress},
    failure::Failure,
    planned::Checking,
};
use rollcall_app::{
    ErrorCode,
    check_import::{Checked, ImportCheck, Upload},
    invite_people::InviteInput,
    list_imports::{ImportView, RowPage, problems_first},
    make_report::report_name,
    make_template::TEMPLATE_NAME,
    remove_users::RemovalPreview,
};
use rollcall_domain::import::{Mapping, Mend, Options};
use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};
use views::{CheckedView, ColumnsView, MendedView, PlanRowsQuery, PlanView};

/// Saves the template where the person says.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_template(shell: TheShell<'_>) -> Answer<Option<SavedFile>> {
    let (open, permit) = shell.acting().await?;
    let bytes = open.app().make_template(&permit).await?;
    let Some(path) = shell.ask(Question::SaveTemplate(TEMPLATE_NAME.to_owned())).await else { return Ok(None) };
    save_file(&shell, path, "xlsx", bytes).await.map(Some)
}

/// Lets the person choose a spreadsheet, also while no workspace is open.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_file(shell: TheShell<'_>) -> Answer<Option<ChosenFile>> {
    shell.checking().await?;
    Ok(shell.ask(Question::ChooseSheet).await.map(|path| shell.chose(path)))
}

/// Reads a chosen file, of a workbook the sheet of this name or else the most likely one, and plans it. While no workspace is open, it is
/// checked by itself.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_file(
    shell: TheShell<'_>,
    file: u32,
    sheet: Option<String>,
    options: Options,
) -> Answer<CheckedView> {
    let checking = shell.checking().await?;
    let path = shell.chosen(file)?;
    let upload = checking.desk().read_upload(&path, sheet.as_deref()).await?;
    check(&checking, upload, options).await
}

/// Plans what was copied in another program.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_pasted(shell: TheShell<'_>, text: String, options: Options) -> Answer<CheckedView> {
    let checking = shell.checking().await?;
    let upload = checking.desk().read_pasted(&text).await?;
    check(&checking, upload, options).await
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
    keep_plan(&Checking::Open(open, Box::new(permit)), check).await
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
    let checking = shell.checking().await?;
    let planned = checking.plan(plan)?;
    let upload = apart(move || Ok(planned.checked.upload().saying(mapping))).await?;
    check(&checking, upload, options).await
}

/// The columns of a table, to say what they mean.
#[tauri::command]
#[specta::specta]
pub(crate) async fn columns_of(shell: TheShell<'_>, plan: u32) -> Answer<ColumnsView> {
    let checking = shell.checking().await?;
    Ok(ColumnsView::of(plan, &checking.plan(plan)?.checked))
}

/// Mends something of a table, and plans it again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn mend_plan(shell: TheShell<'_>, plan: u32, mend: Mend) -> Answer<MendedView> {
    let checking = shell.checking().await?;
    let planned = checking.plan(plan)?;
    let (check, rows) = checking.desk().mend(planned.check()?, mend).await?;
    Ok(MendedView { plan: keep_plan(&checking, check).await?, rows })
}

/// Takes back what was mended last, and plans the table again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn take_back_mend(shell: TheShell<'_>, plan: u32) -> Answer<PlanView> {
    let checking = shell.checking().await?;
    let planned = checking.plan(plan)?;
    let check = checking.desk().take_back(planned.check()?).await?;
    keep_plan(&checking, check).await
}

/// Some rows of a plan, those with problems first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn plan_rows(shell: TheShell<'_>, query: PlanRowsQuery) -> Answer<RowPage> {
    let planned = shell.checking().await?.plan(query.plan)?;
    apart(move || {
        let check = planned.check()?;
        let rows = check.plan.rows.iter().map(|row| (row.outcome, row.problems.is_empty()));
        let mut order = problems_first(rows, &query.outcomes);
        if let Some(code) = query.problem {
            order.retain(|index| check.plan.rows[*index].problems.iter().any(|problem| problem.code == code));
        }
        let limit = query.limit.min(MOST_ROWS) as usize;
        let wanted = order.iter().skip(query.offset as usize).take(limit);
        Ok(RowPage { rows: wanted.map(|index| check.row(*index)).collect(), total: order.len() })
    })
    .await
}

/// What the removals of a plan would end.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_plan_removals(shell: TheShell<'_>, plan: u32) -> Answer<RemovalPreview> {
    let (open, permit) = shell.acting().await?;
    let planned = Checking::Open(Arc::clone(&open), Box::new(permit.clone())).plan(plan)?;
    Ok(open.app().preview_import_removals(&permit, planned.check()?).await?)
}

/// Saves the table of a plan, with what was mended and what is wrong still, where the person says.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_checked(shell: TheShell<'_>, plan: u32) -> Answer<Option<SavedFile>> {
    let checking = shell.checking().await?;
    let planned = checking.plan(plan)?;
    let check = planned.check()?;
    let bytes = checking.desk().report(check).await?;
    let Some(path) = shell.ask(Question::SaveReport(report_name(&check.file_name))).await else { return Ok(None) };
    let saved = save_file(&shell, path, "xlsx", bytes).await?;
    // The file is written.
    if let Err(error) = checking.desk().remember_columns(check).await {
        tracing::warn!(%error, "what was said of the columns could not be remembered");
    }
    Ok(Some(saved))
}

/// Does what a plan says. `removals` is how many users the person has agreed to remove from the account.
#[tauri::command]
#[specta::specta]
pub(crate) async fn carry_out(shell: TheShell<'_>, plan: u32, removals: u32) -> Answer<ImportView> {
    let (open, permit) = shell.acting().await?;
    let planned = Checking::Open(Arc::clone(&open), Box::new(permit.clone())).plan(plan)?;
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
    // A plan that was carried out is not carried out again by whoever holds it still.
    if done.is_err() {
        planned.working.store(false, Ordering::Release);
    }
    let id = done?;
    open.plans().let_go(plan);
    open.rounds().look();
    // Nobody else holds it any more, and it may be large.
    apart(move || {
        drop(planned);
        Ok(())
    })
    .await?;
    Ok(open.app().show_import(&permit, id).await?)
}

/// Stops an import that is being carried out. Nothing of it is done then.
#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_import(shell: TheShell<'_>, plan: u32) -> Answer<()> {
    shell.checking().await?.plan(plan)?.cancelled.store(true, Ordering::Release);
    Ok(())
}

async fn check(checking: &Checking<'_>, upload: Upload, options: Options) -> Answer<CheckedView> {
    let checked = checking.desk().check_upload(upload, options).await?;
    let (number, planned, gone) = checking.keep(checked);
    apart(move || {
        drop(gone);
        Ok(CheckedView::of(number, &planned.checked))
    })
    .await
}

async fn keep_plan(checking: &Checking<'_>, check: Arc<ImportCheck>) -> Answer<PlanView> {
    let (number, planned, gone) = checking.keep(Checked::Plan(check));
    apart(move || {
        drop(gone);
        Ok(PlanView::of(number, planned.check()?))
    })
    .await
}
