//! A person as other products know them: with a given name and a family name.

use crate::list_users::{AssignmentView, UserRow};
use rollcall_domain::{Language, Status, Timestamp, UserId};

/// Somebody, as far as other products want to know.
pub(super) struct Person {
    pub(super) id: UserId,
    pub(super) address: String,
    /// What they are called, if it is known.
    pub(super) name: Option<String>,
    pub(super) language: Option<Language>,
    pub(super) status: Status,
    pub(super) assignments: Vec<AssignmentView>,
    /// When the account first knew of them, as far as that is known.
    pub(super) since: Option<Timestamp>,
}

impl Person {
    pub(super) fn of(row: UserRow, language: Option<Language>) -> Self {
        Self {
            id: row.id,
            since: row.invited_at.into_iter().chain(row.joined_at).min(),
            address: row.address,
            name: row.name,
            language,
            status: row.status,
            assignments: row.assignments,
        }
    }

    /// What they are called, or else what stands before the `@`.
    pub(super) fn shown(&self) -> &str {
        self.name.as_deref().unwrap_or_else(|| self.address.split('@').next().unwrap_or_default())
    }

    /// Their given name and their family name: the last word is the family's, or what stands before a comma. Of a single word both, since other
    /// products want both.
    pub(super) fn halves(&self) -> (&str, &str) {
        let shown = self.shown();
        if let Some((family, given)) = shown.split_once(',').map(|(family, given)| (family.trim(), given.trim()))
            && !family.is_empty()
            && !given.is_empty()
        {
            return (given, family);
        }
        match shown.rsplit_once(char::is_whitespace) {
            Some((given, family)) => (given.trim_end(), family),
            None => (shown, shown),
        }
    }

    /// The groups that they are in, each once, by path.
    pub(super) fn groups(&self) -> Vec<&AssignmentView> {
        let mut groups: Vec<&AssignmentView> = self.assignments.iter().collect();
        groups.dedup_by_key(|one| one.group);
        groups
    }
}

#[cfg(test)]
pub(super) fn person(name: Option<&str>, address: &str) -> Person {
    Person {
        id: UserId(7),
        address: address.to_owned(),
        name: name.map(str::to_owned),
        language: Some(Language::De),
        status: Status::Active,
        assignments: Vec::new(),
        since: Some(Timestamp::from_millis(0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_is_the_family_name_and_nobody_is_without_one() {
        for (name, halves) in [
            (Some("Zoë Ünal"), ("Zoë", "Ünal")),
            (Some("Anna Maria  Rossi"), ("Anna Maria", "Rossi")),
            (Some("Müller, Hans Peter"), ("Hans Peter", "Müller")),
            (Some("Prince"), ("Prince", "Prince")),
            (None, ("zoe.unal", "zoe.unal")),
        ] {
            assert_eq!(person(name, "zoe.unal@example.net").halves(), halves);
        }
    }
}
