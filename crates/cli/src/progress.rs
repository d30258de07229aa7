//! Progress on standard error, if somebody is looking; and being told to stop.

use crate::answer::visible;
use std::{
    io::{self, IsTerminal as _, Write as _},
    sync::atomic::{AtomicU32, Ordering},
};
use tokio::sync::watch;

/// One line that is written over and over. Nothing is written where standard error is not a terminal.
pub(crate) struct Progress {
    is_shown: bool,
    percent: AtomicU32,
}

impl Progress {
    /// A line that is still empty.
    pub(crate) fn begin() -> Self {
        Self { is_shown: io::stderr().is_terminal(), percent: AtomicU32::new(u32::MAX) }
    }

    /// Puts this in place of what the line says.
    pub(crate) fn show(&self, text: &str) {
        if self.is_shown {
            // Carriage return, the text, and "erase to the end of the line" (ECMA-48 EL).
            let _ = write!(io::stderr().lock(), "\r{}\x1b[K", visible(text));
        }
    }

    /// Shows `text` of the percentage, if that is another one than before.
    pub(crate) fn show_share(&self, share: f32, text: impl FnOnce(u32) -> String) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
        let percent = (share.clamp(0.0, 1.0) * 100.0) as u32;
        if self.is_shown && self.percent.swap(percent, Ordering::Relaxed) != percent {
            self.show(&text(percent));
        }
    }
}

impl Drop for Progress {
    /// The line is empty again for what comes next.
    fn drop(&mut self) {
        self.show("");
    }
}

/// Listens from now on; what it gives comes back when the program is asked to end: Ctrl-C, or SIGTERM where there is such a thing.
#[cfg(unix)]
fn end_of_session() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupted, mut terminated) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

/// Comes back when Ctrl-C is pressed.
#[cfg(not(unix))]
fn end_of_session() -> io::Result<impl Future<Output = ()>> {
    let mut pressed = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        let _ = pressed.recv().await;
    })
}

/// Whether somebody pressed Ctrl-C. From [`Stop::watch`] on, Ctrl-C no longer ends the program by itself.
pub(crate) struct Stop(watch::Receiver<bool>);

impl Stop {
    /// Begins to listen.
    pub(crate) fn watch() -> Self {
        let (pressed, receiver) = watch::channel(false);
        // Where it cannot be listened to, Ctrl-C ends the program, as it always does.
        let asked = end_of_session();
        tokio::spawn(async move {
            if let Ok(asked) = asked {
                asked.await;
                pressed.send_replace(true);
            }
            pressed.closed().await;
        });
        Self(receiver)
    }

    /// Whether it was pressed.
    pub(crate) fn is_requested(&self) -> bool {
        *self.0.borrow()
    }

    /// Comes back when it is pressed.
    pub(crate) async fn requested(&self) {
        if self.0.clone().wait_for(|pressed| *pressed).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
