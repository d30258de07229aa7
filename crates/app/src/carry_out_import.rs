//! Carry out a checked spreadsheet: all of it, or nothing.

use crate::{
    App, Error, Permit,
    check_import::ImportCheck,
    ports::store::{Act, CarriedOut, ImportToCarryOut},
};
use rollcall_domain::ImportId;

impl App {
    /// Does what the plan says, in one transaction. `removals` is how many users somebody has agreed to remove from the account. `progress` is
    /// told the share that is done, 0 to 1, and stops it with `false`.
    ///
    /// # Errors
    /// There is no account ([`Error::NoAccount`]), or the plan removes another number of users ([`Error::RemovalsUnconfirmed`]). Somebody, a
    /// group or a role of the plan has changed meanwhile, or is no longer theirs to give ([`Error::PlanStale`]); it was stopped, or the
    /// workspace could not be written: in each case nothing was done.
    pub async fn carry_out_import(
        &self,
        by: &Permit,
        check: &ImportCheck,
        removals: u32,
        progress: &(dyn Fn(f32) -> bool + Send + Sync),
    ) -> Result<ImportId, Error> {
        if !check.account.is_known {
            return Err(Error::NoAccount);
        }
        let planned = u32::try_from(check.plan.removals.len()).unwrap_or(u32::MAX);
        if removals != planned {
            return Err(Error::RemovalsUnconfirmed { removals: planned });
        }
        let id = self.carry_out_as(self.act(by), check, progress).await?;
        // What was done stays done.
        if let Err(error) = self.remember_columns(by, check).await {
            tracing::warn!(%error, "what was said of the columns could not be remembered");
        }
        Ok(id)
    }

    pub(crate) async fn carry_out_as(
        &self,
        act: Act,
        check: &ImportCheck,
        progress: &(dyn Fn(f32) -> bool + Send + Sync),
    ) -> Result<ImportId, Error> {
        let import = ImportToCarryOut {
            file_name: &check.file_name,
            file_hash: check.file_hash,
            options: check.options,
            plan: &check.plan,
            basis: &check.basis,
            basis_change: check.basis_change,
            groups: &check.account.groups,
            roles: &check.account.roles,
            headers: check.headers(),
            layout: &check.draft.layout,
            rows: check.draft.rows(),
        };
        match self.store().carry_out(&import, act, progress).await? {
            CarriedOut::Done(id) => Ok(id),
            CarriedOut::Stale => Err(Error::PlanStale),
            CarriedOut::Cancelled => Err(Error::Cancelled),
        }
    }
}
