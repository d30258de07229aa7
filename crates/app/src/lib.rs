//! The use cases of Rollcall, a file a verb, and what they need from outside, as traits.
//!
//! The composition roots (the window, the command) make an [`App`] from an [`Outside`] and call its methods. Whoever wants to change or see
//! something shows a [`Permit`], which only [`App::act_as`] hands out.

pub mod act_as;
pub mod act_on_invitations;
pub mod add_groups;
pub mod answer_invitation;
pub mod ask_to_join;
pub mod carry_out_import;
pub mod change_roles;
pub mod change_settings;
pub mod check_anywhere;
pub mod check_import;
pub mod check_offline;
pub mod choose_notices;
pub mod create_account;
pub mod create_sample;
pub mod decide_requests;
pub mod deep_link;
pub mod deliver_mail;
mod domain_hint;
pub mod error;
pub mod export_activity;
pub mod export_elsewhere;
pub mod export_users;
pub mod find_users;
pub mod give_out_invitation;
pub mod invite_as_sheet;
pub mod invite_people;
pub mod list_activity;
pub mod list_groups;
pub mod list_imports;
pub mod list_invitations;
pub mod list_mail;
pub mod list_requests;
pub mod list_roles;
pub mod list_users;
pub mod make_report;
pub mod make_template;
pub mod manage_groups;
pub mod manage_roles;
mod names;
pub mod ports;
pub mod read_bounces;
pub mod record_answer;
pub mod remind_invitees;
pub mod remove_users;
pub mod saved_views;
pub mod select_users;
pub mod send_test_mail;
pub mod settings;
pub mod share_join_link;
pub mod show_user;
pub mod tend_requests;
mod typed;
pub mod undo;
pub mod undo_import;
mod user_index;
pub mod verify_activity;
pub mod words;
mod write_mail;
mod write_table;

pub use act_as::{Permit, Who};
pub use error::{Error, ErrorCode, FieldProblem};
pub use settings::Settings;

use deliver_mail::Delivering;
use ports::{Post, Secrets, Spreadsheets, Store};
use rollcall_domain::{Clock, Dice, Timestamp};
use std::sync::Arc;
use user_index::UserIndex;

/// What comes from outside: everything that a use case cannot know or do by itself.
#[derive(Clone)]
pub struct Outside {
    /// The workspace.
    pub store: Arc<dyn Store>,
    /// Spreadsheet files.
    pub sheets: Arc<dyn Spreadsheets>,
    /// Words and ways of mail.
    pub post: Arc<dyn Post>,
    /// Passwords.
    pub secrets: Arc<dyn Secrets>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub dice: Arc<dyn Dice>,
}

/// One open workspace, and all that can be done with it.
pub struct App {
    outside: Outside,
    index: UserIndex,
    delivering: Delivering,
}

impl App {
    /// Puts an application together.
    pub fn new(outside: Outside) -> Self {
        Self { outside, index: UserIndex::default(), delivering: Delivering::default() }
    }

    /// Comes back when this or another process has written to the workspace since the last call.
    pub async fn wait_for_change(&self) {
        self.store().wait_for_write().await;
    }

    fn store(&self) -> &dyn Store {
        self.outside.store.as_ref()
    }

    /// The effective now: never earlier than the workspace has seen.
    async fn now(&self) -> Result<Timestamp, Error> {
        Ok(self.outside.clock.now().max(self.store().latest_seen().await?))
    }

    /// When something is due by the machine's clock that is due at a moment of [`App::now`]; one that is due already is due now.
    async fn by_the_machine(&self, due: Timestamp) -> Result<Timestamp, Error> {
        // The workspace may have seen a later moment than a clock that was set back shows. Who waits has the clock alone.
        let left = due.as_millis() - self.now().await?.as_millis();
        Ok(Timestamp::from_millis(self.outside.clock.now().as_millis() + left.max(0)))
    }
}
