//! Types, states and rules of Rollcall, and the planner of imports.
//!
//! Nothing here reads a file, a clock, the network or a database; whatever comes from outside is a parameter. The words are
//! those of the design: account, user, group, role, assignment, invitation, outbox, import, activity.

pub mod address;
pub mod address_list;
pub mod clock;
pub mod dice;
pub mod group;
pub mod ids;
pub mod import;
pub mod invitation;
pub mod invite;
pub mod language;
pub mod mail;
pub mod reminder;
pub mod role;
pub mod table;
pub mod text;
pub mod token;
pub mod user;

pub use address::{AddressKey, AddressProblem, EmailAddress};
pub use clock::{Clock, Timestamp};
pub use dice::Dice;
pub use group::{Group, GroupPath, GroupTree};
pub use ids::{GroupId, ImportId, InvitationId, MailId, RoleId, UserId};
pub use import::ProblemCode;
pub use invitation::{InvitationState, InvitationStatus};
pub use language::Language;
pub use mail::DeliveryState;
pub use reminder::ReminderSchedule;
pub use role::Role;
pub use text::{AccountName, GroupName, Note, PersonName, TextProblem};
pub use token::{Token, TokenHash};
pub use user::{Assignment, Status, UserState};
