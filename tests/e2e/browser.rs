//! The browser of somebody who was invited.

use crate::driver::{Driven, free_port, only};
use serde_json::json;
use std::{ops::Deref, process::Command};
use tempfile::TempDir;

/// A browser with nothing in it.
pub(crate) struct Browser {
    driven: Driven,
    _profile: TempDir,
}

impl Browser {
    /// Starts it.
    pub(crate) async fn open() -> Self {
        let profile = tempfile::tempdir().unwrap();
        let port = free_port();
        let mut program = Command::new("chromedriver");
        program.arg(format!("--port={port}")).arg("--log-level=OFF");
        let own = format!("--user-data-dir={}", profile.path().display());
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            own.as_str(),
        ];
        let capabilities = only("goog:chromeOptions", &json!({ "args": arguments }));
        Self { driven: Driven::start("browser", program, port, capabilities).await, _profile: profile }
    }

    /// Whether the page brings nothing that would run, and so is the same for who lets no page run scripts. (The driver asks by scripts, so a
    /// browser that runs none cannot be driven.)
    pub(crate) async fn runs_nothing(&self) {
        let brought = "return document.querySelectorAll('script, iframe, object, embed').length + [...document.querySelectorAll('*')]
            .flatMap((each) => each.getAttributeNames()).filter((name) => name.startsWith('on')).length";
        assert_eq!(self.ask(brought).await, json!(0));
    }

    /// Closes it.
    pub(crate) async fn close(self) {
        self.driven.close().await;
    }
}

impl Deref for Browser {
    type Target = Driven;

    fn deref(&self) -> &Driven {
        &self.driven
    }
}
