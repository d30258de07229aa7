//! The file of the turn: what is believed of it.

use super::{NOW, acme, invite};
use rollcall_app::ports::store::{ClaimedMail, Delivery, Store};
use rollcall_domain::{DeliveryState, TokenHash};
use rollcall_store::SqliteStore;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU8, Ordering},
};

fn courier(workspace: &Path) -> PathBuf {
    workspace.with_extension("rollcall-courier")
}

/// A process that died when it had claimed three mails: the first was begun and had ended, the second was begun.
async fn died(path: &Path) -> (SqliteStore, Vec<ClaimedMail>) {
    let (store, act) = acme(path).await;
    invite(&store, act, 2, &|_| true).await;
    let turn = store.begin_delivering(NOW).await.unwrap().unwrap();
    let minted = AtomicU8::new(1);
    let mint = || TokenHash([minted.fetch_add(1, Ordering::Relaxed); 32]);
    let claimed = store.claim_mails(3, NOW.plus_days(90), NOW, &mint).await.unwrap().mails;
    let [first, second, _] = [0, 1, 2].map(|at: usize| claimed[at].mail.id);
    turn.notes().begun(first, 1).unwrap();
    let sent = Delivery { mail: first, state: DeliveryState::Sent, reply: Some("250 ok".into()), not_before: None };
    turn.notes().ended(&sent, 1).unwrap();
    turn.notes().begun(second, 1).unwrap();
    (store, claimed)
}

/// How the three stand when another process has taken the turn.
async fn settled(store: &SqliteStore, claimed: &[ClaimedMail]) -> Vec<DeliveryState> {
    store.begin_delivering(NOW).await.unwrap().unwrap();
    let mut states = Vec::new();
    for one in claimed {
        states.push(store.mail(one.mail.id).await.unwrap().unwrap().state);
    }
    states
}

const KNOWN: [DeliveryState; 3] = [DeliveryState::Sent, DeliveryState::Uncertain, DeliveryState::Queued];
const UNKNOWN: [DeliveryState; 3] = [DeliveryState::Uncertain; 3];

#[tokio::test]
async fn what_is_noted_stands_in_the_file_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("acme.rollcall");
    let (store, claimed) = died(&path).await;
    assert_eq!(settled(&store, &claimed).await, KNOWN);
    let lines = fs::read_to_string(courier(&path)).unwrap();
    assert_eq!(lines.lines().count(), 1, "when it is in the workspace, it is forgotten: {lines}");
}

#[tokio::test]
async fn the_notes_of_before_the_machine_started_are_not_believed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("acme.rollcall");
    let (store, claimed) = died(&path).await;
    let notes = fs::read_to_string(courier(&path)).unwrap();
    let (first, rest) = notes.split_once('\n').unwrap();
    let mut start: serde_json::Value = serde_json::from_str(first).unwrap();
    let machine = &mut start["since"][1];
    assert!(machine.is_string(), "this machine knows when it started: {first}");
    *machine = "another start".into();
    fs::write(courier(&path), format!("{start}\n{rest}")).unwrap();
    assert_eq!(settled(&store, &claimed).await, UNKNOWN);
}

#[tokio::test]
async fn notes_that_are_gone_or_of_no_rollcall_are_not_believed() {
    for notes in ["", "{}", "\n", "{\"since\":[0,null]}\n"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("acme.rollcall");
        let (store, claimed) = died(&path).await;
        fs::write(courier(&path), notes).unwrap();
        assert_eq!(settled(&store, &claimed).await, UNKNOWN, "{notes:?}");
    }
}

#[tokio::test]
async fn a_note_that_was_being_written_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("acme.rollcall");
    let (store, claimed) = died(&path).await;
    let mut notes = fs::read(courier(&path)).unwrap();
    notes.extend_from_slice(br#"{"begun":["#);
    fs::write(courier(&path), notes).unwrap();
    assert_eq!(settled(&store, &claimed).await, KNOWN);
}
