//! The first day.

use crate::{visit::ESCAPE, window::Window};

#[tokio::test(flavor = "multi_thread")]
async fn the_window_opens_with_the_ways_in() {
    let window = Window::open().await;
    window.sees("Welcome to Rollcall").await;
    for way in ["Create an account", "Open a workspace…", "Look around in a sample account", "Check a spreadsheet…"]
    {
        window.sees(way).await;
    }
    window.picture("first-start").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spreadsheet_is_checked_while_no_workspace_is_open() {
    let window = Window::open().await;
    let file = window.path("people.csv");
    std::fs::write(&file, "Email,Name,Group,Role\nmei@example.net,Mei,Sales,Buyer\nno-address,Uma,Sales,Buyer\n")
        .unwrap();
    window.press("Check a spreadsheet…").await;
    window.sees("Bring your list").await;
    window.is_accessible().await;
    window.pick(&file);
    window.press("Choose a file…").await;
    window.sees("This checks the table by itself.").await;
    window.sees("Open a workspace to carry it out.").await;
    window.is_accessible().await;
    window.picture("first-check").await;
    let saved = window.path("corrected.xlsx");
    window.pick(&saved);
    window.press("Save the corrected table…").await;
    window.sees("corrected.xlsx").await;
    assert!(saved.is_file());
    window.keys(ESCAPE).await.unwrap();
    window.find("//body[not(.//*[@role='dialog'])]//*[normalize-space()='Welcome to Rollcall']").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sample_is_full_of_people_and_the_window_runs_nothing_that_is_not_its_own() {
    let window = Window::open().await;
    window.sees("Welcome to Rollcall").await;
    window
        .ask(
            "window.minded = []; \
             document.addEventListener('securitypolicyviolation', (seen) => \
                 window.minded.push(seen.effectiveDirective + ' ' + seen.blockedURI + ' ' + seen.sourceFile));",
        )
        .await;
    window.press("Look around in a sample account").await;
    window.sees("Northwind Instruments").await;
    window.sees("This is a sample account with invented people.").await;
    window.picture("sample-users").await;
    for (page, words) in [
        ("Invitations", "Accepted"),
        ("Requests", "requests wait for a decision"),
        ("Groups", "Engineering"),
        ("Imports", ".xlsx"),
        ("Mail", "Import report"),
        ("Settings", "Join service"),
    ] {
        window.press(page).await;
        window.sees(words).await;
        window.picture(&format!("sample-{}", page.to_lowercase())).await;
    }
    assert_eq!(window.ask("return window.minded").await, serde_json::json!([]), "the content policy was broken");

    // Neither a script that is put in nor a way out of the window.
    window.ask("const bad = document.createElement('script'); bad.textContent = 'window.ran = true'; document.body.append(bad);").await;
    assert_eq!(window.ask("return window.ran === undefined").await, true);
    let minded = window.ask("return window.minded.length").await;
    assert_eq!(minded, 1, "the trial itself is minded");
    window.ask("window.location.href = 'http://127.0.0.1:9/'").await;
    window.sees("Join service").await;
    assert_eq!(window.ask("return window.open('http://127.0.0.1:9/') === null").await, true);
    assert_eq!(window.ask("return window.location.protocol").await, "tauri:");
    window.close().await;
}
