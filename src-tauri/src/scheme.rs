//! Links into the program, as the desktop knows them. Installers say to it who opens them; a program that was only unpacked says so itself.

use crate::launch::Launch;
use tauri::{AppHandle, Runtime};

/// Has the desktop open links with this program, if it is a released one at work and no installer has seen to it. Nothing waits for it.
#[cfg(any(windows, target_os = "linux"))]
pub(crate) fn register<R: Runtime>(app: &AppHandle<R>, launch: &Launch) {
    use tauri_plugin_deep_link::DeepLinkExt as _;
    // Whoever tries the program, or builds it, does not want it to stay on their desktop.
    if cfg!(debug_assertions) || launch.automated || launch.data.is_some() || is_installed() {
        return;
    }
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let added = app.plugin(tauri_plugin_deep_link::init());
        let done = added.map_err(|error| error.to_string()).and_then(|()| {
            let links = app.deep_link();
            links.register_all().map_err(|error| error.to_string())
        });
        if let Err(why) = done {
            tracing::warn!(why, "links into the program will not open it");
        }
    });
}

/// macOS reads it from the program's own folder, wherever that is.
#[cfg(not(any(windows, target_os = "linux")))]
pub(crate) const fn register<R: Runtime>(_: &AppHandle<R>, _: &Launch) {}

/// Whether a package has put the program where it is, with an entry that names its links.
#[cfg(target_os = "linux")]
fn is_installed() -> bool {
    std::env::current_exe().is_ok_and(|program| program.starts_with("/usr"))
}

/// What an installer writes into the registry is what the program would: it may be written again.
#[cfg(windows)]
const fn is_installed() -> bool {
    false
}

#[cfg(test)]
mod tests {
    use rollcall_app::deep_link::SCHEME;
    use serde_json::{Value, json};
    use std::{fs, path::Path};

    fn read(path: &str) -> String {
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
    }

    #[test]
    fn installers_tell_the_desktop_of_our_links_and_hand_the_program_what_is_opened() {
        let config: Value = serde_json::from_str(&read("tauri.conf.json")).unwrap();
        assert_eq!(config["plugins"]["deep-link"], json!({ "desktop": { "schemes": [SCHEME] } }));
        for package in ["deb", "rpm"] {
            let entry = read(config["bundle"]["linux"][package]["desktopTemplate"].as_str().unwrap());
            // Without it a desktop starts the program and does not say what for.
            assert!(entry.contains("Exec={{exec}} %u\n"), "{entry}");
            assert!(entry.contains("MimeType={{mime_type}};\n"), "{entry}");
        }
    }
}
