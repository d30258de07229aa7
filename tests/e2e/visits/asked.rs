//! Those who are invited, by their addresses or by the link, and those who ask.

use crate::visit::{
    Step::{Ask, Back, Look, MenuOfRow, Open, OpenRow, Press, Tick, TickGroup, Type},
    Visit,
};

/// Those who are invited by their addresses, and by the link.
pub(super) const INVITING: &[Visit] = &[
    Visit(
        "#/users",
        &["InviteDialog"],
        &[
            Open("Add users"),
            Press("By e-mail…"),
            Look("Choose a group, and its role appears here."),
            Type("People", "zoe@example.net, no-address, "),
            Look("is not an e-mail address."),
            TickGroup("Finance"),
            Open("Role in Finance"),
            Look("Approver"),
            Back,
            Open("As known, else English"),
            Look("Deutsch"),
            Back,
            Press("Preview of the mail"),
            Look("Subject"),
            Open("Close"),
            Look("Close without inviting?"),
            Back,
            Press("Close"),
            Press("Close without inviting"),
        ],
    ),
    Visit(
        "#/users",
        &["JoinLinkDialog", "TheLink", "NewLinkDialog", "LeaveDialog"],
        &[
            Open("Add users"),
            Press("With a link…"),
            Look("Who may ask, and until when"),
            Open("Make a new link…"),
            Look("The link that is out there stops working at once"),
            Back,
            Type("Welcome text (optional)", "Welcome"),
            Open("Close"),
            Look("Close without saving?"),
            Back,
            Press("Close"),
            Press("Discard changes"),
        ],
    ),
];

pub(super) const INVITATIONS: &[Visit] = &[
    Visit(
        "#/invitations?show=pending",
        &["InvitationPanel", "ResendDialog"],
        &[
            OpenRow(0),
            Look("Groups and roles offered"),
            Open("Send again…"),
            Look("The old link stops working at once."),
            Back,
            Back,
        ],
    ),
    Visit(
        "#/invitations?show=pending",
        &["RecordAnswerDialog"],
        &[MenuOfRow(0), Look("Save as a mail…"), Press("Record an answer…"), Look("Record that they accepted"), Back],
    ),
    Visit(
        "#/invitations?show=pending",
        &["CancelDialog"],
        &[MenuOfRow(0), Press("Cancel the invitation…"), Look("One person can no longer join by it"), Back],
    ),
    Visit(
        "#/invitations?show=pending",
        &["LinkDialog"],
        &[
            Ask("const refused = () => Promise.reject(new Error('refused')); \
             Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { write: refused, writeText: refused } })"),
            MenuOfRow(0),
            Press("Copy link"),
            Look("The clipboard could not be written to."),
            Back,
        ],
    ),
    Visit(
        "#/invitations?show=pending",
        &[],
        &[
            Tick(0),
            Tick(1),
            Open("Send again…"),
            Look("Send 2 invitations again?"),
            Back,
            Open("Cancel…"),
            Look("Cancel 2 invitations?"),
            Back,
            Press("Select none"),
        ],
    ),
];

pub(super) const REQUESTS: &[Visit] = &[
    Visit(
        "#/requests",
        &["RequestsPage", "BlockedDialog"],
        &[
            Open("More about requests"),
            Look("Blocked addresses and domains…"),
            Press("Blocked addresses and domains…"),
            Look("Blocked"),
            Back,
        ],
    ),
    Visit(
        "#/requests",
        &["RequestPanel", "DenyDialog"],
        &[OpenRow(0), Look("Who has this address"), Open("Deny…"), Look("Let them ask again"), Back, Back],
    ),
    Visit(
        "#/requests",
        &["ApproveDialog"],
        &[MenuOfRow(0), Look("Copy address"), Press("Approve…"), Look("told by mail"), Back],
    ),
    Visit(
        "#/requests",
        &["ApproveDialog", "DenyDialog"],
        &[
            Tick(0),
            Tick(1),
            Open("Approve…"),
            Look("Approve 2 requests?"),
            Back,
            Open("Deny…"),
            Look("Deny 2 requests?"),
            Back,
            Press("Select none"),
        ],
    ),
    // Somebody else decides about one of them meanwhile.
    Visit(
        "#/requests",
        &["OutcomeDialog"],
        &[
            Tick(0),
            Tick(1),
            Open("Deny…"),
            Ask("const { invoke } = window.__TAURI_INTERNALS__; \
             const query = { search: '', statuses: ['pending', 'ageing'], oldest_first: true, offset: 0, limit: 1 }; \
             return invoke('list_requests', { query }).then(({ requests: [one] }) => \
                 invoke('deny_requests', { input: { requests: [one.id], words: '', block: null } }))"),
            Press("Deny 2 requests"),
            Look("With these it was not done:"),
            Press("Close"),
        ],
    ),
    Visit("#/requests/99999", &["RequestPanel"], &[Look("This request is not there")]),
];
