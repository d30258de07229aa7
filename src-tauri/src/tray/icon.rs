//! The icon itself, and its menu.

use super::{Says, Tray, place};
use crate::{commands::mail, shell::Shell, window, words::say};
use std::{
    cell::RefCell,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};
use tauri::{AppHandle, Manager as _, Runtime, menu::MenuEvent};
use tray_icon::{
    MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent,
    menu::{Menu, MenuItem, PredefinedMenuItem},
};

/// By which the desktop knows the icon.
const ID: &str = "rollcall";

thread_local! {
    /// What is shown. It belongs to the window's thread: on some systems no other may touch it.
    static SHOWN: RefCell<Option<Shown>> = const { RefCell::new(None) };
}

/// The icon, and the entries of its menu that change. Letting it go takes it away.
struct Shown {
    said: Says,
    mail: MenuItem,
    pause: MenuItem,
    _icon: TrayIcon,
}

/// The icon in the tray of the desktop.
pub(crate) struct Icon<R: Runtime> {
    app: AppHandle<R>,
    is_shown: Arc<AtomicBool>,
}

impl<R: Runtime> Icon<R> {
    /// An icon that is not shown yet. There is one in a program.
    pub(crate) fn new(app: AppHandle<R>) -> Self {
        app.on_menu_event(chosen);
        let clicked = app.clone();
        TrayIconEvent::set_event_handler(Some(move |event| {
            let is_click = matches!(
                event,
                TrayIconEvent::Click { button: MouseButton::Left, button_state: MouseButtonState::Up, .. }
            );
            // There it opens the menu, as is the habit.
            if is_click && !cfg!(target_os = "macos") {
                window::show(&clicked);
            }
        }));
        Self { app, is_shown: Arc::default() }
    }
}

impl<R: Runtime> Tray for Icon<R> {
    fn is_available(&self) -> bool {
        place::is_there()
    }

    fn show(&self, says: Option<Says>) {
        let (app, is_shown) = (self.app.clone(), Arc::clone(&self.is_shown));
        let asked = self.app.run_on_main_thread(move || {
            let now_shown = SHOWN.with_borrow_mut(|shown| {
                match (says, shown.as_mut()) {
                    (None, _) => *shown = None,
                    (Some(says), Some(shown)) => shown.say(says),
                    (Some(says), None) => match put(&app, says) {
                        Ok(new) => *shown = Some(new),
                        Err(error) => tracing::warn!(%error, "the icon in the tray could not be shown"),
                    },
                }
                shown.is_some()
            });
            is_shown.store(now_shown, Ordering::Release);
        });
        if let Err(error) = asked {
            tracing::warn!(%error, "the icon in the tray could not be shown");
        }
    }

    fn is_shown(&self) -> bool {
        self.is_shown.load(Ordering::Acquire)
    }
}

impl Shown {
    fn say(&mut self, says: Says) {
        if self.said != says {
            self.mail.set_text(says.mail_line());
            self.pause.set_text(says.pause_button());
            self.pause.set_enabled(says.mail.is_some());
            self.said = says;
        }
    }
}

/// Puts the icon there.
fn put<R: Runtime>(app: &AppHandle<R>, says: Says) -> Result<Shown, Box<dyn std::error::Error>> {
    let item = |id: &str, text: String, enabled| MenuItem::with_id(id, text, enabled, None);
    let open = item("open", say("tray-open", &[]), true);
    let mail = item("mail", says.mail_line(), false);
    let pause = item("pause", says.pause_button(), says.mail.is_some());
    let quit = item("quit", say("tray-quit", &[]), true);
    let (above, below) = (PredefinedMenuItem::separator(), PredefinedMenuItem::separator());
    let menu = Menu::with_items(&[&open, &above, &mail, &pause, &below, &quit])?;
    let mut icon = TrayIconBuilder::new()
        .with_id(ID)
        .with_menu(Box::new(menu))
        .with_tooltip("Rollcall")
        .with_menu_on_left_click(cfg!(target_os = "macos"));
    // Elsewhere it would stand beside the icon.
    if cfg!(target_os = "linux") {
        icon = icon.with_title("Rollcall");
    }
    if let Some(image) = app.default_window_icon() {
        icon = icon.with_icon(tray_icon::Icon::from_rgba(image.rgba().to_vec(), image.width(), image.height())?);
    }
    Ok(Shown { said: says, mail, pause, _icon: icon.build()? })
}

#[expect(clippy::needless_pass_by_value, reason = "a listener is given what happened")]
fn chosen<R: Runtime>(app: &AppHandle<R>, event: MenuEvent) {
    match event.id().as_ref() {
        "open" => window::show(app),
        "pause" => {
            let shell = Arc::clone(&app.state::<Arc<Shell>>());
            let app = app.clone();
            // What the entry said is done, though somebody else may have done it meanwhile. It is told on the thread that shows it.
            let was_paused = SHOWN.with_borrow(|shown| shown.as_ref().is_some_and(|shown| shown.said.is_paused()));
            tauri::async_runtime::spawn(async move {
                if let Err(failure) = mail::pause(&shell, !was_paused).await {
                    window::say_failure(&app, failure);
                }
            });
        }
        // As when the window is closed: rounds end, and the file is closed.
        "quit" => app.exit(0),
        _ => {}
    }
}
