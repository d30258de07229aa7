//! The way that everybody goes: from nothing to a member.

use crate::{
    browser::Browser,
    driver::{free_port, quoted},
    sheets,
    window::Window,
};
use rollcall_testkit::{
    link_of,
    smtp::{Offer, Received, SmtpServer},
};
use std::{path::Path, time::Duration};

#[tokio::test(flavor = "multi_thread")]
async fn from_an_empty_window_to_a_member_and_a_corrected_spreadsheet() {
    let server = SmtpServer::start(Offer::default()).await;
    let window = Window::open().await;
    create_the_account(&window).await;
    let join = free_port();
    set_up_mail_and_join(&window, server.port(), join).await;

    let filled = fill_in_the_template(&window).await;
    choose(&window, &filled).await;
    window.sees("3 rows with problems are left out.").await;
    window.sees("Use Finance").await;
    assert_eq!(faulty_cells(&window).await, ["person07.example.net", "Finanse", "Byer"]);
    window.picture("way-plan").await;
    window.press("Send 37 invitations").await;
    window.sees("37 invitations are in the outbox.").await;
    window.sees("3 rows were not processed.").await;
    window.picture("way-outcome").await;
    let report = window.path("report.xlsx");
    window.pick(&report);
    window.press("Save report…").await;
    window.sees("Saved “report.xlsx”").await;

    let mails = server.wait_for(38).await;
    let to = |address: &str| mails.iter().filter(|mail| mail.to == [address]).count();
    assert_eq!((mails.len(), to("ana@example.org"), to("zoe@example.net")), (38, 1, 1));
    let defects: Vec<_> = mails.iter().flat_map(|mail| &mail.defects).collect();
    assert!(defects.is_empty(), "{defects:?}");
    window.press("Show in Users").await;
    accept(&window, &link_for(&mails, "zoe@example.net", join)).await;

    window.press("Imports").await;
    window.press("Import a spreadsheet…").await;
    choose(&window, &sheets::correct(&report).await).await;
    window.press("Send 3 invitations").await;
    window.sees("3 invitations are in the outbox.").await;
    window.sees("Every row was processed.").await;
    window.picture("way-corrected").await;
    let mut late: Vec<_> = server.wait_for(43).await.split_off(38).into_iter().flat_map(|mail| mail.to).collect();
    late.sort();
    // Ana is told how Zoë answered, and what became of the second file.
    let ana = "ana@example.org";
    assert_eq!(late, [ana, ana, "person07@example.net", "person12@example.net", "person21@example.net"]);
    window.press("Show in Users").await;
    window.sees("41 users").await;
    window.close().await;
}

/// Opens the link in a browser, looks, and accepts; the window sees it by itself.
async fn accept(window: &Window, link: &str) {
    stands_as(window, "zoe@example.net", "Pending").await;
    window.ask("window.neverLeft = true").await;
    let browser = Browser::open().await;
    // Mail programs and scanners open links, and open them again. That is no answer.
    for _ in 0..2 {
        browser.go(link).await;
        browser.sees("Ana Almeida invites you to join Acme").await;
    }
    browser.picture("way-invitation").await;
    browser.is_accessible().await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    stands_as(window, "zoe@example.net", "Pending").await;
    browser.press("Accept").await;
    browser.sees("You have joined Acme").await;
    browser.picture("way-accepted").await;
    browser.is_accessible().await;
    stands_as(window, "zoe@example.net", "Active").await;
    assert_eq!(window.ask("return window.neverLeft").await, true, "the window was loaded anew");
    window.picture("way-active").await;
    browser.go(link).await;
    assert!(!browser.shows("Accept").await, "an answered link asks nothing");
    browser.is_accessible().await;
    browser.close().await;
}

/// Waits until somebody's row says how they stand.
async fn stands_as(window: &Window, address: &str, status: &str) {
    let (address, status) = (quoted(address), quoted(status));
    let row = format!("//*[@role='row'][.//*[normalize-space()={address}] and .//*[normalize-space()={status}]]");
    window.find(&row).await;
}

/// The link in the mail to somebody.
pub(crate) fn link_for(mails: &[Received], address: &str, join: u16) -> String {
    let mail = mails.iter().find(|mail| mail.to == [address]).unwrap();
    let (_, token) = link_of(&mail.bytes).unwrap();
    let link = format!("http://127.0.0.1:{join}/i/{token}");
    let text = String::from_utf8_lossy(&mail.bytes).replace("=\r\n", "");
    assert!(text.contains(&link), "links begin with the address of the join service");
    link
}

pub(crate) async fn create_the_account(window: &Window) {
    window.press("Create an account").await;
    window.fill("Name of the account", "Acme").await;
    window.fill("Your name", "Ana Almeida").await;
    window.fill("Your e-mail address", "ana@example.org").await;
    window.fill("First groups (optional)", "Sales\nSales/EMEA\nFinance\nMarketing\nOperations").await;
    window.picture("way-create").await;
    window.pick(&window.path("Acme"));
    window.press("Create account…").await;
    window.sees("Nobody but you, so far").await;
    assert!(window.path("Acme.rollcall").is_file());
}

pub(crate) async fn set_up_mail_and_join(window: &Window, smtp: u16, join: u16) {
    window.press("Settings").await;
    window.press("Send through a mail server").await;
    window.fill("Server", "127.0.0.1").await;
    // The name of the list stands above its button.
    window.press_at("//*[./label or .//*[normalize-space()='Security']]/button[@aria-haspopup='listbox']").await;
    window.press("None (this computer only)").await;
    window.fill("Port", &smtp.to_string()).await;
    window.press("Run the join service while this workspace is open").await;
    window.fill("Listen address", &format!("127.0.0.1:{join}")).await;
    window.press("Save changes").await;
    window.sees(&format!("Running at http://127.0.0.1:{join}")).await;
    window.picture("way-settings").await;
}

async fn fill_in_the_template(window: &Window) -> std::path::PathBuf {
    window.press("Users").await;
    window.press("Add users from a spreadsheet…").await;
    let template = window.path("Acme users.xlsx");
    window.pick(&template);
    window.press("Download the template…").await;
    window.sees("Saved “Acme users.xlsx”").await;
    window.picture("way-template").await;
    sheets::fill_in(&template, &sheets::people())
}

async fn choose(window: &Window, file: &Path) {
    window.pick(file);
    window.press("Choose a file…").await;
}

async fn faulty_cells(window: &Window) -> Vec<String> {
    let found = window
        .ask("return [...document.querySelectorAll('[role=gridcell][data-fault=error]')].map((cell) => cell.innerText.trim())")
        .await;
    serde_json::from_value(found).unwrap()
}
