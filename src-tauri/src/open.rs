//! The workspace that is open in the window, with what runs behind it.

use crate::{
    background::{Background, join::Join},
    desktop::Desktop,
    failure::Failure,
    planned::{self, Plans},
    shell::locked,
};
use rollcall_app::{App, Permit, Who, ports::store::AdministratorRecord};
use rollcall_domain::{AccountKey, UserId};
use rollcall_host::{Rounds, Workspace, mail_folder};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

/// An open workspace.
pub(crate) struct Open {
    workspace: Workspace,
    account: String,
    key: AccountKey,
    sample: bool,
    acting: Mutex<Option<UserId>>,
    plans: Plans,
    background: Background,
}

impl Open {
    /// Begins to work in a workspace. `remembered` acts if they still may; else the only administrator, if there is one only.
    ///
    /// # Errors
    /// There is no account in it, or it cannot be read: it is given back.
    pub(crate) async fn begin(
        workspace: Workspace,
        remembered: Option<UserId>,
        sample: bool,
        desktop: Arc<dyn Desktop>,
    ) -> Result<Self, (Workspace, Failure)> {
        let (account, key, administrators) = match look(&workspace.app).await {
            Ok(found) => found,
            Err(error) => return Err((workspace, error.into())),
        };
        let acting =
            remembered.filter(|id| administrators.iter().any(|one| one.id == *id)).or(match &administrators[..] {
                [only] => Some(only.id),
                _ => None,
            });
        let background = Background::begin(Arc::clone(&workspace.app), desktop);
        Ok(Self { workspace, account, key, sample, acting: Mutex::new(acting), plans: planned::room(), background })
    }

    /// The use cases.
    pub(crate) fn app(&self) -> &Arc<App> {
        &self.workspace.app
    }

    /// Where the workspace is.
    pub(crate) fn path(&self) -> &Path {
        self.workspace.path()
    }

    /// What the account is called.
    pub(crate) fn account(&self) -> &str {
        &self.account
    }

    /// By what links find the account.
    pub(crate) const fn key(&self) -> &AccountKey {
        &self.key
    }

    /// Whether it is the sample account.
    pub(crate) const fn is_sample(&self) -> bool {
        self.sample
    }

    /// Who acts, if that is settled.
    pub(crate) fn administrator(&self) -> Option<UserId> {
        *locked(&self.acting)
    }

    /// That whoever acts may do so at this moment.
    ///
    /// # Errors
    /// Nobody was chosen, or they are no administrator any more.
    pub(crate) async fn permit(&self) -> Result<Permit, Failure> {
        let who = self.administrator().map_or(Who::Only, Who::User);
        Ok(self.app().act_as(&who).await?)
    }

    /// Lets an administrator act from now on.
    ///
    /// # Errors
    /// They are none.
    pub(crate) async fn choose(&self, user: UserId) -> Result<(), Failure> {
        self.app().act_as(&Who::User(user)).await?;
        *locked(&self.acting) = Some(user);
        Ok(())
    }

    /// Who acts, if that is settled and they still may, and all who could.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub(crate) async fn people(&self) -> Result<(Option<AdministratorRecord>, Vec<AdministratorRecord>), Failure> {
        let all = self.app().administrators().await?;
        let acting = self.administrator().and_then(|id| all.iter().find(|one| one.id == id).cloned());
        Ok((acting, all))
    }

    /// The plans that pages hold.
    pub(crate) const fn plans(&self) -> &Plans {
        &self.plans
    }

    /// Reminders that come due, and mails on their way.
    pub(crate) fn rounds(&self) -> &Arc<Rounds> {
        self.background.rounds()
    }

    /// The join service.
    pub(crate) fn join(&self) -> &Arc<Join> {
        self.background.join()
    }

    /// The folder beside the workspace into which mails are written.
    pub(crate) fn mail_folder(&self) -> PathBuf {
        mail_folder(self.path())
    }

    /// Ends what runs behind it, and closes the file.
    pub(crate) async fn close(&self) {
        self.background.end().await;
        self.workspace.close().await;
    }
}

/// What the account is called, by what links find it, and who administers it.
async fn look(app: &App) -> Result<(String, AccountKey, Vec<AdministratorRecord>), rollcall_app::Error> {
    Ok((app.account_name().await?, app.account_key().await?, app.administrators().await?))
}
