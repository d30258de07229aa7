//! Export users for other products: one entry a person, in the form in which each of these takes many users at once.

mod ldif;
mod people;
mod scim;
mod tables;

use crate::{
    App, Error, Permit,
    ports::{
        sheets::{NotMade, Rows, Spreadsheets, TableFormat},
        store::UserRecord,
    },
    select_users::UserSelection,
    write_table::TableWriting,
};
use people::Person;
use serde::{Deserialize, Serialize};
use std::{collections::HashMap, sync::Arc};

/// For what other product users are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Elsewhere {
    /// Microsoft Entra: its template for inviting many (`.csv`).
    Entra,
    /// Google Workspace: its template for uploading users (`.csv`).
    Google,
    /// Okta: its template for importing people (`.csv`).
    Okta,
    /// A directory: people, and groups with their members, as `inetOrgPerson` and `groupOfNames` (RFC 2849, `.ldif`).
    Ldif,
    /// Programs that speak SCIM 2.0: a list of users (RFC 7643, `.json`).
    Scim,
}

impl Elsewhere {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::Entra, Self::Google, Self::Okta, Self::Ldif, Self::Scim];

    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Entra => "entra",
            Self::Google => "google",
            Self::Okta => "okta",
            Self::Ldif => "ldif",
            Self::Scim => "scim",
        }
    }

    /// The ending of its files.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Entra | Self::Google | Self::Okta => "csv",
            Self::Ldif => "ldif",
            Self::Scim => "json",
        }
    }

    /// The name under which the file is offered to be saved.
    pub fn file_name(self) -> String {
        format!("Rollcall users {}.{}", self.word(), self.ending())
    }
}

/// So many users are fetched at a time.
const BATCH: usize = 5_000;

impl App {
    /// The users that are meant, whatever their status, in the order of the list, for another product: one entry a person, with the groups and
    /// roles that the administrator may see. A program that takes the file may make accounts for all of them.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn export_elsewhere(
        &self,
        by: &Permit,
        selection: &UserSelection,
        to: Elsewhere,
    ) -> Result<Vec<u8>, Error> {
        let users = self.users_in_order(by, selection).await?;
        let (names, now) = (self.names().await?, self.now().await?);
        let account = self.account_name().await?;
        let redirection = if to == Elsewhere::Entra { self.redirection(by).await? } else { String::new() };
        let write: fn(&Person, &str) -> Vec<String> = match to {
            Elsewhere::Entra => tables::entra,
            Elsewhere::Google => tables::google,
            Elsewhere::Okta => tables::okta,
            Elsewhere::Ldif => |person, account| vec![ldif::person(person, account)],
            Elsewhere::Scim => |person, _| vec![scim::user(person)],
        };
        // What a row needs besides its person.
        let beside = if to == Elsewhere::Entra { redirection } else { account.clone() };
        let mut members = ldif::Members::default();
        let sheets = Arc::clone(&self.outside.sheets);
        let writing = TableWriting::begin(move |rows| written(sheets.as_ref(), to, &account, rows));
        for batch in users.chunks(BATCH) {
            let records = self.store().users(batch).await?;
            let mut records: HashMap<_, _> = records.into_iter().map(|user| (user.entry.id, user)).collect();
            let people = batch.iter().filter_map(|id| records.remove(id)).map(|user: UserRecord| {
                let language = user.language;
                Person::of(names.seen_row(user, by, now), language)
            });
            let mut rows = Vec::with_capacity(batch.len());
            for person in people {
                rows.push(write(&person, &beside));
                if to == Elsewhere::Ldif {
                    members.note(&person);
                }
            }
            if !writing.put(rows).await {
                return writing.end().await;
            }
        }
        if to == Elsewhere::Ldif {
            writing.put(members.entries(&beside).map(|entry| vec![entry]).collect()).await;
        }
        writing.end().await
    }

    /// Where Microsoft leads those who accepted: to the join link, if it works from elsewhere.
    async fn redirection(&self, by: &Permit) -> Result<String, Error> {
        let link = if by.is_root() { self.join_link(by).await? } else { None };
        let link = link.filter(|link| link.is_on && !link.stays_here);
        Ok(link.map_or_else(|| tables::MY_APPLICATIONS.to_owned(), |link| link.link.to_string()))
    }
}

/// The whole file, with a row for each person.
fn written(sheets: &dyn Spreadsheets, to: Elsewhere, account: &str, rows: Rows<'_>) -> Result<Vec<u8>, NotMade> {
    let table = match to {
        Elsewhere::Ldif => return Ok(joined(&ldif::head(account), "", rows, |_| String::new())),
        Elsewhere::Scim => return Ok(joined(scim::HEAD, ",\n", rows, scim::end)),
        Elsewhere::Entra => tables::entra_headers(),
        Elsewhere::Google => tables::headers(&tables::GOOGLE),
        Elsewhere::Okta => tables::headers(&tables::OKTA),
    };
    match tables::second_row(to) {
        Some(second) => sheets.table(&table, TableFormat::Csv, &mut std::iter::once(second).chain(rows)),
        None => sheets.table(&table, TableFormat::Csv, rows),
    }
}

/// Texts one after the other, and what stands behind so many.
fn joined(head: &str, between: &str, rows: Rows<'_>, end: impl Fn(usize) -> String) -> Vec<u8> {
    let mut text = head.to_owned();
    let mut count = 0;
    for row in rows {
        if count > 0 {
            text.push_str(between);
        }
        text.extend(row);
        count += 1;
    }
    text.push_str(&end(count));
    text.into_bytes()
}
