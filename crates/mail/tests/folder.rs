//! The mail folder.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::{invitation, mail, test_mail};
use rollcall_app::{
    ports::{Post as _, SendOutcome, mail::RouteProblem},
    settings::MailRoute,
};
use rollcall_domain::Language;
use rollcall_mail::{Postbox, message_bytes};

fn files(dir: &std::path::Path) -> Vec<String> {
    let entries = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = entries.collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_mail_becomes_a_file_and_the_same_mail_the_same_file() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("beside").join("mails");
    let postbox = Postbox::new(folder.clone());
    let mut courier = postbox.open(&MailRoute::Folder { dir: None }, None).await.unwrap();
    let first = mail(7, "Ana", &invitation("Ana", true), Language::En);
    let again = mail(7, "Ana", &test_mail(), Language::En);
    let name = "0198f2.7@rollcall.example.eml".to_owned();
    assert_eq!(courier.send(&first).await, SendOutcome::Sent(name.clone()));
    assert_eq!(std::fs::read(folder.join(&name)).unwrap(), message_bytes(&first).unwrap());
    assert_eq!(courier.send(&again).await, SendOutcome::Sent(name.clone()));
    assert_eq!(std::fs::read(folder.join(&name)).unwrap(), message_bytes(&again).unwrap());
    courier.send(&mail(8, "Ana", &test_mail(), Language::En)).await;
    courier.close().await;
    assert_eq!(files(&folder), [name.as_str(), "0198f2.8@rollcall.example.eml"]);
}

#[tokio::test]
async fn a_folder_of_ones_own_is_used_and_only_its_owner_reads_the_links() {
    let dir = tempfile::tempdir().unwrap();
    let postbox = Postbox::new(dir.path().join("default"));
    let own = dir.path().join("own");
    let mut courier = postbox.open(&MailRoute::Folder { dir: Some(own.clone()) }, None).await.unwrap();
    courier.send(&mail(1, "Ana", &invitation("Ana", true), Language::En)).await;
    assert_eq!(files(&own).len(), 1);
    assert!(!dir.path().join("default").exists());
    #[cfg(unix)]
    {
        let file = std::fs::metadata(own.join(&files(&own)[0])).unwrap();
        assert_eq!(std::os::unix::fs::PermissionsExt::mode(&file.permissions()) & 0o777, 0o600);
    }
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_told_before_a_mail_is_tried() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    std::fs::write(&file, "").unwrap();
    let problem = Postbox::new(file.join("mails")).open(&MailRoute::Folder { dir: None }, None).await.err().unwrap();
    assert!(matches!(&problem, RouteProblem::Folder(words) if words.contains("mails")), "{problem:?}");
}

#[tokio::test]
async fn a_folder_that_fails_later_defers_the_mail_and_leaves_nothing_half_written() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("mails");
    let postbox = Postbox::new(folder.clone());
    let mut courier = postbox.open(&MailRoute::Folder { dir: None }, None).await.unwrap();
    // A folder of that name cannot be replaced by a file.
    std::fs::create_dir(folder.join("0198f2.1@rollcall.example.eml")).unwrap();
    let outcome = courier.send(&mail(1, "Ana", &test_mail(), Language::En)).await;
    assert!(matches!(outcome, SendOutcome::Deferred(_)), "{outcome:?}");
    assert_eq!(files(&folder), ["0198f2.1@rollcall.example.eml"]);
}

#[tokio::test]
async fn a_folder_that_is_lost_in_the_middle_is_lost_for_all_mails() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("mails");
    let mut courier = Postbox::new(folder.clone()).open(&MailRoute::Folder { dir: None }, None).await.unwrap();
    assert!(matches!(courier.send(&mail(1, "Ana", &test_mail(), Language::En)).await, SendOutcome::Sent(_)));
    // What was a folder is a file now: for a disk that was pulled out, too, no file can be made there.
    std::fs::remove_dir_all(&folder).unwrap();
    std::fs::write(&folder, "").unwrap();
    let outcome = courier.send(&mail(2, "Ana", &test_mail(), Language::En)).await;
    assert!(
        matches!(&outcome, SendOutcome::RouteLost(RouteProblem::Folder(words)) if words.contains("mails")),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn a_mail_that_nobody_could_send_fails() {
    let dir = tempfile::tempdir().unwrap();
    let mut courier = Postbox::new(dir.path().to_owned()).open(&MailRoute::Folder { dir: None }, None).await.unwrap();
    let mut bad = mail(1, "Ana", &test_mail(), Language::En);
    bad.message_id = "a\r\nBcc: b@example.org".to_owned();
    assert!(matches!(courier.send(&bad).await, SendOutcome::Failed(_)));
    assert!(files(dir.path()).is_empty());
}
