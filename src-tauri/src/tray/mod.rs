//! The tray: where a window that was closed is found again. A program that cannot be found again is worse than one that has ended, so
//! nothing is hidden where there is no icon to be seen.

mod icon;
mod place;

pub(crate) use icon::Icon;

use crate::{failure::Failure, open::Open, shell::Shell, words::say};
use rollcall_app::list_mail::MailQuery;
use std::{sync::Arc, time::Duration};
use tauri::{AppHandle, Listener as _, Runtime, async_runtime::spawn};
use tokio::{
    sync::Notify,
    time::{Instant, sleep, timeout},
};

/// What the menu says changes no more often than this.
const PACE: Duration = Duration::from_secs(1);

/// How often it is looked whether there is a tray now, while one is wanted and was not there.
const LOOK_AGAIN: Duration = Duration::from_secs(30);

/// How long a program that began hidden waits for a tray: when somebody signs in, all of the desktop starts at once.
const PATIENCE: Duration = Duration::from_secs(15);

/// A place for the icon.
pub(crate) trait Tray: Send + Sync {
    /// Whether there is such a place on this desktop, now.
    fn is_available(&self) -> bool;

    /// Shows the icon with a menu that says this; none takes it away.
    fn show(&self, says: Option<Says>);

    /// Whether the icon is shown.
    fn is_shown(&self) -> bool;
}

/// What the menu says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Says {
    /// What the open account is called, if one is open.
    pub(crate) account: Option<String>,
    /// How it stands with its mail, if whoever acts may see that.
    pub(crate) mail: Option<MailSays>,
}

/// How it stands with the mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MailSays {
    /// How many mails have not left yet.
    pub(crate) waiting: u64,
    /// Whether an administrator has paused mail.
    pub(crate) paused: bool,
}

impl Says {
    /// Whether it says that mail is paused.
    pub(crate) fn is_paused(&self) -> bool {
        self.mail.is_some_and(|mail| mail.paused)
    }

    /// The line about the mail.
    pub(crate) fn mail_line(&self) -> String {
        match self.mail {
            None => match &self.account {
                None => say("tray-nothing-open", &[]),
                Some(account) => say("tray-open-account", &[("account", account)]),
            },
            Some(MailSays { paused: true, .. }) => say("tray-mail-paused", &[]),
            Some(MailSays { waiting: 0, .. }) => say("tray-mail-none", &[]),
            Some(MailSays { waiting: 1, .. }) => say("tray-mail-one", &[]),
            Some(MailSays { waiting, .. }) => say("tray-mail-several", &[("count", &waiting)]),
        }
    }

    /// The button that pauses mail, or lets it go on.
    pub(crate) fn pause_button(&self) -> String {
        say(if self.is_paused() { "tray-resume" } else { "tray-pause" }, &[])
    }
}

/// A place of which a test says whether it is there.
pub(crate) struct Pretended {
    pub(crate) is_there: bool,
    shown: std::sync::atomic::AtomicBool,
}

impl Pretended {
    pub(crate) const fn new(is_there: bool) -> Self {
        Self { is_there, shown: std::sync::atomic::AtomicBool::new(false) }
    }
}

impl Tray for Pretended {
    fn is_available(&self) -> bool {
        self.is_there
    }

    fn show(&self, says: Option<Says>) {
        self.shown.store(self.is_there && says.is_some(), std::sync::atomic::Ordering::Relaxed);
    }

    fn is_shown(&self) -> bool {
        self.shown.load(std::sync::atomic::Ordering::Relaxed)
    }
}

/// Whether a window that is being closed stays, hidden.
pub(crate) fn stays(shell: &Shell) -> bool {
    let tray = shell.tray();
    // An icon whose place has gone away since is no way back.
    shell.computer().keep_in_tray() && tray.is_shown() && tray.is_available()
}

/// Keeps the icon there for as long as it is wanted, and its menu true.
pub(crate) fn begin<R: Runtime>(app: &AppHandle<R>, shell: Arc<Shell>) {
    let changed = Arc::new(Notify::new());
    let hears = Arc::clone(&changed);
    app.listen_any("changed", move |_| hears.notify_one());
    spawn(async move {
        loop {
            show(&shell).await;
            sleep(PACE).await;
            let is_missing = shell.computer().keep_in_tray() && !shell.tray().is_shown();
            if is_missing {
                let _ = timeout(LOOK_AGAIN, changed.notified()).await;
            } else {
                changed.notified().await;
            }
        }
    });
}

/// Shows the icon as things stand, or takes it away.
pub(crate) async fn show(shell: &Arc<Shell>) {
    let is_kept = shell.computer().keep_in_tray();
    if !is_kept && !shell.tray().is_shown() {
        return;
    }
    let says = if is_kept { Some(says(shell).await) } else { None };
    let own = Arc::clone(shell);
    // Asking the desktop waits for an answer from another process.
    let shown = tauri::async_runtime::spawn_blocking(move || {
        let tray = own.tray();
        if says.is_none() || tray.is_shown() || tray.is_available() {
            tray.show(says);
        }
    });
    let _ = shown.await;
}

/// Waits until the icon is there. `false`: it does not come.
pub(crate) async fn is_there_soon(shell: &Arc<Shell>) -> bool {
    let began = Instant::now();
    loop {
        show(shell).await;
        // The icon is made by the thread of the window.
        sleep(Duration::from_millis(100)).await;
        if shell.tray().is_shown() {
            return true;
        }
        if began.elapsed() > PATIENCE || !shell.computer().keep_in_tray() {
            return false;
        }
        sleep(Duration::from_millis(400)).await;
    }
}

async fn says(shell: &Shell) -> Says {
    let Some(open) = shell.opened() else { return Says::default() };
    Says { account: Some(open.account().to_owned()), mail: mail(&open).await.ok() }
}

async fn mail(open: &Open) -> Result<MailSays, Failure> {
    let permit = open.permit().await?;
    let settings = open.app().settings().await?;
    let counts = open.app().list_mail(&permit, &MailQuery { limit: 0, ..MailQuery::default() }).await?.counts;
    Ok(MailSays { waiting: counts.queued + counts.sending + counts.deferred, paused: settings.mail_paused })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_menu_says_how_many_mails_wait_or_that_none_may_leave() {
        let acme = Some("Acme".to_owned());
        let says = |waiting, paused| Says { account: acme.clone(), mail: Some(MailSays { waiting, paused }) };
        let lines = [says(0, false), says(1, false), says(12, false), says(12, true)].map(|says| says.mail_line());
        assert_eq!(lines, ["No mail waits", "1 mail waits", "12 mails wait", "Mail is paused"]);
        // Who administers a part of the account does not see its mail.
        let without = [Says { account: acme.clone(), mail: None }, Says::default()].map(|says| says.mail_line());
        assert_eq!(without, ["Acme is open", "No workspace is open"]);
        assert_eq!([says(0, false), says(0, true)].map(|says| says.pause_button()), ["Pause mail", "Resume mail"]);
    }
}
