//! What can be done, and how it is drawn at random. Numbers are picks: of however many there are when it is done, the one at that place.

use proptest::{prelude::*, sample::select};

/// One command: what, by which program, by which administrator.
#[derive(Debug, Clone)]
pub(super) struct Command {
    /// The second program has the same file open, and a clock of its own.
    pub(super) second: bool,
    pub(super) by: u8,
    pub(super) what: What,
    /// What is asked afterwards.
    pub(super) ask: Ask,
}

/// A role in a group, as picks.
pub(super) type Pick = (u8, u8);

#[derive(Debug, Clone)]
pub(super) enum What {
    Invite {
        people: Vec<u8>,
        offers: Vec<Pick>,
    },
    Deliver,
    Remind,
    Answer {
        link: u8,
        accept: bool,
    },
    Record {
        who: u8,
        accept: bool,
    },
    CopyLink {
        who: u8,
    },
    Resend {
        people: Vec<u8>,
    },
    Cancel {
        people: Vec<u8>,
    },
    Give {
        people: Vec<u8>,
        grant: Pick,
    },
    Replace {
        people: Vec<u8>,
        grant: Pick,
        any: bool,
        to: u8,
    },
    Take {
        people: Vec<u8>,
        grant: Pick,
        any: bool,
    },
    Set {
        who: u8,
        stale: bool,
        to: Vec<Pick>,
    },
    Remove {
        people: Vec<u8>,
        stale: bool,
    },
    Undo {
        deed: u8,
    },
    AddGroups {
        at: Vec<Way>,
    },
    RenameGroup {
        group: u8,
        name: &'static str,
    },
    MoveGroup {
        group: u8,
        into: u8,
    },
    MergeGroups {
        group: u8,
        into: u8,
    },
    RemoveGroup {
        group: u8,
    },
    AddRole {
        name: &'static str,
        group_gives: bool,
    },
    ChangeRole {
        role: u8,
        name: &'static str,
        group_gives: bool,
    },
    RemoveRole {
        role: u8,
    },
    Import {
        rows: Vec<RowPick>,
        fixes: Vec<FixPick>,
        create: bool,
        allow: bool,
        agreed: Option<u32>,
        /// What is done between checking and carrying out.
        meanwhile: Option<Box<Command>>,
    },
    Pass {
        seconds: i64,
    },
    Restart,
}

/// Where a path leads: from a group, or from a path that one had before, down these names.
#[derive(Debug, Clone)]
pub(super) struct Way {
    pub(super) from: u8,
    pub(super) former: bool,
    pub(super) down: Vec<&'static str>,
}

/// A row of a file.
#[derive(Debug, Clone)]
pub(super) struct RowPick {
    pub(super) who: u8,
    /// It is about whom the row before is about.
    pub(super) same: bool,
    /// What of that which they have.
    pub(super) own: u8,
    pub(super) groups: Vec<Way>,
    pub(super) roles: Vec<&'static str>,
    /// What stands between several groups or roles.
    pub(super) between: &'static str,
    pub(super) action: &'static str,
}

/// What is mended in a file.
#[derive(Debug, Clone)]
pub(super) enum FixPick {
    /// A cell becomes what it is in another row.
    Cell {
        row: u8,
        cell: usize,
        like: RowPick,
    },
    Skip {
        row: u8,
    },
    TakeBack,
}

/// A question to the list of users.
#[derive(Debug, Clone)]
pub(super) struct Ask {
    pub(super) by: u8,
    pub(super) statuses: Vec<u8>,
    pub(super) group: Option<u8>,
    pub(super) subgroups: bool,
    pub(super) role: Option<u8>,
    pub(super) only: Option<u8>,
    pub(super) sort: u8,
    pub(super) descending: bool,
}

const MINUTE: i64 = 60;
const DAY: i64 = 24 * 60 * MINUTE;

