//! Creating and opening files.

use super::{NOW, acme, invite};
use rollcall_app::ports::{
    Store,
    store::{GroupStore as _, StoreError},
};
use rollcall_domain::{Dice, GroupPath, Token, UserId};
use rollcall_store::{APPLICATION_ID, SqliteStore};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Mutex,
};

/// The names of the files in a folder.
fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Tries to open a file with this content, and returns why not. It is left as it was, and nothing lies beside it.
async fn refusal(content: &[u8]) -> StoreError {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("acme.rollcall");
    fs::write(&path, content).unwrap();
    let error = SqliteStore::open(&path).await.err().expect("it was opened");
    assert!(fs::read(&path).unwrap() == content, "the file was written to: {error}");
    assert_eq!(files(folder.path()), ["acme.rollcall"], "{error}");
    error
}

/// The bytes of a workspace with some people.
async fn workspace() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("acme.rollcall");
    let (store, act) = acme(&path).await;
    invite(&store, act, 300, &|_| true).await;
    store.close().await;
    fs::read(&path).unwrap()
}

#[tokio::test]
async fn a_workspace_is_one_file_when_it_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Änderung der Akme #1 %20?.rollcall");
    let (store, act) = acme(&path).await;
    invite(&store, act, 300, &|_| true).await;
    store.close().await;
    assert_eq!(files(folder.path()).len(), 1);
    let bytes = fs::read(&path).unwrap();
    assert_eq!(bytes[68..72], APPLICATION_ID.to_be_bytes());
    assert_eq!(&bytes[68..72], b"Roll");
    let store = SqliteStore::open(&path).await.unwrap();
    assert_eq!(store.entries(UserId(0), 1_000).await.unwrap().len(), 301);
    store.close().await;
    assert_eq!(files(folder.path()).len(), 1);
}

#[tokio::test]
async fn a_file_that_is_there_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("acme.rollcall");
    fs::write(&path, "a letter").unwrap();
    assert!(matches!(SqliteStore::create(&path).await, Err(StoreError::NotOpened { .. })));
    assert_eq!(fs::read(&path).unwrap(), b"a letter");
    assert_eq!(files(folder.path()), ["acme.rollcall"]);
}

#[tokio::test]
async fn of_two_who_create_one_file_one_does() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("acme.rollcall");
    let (a, b) = tokio::join!(SqliteStore::create(&path), SqliteStore::create(&path));
    assert!(a.is_ok() != b.is_ok());
    for store in [a, b].into_iter().flatten() {
        store.close().await;
    }
    assert_eq!(files(folder.path()), ["acme.rollcall"]);
}

#[tokio::test]
async fn a_file_that_is_not_there_is_not_made_by_opening() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("acme.rollcall");
    assert!(matches!(SqliteStore::open(&path).await, Err(StoreError::NotOpened { .. })));
    assert!(matches!(SqliteStore::open(folder.path()).await, Err(StoreError::NotOpened { .. })));
    assert!(matches!(SqliteStore::create(folder.path().join("no/such")).await, Err(StoreError::NotOpened { .. })));
    assert!(files(folder.path()).is_empty());
}

#[tokio::test]
async fn a_foreign_file_is_refused_and_left_as_it_is() {
    let mut other = workspace().await;
    other[68..72].copy_from_slice(b"NOPE");
    for content in [&b""[..], b"SQLite format 3\0", &[0; 99], &[0; 5_000], "ü".repeat(400).as_bytes(), &other] {
        assert!(matches!(refusal(content).await, StoreError::Foreign(_)), "{} bytes", content.len());
    }
}

#[tokio::test]
async fn a_newer_file_is_refused_and_left_as_it_is() {
    let mut newer = workspace().await;
    newer[60..64].copy_from_slice(&77_i32.to_be_bytes());
    assert!(matches!(refusal(&newer).await, StoreError::Newer { found: 77, known: 1, .. }));
}

#[tokio::test]
async fn a_truncated_file_is_refused_and_left_as_it_is() {
    let whole = workspace().await;
    for length in [100, 101, 4_095, 4_096, whole.len() / 2, whole.len() - 4_096, whole.len() - 1] {
        let error = refusal(&whole[..length]).await;
        assert!(matches!(error, StoreError::Damaged(_)), "{length} bytes: {error}");
    }
}

#[tokio::test]
async fn a_damaged_page_is_found_wherever_it_is_and_left_as_it_is() {
    let whole = workspace().await;
    for page in 0..whole.len() / 4_096 {
        let mut damaged = whole.clone();
        let at = page * 4_096 + if page == 0 { 100 } else { 0 };
        damaged[at..at + 64].fill(0xA5);
        let error = refusal(&damaged).await;
        assert!(matches!(error, StoreError::Damaged(_)), "page {page}: {error}");
    }
}

