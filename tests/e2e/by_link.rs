//! People whose addresses nobody knew follow the account's link from a chat: one is let in, and the other is not.

use crate::{
    browser::Browser,
    driver::{free_port, quoted},
    the_way::{create_the_account, set_up_mail_and_join},
    window::Window,
};
use rollcall_testkit::smtp::{Offer, Received, SmtpServer};

const ANA: &str = "ana@example.org";
const ZOE: &str = "zoe@example.net";
const BEN: &str = "ben@example.com";

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_follow_the_link_one_is_let_in_and_the_other_is_not() {
    let server = SmtpServer::start(Offer::default()).await;
    let window = Window::open().await;
    create_the_account(&window).await;
    let join = free_port();
    set_up_mail_and_join(&window, server.port(), join).await;
    let link = share_the_link(&window, join).await;

    let browser = Browser::open().await;
    ask(&browser, &link, "Zoë Ünal", ZOE, "I buy for the Lisbon office.").await;
    ask(&browser, &link, "Ben Brown", BEN, "").await;
    let mails = server.wait_for(2).await;
    window.press("Requests").await;
    window.sees("Nobody waits for a decision").await;
    window.ask("window.neverLeft = true").await;

    let zoes = page_of(&mails, ZOE, join);
    confirm(&browser, &zoes).await;
    confirm(&browser, &page_of(&mails, BEN, join)).await;
    let told = to(&server.wait_for(4).await, ANA);
    assert_eq!(told.len(), 2, "one mail for each request");
    let words = String::from_utf8_lossy(&told[0].bytes).replace("=\r\n", "");
    assert!(words.contains("rollcall://open/"), "its button opens the program: {words}");

    window.sees("2 requests wait for a decision").await;
    window.picture("link-requests").await;
    approve(&window).await;
    browser.go(&zoes).await;
    browser.sees("You have joined Acme").await;
    browser.runs_nothing().await;
    browser.is_accessible().await;
    deny(&window).await;
    browser.go(&page_of(&mails, BEN, join)).await;
    browser.sees("Your request to join Acme was denied").await;
    browser.sees("Please ask your own company first.").await;
    browser.picture("link-denied").await;
    browser.runs_nothing().await;
    browser.is_accessible().await;
    let mails = server.wait_for(6).await;
    assert_eq!((to(&mails, ZOE).len(), to(&mails, BEN).len(), to(&mails, ANA).len()), (2, 2, 2));
    let defects: Vec<_> = mails.iter().flat_map(|mail| &mail.defects).collect();
    assert!(defects.is_empty(), "{defects:?}");

    window.press("Users").await;
    window.find(&format!("{}[.//*[normalize-space()='Active']]", row("Zoë Ünal"))).await;
    window.sees("2 users").await;
    assert_eq!(window.ask("return window.neverLeft").await, true, "the window was loaded anew");
    browser.close().await;
    window.close().await;
}

/// Makes the link in the window, and reads it there.
async fn share_the_link(window: &Window, join: u16) -> String {
    window.press("Users").await;
    window.press("Add users").await;
    window.press("With a link…").await;
    window.picture("link-first").await;
    window.press("Make the link").await;
    window.sees("Nobody has asked by it yet").await;
    window.picture("link-made").await;
    let field =
        "return [...document.querySelectorAll('input')].map((each) => each.value).find((text) => text.includes('/j/'))";
    let link = window.ask(field).await.as_str().expect("the link stands in a field").to_owned();
    assert!(link.starts_with(&format!("http://127.0.0.1:{join}/j/")), "{link}");
    window.press("Close").await;
    link
}

/// Opens the link, as scanners do, too, and asks.
async fn ask(browser: &Browser, link: &str, name: &str, address: &str, note: &str) {
    for _ in 0..2 {
        browser.go(link).await;
        browser.sees("Ask to join Acme").await;
    }
    browser.runs_nothing().await;
    browser.is_accessible().await;
    browser.fill("Your name", name).await;
    browser.fill("Work address", address).await;
    browser.fill("Note (optional)", note).await;
    browser.picture("link-ask").await;
    browser.press("Ask to join").await;
    browser.sees("Look in your mailbox").await;
    browser.runs_nothing().await;
    browser.is_accessible().await;
}

/// Opens the page in the mail twice, and confirms.
async fn confirm(browser: &Browser, page: &str) {
    for _ in 0..2 {
        browser.go(page).await;
        browser.sees("Confirm your request to join Acme").await;
    }
    browser.picture("link-confirm").await;
    browser.runs_nothing().await;
    browser.is_accessible().await;
    browser.press("Confirm the request").await;
    browser.sees("Your request to join Acme is waiting").await;
    browser.picture("link-waiting").await;
    browser.runs_nothing().await;
    browser.is_accessible().await;
}

/// Zoë becomes a Buyer in Sales/EMEA.
async fn approve(window: &Window) {
    window.press_at(&format!("{}//*[contains(., {})]", row(ZOE), quoted(ZOE))).await;
    window.sees("I buy for the Lisbon office.").await;
    window.press_at("//button[contains(., 'Choose a group')]").await;
    window.press_at("//*[@role='row'][contains(normalize-space(), 'EMEA')]").await;
    window.press_at("//button[contains(., 'Choose a role')]").await;
    window.press("Buyer").await;
    window.picture("link-request").await;
    window.press("Approve").await;
    window.sees("Zoë Ünal is a member now").await;
    window.sees("1 request waits for a decision").await;
}

/// Ben is told no, in words.
async fn deny(window: &Window) {
    window.press_at(&format!("{}//*[contains(., {})]", row(BEN), quoted(BEN))).await;
    window.press("Deny…").await;
    window.fill("Words to them (optional)", "Please ask your own company first.").await;
    window.picture("link-deny").await;
    window.press("Deny").await;
    window.sees("Ben Brown is told that they are not let in").await;
    window.sees("Nobody waits for a decision").await;
}

/// The row of somebody in a list.
fn row(who: &str) -> String {
    format!("//*[@role='row'][.//*[contains(normalize-space(), {})]]", quoted(who))
}

/// The page of somebody's request, from the mail to them.
fn page_of(mails: &[Received], address: &str, join: u16) -> String {
    let mail = mails.iter().find(|mail| mail.to == [address]).unwrap();
    let text = String::from_utf8_lossy(&mail.bytes).replace("=\r\n", "");
    let before = format!("http://127.0.0.1:{join}/r/");
    let token = text.split(&before).nth(1).and_then(|rest| rest.get(..43)).expect("the mail has a link to the request");
    format!("{before}{token}")
}

/// The mails to somebody, in the order in which they came.
fn to(mails: &[Received], address: &str) -> Vec<Received> {
    mails.iter().filter(|mail| mail.to == [address]).cloned().collect()
}