/// Sequences of up to so many commands.
pub(super) fn sequences(most: usize) -> impl Strategy<Value = Vec<Command>> {
    prop::collection::vec(command(), 1..=most)
}

fn command() -> impl Strategy<Value = Command> {
    let what = prop_oneof![8 => what(), 1 => import()];
    (second(), first_or_any(), what, ask()).prop_map(|(second, by, what, ask)| Command { second, by, what, ask })
}

fn second() -> impl Strategy<Value = bool> {
    prop::bool::weighted(0.25)
}

fn first_or_any() -> impl Strategy<Value = u8> {
    prop_oneof![3 => Just(0), 2 => any::<u8>()]
}

fn ask() -> impl Strategy<Value = Ask> {
    let some = || prop::option::weighted(0.3, any::<u8>());
    let statuses = prop::collection::vec(0..7_u8, 0..3);
    let flags = (any::<bool>(), any::<bool>());
    (first_or_any(), statuses, some(), some(), some(), any::<u8>(), flags).prop_map(
        |(by, statuses, group, role, only, sort, (subgroups, descending))| Ask {
            by,
            statuses,
            group,
            subgroups,
            role,
            only,
            sort,
            descending,
        },
    )
}

fn people(most: usize) -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(0..64_u8, 1..=most)
}

/// Mostly a role of few, so that much is about the same; the Administrator among them.
fn grant() -> impl Strategy<Value = Pick> {
    (any::<u8>(), prop_oneof![2 => Just(0_u8), 3 => 1..3_u8, 1 => any::<u8>()])
}

fn grants() -> impl Strategy<Value = Vec<Pick>> {
    prop::collection::vec(grant(), 0..3)
}

fn group_name() -> impl Strategy<Value = &'static str> {
    select(&["Sales", "EMEA", "emea", "Finance", "North"][..])
}

fn role_name() -> impl Strategy<Value = &'static str> {
    select(&["Auditor", "auditor", "Clerk", "Buyer", "Admin"][..])
}

fn way() -> impl Strategy<Value = Way> {
    let down = prop::collection::vec(group_name(), 0..3);
    (any::<u8>(), prop::bool::weighted(0.2), down).prop_map(|(from, former, down)| Way { from, former, down })
}

fn row() -> impl Strategy<Value = RowPick> {
    let action = prop_oneof![
        4 => select(&["Add", ""][..]),
        3 => Just("Change role"),
        3 => Just("Remove from group"),
        2 => Just("Remove from account"),
        1 => select(&["Keep", "Dance"][..]),
    ];
    let role = prop_oneof![
        4 => Just("own"),
        6 => select(&["Buyer", "buyer", "Approver", "Finance"][..]),
        2 => select(&["Administrator", "Admin", "Auditor"][..]),
        1 => select(&["Nobody", ";"][..]),
    ];
    let way = || prop_oneof![3 => way().prop_map(|way| Way { down: Vec::new(), ..way }), 1 => way()];
    let groups = prop_oneof![3 => prop::collection::vec(way(), 1), 1 => prop::collection::vec(way(), 2)];
    let roles = prop_oneof![4 => prop::collection::vec(role.clone(), 1), 1 => prop::collection::vec(role, 0..3)];
    let between = select(&["; ", "\n"][..]);
    (any::<u8>(), prop::bool::weighted(0.4), any::<u8>(), groups, roles, between, action).prop_map(
        |(who, same, own, groups, roles, between, action)| RowPick { who, same, own, groups, roles, between, action },
    )
}

fn fix() -> impl Strategy<Value = FixPick> {
    prop_oneof![
        3 => (any::<u8>(), 0..3_usize, row()).prop_map(|(row, cell, like)| FixPick::Cell { row, cell, like }),
        1 => any::<u8>().prop_map(|row| FixPick::Skip { row }),
        1 => Just(FixPick::TakeBack),
    ]
}

