//! What runs behind an open workspace: hearing of changes, delivering mail, the join service.

pub(crate) mod join;
pub(crate) mod post;

use crate::{desktop::Desktop, events::Event};
use join::Join;
use post::Outbox;
use rollcall_app::App;
use std::{sync::Arc, time::Duration};
use tauri::async_runtime::{JoinHandle, spawn};
use tokio::time::{sleep, timeout};

/// The pages are told of changes no more often than this.
const PACE: Duration = Duration::from_millis(250);

/// For how long closing waits for mails that are on their way. What is longer is shown as uncertain.
const FAREWELL: Duration = Duration::from_secs(5);

/// The tasks of an open workspace.
pub(crate) struct Background {
    outbox: Arc<Outbox>,
    join: Arc<Join>,
    tasks: Vec<JoinHandle<()>>,
}

impl Background {
    /// Begins all of them.
    pub(crate) fn begin(app: Arc<App>, desktop: Arc<dyn Desktop>) -> Self {
        let outbox = Arc::new(Outbox::new(Arc::clone(&desktop)));
        let join = Arc::new(Join::new());
        let tasks = vec![
            spawn(hear(Arc::clone(&app), desktop, Arc::clone(&outbox), Arc::clone(&join))),
            spawn(post::keep_delivering(app, Arc::clone(&outbox))),
        ];
        Self { outbox, join, tasks }
    }

    /// Mails on their way.
    pub(crate) fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// The join service.
    pub(crate) fn join(&self) -> &Arc<Join> {
        &self.join
    }

    /// Ends all of them. A round of mails may finish first, for a while.
    pub(crate) async fn end(&self) {
        let _ = timeout(FAREWELL, self.outbox.finish()).await;
        for task in &self.tasks {
            task.abort();
        }
        self.join.stop().await;
    }
}

/// Tells the pages and the other tasks when this or another process has written.
async fn hear(app: Arc<App>, desktop: Arc<dyn Desktop>, outbox: Arc<Outbox>, join: Arc<Join>) {
    join.follow_settings(&app).await;
    loop {
        app.wait_for_change().await;
        // The settings may have been changed by another process.
        join.follow_settings(&app).await;
        outbox.look();
        desktop.tell(Event::Changed);
        sleep(PACE).await;
    }
}
