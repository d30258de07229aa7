//! Which workspaces were opened on this computer, and who acted in them. Kept in the program's own folder.

use crate::files;
use rollcall_domain::{AccountKey, Timestamp, UserId};
use serde::{Deserialize, Serialize};
use std::{
    io,
    path::{Path, PathBuf},
};

/// How many are remembered.
const MOST: usize = 12;

/// The file in the program's folder.
const FILE: &str = "recent.json";

/// The workspaces that were opened, newest first.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Recent {
    #[serde(skip)]
    folder: PathBuf,
    last: u32,
    workspaces: Vec<Entry>,
}

/// A workspace that was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// What the pages call it by.
    pub(crate) id: u32,
    /// The account's name when it was last opened.
    pub(crate) name: String,
    /// The account's key; none if it was last opened by a program that did not know of keys.
    pub(crate) key: Option<String>,
    /// Where it is.
    pub(crate) path: PathBuf,
    /// When it was last opened.
    pub(crate) opened_at: Timestamp,
    /// Who acted in it on this computer.
    pub(crate) administrator: Option<UserId>,
}

impl Recent {
    /// What is remembered in this folder. What cannot be read is forgotten: it is a comfort, and nothing depends on it.
    pub(crate) fn load(folder: &Path) -> Self {
        let read = std::fs::read(folder.join(FILE)).ok();
        let mut recent: Self = read.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        folder.clone_into(&mut recent.folder);
        recent
    }

    /// All of them, newest first.
    pub(crate) fn all(&self) -> &[Entry] {
        &self.workspaces
    }

    /// The one of this number.
    pub(crate) fn get(&self, id: u32) -> Option<&Entry> {
        self.workspaces.iter().find(|entry| entry.id == id)
    }

    /// The one of this account that was opened last, rather one whose file is still there: an account may have been copied.
    pub(crate) fn of_account(&self, key: &AccountKey) -> Option<&Entry> {
        let all = || self.workspaces.iter().filter(|entry| entry.key.as_deref() == Some(key.as_str()));
        all().find(|entry| entry.path.exists()).or_else(|| all().next())
    }

    /// Who acted in this workspace last.
    pub(crate) fn administrator_of(&self, path: &Path) -> Option<UserId> {
        self.workspaces.iter().find(|entry| entry.path == path)?.administrator
    }

    /// Remembers that a workspace was opened, and who acts in it.
    ///
    /// # Errors
    /// The operating system's; it is remembered until the program ends.
    pub(crate) fn opened(
        &mut self,
        path: &Path,
        name: &str,
        key: &AccountKey,
        administrator: Option<UserId>,
        now: Timestamp,
    ) -> io::Result<()> {
        let known = self.workspaces.iter().position(|entry| entry.path == path);
        let id = if let Some(place) = known {
            self.workspaces.remove(place).id
        } else {
            self.last += 1;
            self.last
        };
        let (name, key, path) = (name.to_owned(), Some(key.to_string()), path.to_owned());
        let entry = Entry { id, name, key, path, opened_at: now, administrator };
        self.workspaces.insert(0, entry);
        self.workspaces.truncate(MOST);
        self.save()
    }

    /// Forgets a workspace. The file is left alone.
    ///
    /// # Errors
    /// The operating system's.
    pub(crate) fn forget(&mut self, id: u32) -> io::Result<()> {
        self.workspaces.retain(|entry| entry.id != id);
        self.save()
    }

    fn save(&self) -> io::Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        files::write_own(&self.folder.join(FILE), &serde_json::to_vec_pretty(self)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "BwcHBwcHBwcHBwcHBwcHBw";
    const NOON: Timestamp = Timestamp::from_millis(1_795_000_000_000);

    fn key() -> AccountKey {
        AccountKey::parse(KEY).unwrap()
    }

    #[test]
    fn an_account_is_found_by_its_key_rather_where_its_file_is_still_there() {
        let folder = tempfile::tempdir().unwrap();
        let mut recent = Recent::load(folder.path());
        assert_eq!(recent.of_account(&key()), None);
        let [there, gone] = ["there", "gone"].map(|name| folder.path().join(name));
        std::fs::write(&there, "").unwrap();
        recent.opened(&there, "Copy", &key(), None, NOON).unwrap();
        recent.opened(&gone, "Acme", &key(), None, NOON).unwrap();
        assert_eq!(recent.of_account(&key()).unwrap().name, "Copy");
        std::fs::remove_file(&there).unwrap();
        assert_eq!(Recent::load(folder.path()).of_account(&key()).unwrap().name, "Acme", "to say that it is gone");
        assert_eq!(recent.of_account(&AccountKey::parse(&KEY.replace('B', "C")).unwrap()), None);
    }

    #[test]
    fn what_an_earlier_program_remembered_is_still_read() {
        let folder = tempfile::tempdir().unwrap();
        let text = r#"{ "last": 3, "workspaces": [
            { "id": 3, "name": "Acme", "path": "/a/Acme.rollcall", "opened_at": "2026-11-21T14:02:00.000Z", "administrator": 7 }
        ] }"#;
        std::fs::write(folder.path().join(FILE), text).unwrap();
        let recent = Recent::load(folder.path());
        assert_eq!((recent.all()[0].id, recent.all()[0].administrator), (3, Some(UserId(7))));
        assert_eq!(recent.of_account(&key()), None);
    }

    #[test]
    fn what_was_opened_is_remembered_newest_first_and_once() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("deep/data");
        let [one, other] = ["/a/One.rollcall", "/a/Other.rollcall"].map(Path::new);
        let mut recent = Recent::load(&data);
        recent.opened(one, "One", &key(), Some(UserId(7)), NOON).unwrap();
        recent.opened(other, "Other", &key(), None, NOON).unwrap();
        recent.opened(one, "One & Co", &key(), Some(UserId(8)), NOON.plus_days(1)).unwrap();

        let mut again = Recent::load(&data);
        let names: Vec<_> = again.all().iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["One & Co", "Other"]);
        assert_eq!((again.administrator_of(one), again.administrator_of(other)), (Some(UserId(8)), None));
        let id = again.all()[0].id;
        again.forget(id).unwrap();
        assert_eq!(Recent::load(&data).get(id), None);
        assert_eq!(Recent::load(&data).all().len(), 1);
    }

    #[test]
    fn only_the_newest_are_kept_and_a_damaged_file_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let mut recent = Recent::load(folder.path());
        for number in 0..20 {
            recent.opened(Path::new(&format!("/{number}.rollcall")), "Acme", &key(), None, NOON).unwrap();
        }
        assert_eq!(Recent::load(folder.path()).all().len(), MOST);
        std::fs::write(folder.path().join(FILE), "{").unwrap();
        assert!(Recent::load(folder.path()).all().is_empty());
    }
}
