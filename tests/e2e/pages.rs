//! Every page and many a dialog in light and in dark, as axe-core sees it, with a picture of each: `cargo xtask screenshots` keeps these.

use crate::{driver::PATIENCE, window::Window};
use serde_json::json;
use std::{path::PathBuf, time::Instant};
use tokio::time::{Duration, sleep};

/// Where the pictures are kept; none: they are only looked at.
const KEPT: &str = "ROLLCALL_SCREENSHOTS";

/// What is shown of the sample: under which name, at which address, what is pressed there, and by which words it is known to be there.
const PLACES: &[(&str, &str, &[&str], &str)] = &[
    ("users", "#/users", &[], "active"),
    ("add-users", "#/users", &["Add users", "By e-mail…"], "Add users by e-mail"),
    ("invitations", "#/invitations", &[], "Accepted"),
    ("requests", "#/requests", &[], "requests wait for a decision"),
    ("groups", "#/groups", &[], "Engineering"),
    ("roles", "#/roles", &[], "Approver"),
    ("imports", "#/imports", &[], ".xlsx"),
    ("mail", "#/mail", &[], "Import report"),
    ("activity", "#/activity", &[], "Accepted"),
    ("settings", "#/settings", &[], "Join service"),
];

/// Rows of which some are faulty.
const PEOPLE: &str = "Email,Name,Group,Role\numa@example.net,Uma Berg,Finanse,Buyer\nole@example.net,Ole Lund,Finance,Byer\n\
    ida@example,Ida Moe,Engineering; Finanse,Buyer\nmei@example.net,Mei Lin,Finance,Approver\nkai@example.net,Kai Holm,Finance,Buyer\n";

/// Rows of which nobody knows what the columns mean.
const CONTACTS: &str =
    "Who,Contact,Since,Team\nMei Lin,mei@example.net,2019,Finance\nKai Holm,kai@example.net,2021,Finance\n";

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_for_everybody_in_light_and_in_dark() {
    let window = Window::open().await;
    window.sees("Welcome to Rollcall").await;
    for theme in ["light", "dark"] {
        wear(&window, theme).await;
        looked_at(&window, "start", theme).await;
    }
    window.press("Look around in a sample account").await;
    window.sees("Northwind Instruments").await;
    for theme in ["light", "dark"] {
        wear(&window, theme).await;
        for (name, address, pressed, words) in PLACES {
            window.ask(&format!("window.location.hash = '{address}'")).await;
            for button in *pressed {
                window.press(button).await;
            }
            window.sees(words).await;
            looked_at(&window, name, theme).await;
            if !pressed.is_empty() {
                window.press("Close").await;
            }
        }
        user(&window, theme).await;
        spreadsheet(&window, theme).await;
        keyboard(&window, theme).await;
    }
    window.close().await;
}

/// One user beside the list, and what removing them says.
async fn user(window: &Window, theme: &str) {
    window.ask("window.location.hash = '#/users?show=active'").await;
    window.press_at("//*[@role='grid']//*[@role='row'][@data-index='1']").await;
    window.sees("Groups and roles").await;
    window.sees("History").await;
    looked_at(window, "user", theme).await;
    window.press("Remove from the account…").await;
    window.find("//*[@role='alertdialog' or @role='dialog']").await;
    looked_at(window, "remove-user", theme).await;
    window.press("Keep them").await;
}

/// What is wrong with a table, with a kind of it chosen; then what the columns of another mean.
async fn spreadsheet(window: &Window, theme: &str) {
    window.ask("window.location.hash = '#/imports'").await;
    window.press("Import a spreadsheet…").await;
    read(window, "people.csv", PEOPLE).await;
    window.press("Unknown group").await;
    window.sees("Use Finance").await;
    looked_at(window, "import-check", theme).await;
    read(window, "contacts.csv", CONTACTS).await;
    window.sees("Above each column, choose what it means.").await;
    looked_at(window, "import-columns", theme).await;
    window.press("Close").await;
}

/// Has the dialog of imports read a file of this name in which this stands.
async fn read(window: &Window, name: &str, text: &str) {
    let file = window.path(name);
    std::fs::write(&file, text).unwrap();
    window.pick(&file);
    window.press_at("//button[starts-with(normalize-space(), 'Choose a')]").await;
}

/// The palette, and the page of the keys.
async fn keyboard(window: &Window, theme: &str) {
    window.press("Find or do…").await;
    window.sees("Go to Users").await;
    looked_at(window, "palette", theme).await;
    window.press("Keyboard shortcuts").await;
    window.sees("Tick all that match").await;
    looked_at(window, "shortcuts", theme).await;
    window.press("Close").await;
}

/// Puts the window into these colours, and waits until its pages have heard.
pub(crate) async fn wear(window: &Window, theme: &str) {
    let look = json!({ "look": { "theme": theme, "zoom": 100 } });
    window.ask(&format!("return window.__TAURI_INTERNALS__.invoke('change_look', {look})")).await;
    let began = Instant::now();
    while window.ask(&format!("return matchMedia('(prefers-color-scheme: {theme})').matches")).await != true {
        assert!(began.elapsed() < PATIENCE, "the window does not become {theme}");
        sleep(Duration::from_millis(50)).await;
    }
}

/// Looks at what is shown, and keeps a picture of it where one is wanted.
async fn looked_at(window: &Window, name: &str, theme: &str) {
    let name = format!("{name}-{theme}");
    let picture = window.picture(&name).await;
    window.is_accessible().await;
    if let Some(folder) = std::env::var_os(KEPT) {
        std::fs::copy(picture, PathBuf::from(folder).join(format!("{name}.png"))).unwrap();
    }
}
