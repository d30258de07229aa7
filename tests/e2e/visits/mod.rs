//! All that opens over a page or beside it, by how it is opened, seen and closed. A new one gets a line here.

mod asked;
mod others;
mod sheets;
mod users;

use crate::visit::{
    ESCAPE,
    Step::{Back, Keys, Look, MenuOfRow, Open, Press},
    Visit,
};

/// Of an account of one person.
pub(crate) fn of_an_empty_account() -> impl Iterator<Item = &'static Visit> {
    EMPTY.iter()
}

/// Of the sample account.
pub(crate) fn of_the_sample() -> impl Iterator<Item = &'static Visit> {
    let all = [
        EVERYWHERE,
        users::LIST,
        asked::INVITING,
        asked::INVITATIONS,
        asked::REQUESTS,
        others::STRUCTURE,
        sheets::SHEETS,
        others::REST,
    ];
    all.into_iter().flatten()
}

/// What an account shows in which nothing has happened yet.
const EMPTY: &[Visit] = &[
    Visit("#/users", &["UsersPage"], &[Look("Nobody but you, so far")]),
    Visit(
        "#/users",
        &["RemovalDialog"],
        &[MenuOfRow(0), Press("Remove from the account…"), Look("cannot be removed yet"), Back],
    ),
    Visit("#/users", &["FirstLink"], &[Open("Add users"), Press("With a link…"), Look("Make the link"), Back]),
    Visit("#/invitations", &[], &[Look("Nobody has been invited yet")]),
    Visit("#/requests", &[], &[Look("Nobody waits for a decision")]),
    Visit("#/imports", &[], &[Look("No imports yet")]),
    Visit("#/mail", &[], &[Look("No mail yet")]),
    Visit("#/activity", &[], &[Look("Created the account")]),
];

/// From any page.
const EVERYWHERE: &[Visit] = &[
    Visit("#/users", &["AccountMenu", "Menu", "Dialog"], &[Open("Workspace menu"), Look("Close workspace"), Back]),
    // What is typed goes first.
    Visit(
        "#/users",
        &["Palette"],
        &[
            Open("Find or do…"),
            Look("Go to Users"),
            Keys("zo"),
            Look("Zo"),
            Keys("xyzzy"),
            Look("Nothing fits"),
            Keys(ESCAPE),
            Back,
        ],
    ),
    Visit(
        "#/users",
        &["ShortcutsDialog"],
        &[Open("Find or do…"), Press("Keyboard shortcuts"), Look("Tick all that match"), Back],
    ),
];
