//! kill -9 in the middle of an import, at every moment at which it tells its progress: all of it or nothing.

use super::{NOW, acme, change_and_remove, invite};
use rollcall_app::ports::store::{Act, ImportStore as _, Store};
use rollcall_domain::{UserId, UserState};
use rollcall_store::SqliteStore;
use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Command, Stdio},
};

/// Enough for several batches of each kind.
const PEOPLE: u32 = 12_000;

/// Names the workspace to the child.
const WORKSPACE: &str = "ROLLCALL_TEST_WORKSPACE";

/// Runs an import in a child process, and kills it when it has told its progress so often. Returns whether it said that it was done.
fn import_until(path: &Path, told: usize) -> bool {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "killed::child", "--ignored", "--nocapture"])
        .env(WORKSPACE, path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut heard = 0;
    let mut done = false;
    for line in lines.map_while(Result::ok) {
        done |= line.ends_with("done");
        heard += usize::from(line.ends_with("progress"));
        if heard > told || done {
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    done
}

/// What the parent kills.
#[tokio::test]
#[ignore = "the tests below run it in a process of its own"]
async fn child() {
    let Some(path) = std::env::var_os(WORKSPACE) else { return };
    let store = SqliteStore::open(path).await.unwrap();
    let progress = |_: f32| {
        println!("progress");
        true
    };
    let act = Act { by: UserId(1), now: NOW };
    if store.imports(None, 1).await.unwrap().is_empty() {
        invite(&store, act, PEOPLE, &progress).await;
    } else {
        change_and_remove(&store, act, PEOPLE, &progress).await;
    }
    println!("done");
    // The parent kills us, or has.
    std::thread::sleep(std::time::Duration::from_mins(1));
}

#[tokio::test]
async fn killed_at_any_moment_an_import_leaves_all_or_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("acme.rollcall");
    let (store, _) = acme(&path).await;
    store.close().await;
    let mut unfinished = 0;
    for told in 0.. {
        let done = import_until(&path, told);
        let store = SqliteStore::open(&path).await.unwrap();
        let users = store.entries(UserId(0), 100_000).await.unwrap().len();
        let imports = store.imports(None, 10).await.unwrap().len();
        let mails = store.mails(&[], None, 100_000).await.unwrap().len();
        store.close().await;
        match imports {
            0 => assert_eq!((users, mails), (1, 0), "killed at {told}"),
            _ => assert_eq!((users, mails, imports), (PEOPLE as usize + 1, PEOPLE as usize + 1, 1), "killed at {told}"),
        }
        // What was said to be done is there.
        assert!(!done || imports == 1, "killed at {told}");
        unfinished += usize::from(imports == 0);
        if imports == 1 {
            break;
        }
    }
    assert!(unfinished >= 10, "it was killed {unfinished} times only");
}

#[tokio::test]
async fn killed_at_any_moment_an_import_that_changes_and_removes_leaves_all_or_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("acme.rollcall");
    let (store, act) = acme(&path).await;
    invite(&store, act, PEOPLE, &|_| true).await;
    store.close().await;
    let mut unfinished = 0;
    for told in 0.. {
        let done = import_until(&path, told);
        let store = SqliteStore::open(&path).await.unwrap();
        let users = store.entries(UserId(0), 100_000).await.unwrap();
        let imports = store.imports(None, 10).await.unwrap().len();
        store.close().await;
        let removed = users.iter().filter(|user| user.state == UserState::Removed).count();
        let changed = users.iter().filter(|user| user.assignments.iter().any(|one| one.role.0 == 3)).count();
        let half = if imports == 1 { 0 } else { PEOPLE as usize / 2 };
        assert_eq!((removed, changed, users.len()), (half, half, PEOPLE as usize + 1), "killed at {told}");
        assert!(!done || imports == 2, "killed at {told}");
        unfinished += usize::from(imports == 1);
        if imports == 2 {
            break;
        }
    }
    assert!(unfinished >= 8, "it was killed {unfinished} times only");
}
