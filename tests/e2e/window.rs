//! The program's own window.

use crate::driver::{Driven, free_port, only};
use serde_json::json;
use std::{
    ops::Deref,
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

/// The window, and a computer of its own to be on.
pub(crate) struct Window {
    driven: Driven,
    folder: TempDir,
}

impl Window {
    /// Starts the program as on the first day.
    pub(crate) async fn open() -> Self {
        Self::open_on(None).await
    }

    /// Starts the program as on the first day, on this session bus.
    pub(crate) async fn open_on(bus: Option<&str>) -> Self {
        Self::start(Path::new(env!("CARGO_BIN_EXE_rollcall-desktop")), &[], bus).await
    }

    /// Starts a program that has a window, with these arguments.
    pub(crate) async fn of(program: &Path, arguments: &[String]) -> Self {
        Self::start(program, arguments, None).await
    }

    async fn start(binary: &Path, arguments: &[String], bus: Option<&str>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = free_port();
        let mut program = Command::new("WebKitWebDriver");
        program
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("ROLLCALL_DATA_DIR", folder.path().join("data"))
            .env("ROLLCALL_E2E_PICK", folder.path().join("picks"))
            .env("XDG_DATA_HOME", folder.path().join("share"))
            .env("XDG_CACHE_HOME", folder.path().join("cache"))
            .env("HOME", folder.path())
            .env("DBUS_SESSION_BUS_ADDRESS", bus.unwrap_or("unix:path=/nowhere"))
            .env("NO_AT_BRIDGE", "1")
            // With either of these the driver never gives a picture.
            .env_remove("WEBKIT_DISABLE_DMABUF_RENDERER")
            .env_remove("WEBKIT_DISABLE_COMPOSITING_MODE");
        let options = json!({ "binary": binary, "args": arguments });
        let driven = Driven::start("window", program, port, only("webkitgtk:browserOptions", &options)).await;
        Self { driven, folder }
    }

    /// A place on this computer.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The next dialog is answered with this path.
    pub(crate) fn pick(&self, path: &Path) {
        std::fs::write(self.path("picks"), format!("{}\n", path.display())).unwrap();
    }

    /// Closes the window.
    pub(crate) async fn close(self) {
        self.driven.close().await;
    }
}

impl Deref for Window {
    type Target = Driven;

    fn deref(&self) -> &Driven {
        &self.driven
    }
}
