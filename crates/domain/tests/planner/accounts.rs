//! An account, tables and plans of them, for all tests of the planner.

use rollcall_domain::{
    EmailAddress, Group, GroupId, GroupPath, GroupTree, InvitationId, InvitationState, ProblemCode, Role, RoleGivers,
    RoleId, Timestamp, UserId, UserState,
    import::{AccountView, FormerPath, KnownInvitation, KnownUser, Options, Plan, RowOutcome, Sheet, read_rows},
    role,
    table::{Cell, Table, TableRow},
    user::Assignment,
};

pub(crate) const BUYER: RoleId = RoleId(2);
pub(crate) const APPROVER: RoleId = RoleId(3);
pub(crate) const SALES: GroupId = GroupId(2);
pub(crate) const EMEA: GroupId = GroupId(3);
pub(crate) const FINANCE: GroupId = GroupId(4);
pub(crate) const NOW: Timestamp = Timestamp::from_millis(1_800_000_000_000);

pub(crate) fn groups() -> Vec<Group> {
    let group =
        |id, parent: Option<i64>, name: &str| Group { id: GroupId(id), parent: parent.map(GroupId), name: name.into() };
    vec![group(1, None, "Acme"), group(2, Some(1), "Sales"), group(3, Some(2), "EMEA"), group(4, Some(1), "Finance")]
}

pub(crate) fn account() -> AccountView {
    AccountView {
        groups: GroupTree::new(&groups()),
        roles: role::BUILT_IN
            .iter()
            .map(|(id, name, _)| Role { id: *id, name: (*name).into(), meaning: None, given_by: RoleGivers::Group })
            .collect(),
        former: Vec::new(),
        administrators: Vec::new(),
        scope: vec![GroupId::ROOT],
        importer: Some(UserId(1)),
        now: NOW,
        is_known: true,
    }
}

pub(crate) fn table(header: &str, rows: &[&str]) -> Table {
    let cells =
        |line: &str| line.split('|').map(|c| if c.is_empty() { Cell::Empty } else { Cell::Text(c.into()) }).collect();
    let lines = [header].into_iter().chain(rows.iter().copied());
    Table {
        rows: lines.zip(1..).map(|(line, number)| TableRow { number, cells: cells(line) }).collect(),
        ..Table::default()
    }
}

pub(crate) fn plan_with(rows: &[&str], known: &[KnownUser], options: Options, account: &AccountView) -> Plan {
    read_rows(Sheet::new(table("Email|Name|Group|Role|Action|Language", rows)), account, options)
        .unwrap()
        .plan(known, account)
}

pub(crate) fn plan(rows: &[&str], known: &[KnownUser]) -> Plan {
    plan_with(rows, known, Options::default(), &account())
}

pub(crate) fn outcomes(plan: &Plan) -> Vec<RowOutcome> {
    plan.rows.iter().map(|row| row.outcome).collect()
}

pub(crate) fn codes(plan: &Plan) -> Vec<Vec<ProblemCode>> {
    plan.rows.iter().map(|row| row.problems.iter().map(|problem| problem.code).collect()).collect()
}

pub(crate) fn known(
    address: &str,
    state: UserState,
    invitation: Option<(InvitationState, Option<Timestamp>)>,
) -> KnownUser {
    KnownUser {
        id: UserId(7),
        key: EmailAddress::parse(address).unwrap().key(),
        state,
        invitation: invitation.map(|(state, expires_at)| KnownInvitation { id: InvitationId(9), state, expires_at }),
        assignments: vec![Assignment { group: SALES, role: BUYER }],
    }
}

pub(crate) fn formerly(path: &str, group: GroupId) -> FormerPath {
    FormerPath { key: GroupPath::parse(path).unwrap().key(), group }
}
