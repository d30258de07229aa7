//! Add groups to the account's tree.

use crate::{App, Error, FieldProblem, Permit, create_account::path_problem};
use rollcall_domain::GroupPath;

impl App {
    /// Adds the groups that are missing, with the groups above them. Returns those that were made.
    ///
    /// # Errors
    /// A text is no path (nothing was added then), or the workspace could not be written.
    pub async fn add_groups(&self, by: &Permit, paths: &[String]) -> Result<Vec<GroupPath>, Error> {
        by.require_root()?;
        let mut problems = Vec::new();
        let mut parsed = Vec::new();
        for text in paths {
            match GroupPath::parse(text) {
                Ok(path) => parsed.push(path),
                Err(why) => {
                    problems.push(FieldProblem { field: "path".to_owned(), message: path_problem(text, why) });
                }
            }
        }
        if !problems.is_empty() {
            return Err(Error::InvalidInput(problems));
        }
        Ok(self.store().add_groups(&parsed, self.act(by)).await?)
    }
}
