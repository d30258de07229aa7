//! Change what an invitation offers, while it is pending.

use crate::{
    App, Error, Permit,
    typed::{assignment_problems, giving_problems},
};
use rollcall_domain::{Assignment, InvitationId, InvitationState};

impl App {
    /// Offers other roles in place of `from`, which is what the administrator saw. Nobody is mailed: the invitation's page shows what is
    /// offered when it is opened.
    ///
    /// # Errors
    /// The roles are not right, somebody else changed or ended it meanwhile, or the workspace could not be written: it offers what it did.
    pub async fn change_offer(
        &self,
        by: &Permit,
        id: InvitationId,
        from: &[Assignment],
        to: &[Assignment],
    ) -> Result<(), Error> {
        let record = self.my_invitation(by, id).await?;
        if record.state != InvitationState::Pending {
            return Err(self.why_not(id).await?);
        }
        let (tree, roles) = (self.group_tree().await?, self.store().roles().await?);
        let (from, to) = (sorted(from), sorted(to));
        // What was offered and stays may be another's to give.
        let changed: Vec<_> =
            from.iter().chain(&to).filter(|one| !(from.contains(one) && to.contains(one))).copied().collect();
        let problems = match to[..] {
            [] => assignment_problems(by, &to, &tree, &roles),
            _ => giving_problems(by, &changed, &tree, &roles),
        };
        if !problems.is_empty() {
            return Err(Error::InvalidInput(problems));
        }
        if from == to || self.store().change_offer(id, &from, &to, self.act(by)).await? {
            return Ok(());
        }
        Err(self.why_not(id).await?)
    }
}

fn sorted(assignments: &[Assignment]) -> Vec<Assignment> {
    let mut sorted = assignments.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    sorted
}
