//! The views of the users that an administrator keeps.

use crate::{App, Error, Permit, ports::store::SavedView, words::say};
use rollcall_domain::ViewName;

/// The most views that somebody keeps, and the longest place of one, in bytes.
const MOST: usize = 50;
const LONGEST_PLACE: usize = 2_000;

impl App {
    /// The views that whoever acts keeps, by name.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn saved_views(&self, by: &Permit) -> Result<Vec<SavedView>, Error> {
        Ok(self.store().views(by.administrator().id).await?)
    }

    /// Keeps a view under its name, in place of one that had it. Returns all.
    ///
    /// # Errors
    /// The name is not right, there are too many already, or the workspace could not be written: none was kept.
    pub async fn save_view(&self, by: &Permit, view: &SavedView) -> Result<Vec<SavedView>, Error> {
        let name = ViewName::parse(&view.name)
            .map_err(|why| Error::field("name", say("field-view-name", &[("why", &why)])))?
            .to_string();
        if view.place.is_empty() || view.place.len() > LONGEST_PLACE {
            return Err(Error::field("place", say("field-view-place", &[])));
        }
        let kept = self.saved_views(by).await?;
        if kept.len() >= MOST && kept.iter().all(|one| one.name != name) {
            return Err(Error::field("name", say("field-view-most", &[("most", &MOST)])));
        }
        let view = SavedView { name, place: view.place.clone() };
        self.store().save_view(by.administrator().id, &view, self.act(by)).await?;
        self.saved_views(by).await
    }

    /// Forgets a view. Returns the others.
    ///
    /// # Errors
    /// The workspace could not be written.
    pub async fn forget_view(&self, by: &Permit, name: &str) -> Result<Vec<SavedView>, Error> {
        self.store().forget_view(by.administrator().id, name, self.act(by)).await?;
        self.saved_views(by).await
    }
}