#[tokio::test]
async fn a_file_that_may_not_be_written_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("acme.rollcall");
    acme(&path).await.0.close().await;
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    if fs::OpenOptions::new().write(true).open(&path).is_ok() {
        return; // Permissions mean nothing to the superuser.
    }
    assert!(matches!(SqliteStore::open(&path).await, Err(StoreError::ReadOnly)));
    assert_eq!(files(folder.path()), ["acme.rollcall"]);
}

#[tokio::test]
async fn another_program_that_holds_the_file_makes_it_busy() {
    use sqlx::{Connection as _, Executor as _};
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("acme.rollcall");
    let (store, act) = acme(&path).await;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&path);
    let mut other = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
    other.execute("BEGIN IMMEDIATE").await.unwrap();
    let setting = [("mail.from".to_owned(), Some("ana@acme.example".to_owned()))];
    assert_eq!(store.change_settings(&setting, act).await, Err(StoreError::Busy));
    // Reading goes on, and so does writing once it is free.
    assert_eq!(store.settings().await.unwrap(), []);
    other.execute("ROLLBACK").await.unwrap();
    store.change_settings(&setting, act).await.unwrap();
}

/// Counts up: no two tokens are the same, and each test run has the same ones.
struct Counting(Mutex<u8>);

impl Dice for Counting {
    fn roll(&self, bytes: &mut [u8]) {
        for byte in bytes {
            let mut next = self.0.lock().unwrap();
            *next = next.wrapping_mul(5).wrapping_add(113);
            *byte = *next;
        }
    }
}

#[tokio::test]
async fn no_link_can_be_found_in_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("acme.rollcall");
    let (store, act) = acme(&path).await;
    invite(&store, act, 3, &|_| true).await;
    let dice = Counting(Mutex::new(7));
    let minted: Mutex<Vec<Token>> = Mutex::new(Vec::new());
    let mint = || {
        let token = Token::mint(&dice);
        let hash = token.hash();
        minted.lock().unwrap().push(token);
        hash
    };
    assert_eq!(store.claim_mails(10, NOW.plus_days(90), NOW, &mint).await.unwrap().mails.len(), 4);

    let mut bytes = Vec::new();
    for name in files(folder.path()) {
        bytes.extend(fs::read(folder.path().join(name)).unwrap());
    }
    let holds = |wanted: &[u8]| bytes.windows(wanted.len()).any(|window| window == wanted);
    let minted = minted.into_inner().unwrap();
    assert_eq!(minted.len(), 3);
    for token in minted {
        assert!(holds(&token.hash().0), "the search finds what is there");
        assert!(!holds(token.to_link_text().as_bytes()));
        let mut raw = [0; 32];
        let same = Counting(Mutex::new(7));
        while Token::from_link_text(&token.to_link_text()) != Some(roll(&same, &mut raw)) {}
        assert!(!holds(&raw));
    }
    store.close().await;
}

/// Rolls a token, and keeps its raw bytes.
fn roll(dice: &Counting, raw: &mut [u8; 32]) -> Token {
    struct Given([u8; 32]);
    impl Dice for Given {
        fn roll(&self, bytes: &mut [u8]) {
            bytes.copy_from_slice(&self.0);
        }
    }
    dice.roll(raw);
    Token::mint(&Given(*raw))
}

#[tokio::test]
async fn a_file_left_open_by_a_killed_process_opens_with_all_that_was_said_to_be_done() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("acme.rollcall");
    let (store, act) = acme(&path).await;
    invite(&store, act, 300, &|_| true).await;
    // As after a power cut: the file and its -wal, without the shared memory.
    let copy: PathBuf = folder.path().join("copy.rollcall");
    fs::copy(folder.path().join("acme.rollcall-wal"), folder.path().join("copy.rollcall-wal")).unwrap();
    fs::copy(&path, &copy).unwrap();
    store.close().await;
    let store = SqliteStore::open(&copy).await.unwrap();
    assert_eq!(store.entries(UserId(0), 1_000).await.unwrap().len(), 301);
    store.close().await;
    assert_eq!(files(folder.path()), ["acme.rollcall", "copy.rollcall"]);
}

#[cfg(unix)]
#[tokio::test]
async fn what_would_be_written_into_a_log_that_was_taken_away_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("acme.rollcall");
    let (store, act) = acme(&path).await;
    invite(&store, act, 3, &|_| true).await;
    let legal = [GroupPath::parse("Legal").unwrap()];
    assert_eq!(store.add_groups(&legal, act).await, Ok(legal.to_vec()));
    // As another program does that closes the workspace and takes itself for the last one.
    for ending in ["-wal", "-shm"] {
        fs::remove_file(folder.path().join(format!("acme.rollcall{ending}"))).unwrap();
    }
    let refused = store.add_groups(&[GroupPath::parse("Research").unwrap()], act).await;
    assert_eq!(refused, Err(StoreError::LogTaken));
}
