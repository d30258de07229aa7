//! Groups and roles, and the pages that are about all of them.

use crate::visit::{
    Step::{Ask, Back, Look, MenuOfRow, Open, OpenRow, Press, Type},
    Visit,
};

/// Groups and roles.
pub(super) const STRUCTURE: &[Visit] = &[
    Visit(
        "#/groups",
        &["GroupsPage", "AddGroup"],
        &[Open("Add a group"), Look("A group inside another is written Sales/EMEA."), Back],
    ),
    Visit(
        "#/groups",
        &["GroupPanel", "RenameDialog", "MoveDialog", "MergeDialog", "RemoveDialog"],
        &[
            OpenRow(1),
            Look("Who administers it"),
            Open("Rename…"),
            Look("Rename group"),
            Back,
            Open("Move to…"),
            Look("It moves with all that is in it"),
            Back,
            Open("Merge into…"),
            Look("Choose the group that everything goes into."),
            Back,
            Open("Remove…"),
            Look("is not empty"),
            Back,
            Back,
        ],
    ),
    Visit("#/groups", &["RowMenu"], &[MenuOfRow(2), Look("Show its users"), Back]),
    Visit("#/groups?search=xyzzy", &[], &[Look("No group matches")]),
    Visit("#/groups/99999", &["GroupPanel"], &[Look("This group is not there")]),
    Visit(
        "#/roles",
        &["RoleDialog"],
        &[Open("Add a role"), Look("In a sentence, for the administrators who give it."), Back],
    ),
    Visit("#/roles", &["RolePanel"], &[OpenRow(1), Look("Where"), Open("Change…"), Look("Change role"), Back, Back]),
    Visit(
        "#/roles",
        &["RemoveRole"],
        &[
            Open("Add a role"),
            Type("Role", "Auditor"),
            Press("Add role"),
            Look("Nobody has it, or is offered it."),
            Open("Remove…"),
            Look("Remove the role Auditor?"),
            Back,
            Press("Close panel"),
        ],
    ),
];

pub(super) const REST: &[Visit] = &[
    Visit("#/mail", &["MailPanel"], &[OpenRow(0), Look("Message"), Back]),
    Visit("#/activity", &["ActivityPanel"], &[OpenRow(0), Look("Number"), Back]),
    Visit(
        "#/activity",
        &["useUndoEntry"],
        &[
            Ask("const { invoke } = window.__TAURI_INTERNALS__; \
             const change = { kind: 'give', grant: { group: 1, role: 4 } }; \
             return invoke('change_roles', { selection: { kind: 'these', users: [20, 21, 22] }, change })"),
            Look("Roles changed"),
            OpenRow(0),
            Look("Number"),
            Open("Undo…"),
            Look("Roles changed"),
            Back,
            Back,
        ],
    ),
    Visit("#/activity", &["ActorFilter"], &[Open("anybody"), Look("Find somebody"), Back]),
    Visit("#/activity", &["Several"], &[Open("any"), Look("requests to join"), Back]),
    Visit(
        "#/settings",
        &["SettingsPage"],
        &[
            Type("Valid for", "5"),
            Look("You have unsaved changes."),
            Open("Users"),
            Look("Leave without saving?"),
            Back,
            Press("Discard"),
        ],
    ),
];
