//! The desktop program: the window, and one thin command per use case.
//!
//! It adapts and does not decide: rules are in the use cases, paths stay on this side, and every command asks for the permission again.

mod background;
mod bindings;
mod commands;
mod computer;
mod desktop;
mod dialogs;
mod drop;
mod events;
mod failure;
mod files;
mod handles;
mod launch;
mod open;
mod picture;
mod planned;
mod recent;
mod scheme;
mod shell;
mod tray;
mod window;
mod words;

pub use launch::Launch;
pub use window::second_start;

use shell::{Shell, locked};
use std::{
    process::ExitCode,
    sync::{Arc, Mutex},
};
use tauri::{Manager as _, RunEvent, Runtime};
use tray::Tray;

/// The program, from its first line on.
pub fn main() -> ExitCode {
    // The child that reads a spreadsheet: before any thread is started, since it gives up its own rights.
    if std::env::args_os().nth(1).is_some_and(|argument| argument == rollcall_sheet::READ_SHEET_ARG) {
        return rollcall_sheet::run_child();
    }
    window::prepare_graphics();
    match run(Launch::from_environment()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}", words::say("error-no-window", &[("why", &error)]));
            ExitCode::FAILURE
        }
    }
}

fn run(launch: Launch) -> tauri::Result<()> {
    let is_automated = launch.automated;
    let launch = Arc::new(Mutex::new(launch));
    let mut builder = tauri::Builder::default();
    if !is_automated {
        // First of all: a second program hands its file over and ends before anything else of it begins.
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
            window::second_start(app, &arguments, std::path::Path::new(&folder));
        }));
    }
    let app = with_commands(builder)
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .plugin(tauri_plugin_autostart::Builder::new().arg(launch::HIDDEN).build())
        .setup({
            let launch = Arc::clone(&launch);
            move |app| {
                let launch = locked(&launch).clone();
                scheme::register(app.handle(), &launch);
                Ok(set_up(app, launch)?)
            }
        })
        .build(context())?;
    app.run(move |app, event| match event {
        RunEvent::Exit => {
            let shell = app.state::<Arc<Shell>>();
            shell.tray().show(None);
            tauri::async_runtime::block_on(shell.close());
        }
        // The Dock: somebody pressed the icon of a program whose window is hidden, or opened a file.
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => window::show(app),
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => {
            let said = Launch::said(urls.iter().map(|url| url.as_str().into()));
            if app.try_state::<Arc<Shell>>().is_some() {
                window::open_for(app, said);
            } else {
                // A program that is started to open something hears of it before it is set up.
                let mut launch = locked(&launch);
                (launch.file, launch.link) = (said.file, said.link);
            }
        }
        _ => {}
    });
    Ok(())
}

/// The commands and what listens to the window, on a builder of any runtime.
pub fn with_commands<R: Runtime>(builder: tauri::Builder<R>) -> tauri::Builder<R> {
    builder.invoke_handler(bindings::commands().invoke_handler()).on_window_event(window::heard)
}

/// What is compiled in: the configuration, the pages and the permissions.
pub fn context<R: Runtime>() -> tauri::Context<R> {
    tauri::generate_context!()
}

/// Makes the shell, and then the window that talks to it.
///
/// # Errors
/// There is no folder for the program's own data, or no window.
pub fn set_up<R: Runtime>(app: &tauri::App<R>, launch: Launch) -> tauri::Result<()> {
    let data = match launch.data {
        Some(folder) => folder,
        None => app.path().app_data_dir()?,
    };
    let tray: Box<dyn Tray> = match launch.tray {
        Some(is_there) => Box::new(tray::Pretended::new(is_there)),
        None => Box::new(tray::Icon::new(app.handle().clone())),
    };
    let desktop = Arc::new(desktop::Window::new(app.handle().clone(), launch.picks, tray));
    let shell = Arc::new(Shell::new(desktop, data, launch.file, launch.link, launch.reader));
    app.manage(Arc::clone(&shell));
    if launch.hidden {
        window::open_last(Arc::clone(&shell));
    } else {
        shell.open_early();
    }
    let is_hidden = launch.hidden && shell.computer().keep_in_tray();
    let look = shell.computer().look();
    window::open(app, look, is_hidden)?;
    tray::begin(app.handle(), Arc::clone(&shell));
    if is_hidden {
        window::show_if_lost(app.handle(), shell);
    }
    Ok(())
}
