//! What runs behind an open workspace: hearing of changes, the rounds of reminders and mail, the join service.

pub(crate) mod join;

use crate::{desktop::Desktop, events::Event};
use join::Join;
use rollcall_app::App;
use rollcall_host::Rounds;
use std::{sync::Arc, time::Duration};
use tauri::async_runtime::{JoinHandle, spawn};
use tokio::time::sleep;

/// The pages are told of changes no more often than this.
const PACE: Duration = Duration::from_millis(250);

/// The tasks of an open workspace.
pub(crate) struct Background {
    rounds: Arc<Rounds>,
    join: Arc<Join>,
    hearing: JoinHandle<()>,
}

impl Background {
    /// Begins all of them.
    pub(crate) fn begin(app: Arc<App>, desktop: Arc<dyn Desktop>) -> Self {
        let tells = Arc::clone(&desktop);
        // Trouble is not written into the workspace; nobody would hear of it.
        let rounds = Arc::new(Rounds::begin(Arc::clone(&app), move || tells.tell(Event::Changed)));
        let join = Arc::new(Join::new());
        let hearing = spawn(hear(app, desktop, Arc::clone(&rounds), Arc::clone(&join)));
        Self { rounds, join, hearing }
    }

    /// Reminders that come due, and mails on their way.
    pub(crate) const fn rounds(&self) -> &Arc<Rounds> {
        &self.rounds
    }

    /// The join service.
    pub(crate) const fn join(&self) -> &Arc<Join> {
        &self.join
    }

    /// Ends all of them. Mails on their way may arrive, for a while.
    pub(crate) async fn end(&self) {
        self.rounds.finish().await;
        self.hearing.abort();
        self.join.stop().await;
    }
}

/// Tells the pages and the other tasks when this or another process has written.
async fn hear(app: Arc<App>, desktop: Arc<dyn Desktop>, rounds: Arc<Rounds>, join: Arc<Join>) {
    join.follow_settings(&app).await;
    loop {
        app.wait_for_change().await;
        // The settings may have been changed by another process.
        join.follow_settings(&app).await;
        rounds.look();
        desktop.tell(Event::Changed);
        sleep(PACE).await;
    }
}
