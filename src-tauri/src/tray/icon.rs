//! The icon itself, and its menu.

use super::{Says, Tray, place};
use crate::{commands::mail::pause_or_resume, shell::Shell, window, words::say};
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};
use tauri::{
    AppHandle, Manager as _, Runtime,
    menu::{Menu, MenuEvent, MenuItem, PredefinedMenuItem},
    tray::{MouseButton, MouseButtonState, TrayIconBuilder, TrayIconEvent},
};

/// By which the icon is known.
const ID: &str = "rollcall";

/// The icon in the tray of the desktop.
pub(crate) struct Icon<R: Runtime> {
    app: AppHandle<R>,
    is_shown: Arc<AtomicBool>,
    /// Touched by the window's thread alone, which is the only one that may touch what is in it.
    lines: Arc<Mutex<Option<Lines<R>>>>,
}

/// The entries that change.
struct Lines<R: Runtime> {
    said: Says,
    mail: MenuItem<R>,
    pause: MenuItem<R>,
}

impl<R: Runtime> Icon<R> {
    pub(crate) fn new(app: AppHandle<R>) -> Self {
        Self { app, is_shown: Arc::default(), lines: Arc::default() }
    }
}

impl<R: Runtime> Tray for Icon<R> {
    fn is_available(&self) -> bool {
        place::is_there()
    }

    fn show(&self, says: Option<Says>) {
        let (app, is_shown, lines) = (self.app.clone(), Arc::clone(&self.is_shown), Arc::clone(&self.lines));
        let asked = self.app.run_on_main_thread(move || {
            let mut lines = crate::shell::locked(&lines);
            let done = match (says, lines.as_mut()) {
                (None, None) => Ok(()),
                (None, Some(_)) => {
                    *lines = None;
                    drop(app.remove_tray_by_id(ID));
                    Ok(())
                }
                (Some(says), Some(lines)) => lines.say(says),
                (Some(says), None) => put(&app, says).map(|new| *lines = Some(new)),
            };
            if let Err(error) = done {
                tracing::warn!(%error, "the icon in the tray could not be shown");
            }
            is_shown.store(lines.is_some(), Ordering::Release);
        });
        if let Err(error) = asked {
            tracing::warn!(%error, "the icon in the tray could not be shown");
        }
    }

    fn is_shown(&self) -> bool {
        self.is_shown.load(Ordering::Acquire)
    }
}

impl<R: Runtime> Lines<R> {
    fn say(&mut self, says: Says) -> tauri::Result<()> {
        if self.said != says {
            self.mail.set_text(says.mail_line())?;
            self.pause.set_text(says.pause_button())?;
            self.pause.set_enabled(says.mail.is_some())?;
            self.said = says;
        }
        Ok(())
    }
}

/// Puts the icon there.
fn put<R: Runtime>(app: &AppHandle<R>, says: Says) -> tauri::Result<Lines<R>> {
    let item = |id: &str, text: String, enabled| MenuItem::with_id(app, id, text, enabled, None::<&str>);
    let open = item("open", say("tray-open", &[]), true)?;
    let mail = item("mail", says.mail_line(), false)?;
    let pause = item("pause", says.pause_button(), says.mail.is_some())?;
    let quit = item("quit", say("tray-quit", &[]), true)?;
    let (above, below) = (PredefinedMenuItem::separator(app)?, PredefinedMenuItem::separator(app)?);
    let menu = Menu::with_items(app, &[&open, &above, &mail, &pause, &below, &quit])?;
    let mut icon = TrayIconBuilder::with_id(ID)
        .menu(&menu)
        .tooltip("Rollcall")
        .title("Rollcall")
        // Where a click is the habit it opens the window, and the other button the menu.
        .show_menu_on_left_click(cfg!(target_os = "macos"))
        .on_menu_event(|app, event| chosen(app, &event))
        .on_tray_icon_event(|icon, event| {
            let is_click = matches!(
                event,
                TrayIconEvent::Click { button: MouseButton::Left, button_state: MouseButtonState::Up, .. }
            );
            if is_click && !cfg!(target_os = "macos") {
                window::show(icon.app_handle());
            }
        });
    if let Some(image) = app.default_window_icon() {
        icon = icon.icon(image.clone());
    }
    icon.build(app)?;
    Ok(Lines { said: says, mail, pause })
}

fn chosen<R: Runtime>(app: &AppHandle<R>, event: &MenuEvent) {
    match event.id().as_ref() {
        "open" => window::show(app),
        "pause" => {
            let shell = Arc::clone(&app.state::<Arc<Shell>>());
            let app = app.clone();
            tauri::async_runtime::spawn(async move {
                if let Err(failure) = pause_or_resume(&shell).await {
                    window::say_failure(&app, failure);
                }
            });
        }
        // As when the window is closed: rounds end, and the file is closed.
        "quit" => app.exit(0),
        _ => {}
    }
}
