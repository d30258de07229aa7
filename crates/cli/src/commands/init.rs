//! `rollcall init`: create an account in a new workspace.

use crate::{
    answer::{Answer, Failure},
    words::say,
};
use clap::Args;
use rollcall_app::create_account::NewAccountInput;
use std::path::Path;

/// The arguments. A file that is there is never overwritten; only if it is a workspace that is still empty, it gets the account.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// What the account is called
    #[arg(long, value_name = "NAME")]
    account: String,
    /// What its first administrator is called
    #[arg(long, value_name = "NAME")]
    admin_name: String,
    /// The first administrator's address
    #[arg(long, value_name = "EMAIL")]
    admin_email: String,
}

impl Init {
    pub(crate) async fn run(self, path: &Path) -> Result<Answer, Failure> {
        let input = NewAccountInput {
            account: self.account,
            administrator_name: self.admin_name,
            administrator_address: self.admin_email,
            groups: Vec::new(),
        };
        let account = input.check()?;
        let workspace = match path.symlink_metadata() {
            Ok(_) => rollcall_host::open(path).await?,
            Err(_) => rollcall_host::create(path).await?,
        };
        let created = workspace.app.create_account(&account).await;
        workspace.close().await;
        created?;
        let words: [(_, &dyn ToString); 4] = [
            ("account", &account.name),
            ("path", &path.display()),
            ("name", &account.administrator_name),
            ("address", &account.administrator_address),
        ];
        Ok(Answer::text(&say("init-done", &words)))
    }
}
