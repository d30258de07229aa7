//! Join requests: the list, what is decided, and who is blocked.

use super::{Answer, MOST_ROWS, TheShell};
use rollcall_app::{
    decide_requests::{Approval, BlockRow, DecisionOutcome, DenyInput},
    list_requests::{RequestPage, RequestQuery, RequestRow},
};
use rollcall_domain::RequestId;

/// A page of the requests that match.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_requests(shell: TheShell<'_>, mut query: RequestQuery) -> Answer<RequestPage> {
    query.limit = query.limit.min(MOST_ROWS);
    let (open, permit) = shell.acting().await?;
    Ok(open.app().list_requests(&permit, &query).await?)
}

/// One request.
#[tauri::command]
#[specta::specta]
pub(crate) async fn show_request(shell: TheShell<'_>, request: RequestId) -> Answer<RequestRow> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().show_request(&permit, request).await?)
}

/// Lets those in who ask.
#[tauri::command]
#[specta::specta]
pub(crate) async fn approve_requests(shell: TheShell<'_>, approvals: Vec<Approval>) -> Answer<DecisionOutcome> {
    let (open, permit) = shell.acting().await?;
    let outcome = open.app().approve_requests(&permit, &approvals).await?;
    open.rounds().look();
    Ok(outcome)
}

/// Says no to those who ask, and blocks them if that is wanted.
#[tauri::command]
#[specta::specta]
pub(crate) async fn deny_requests(shell: TheShell<'_>, input: DenyInput) -> Answer<DecisionOutcome> {
    let (open, permit) = shell.acting().await?;
    let outcome = open.app().deny_requests(&permit, &input).await?;
    open.rounds().look();
    Ok(outcome)
}

/// All that is blocked.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_blocks(shell: TheShell<'_>) -> Answer<Vec<BlockRow>> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().list_blocks(&permit).await?)
}

/// Takes a block away.
#[tauri::command]
#[specta::specta]
pub(crate) async fn unblock(shell: TheShell<'_>, what: String) -> Answer<()> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().unblock(&permit, &what).await?)
}
