//! What rows want, read from their cells once more, so that it can be said whether it is so after a plan was carried out.

use rollcall_domain::{
    AddressKey, GroupId, GroupPath, RoleId, UserState,
    import::{
        AccountView, Column, KnownUser, Layout,
        cells::{self, Action},
    },
    role,
    table::TableRow,
};
use std::collections::HashSet;

/// What one row wants.
#[derive(Debug)]
pub(crate) struct Wants {
    pub(crate) key: AddressKey,
    action: Action,
    places: Vec<Place>,
}

/// A group by what paths are compared, where it is if it is there, and a role in it, or every one.
type Place = (String, Option<GroupId>, Option<RoleId>);

/// Whom rows add, where, and as what.
pub(crate) type Added = HashSet<(AddressKey, String, RoleId)>;

impl Wants {
    /// What a row wants of an account in which the groups are that it names, unless it is wrong.
    pub(crate) fn of(row: &TableRow, layout: &Layout, account: &AccountView) -> Option<Self> {
        let text = |column| layout.cell(row, column).shown().trim();
        let (_, key) = cells::read_address(cells::split_mailbox(text(Column::Email)).1).ok()?;
        let action = Action::parse(text(Column::Action))?;
        let path = |text: &str| GroupPath::parse(text).ok();
        let group = |text: &str| account.groups.find(&path(text)?);
        let role = |text: &str| role::find(&account.roles, text).map(|role| role.id);
        let groups = named(text(Column::Group), |text| group(text).is_some());
        let roles = named(text(Column::Role), |text| role(text).is_some());
        let role_of = |at: usize| role(if roles.len() == 1 { roles[0] } else { roles.get(at)? });
        let place = |(at, text): (usize, &&str)| Some((path(text)?.key(), group(text), role_of(at)));
        let places = match action {
            // Nobody looks at the other cells.
            Action::RemoveFromAccount | Action::Keep => Vec::new(),
            _ => groups.iter().enumerate().map(place).collect::<Option<_>>()?,
        };
        Some(Self { key, action, places })
    }

    /// Whom the rows add.
    pub(crate) fn added<'a>(rows: impl Iterator<Item = &'a Self>) -> Added {
        let adding = rows.filter(|row| row.action == Action::Add);
        let places = adding.flat_map(|row| row.places.iter().map(|place| (row.key.clone(), place)));
        places.filter_map(|(key, (path, _, role))| Some((key, path.clone(), (*role)?))).collect()
    }

    /// Whether it is so of its person.
    pub(crate) fn is_so(&self, user: Option<&KnownUser>, added: &Added) -> bool {
        let here = |group: Option<GroupId>| -> Vec<RoleId> {
            let all = user.into_iter().flat_map(|user| &user.assignments);
            all.filter(|one| Some(one.group) == group).map(|one| one.role).collect()
        };
        let is_added = |path: &str, role: RoleId| added.contains(&(self.key.clone(), path.to_owned(), role));
        let mut places = self.places.iter();
        match self.action {
            Action::Add => places.all(|(_, group, role)| role.is_some_and(|role| here(*group).contains(&role))),
            Action::ChangeRole => places.all(|(path, group, role)| {
                let others = here(*group);
                let mut others = others.iter().filter(|other| Some(**other) != *role);
                let has = |role: RoleId| here(*group).contains(&role) || is_added(path, role);
                role.is_some_and(has) && others.all(|other| is_added(path, *other))
            }),
            Action::RemoveFromGroup => places.all(|(_, group, role)| match role {
                Some(role) => !here(*group).contains(role),
                None => here(*group).is_empty(),
            }),
            Action::RemoveFromAccount => user.is_some_and(|user| user.state == UserState::Removed),
            Action::Keep => true,
        }
    }
}

/// What a cell names: one thing, or several between semicolons, on lines of their own, or between commas.
fn named(text: &str, is_there: impl Fn(&str) -> bool) -> Vec<&str> {
    if is_there(text) {
        return vec![text];
    }
    let parts: Vec<&str> = cells::parts(text).collect();
    let between_commas: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() == 1 && between_commas.iter().all(|part| is_there(part)) { between_commas } else { parts }
}
