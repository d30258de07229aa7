//! Everything that opens over a page or beside it is for everybody, in light and in dark, and gives the focus back where it was.

use crate::{pages::wear, the_way::create_the_account, visit, visits, window::Window};

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_opens_is_for_everybody_in_light_and_gives_the_focus_back() {
    everything("light").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_opens_is_for_everybody_in_dark_and_gives_the_focus_back() {
    everything("dark").await;
}

async fn everything(theme: &str) {
    let window = Window::open().await;
    window.sees("Welcome to Rollcall").await;
    wear(&window, theme).await;
    create_the_account(&window).await;
    let mut wrong = visit::make(&window, visits::of_an_empty_account()).await;
    window.press("Workspace menu").await;
    window.press("Close workspace").await;
    window.press("Look around in a sample account").await;
    window.sees("Northwind Instruments").await;
    wrong.extend(visit::make(&window, visits::of_the_sample()).await);
    assert!(wrong.is_empty(), "in {theme}:\n{}", wrong.join("\n"));
    window.close().await;
}

#[test]
fn nothing_opens_that_is_not_visited() {
    let missing = visit::not_visited(visits::of_an_empty_account().chain(visits::of_the_sample()));
    assert!(missing.is_empty(), "these open something: give each a line in tests/e2e/visits.rs: {missing:?}");
}
