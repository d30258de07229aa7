//! The join service of the open workspace, on and off as its settings say.

use crate::{failure::Failure, shell::locked};
use rollcall_app::{App, ErrorCode};
use rollcall_host::SystemClock;
use rollcall_join::{JoinPages, bind};
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};
use tauri::async_runtime::{JoinHandle, spawn};
use tokio::sync::oneshot;

/// The join service.
pub(crate) struct Join {
    /// Held while it is started or stopped.
    running: tokio::sync::Mutex<Option<Running>>,
    seen: Mutex<Seen>,
}

struct Running {
    stop: oneshot::Sender<()>,
    serving: JoinHandle<()>,
}

/// How it stands.
#[derive(Default)]
struct Seen {
    /// Where it was asked to listen; none: it is off.
    wanted: Option<SocketAddr>,
    /// Where it listens.
    address: Option<SocketAddr>,
    trouble: Option<Failure>,
}

impl Join {
    pub(super) fn new() -> Self {
        Self { running: tokio::sync::Mutex::new(None), seen: Mutex::default() }
    }

    /// Where it listens, if it does, and why it does not, if it should.
    pub(crate) fn status(&self) -> (Option<SocketAddr>, Option<Failure>) {
        let seen = locked(&self.seen);
        (seen.address, seen.trouble.clone())
    }

    /// Does what the settings say, if that is something else than before.
    pub(crate) async fn follow_settings(self: &Arc<Self>, app: &Arc<App>) {
        self.turn(app, false).await;
    }

    /// Does what the settings say, also if that went wrong before.
    pub(crate) async fn try_again(self: &Arc<Self>, app: &Arc<App>) {
        self.turn(app, true).await;
    }

    /// Stops it, and lets answers that are under way finish.
    pub(super) async fn stop(&self) {
        let mut running = self.running.lock().await;
        end(running.take()).await;
        *locked(&self.seen) = Seen::default();
    }

    async fn turn(self: &Arc<Self>, app: &Arc<App>, again: bool) {
        // Settings that cannot be read now are no reason to turn anything on or off.
        let Ok(settings) = app.settings().await else { return };
        let wanted = settings.join_enabled.then_some(settings.join_listen);
        // Held to the end: two that turn at once would start it twice.
        let mut running = self.running.lock().await;
        {
            let seen = locked(&self.seen);
            if seen.wanted == wanted && !(again && seen.trouble.is_some()) {
                return;
            }
        }
        end(running.take()).await;
        *locked(&self.seen) = Seen { wanted, ..Seen::default() };
        let Some(listen) = wanted else { return };
        let listener = match bind(listen).await {
            Ok(listener) => listener,
            Err(error) => {
                let words: [(_, &dyn ToString); 2] = [("address", &listen), ("why", &error)];
                locked(&self.seen).trouble = Some(Failure::own(ErrorCode::JoinService, "error-join-address", &words));
                return;
            }
        };
        locked(&self.seen).address = listener.local_addr().ok();
        let (stop, stopped) = oneshot::channel();
        let pages = JoinPages::new(Arc::clone(app), Arc::new(SystemClock));
        let own = Arc::clone(self);
        let serving = spawn(async move {
            let ended = pages.serve(listener, async { drop(stopped.await) }).await;
            if let Err(error) = ended {
                let mut seen = locked(&own.seen);
                seen.address = None;
                seen.trouble = Some(Failure::own(ErrorCode::JoinService, "error-join-ended", &[("why", &error)]));
            }
        });
        *running = Some(Running { stop, serving });
    }
}

async fn end(running: Option<Running>) {
    if let Some(Running { stop, serving }) = running {
        // It may have ended by itself.
        let _ = stop.send(());
        let _ = serving.await;
    }
}
