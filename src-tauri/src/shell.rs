//! What the window has in its hands: the open workspace, files that were chosen, and what it remembers.

use crate::{
    computer::Computer,
    desktop::{ChosenFile, Desktop},
    dialogs::Question,
    events::Event,
    failure::Failure,
    files,
    handles::Handles,
    open::Open,
    planned::{self, Checking, Plans},
    recent::Recent,
    tray::Tray,
};
use rollcall_app::{App, ErrorCode, Permit, deep_link::DeepLink};
use rollcall_domain::{Clock as _, UserId};
use rollcall_host::{SystemClock, Workspace};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tauri::async_runtime::{JoinHandle, spawn};

/// How many chosen and saved files are remembered.
const FILES: usize = 64;

/// The state behind the commands.
pub(crate) struct Shell {
    desktop: Arc<dyn Desktop>,
    data: PathBuf,
    reader: Option<PathBuf>,
    /// The workspace that the program was started with.
    waiting: Mutex<Option<PathBuf>>,
    /// How it goes with opening that.
    opening: Mutex<Option<JoinHandle<Result<(), Failure>>>>,
    /// A link that was opened, until the pages ask where it leads.
    link: Mutex<Option<DeepLink>>,
    recent: Mutex<Recent>,
    computer: Mutex<Computer>,
    open: Mutex<Option<Arc<Open>>>,
    /// Held while another workspace takes the place of the open one.
    turning: tokio::sync::Mutex<()>,
    chosen: Handles<PathBuf>,
    saved: Handles<PathBuf>,
    /// Of tables that are checked while no workspace is open.
    plans: Plans,
}

impl Shell {
    /// A shell with nothing open. `file`, or where `link` leads, waits to be opened.
    pub(crate) fn new(
        desktop: Arc<dyn Desktop>,
        data: PathBuf,
        file: Option<PathBuf>,
        link: Option<DeepLink>,
        reader: Option<PathBuf>,
    ) -> Self {
        let recent = Recent::load(&data);
        let linked = || recent.of_account(&link.as_ref()?.account).map(|entry| entry.path.clone());
        Self {
            waiting: Mutex::new(file.or_else(linked)),
            opening: Mutex::new(None),
            recent: Mutex::new(recent),
            computer: Mutex::new(Computer::load(&data)),
            desktop,
            data,
            reader,
            link: Mutex::new(link),
            open: Mutex::new(None),
            turning: tokio::sync::Mutex::new(()),
            chosen: Handles::with_room_for(FILES),
            saved: Handles::with_room_for(FILES),
            plans: planned::room(),
        }
    }

    /// Tells the pages.
    pub(crate) fn tell(&self, event: Event) {
        self.desktop.tell(event);
    }

    /// Asks the person for a path. None: they closed the dialog.
    pub(crate) async fn ask(&self, question: Question) -> Option<PathBuf> {
        self.ask_for_several(question).await.into_iter().next()
    }

    /// Asks the person for paths. None: they closed the dialog.
    pub(crate) async fn ask_for_several(&self, question: Question) -> Vec<PathBuf> {
        self.desktop.ask(question).await.unwrap_or_default()
    }

    /// The desktop around the window.
    pub(crate) fn desktop(&self) -> &dyn Desktop {
        self.desktop.as_ref()
    }

    /// Where the window is found again when it was closed.
    pub(crate) fn tray(&self) -> &dyn Tray {
        self.desktop.tray()
    }

    /// Shows a file in its folder.
    pub(crate) fn reveal(&self, path: &Path) -> Result<(), Failure> {
        if !path.exists() {
            return Err(Failure::own(ErrorCode::NotFound, "error-file-not-there", &[("path", &path.display())]));
        }
        self.desktop.reveal(path).map_err(|why| {
            let words: [(_, &dyn ToString); 2] = [("why", &why), ("path", &path.display())];
            Failure::own(ErrorCode::Internal, "error-not-revealed", &words)
        })
    }

    /// Remembers a file that the person chose or dropped.
    pub(crate) fn chose(&self, path: PathBuf) -> ChosenFile {
        let name = files::name(&path);
        ChosenFile { handle: self.chosen.keep(path).0, name }
    }

