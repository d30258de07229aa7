//! The commands, a file each.

pub(crate) mod activity;
mod approve;
mod asked;
mod asking;
mod blocked;
mod bounce;
mod day;
mod deny;
mod export;
mod filters;
mod group;
mod group_changes;
pub(crate) mod import;
mod init;
pub(crate) mod invitations;
mod invite;
mod link;
mod link_terms;
mod listing;
mod mail;
mod order;
mod people;
mod preferences;
mod reach;
mod record;
mod remove;
pub(crate) mod requests;
mod resend;
mod role;
mod role_grants;
mod role_terms;
mod serve;
mod settings;
mod template;
mod undo;
pub(crate) mod users;
mod verify;

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
    /// List groups, add some, rename, move, merge or remove them
    Group(group::Group),
    /// List roles and who has them; add, change, remove, give or take them
    Role(role::Role),
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
    /// The join link, by which somebody may ask to join: show it, make a new one, change its terms, switch it off and on
    Link(link::Link),
    /// List those who ask to join
    Requests(requests::Requests),
    /// Let those in who ask to join
    Approve(approve::Approve),
    /// Say no to those who ask to join
    Deny(deny::Deny),
    /// List from where no request to join is wanted, or let requests come from there again
    Blocked(blocked::Blocked),
    /// List users
    Users(users::Users),
    /// Write users to a spreadsheet that can be edited and imported again, or to a file for another product
    Export(export::Export),
    /// Remove users from the account
    Remove(remove::Remove),
    /// Undo a removal from the account, a change of roles, or an import
    Undo(undo::Undo),
    /// List what happened, or write it to a spreadsheet
    Activity(activity::Activity),
    /// Tell whether the activity is as it was written
    Verify(verify::Verify),
    /// List the outbox, deliver what is due in it, pause it, or read mails that came back
    Mail(mail::Mail),
    /// Read or change the settings of the account
    Settings(settings::Settings),
    /// Run the join service, the pages on which invitations are answered and people ask to join; mails go out while it runs
    Serve(serve::Serve),
}

impl Command {
    /// Does it.
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        match self {
            Self::Init(init) => init.run(session.workspace.path()).await,
            Self::Group(group) => group.run(session).await,
            Self::Role(role) => role.run(session).await,
            Self::Template(template) => template.run(session).await,
            Self::Import(import) => import.run(session).await,
            Self::Invite(invite) => invite.run(session).await,
            Self::Invitations(invitations) => invitations.run(session).await,
            Self::Resend(resend) => resend.run(session).await,
            Self::Cancel(cancel) => cancel.run(session).await,
            Self::Accept(accept) => accept.run(session).await,
            Self::Decline(decline) => decline.run(session).await,
            Self::Remove(remove) => remove.run(session).await,
            Self::Link(link) => link.run(session).await,
            Self::Requests(requests) => requests.run(session).await,
            Self::Approve(approve) => approve.run(session).await,
            Self::Deny(deny) => deny.run(session).await,
            Self::Blocked(blocked) => blocked.run(session).await,
            Self::Users(users) => users.run(session).await,
            Self::Export(export) => export.run(session).await,
            Self::Undo(undo) => undo.run(session).await,
            Self::Activity(activity) => activity.run(session).await,
            Self::Verify(verify) => verify.run(session).await,
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
