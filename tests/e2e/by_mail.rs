//! Two people, invited by their addresses in the pop-up: one accepts, and the other is sent the invitation again.

use crate::{
    browser::Browser,
    driver::{free_port, quoted},
    the_way::{create_the_account, link_for, set_up_mail_and_join},
    window::Window,
};
use rollcall_testkit::smtp::{Offer, Received, SmtpServer, Stage, Whim};

const ZOE: &str = "zoe@example.net";
const BEN: &str = "ben@example.net";

#[tokio::test(flavor = "multi_thread")]
async fn two_people_invited_by_their_addresses_are_seen_to_answer() {
    let server = SmtpServer::start(Offer::default()).await;
    let window = Window::open().await;
    create_the_account(&window).await;
    let join = free_port();
    set_up_mail_and_join(&window, server.port(), join).await;
    // Ben's mail goes first, and is taken, but the server does not say so: whether it arrived is not certain.
    server.behave_times(Whim::HangUp(Stage::FinalDot), 1);
    invite(&window).await;
    let mails = server.wait_for(2).await;
    assert_eq!((to(&mails, ZOE).len(), to(&mails, BEN).len()), (1, 1));

    window.press("Invitations").await;
    stands_as(&window, BEN, &["Pending", "Uncertain"]).await;
    stands_as(&window, ZOE, &["Pending", "Sent"]).await;
    window.ask("window.neverLeft = true").await;
    window.picture("mail-invitations").await;

    let browser = Browser::open().await;
    accept(&browser, &link_for(&mails, ZOE, join), "Zoë Ünal").await;
    stands_as(&window, "Zoë Ünal", &["Accepted"]).await;
    // Ana is told, who invited her.
    assert_eq!(to(&server.wait_for(3).await, "ana@example.org").len(), 1);

    let old = link_for(&mails, BEN, join);
    browser.go(&old).await;
    browser.sees("Ana Almeida invites you to join Acme").await;
    window.press_at(&format!("{}//*[contains(., {})]", row(BEN, &[]), quoted(BEN))).await;
    window
        .press_at(
            "//*[@role='group'][@aria-label='Actions on this invitation']/button[normalize-space()='Send again…']",
        )
        .await;
    window.sees("The old link stops working at once.").await;
    window.picture("mail-send-again").await;
    window.press("Send again").await;
    let mails = server.wait_for(4).await;
    let again = to(&mails, BEN);
    assert_eq!(again.len(), 2, "and no third by itself");
    stands_as(&window, BEN, &["Pending", "Sent"]).await;

    let new = link_for(&again[1..], BEN, join);
    assert_ne!(old, new);
    browser.go(&old).await;
    assert!(!browser.shows("Accept").await, "the old link asks nothing");
    accept(&browser, &new, "Ben Brown").await;
    stands_as(&window, "Ben Brown", &["Accepted"]).await;
    assert_eq!(window.ask("return window.neverLeft").await, true, "the window was loaded anew");
    window.picture("mail-accepted").await;
    browser.close().await;
    window.close().await;
}

/// Invites both over the list of users.
async fn invite(window: &Window) {
    window.press("Users").await;
    window.press("Add users").await;
    window.press("By e-mail…").await;
    window.sees("Type or paste at least one address.").await;
    window.type_into("People", &format!("{ZOE}, {BEN}\u{E007}")).await;
    window.sees("Choose at least one group.").await;
    window.press_at("//*[@role='dialog']//*[@role='row'][contains(normalize-space(), 'EMEA')]").await;
    window.sees("Sales/EMEA").await;
    window.fill("Personal message (optional)", "Welcome to the team").await;
    window.picture("mail-pop-up").await;
    window.press("Send 2 invitations").await;
    window.sees("2 invitations are in the outbox.").await;
    window.sees("3 users").await;
}

/// Opens a link, says who one is, and accepts.
async fn accept(browser: &Browser, link: &str, name: &str) {
    browser.go(link).await;
    browser.sees("Welcome to the team").await;
    browser.fill("Your name", name).await;
    browser.press("Accept").await;
    browser.sees("You have joined Acme").await;
}

/// Waits until somebody's row says all of this.
async fn stands_as(window: &Window, who: &str, words: &[&str]) {
    window.find(&row(who, words)).await;
}

/// Somebody's row that says all of this.
fn row(who: &str, words: &[&str]) -> String {
    let says = words.iter().map(|word| format!(" and .//*[normalize-space()={}]", quoted(word)));
    format!("//*[@role='row'][.//*[contains(normalize-space(), {})]{}]", quoted(who), says.collect::<String>())
}

/// The mails to somebody, in the order in which they came.
fn to(mails: &[Received], address: &str) -> Vec<Received> {
    mails.iter().filter(|mail| mail.to == [address]).cloned().collect()
}