fn import() -> impl Strategy<Value = What> {
    let meanwhile = (second(), first_or_any(), what(), ask())
        .prop_map(|(second, by, what, ask)| Box::new(Command { second, by, what, ask }));
    (
        prop::collection::vec(row(), 1..6),
        prop_oneof![2 => Just(Vec::new()), 1 => prop::collection::vec(fix(), 1..4)],
        any::<bool>(),
        any::<bool>(),
        prop::option::weighted(0.1, 0..3_u32),
        prop::option::weighted(0.4, meanwhile),
    )
        .prop_map(|(rows, fixes, create, allow, agreed, meanwhile)| What::Import {
            rows,
            fixes,
            create,
            allow,
            agreed,
            meanwhile,
        })
}

fn seconds() -> impl Strategy<Value = i64> {
    prop_oneof![
        3 => select(&[MINUTE, 5 * MINUTE - 1, 5 * MINUTE, DAY / 24][..]),
        4 => select(&[DAY, 7 * DAY, 30 * DAY, 76 * DAY, 90 * DAY][..]),
        1 => select(&[-MINUTE, -DAY, -40 * DAY][..]),
    ]
}

/// What is done at once.
fn what() -> impl Strategy<Value = What> {
    let (one, name) = (any::<u8>, group_name);
    let of_invitations = prop_oneof![
        6 => (people(3), prop::collection::vec(grant(), 1..3)).prop_map(|(people, offers)| What::Invite { people, offers }),
        1 => (people(3), grants()).prop_map(|(people, offers)| What::Invite { people, offers }),
        5 => Just(What::Deliver),
        1 => Just(What::Remind),
        6 => (one(), prop::bool::weighted(0.8)).prop_map(|(link, accept)| What::Answer { link, accept }),
        3 => (one(), prop::bool::weighted(0.8)).prop_map(|(who, accept)| What::Record { who, accept }),
        1 => one().prop_map(|who| What::CopyLink { who }),
        2 => people(3).prop_map(|people| What::Resend { people }),
        1 => people(3).prop_map(|people| What::Cancel { people }),
    ];
    let of_members = prop_oneof![
        3 => (people(3), grant()).prop_map(|(people, grant)| What::Give { people, grant }),
        2 => (people(3), grant(), any::<bool>(), one())
            .prop_map(|(people, grant, any, to)| What::Replace { people, grant, any, to }),
        2 => (people(3), grant(), any::<bool>()).prop_map(|(people, grant, any)| What::Take { people, grant, any }),
        4 => (one(), prop::bool::weighted(0.1), grants()).prop_map(|(who, stale, to)| What::Set { who, stale, to }),
        3 => (people(3), prop::bool::weighted(0.1)).prop_map(|(people, stale)| What::Remove { people, stale }),
        // The last deed is the first pick.
        8 => prop_oneof![2 => Just(0_u8), 1 => 0..4_u8].prop_map(|deed| What::Undo { deed }),
    ];
    let of_structure = prop_oneof![
        3 => prop::collection::vec(way(), 1..3).prop_map(|at| What::AddGroups { at }),
        2 => (one(), name()).prop_map(|(group, name)| What::RenameGroup { group, name }),
        2 => (one(), one()).prop_map(|(group, into)| What::MoveGroup { group, into }),
        2 => (one(), one()).prop_map(|(group, into)| What::MergeGroups { group, into }),
        2 => one().prop_map(|group| What::RemoveGroup { group }),
        2 => (role_name(), any::<bool>()).prop_map(|(name, group_gives)| What::AddRole { name, group_gives }),
        2 => (one(), role_name(), any::<bool>())
            .prop_map(|(role, name, group_gives)| What::ChangeRole { role, name, group_gives }),
        1 => one().prop_map(|role| What::RemoveRole { role }),
    ];
    let of_machines = prop_oneof![6 => seconds().prop_map(|seconds| What::Pass { seconds }), 1 => Just(What::Restart)];
    prop_oneof![8 => of_invitations, 5 => of_members, 3 => of_structure, 3 => of_machines]
}
