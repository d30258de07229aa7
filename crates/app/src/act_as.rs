//! Who acts, and what they may do. Use cases take the [`Permit`] as a value, and only [`App::act_as`] hands one out.

use crate::{
    App, Error,
    error::NotPermitted,
    ports::store::{Act, AdministratorRecord},
};
use rollcall_domain::{EmailAddress, GroupId, UserId};

/// How somebody says who they are. On `SQLite` whoever can open the file says so themself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// The only administrator there is.
    Only,
    /// The administrator with this address.
    Address(EmailAddress),
    /// The administrator with this id, as chosen once on this computer.
    User(UserId),
}

/// The right of an active administrator to act in the groups they administer, as it was a moment ago.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permit {
    administrator: AdministratorRecord,
}

impl App {
    /// The active administrators, by address: to choose from.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn administrators(&self) -> Result<Vec<AdministratorRecord>, Error> {
        Ok(self.store().administrators().await?)
    }

    /// Checks that somebody is an active administrator.
    ///
    /// # Errors
    /// They are not, or several could be meant.
    pub async fn act_as(&self, who: &Who) -> Result<Permit, Error> {
        if self.store().account().await?.is_none() {
            return Err(Error::NoAccount);
        }
        let administrators = self.store().administrators().await?;
        let addresses = || administrators.iter().map(|one| one.address.to_string()).collect();
        let found = match who {
            Who::Only => match &administrators[..] {
                [only] => Some(only),
                _ => return Err(Error::NotPermitted(NotPermitted::ChooseOne(addresses()))),
            },
            Who::Address(address) => administrators.iter().find(|one| one.address.key() == address.key()),
            Who::User(id) => administrators.iter().find(|one| one.id == *id),
        };
        match (found, who) {
            (Some(found), _) => Ok(Permit { administrator: found.clone() }),
            (None, Who::Address(address)) => {
                Err(Error::NotPermitted(NotPermitted::NotAdministrator(address.to_string())))
            }
            (None, _) => Err(Error::NotPermitted(NotPermitted::ChooseOne(addresses()))),
        }
    }
}

impl Permit {
    /// Who acts.
    pub fn administrator(&self) -> &AdministratorRecord {
        &self.administrator
    }

    /// The groups at and below which they may act.
    pub fn scope(&self) -> &[GroupId] {
        &self.administrator.groups
    }

    /// Whether they administer the whole account.
    pub fn is_root(&self) -> bool {
        self.scope().contains(&GroupId::ROOT)
    }

    /// Goes on only for an administrator of the whole account.
    ///
    /// # Errors
    /// They administer a part of it only.
    pub fn require_root(&self) -> Result<(), Error> {
        if self.is_root() { Ok(()) } else { Err(Error::NotPermitted(NotPermitted::NeedsRoot)) }
    }
}

impl App {
    pub(crate) fn act(&self, by: &Permit) -> Act {
        Act { by: by.administrator.id, now: self.outside.clock.now() }
    }
}