    /// The file of a handle that a page holds.
    pub(crate) fn chosen(&self, handle: u32) -> Result<PathBuf, Failure> {
        let path = self.chosen.get(handle).ok_or_else(handle_gone)?;
        // To read it would lose the locks on it.
        match self.opened() {
            Some(open) if files::is_of(&path, open.path()) => {
                Err(Failure::own(ErrorCode::FileUnreadable, "error-is-open", &[("path", &path.display())]))
            }
            _ => Ok(path),
        }
    }

    /// Remembers a file that was written.
    pub(crate) fn wrote(&self, path: PathBuf) -> u32 {
        self.saved.keep(path).0
    }

    /// The file of a handle that a page holds.
    pub(crate) fn written(&self, handle: u32) -> Result<PathBuf, Failure> {
        self.saved.get(handle).ok_or_else(handle_gone)
    }

    /// What is remembered of workspaces.
    pub(crate) fn recent(&self) -> MutexGuard<'_, Recent> {
        locked(&self.recent)
    }

    /// The folder for the program's own data.
    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    /// The settings of this computer.
    pub(crate) fn computer(&self) -> MutexGuard<'_, Computer> {
        locked(&self.computer)
    }

    /// Begins to open the workspace that the program was started with, if there is one, and to read who is in it: the pages take longer to come.
    pub(crate) fn open_early(self: &Arc<Self>) {
        let Some(path) = self.take_waiting() else { return };
        let shell = Arc::clone(self);
        let opening = spawn(async move {
            let open = shell.turn_to(&path).await?;
            spawn(async move { open.app().load_users().await });
            Ok(())
        });
        *locked(&self.opening) = Some(opening);
    }

    /// Waits until the workspace is open that the program was started with, if there is one.
    ///
    /// # Errors
    /// It could not be opened, which is told once. A link that leads into it is forgotten: there is nothing to show.
    pub(crate) async fn opened_early(&self) -> Result<(), Failure> {
        let opening = locked(&self.opening).take();
        if let Some(opening) = opening {
            let ended = |why: tauri::Error| Err(Failure { code: ErrorCode::Internal, message: why.to_string() });
            opening.await.unwrap_or_else(ended).inspect_err(|_| drop(self.take_link()))?;
        }
        Ok(())
    }

    /// Waits until no workspace is being opened in place of another.
    pub(crate) async fn settled(&self) {
        drop(self.turning.lock().await);
    }

    /// Has the pages go where a link leads.
    pub(crate) fn follow(&self, link: DeepLink) {
        *locked(&self.link) = Some(link);
        self.tell(Event::LinkOpened);
    }

    /// The link that was opened last, once.
    pub(crate) fn take_link(&self) -> Option<DeepLink> {
        locked(&self.link).take()
    }

    /// The workspace that the program was started with, once.
    pub(crate) fn take_waiting(&self) -> Option<PathBuf> {
        locked(&self.waiting).take()
    }

    /// The open workspace.
    ///
    /// # Errors
    /// None is open.
    pub(crate) fn open(&self) -> Result<Arc<Open>, Failure> {
        let open = self.opened();
        open.ok_or_else(|| Failure::own(ErrorCode::NoWorkspace, "error-nothing-open", &[]))
    }

    /// The open workspace, if one is.
    pub(crate) fn opened(&self) -> Option<Arc<Open>> {
        locked(&self.open).clone()
    }

    /// The open workspace, and that whoever acts in it may do so at this moment.
    ///
    /// # Errors
    /// None is open, nobody was chosen, or they are no administrator any more.
    pub(crate) async fn acting(&self) -> Result<(Arc<Open>, Permit), Failure> {
        let open = self.open()?;
        let permit = open.permit().await?;
        Ok((open, permit))
    }

    /// Where tables are checked: in the open workspace, or by themselves if none is open.
    ///
    /// # Errors
    /// Nobody was chosen who acts in the workspace, or they are no administrator any more; or this program cannot find itself.
    pub(crate) async fn checking(&self) -> Result<Checking<'_>, Failure> {
        if let Some(open) = self.opened() {
            let permit = open.permit().await?;
            return Ok(Checking::Open(open, Box::new(permit)));
        }
        let offline = match &self.reader {
            Some(reader) => rollcall_host::offline_with_reader(reader),
            None => rollcall_host::offline()?,
        };
        Ok(Checking::Offline(offline, &self.plans))
    }

    /// Opens a workspace in place of the one that is open.
    ///
    /// # Errors
    /// It cannot be opened; the other one stays open then.
    pub(crate) async fn turn_to(&self, path: &Path) -> Result<Arc<Open>, Failure> {
        let _turning = self.turning.lock().await;
        // To look at the file that is open would lose the locks on it.
        if let Some(open) = self.opened().filter(|open| files::is_same(path, open.path())) {
            return Ok(open);
        }
        let workspace = self.open_file(path).await?;
        self.adopt(workspace, None, false).await
    }

    /// Makes a workspace and lets `fill` put an account into it; then opens it for whom `fill` names.
    ///
    /// # Errors
    /// It cannot be made or filled: nothing is left of it, and the other one stays open.
    pub(crate) async fn turn_to_new(
        &self,
        path: &Path,
        fill: impl AsyncFnOnce(&App) -> Result<UserId, rollcall_app::Error>,
    ) -> Result<Arc<Open>, Failure> {
        let _turning = self.turning.lock().await;
        let workspace = self.make_file(path).await?;
        match fill(&workspace.app).await {
            Ok(administrator) => self.adopt(workspace, Some(administrator), false).await,
            Err(error) => {
                let path = workspace.path().to_owned();
                workspace.close().await;
                remove_workspace(&path);
                Err(error.into())
            }
        }
    }

    /// Makes the sample account anew and opens it.
    ///
    /// # Errors
    /// It cannot be made.
    pub(crate) async fn turn_to_sample(&self) -> Result<Arc<Open>, Failure> {
        let _turning = self.turning.lock().await;
        let folder = self.data.join("sample");
        let path = folder.join("Sample.rollcall");
        if self.opened().is_some_and(|open| open.is_sample()) {
            self.put_away().await;
        }
        std::fs::create_dir_all(&folder).map_err(|error| {
            let words: [(_, &dyn ToString); 2] = [("path", &folder.display()), ("why", &error)];
            Failure::own(ErrorCode::FileNotWritten, "error-data-folder", &words)
        })?;
        remove_workspace(&path);
        let workspace = self.make_file(&path).await?;
        let administrator = workspace.app.create_sample().await?;
        self.adopt(workspace, Some(administrator), true).await
    }

    /// Closes the open workspace, if one is.
    pub(crate) async fn close(&self) {
        let _turning = self.turning.lock().await;
        self.put_away().await;
    }

    async fn put_away(&self) {
        let open = locked(&self.open).take();
        if let Some(open) = open {
            open.close().await;
        }
    }

    async fn open_file(&self, path: &Path) -> Result<Workspace, Failure> {
        let opened = match &self.reader {
            Some(reader) => rollcall_host::open_with_reader(path, reader).await,
            None => rollcall_host::open(path).await,
        };
        Ok(opened?)
    }

    async fn make_file(&self, path: &Path) -> Result<Workspace, Failure> {
        let made = match &self.reader {
            Some(reader) => rollcall_host::create_with_reader(path, reader).await,
            None => rollcall_host::create(path).await,
        };
        Ok(made?)
    }

    async fn adopt(
        &self,
        workspace: Workspace,
        administrator: Option<UserId>,
        sample: bool,
    ) -> Result<Arc<Open>, Failure> {
        let remembered = administrator.or_else(|| self.recent().administrator_of(workspace.path()));
        let open = match Open::begin(workspace, remembered, sample, Arc::clone(&self.desktop)).await {
            Ok(open) => Arc::new(open),
            Err((workspace, failure)) => {
                workspace.close().await;
                return Err(failure);
            }
        };
        self.put_away().await;
        self.remember(&open);
        *locked(&self.open) = Some(Arc::clone(&open));
        self.tell(Event::Changed);
        Ok(open)
    }

    /// Remembers an open workspace and who acts in it. The sample is always there, and is not remembered.
    pub(crate) fn remember(&self, open: &Open) {
        if open.is_sample() {
            return;
        }
        let now = SystemClock.now();
        if let Err(error) = self.recent().opened(open.path(), open.account(), open.key(), open.administrator(), now) {
            tracing::warn!(%error, "what was opened could not be written down");
        }
    }
}

fn handle_gone() -> Failure {
    Failure::own(ErrorCode::NotFound, "error-handle-gone", &[])
}

/// Removes a workspace that the program itself has made, with all that stands beside it.
fn remove_workspace(path: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        let _ = std::fs::remove_file(PathBuf::from(name));
    }
    let _ = std::fs::remove_dir_all(rollcall_host::mail_folder(path));
}

pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
