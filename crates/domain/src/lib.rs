//! Types, states and rules of Rollcall, and the planner of imports.
//!
//! Nothing here reads a file, a clock, the network or a database; whatever comes from outside is a parameter. The words are
//! those of the design: account, user, group, role, assignment, invitation, join link, join request, outbox, import, activity.

pub mod account_key;
pub mod address;
pub mod address_list;
pub mod clock;
pub mod dice;
pub mod grants;
pub mod group;
pub mod ids;
pub mod import;
pub mod invitation;
pub mod invite;
pub mod join_link;
pub mod join_request;
pub mod language;
pub mod mail;
pub mod mail_domain;
pub mod reminder;
pub mod role;
pub mod table;
pub mod text;
pub mod token;
pub mod user;

pub use account_key::AccountKey;
pub use address::{AddressKey, AddressProblem, EmailAddress};
pub use clock::{Clock, Timestamp};
pub use dice::Dice;
pub use grants::GrantChange;
pub use group::{Group, GroupPath, GroupTree};
pub use ids::{ActivityId, GroupId, ImportId, InvitationId, JoinLinkId, MailId, RequestId, RoleId, UserId};
pub use import::ProblemCode;
pub use invitation::{InvitationState, InvitationStatus};
pub use join_link::{JoinLinkStatus, JoinLinkTerms};
pub use join_request::{RequestNotices, RequestState, RequestStatus};
pub use language::Language;
pub use mail::DeliveryState;
pub use mail_domain::MailDomain;
pub use reminder::ReminderSchedule;
pub use role::{Role, RoleGivers, RoleTerms};
pub use text::{AccountName, GroupName, Note, PersonName, RoleName, TextProblem, ViewName};
pub use token::{Token, TokenHash};
pub use user::{Assignment, CameBy, Status, UserState};
