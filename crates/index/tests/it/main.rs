//! The index against a list that is filtered, counted and sorted the plain way.

mod accounts;
mod agreement;
mod domains;
mod held;
mod invitations;
mod paging;
mod plain;
mod trend;
