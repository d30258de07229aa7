//! The tray: closing the window, finding it again, and starting when somebody signs in.

use crate::{
    desk::{Desk, Screen, start},
    window::Window,
};
use serde_json::json;
use std::time::Duration;
use tokio::time::sleep;

/// In the window of every page: what the page may not do though a plugin could.
const REACH: &str = "\
    const done = arguments[arguments.length - 1]; \
    Promise.allSettled(['plugin:autostart|enable', 'plugin:autostart|disable', 'plugin:tray|new', 'plugin:menu|new'] \
        .map(command => window.__TAURI_INTERNALS__.invoke(command, {}))) \
        .then(all => done(all.map(one => one.status)));";

#[tokio::test(flavor = "multi_thread")]
async fn a_window_that_is_closed_stays_in_the_tray_where_there_is_one() {
    let (desk, screen) = (Desk::with_tray(), Screen::new());
    let window = Window::open_on(Some(&desk.address)).await;
    window.press("Look around in a sample account").await;
    window.press("Settings").await;
    assert!(!desk.has_icon(), "nobody has asked for it");
    window.press("Keep running when the window is closed").await;
    let icon = desk.icon().await;
    screen.waits_for(icon.program, true).await;
    assert_eq!(window.ask_for(REACH).await, json!(["rejected", "rejected", "rejected", "rejected"]));

    screen.close(icon.program);
    screen.waits_for(icon.program, false).await;
    // It goes on, and does what its menu says.
    icon.choose("Pause mail").await;
    icon.says("Mail is paused").await;
    icon.choose("Resume mail").await;
    icon.says("Pause mail").await;
    icon.click();
    screen.waits_for(icon.program, true).await;
    window.sees("Northwind Instruments").await;

    screen.close(icon.program);
    screen.waits_for(icon.program, false).await;
    icon.choose("Open Rollcall").await;
    screen.waits_for(icon.program, true).await;

    // Starting at login is a file of this person's, and it says that nobody looks.
    window.press("Start Rollcall when I sign in").await;
    let entry = window.path(".config/autostart/Rollcall.desktop");
    for _ in 0..100 {
        if entry.is_file() {
            break;
        }
        sleep(Duration::from_millis(50)).await;
    }
    let entry = std::fs::read_to_string(entry).unwrap();
    let line = entry.lines().find(|line| line.starts_with("Exec=")).unwrap();
    assert!(line.ends_with("rollcall-desktop --hidden"), "{line}");

    // Where the tray has gone away there is no way back, and closing is closing.
    desk.take_the_tray_away();
    screen.close(icon.program);
    ends(icon.program).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_there_is_no_tray_closing_the_window_ends_the_program() {
    let (desk, screen) = (Desk::with_tray(), Screen::new());
    let folder = tempfile::tempdir().unwrap();
    keep_in_tray(folder.path());
    desk.take_the_tray_away();
    let mut program = start(folder.path(), &desk.address, &[]);
    screen.waits_for(program.id(), true).await;
    screen.close(program.id());
    program.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_starts_hidden_is_found_in_the_tray_and_by_starting_it_again() {
    let (desk, screen) = (Desk::with_tray(), Screen::new());
    let folder = tempfile::tempdir().unwrap();
    keep_in_tray(folder.path());
    let mut program = start(folder.path(), &desk.address, &["--hidden"]);
    let icon = desk.icon().await;
    assert_eq!(icon.program, program.id());
    icon.says("No workspace is open").await;
    assert_eq!(screen.shown(program.id()), None);

    // Somebody signs in once more: it runs already, and nobody asked for its window.
    start(folder.path(), &desk.address, &["--hidden"]).ends().await;
    assert_eq!(screen.shown(program.id()), None);
    start(folder.path(), &desk.address, &[]).ends().await;
    screen.waits_for(program.id(), true).await;
    screen.close(program.id());
    screen.waits_for(program.id(), false).await;
    icon.choose("Quit Rollcall").await;
    program.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_was_to_start_hidden_shows_its_window_where_no_tray_comes() {
    let (desk, screen) = (Desk::with_tray(), Screen::new());
    let folder = tempfile::tempdir().unwrap();
    keep_in_tray(folder.path());
    desk.take_the_tray_away();
    let program = start(folder.path(), &desk.address, &["--hidden"]);
    screen.waits_for(program.id(), true).await;
}

/// As if it had been chosen in the settings.
fn keep_in_tray(folder: &std::path::Path) {
    std::fs::create_dir_all(folder.join("data")).unwrap();
    std::fs::write(folder.join("data/computer.json"), r#"{ "keep_in_tray": true }"#).unwrap();
}

/// Waits until a program that a driver has started has ended.
async fn ends(program: u32) {
    let place = format!("/proc/{program}/stat");
    // Who waits for it is told by its driver: what has ended is a Z there until then.
    let runs =
        || std::fs::read_to_string(&place).is_ok_and(|stat| !stat.rsplit(')').next().unwrap_or("").starts_with(" Z"));
    for _ in 0..600 {
        if !runs() {
            return;
        }
        sleep(Duration::from_millis(50)).await;
    }
    panic!("the program still runs");
}
