//! The commands, a file each.

mod bounce;
mod group;
mod import;
mod init;
pub(crate) mod invitations;
mod invite;
mod listing;
mod mail;
mod people;
mod record;
mod remove;
mod resend;
mod role;
mod serve;
mod settings;
mod template;
mod users;

use crate::answer::{Answer, Failure};
use clap::Subcommand;
use rollcall_app::{App, Error, Permit, Who};
use rollcall_domain::Timestamp;
use rollcall_host::Workspace;

/// What can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Create an account in a new workspace
    Init(init::Init),
    /// Add groups, or list them
    Group(group::Group),
    /// Write the spreadsheet to fill in, with this account's groups and roles to choose from
    Template(template::Template),
    /// Carry out a spreadsheet of users
    Import(import::Import),
    /// Invite people by their addresses
    Invite(invite::Invite),
    /// List invitations: how each stands, and how its mail went
    Invitations(invitations::Invitations),
    /// Send invitations again: their time starts anew, and their old links die
    Resend(resend::Resend),
    /// Take invitations back: nobody can join by them any more
    Cancel(resend::Cancel),
    /// Record that somebody accepted, another way than by the link
    Accept(record::Accept),
    /// Record that somebody declined, another way than by the link
    Decline(record::Decline),
    /// List users
    Users(users::Users),
    /// Remove users from the account
    Remove(remove::Remove),
    /// List the outbox, deliver what is due in it, pause it, or read mails that came back
    Mail(mail::Mail),
    /// Read or change the settings of the account
    Settings(settings::Settings),
    /// Run the join service, the pages on which invitations are answered; reminders and mails go out while it runs
    Serve(serve::Serve),
}

impl Command {
    /// Does it.
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        match self {
            Self::Init(init) => init.run(session.workspace.path()).await,
            Self::Group(group) => group.run(session).await,
            Self::Template(template) => template.run(session).await,
            Self::Import(import) => import.run(session).await,
            Self::Invite(invite) => invite.run(session).await,
            Self::Invitations(invitations) => invitations.run(session).await,
            Self::Resend(resend) => resend.run(session).await,
            Self::Cancel(cancel) => cancel.run(session).await,
            Self::Accept(accept) => accept.run(session).await,
            Self::Decline(decline) => decline.run(session).await,
            Self::Remove(remove) => remove.run(session).await,
            Self::Users(users) => users.run(session).await,
            Self::Mail(mail) => mail.run(session).await,
            Self::Settings(settings) => settings.run(session).await,
            Self::Serve(serve) => serve.run(session).await,
        }
    }
}

/// An open workspace, and who is at the keyboard.
pub(crate) struct Session {
    /// The workspace.
    pub(crate) workspace: Workspace,
    /// Who acts.
    pub(crate) who: Who,
}

impl Session {
    /// The use cases.
    pub(crate) fn app(&self) -> &App {
        &self.workspace.app
    }

    /// The right to act.
    pub(crate) async fn permit(&self) -> Result<Permit, Error> {
        self.app().act_as(&self.who).await
    }
}

/// A moment for people, in UTC: `2026-11-21 14:02`.
fn when(at: Option<Timestamp>) -> String {
    at.map(|at| at.to_jiff().strftime("%Y-%m-%d %H:%M").to_string()).unwrap_or_default()
}
