//! The window itself: what it shows, where it may go, what closing it does, and a second start of the program.

use crate::{
    computer::{Look, Theme},
    drop,
    events::Event,
    failure::Failure,
    launch::Launch,
    shell::Shell,
    tray,
};
use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    sync::Arc,
};
use tauri::{
    AppHandle, Manager as _, Runtime, Url, WebviewWindowBuilder, Window, WindowEvent, utils::config::WindowConfig,
    webview::NewWindowResponse,
};
use tauri_plugin_dialog::{DialogExt as _, MessageDialogKind};

/// The only window.
pub(crate) const LABEL: &str = "main";

/// Opens the window as the configuration describes it, or makes it and shows it later. Nothing leads out of it.
pub(crate) fn open<R: Runtime>(app: &tauri::App<R>, look: Look, is_hidden: bool) -> tauri::Result<()> {
    let config = app.config().app.windows.iter().find(|window| window.label == LABEL).cloned();
    let config = config.unwrap_or_else(|| WindowConfig { label: LABEL.to_owned(), ..WindowConfig::default() });
    WebviewWindowBuilder::from_config(app, &config)?
        .visible(!is_hidden)
        .theme(theme_of(look))
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    wear(app.handle(), look);
    Ok(())
}

/// Shows the window in these colours and this size.
pub(crate) fn wear<R: Runtime>(app: &AppHandle<R>, look: Look) {
    let Some(window) = app.get_webview_window(LABEL) else { return };
    let worn = window.set_theme(theme_of(look)).and_then(|()| window.set_zoom(f64::from(look.zoom) / 100.0));
    if let Err(error) = worn {
        tracing::warn!(%error, "the look of the window could not be changed");
    }
}

const fn theme_of(look: Look) -> Option<tauri::Theme> {
    match look.theme {
        Theme::System => None,
        Theme::Light => Some(tauri::Theme::Light),
        Theme::Dark => Some(tauri::Theme::Dark),
    }
}

/// Whether the window may go there: to its own pages only, and in development to the server that has them.
fn is_own_page(url: &Url) -> bool {
    let host = url.host_str();
    match url.scheme() {
        "tauri" => host == Some("localhost"),
        "http" | "https" => {
            host == Some("tauri.localhost") || tauri::is_dev() && host == Some("localhost") && url.port() == Some(1420)
        }
        _ => false,
    }
}

/// Hears what happens to the window.
pub(crate) fn heard<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    match event {
        WindowEvent::DragDrop(event) => drop::heard(window, event),
        WindowEvent::CloseRequested { api, .. } => {
            let stays = window.try_state::<Arc<Shell>>().is_some_and(|shell| tray::stays(&shell));
            // What cannot be hidden is closed.
            if stays && window.hide().is_ok() {
                api.prevent_close();
            }
        }
        _ => {}
    }
}

/// Brings the window to the front, wherever it was.
pub(crate) fn show<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(LABEL) {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Says in a dialog of the desktop why something was not done that did not come from a page.
pub(crate) fn say_failure<R: Runtime>(app: &AppHandle<R>, failure: Failure) {
    app.dialog().message(failure.message).kind(MessageDialogKind::Error).show(|_| {});
}

/// Another start of the program: brings the window to the front, and opens the file or shows the place that was meant.
pub fn second_start<R: Runtime>(app: &AppHandle<R>, arguments: &[String], folder: &Path) {
    let said = Launch::said(arguments.iter().skip(1).map(OsString::from));
    let file = said.file.map(|file| folder.join(file));
    open_for(app, Launch { file, ..said });
}

/// Does in a program that runs already what it would be started for.
pub(crate) fn open_for<R: Runtime>(app: &AppHandle<R>, said: Launch) {
    // Somebody signed in, and the program runs already: nobody asked for its window.
    if !said.hidden {
        show(app);
    }
    if let Some(file) = said.file {
        open_file(app, file);
    }
    if let (Some(link), Some(shell)) = (said.link, app.try_state::<Arc<Shell>>()) {
        shell.follow(link);
    }
}

/// Opens a workspace that the desktop was told to open.
fn open_file<R: Runtime>(app: &AppHandle<R>, path: PathBuf) {
    let Some(shell) = app.try_state::<Arc<Shell>>() else { return };
    let (shell, app) = (Arc::clone(&shell), app.clone());
    tauri::async_runtime::spawn(async move {
        match shell.turn_to(&path).await {
            Ok(_) => shell.tell(Event::Changed),
            Err(failure) => say_failure(&app, failure),
        }
    });
}

/// Goes on with the last workspace, as nobody is there to choose one: somebody has just signed in.
pub(crate) fn open_last(shell: Arc<Shell>) {
    tauri::async_runtime::spawn(async move {
        let last = || shell.recent().all().first().map(|entry| entry.path.clone());
        let Some(path) = shell.take_waiting().or_else(last) else { return };
        if let Err(failure) = shell.turn_to(&path).await {
            // Whoever opens the window sees the list of workspaces, and is told when they open it.
            tracing::warn!(why = failure.message, "the last workspace could not be opened");
        }
    });
}

/// Shows a window that began hidden after all, if no icon comes by which it is found.
pub(crate) fn show_if_lost<R: Runtime>(app: &AppHandle<R>, shell: Arc<Shell>) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        if !tray::is_there_soon(&shell).await {
            show(&app);
        }
    });
}

/// Starts the program once more with what some graphics drivers need: with them the window stays white otherwise.
///
/// In a driven window it would keep `WebDriver` from taking pictures. The variable has to be there before any thread is, and setting it
/// in a running program is not safe; so the program takes its own place.
#[cfg(target_os = "linux")]
pub(crate) fn prepare_graphics() {
    use std::os::unix::process::CommandExt as _;
    const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(VARIABLE).is_some() || crate::launch::is_automated() {
        return;
    }
    let mut own = std::env::args_os();
    let (Ok(program), Some(name)) = (std::env::current_exe(), own.next()) else { return };
    // Comes back only if it could not be done; then the window may still be drawn.
    let _ = std::process::Command::new(program).arg0(name).args(own).env(VARIABLE, "1").exec();
}

/// Other systems need nothing of the kind.
#[cfg(not(target_os = "linux"))]
pub(crate) const fn prepare_graphics() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_stays_on_its_own_pages() {
        let allowed = |url: &str| is_own_page(&url.parse().unwrap());
        for own in ["tauri://localhost/", "tauri://localhost/index.html#/users", "http://tauri.localhost/"] {
            assert!(allowed(own), "{own}");
        }
        for foreign in [
            "https://example.org/",
            "http://localhost:1420/",
            "http://tauri.localhost.example.org/",
            "tauri://example.org/",
            "file:///etc/passwd",
            "data:text/html,x",
            "javascript:alert(1)",
            "about:blank",
        ] {
            assert!(!allowed(foreign), "{foreign}");
        }
    }
}
