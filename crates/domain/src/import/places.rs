//! The places that rows are about: which groups their cells name, and with which roles. Each different text is worked out once.

use super::{
    AccountView, Column, Options, Problem, ProblemCode, Sheet,
    cells::{self, Action, Parts},
    reader::problem,
    roles::RoleReader,
    suggest,
    wrong::{Wrong, WrongParts},
};
use crate::{
    GroupId, GroupPath, RoleId, TextProblem,
    group::{self, PathProblem},
};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// A group that a file names.
#[derive(Debug, Clone)]
pub(super) enum NamedGroup {
    Existing(GroupId),
    ToCreate(GroupPath),
}

/// One group of a row, and the role there. No role: every one that somebody has there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Place {
    /// Index into [`super::Draft::groups`], where each group stands once.
    pub(super) group: u32,
    pub(super) role: Option<RoleId>,
}

/// What a cell names.
pub(super) type Named<T> = Result<Box<[T]>, Box<[Wrong]>>;

/// How many groups the rows of a file may name altogether, where they name several: one cell may name thousands, and stand in every row. As
/// many may stand in cells that differ.
const PLACES: usize = 1_000_000;

/// Works out what the cells of a file name.
pub(super) struct PlaceReader<'a> {
    account: &'a AccountView,
    options: Options,
    /// The keys of the paths that are made though not every unknown group is, and of those above them.
    to_make: HashSet<String>,
    /// Every group that a cell named, once.
    pub(super) groups: Vec<NamedGroup>,
    /// By path key: index into `groups`.
    group_index: HashMap<String, u32>,
    /// By path key, of groups to make that a row names which takes or changes something: what may be meant.
    pub(super) meant_groups: HashMap<String, Option<String>>,
    /// What was worked out of cells.
    named_groups: Vec<Named<u32>>,
    named_roles: Vec<Named<RoleId>>,
    /// By text: index into `named_groups`, of rows that take something and of rows that give something.
    group_cells: [HashMap<String, usize>; 2],
    /// By text: index into `named_roles`.
    role_cells: HashMap<String, usize>,
    /// The places of all rows, one after the other.
    pub(super) places: Vec<Place>,
    /// The groups that could be made, as first written.
    pub(super) unknown_groups: Vec<GroupPath>,
    unknown_keys: HashSet<String>,
    /// The groups that may be suggested; made when the first is asked for.
    suggested: Option<suggest::Groups>,
    roles: RoleReader<'a>,
    /// What cells may still name.
    left: Parts,
    /// By path key: the group that was known by it last.
    former: HashMap<&'a str, GroupId>,
}

impl<'a> PlaceReader<'a> {
    pub(super) fn new(account: &'a AccountView, options: Options, sheet: &Sheet) -> Self {
        let mut to_make = HashSet::new();
        for key in &sheet.new_groups {
            let slashes = key.match_indices('/').map(|(at, _)| at);
            to_make.extend(slashes.chain([key.len()]).map(|end| key[..end].to_owned()));
        }
        // The newest comes first, and wins.
        let mut former = HashMap::new();
        for path in account.former.iter().filter(|path| account.groups.path(path.group).is_some()) {
            former.entry(path.key.as_str()).or_insert(path.group);
        }
        Self {
            account,
            options,
            to_make,
            groups: Vec::new(),
            group_index: HashMap::new(),
            meant_groups: HashMap::new(),
            named_groups: Vec::new(),
            named_roles: Vec::new(),
            group_cells: [HashMap::new(), HashMap::new()],
            role_cells: HashMap::new(),
            places: Vec::new(),
            unknown_groups: Vec::new(),
            unknown_keys: HashSet::new(),
            suggested: None,
            roles: RoleReader::new(account),
            left: Parts::of_file(PLACES),
            former,
        }
    }

    /// What a cell says of groups, for [`PlaceReader::places`]; none if it is wrong.
    pub(super) fn groups(&mut self, text: &str, gives: bool, problems: &mut Vec<Problem>) -> Option<usize> {
        let cells = usize::from(gives);
        let at = self.group_cells[cells].get(text).copied().unwrap_or_else(|| {
            let named = self.read_groups(text, gives);
            self.named_groups.push(named);
            self.group_cells[cells].insert(text.to_owned(), self.named_groups.len() - 1);
            self.named_groups.len() - 1
        });
        say_wrong(&self.named_groups[at], Column::Group, text, problems).then_some(at)
    }

    /// What a cell says of roles; none if it is wrong.
    pub(super) fn roles(&mut self, text: &str, problems: &mut Vec<Problem>) -> Option<usize> {
        let at = self.role_cells.get(text).copied().unwrap_or_else(|| {
            let named = self.roles.read(text, &mut self.left);
            self.named_roles.push(named);
            self.role_cells.insert(text.to_owned(), self.named_roles.len() - 1);
            self.named_roles.len() - 1
        });
        say_wrong(&self.named_roles[at], Column::Role, text, problems).then_some(at)
    }

    /// The roles of a cell that is not wrong.
    pub(super) fn roles_of(&self, roles: usize) -> &[RoleId] {
        self.named_roles[roles].as_deref().unwrap_or_default()
    }

    /// Notes the places of a row: one role for all groups, or as many roles as groups, in pairs.
    ///
    /// # Errors
    /// The cell that cannot be understood beside the other, and why.
    pub(super) fn places(
        &mut self,
        groups: usize,
        roles: usize,
        action: Action,
    ) -> Result<Range<usize>, (Column, ProblemCode)> {
        let groups = self.named_groups[groups].as_deref().unwrap_or_default();
        let roles = self.named_roles[roles].as_deref().unwrap_or_default();
        let role = |at: usize| match roles {
            [] => Ok(None),
            [role] => Ok(Some(*role)),
            roles if roles.len() == groups.len() => Ok(Some(roles[at])),
            _ => Err((Column::Role, ProblemCode::RolesUnclear)),
        };
        let start = self.places.len();
        if groups.len() > 1 && start + groups.len() > PLACES {
            return Err((Column::Group, ProblemCode::GroupsTooMany));
        }
        let mut seen = HashSet::new();
        for (at, group) in groups.iter().enumerate() {
            let place = Place { group: *group, role: role(at)? };
            if groups.len() == 1 || seen.insert(place) {
                self.places.push(place);
            }
        }
        // Nobody can change a role into two.
        let is_clear = action != Action::ChangeRole || {
            let mut groups = HashSet::new();
            self.places[start..].iter().all(|place| groups.insert(place.group))
        };
        if is_clear { Ok(start..self.places.len()) } else { Err((Column::Role, ProblemCode::RolesUnclear)) }
    }

    fn read_groups(&mut self, text: &str, gives: bool) -> Named<u32> {
        if text.is_empty() {
            return Err([Wrong::whole(ProblemCode::GroupMissing, None)].into());
        }
        // A group may have a semicolon or a comma in its name, but no line break.
        if !text.contains(['\n', '\r']) && self.is_group(text) {
            return self.resolve_all(text, &[text], gives);
        }
        if !self.left.take(text) {
            return Err([Wrong::whole(ProblemCode::GroupsTooMany, None)].into());
        }
        let parts: Vec<&str> = cells::parts(text).collect();
        let [part] = parts[..] else { return self.resolve_all(text, &parts, gives) };
        let between_commas: Vec<&str> = part.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
        if between_commas.len() > 1 && between_commas.iter().all(|part| self.is_group(part)) {
            return self.resolve_all(text, &between_commas, gives);
        }
        let mut named = self.resolve_all(text, &parts, gives);
        if let Err(wrong) = &mut named
            && let [Wrong { code: ProblemCode::GroupUnknown, meant: meant @ None, .. }] = &mut wrong[..]
        {
            *meant = self.several_meant(&between_commas);
        }
        named
    }

    /// Every part of a cell as a group; if one is none, what is wrong with the cell.
    fn resolve_all(&mut self, text: &str, parts: &[&str], gives: bool) -> Named<u32> {
        if parts.is_empty() {
            return Err([Wrong::whole(ProblemCode::GroupMissing, None)].into());
        }
        let mut groups = Vec::with_capacity(parts.len());
        let mut wrong = WrongParts::default();
        for part in parts {
            match self.resolve(part, gives) {
                Ok(group) => groups.push(group),
                Err((code, meant)) => wrong.note(code, part, meant),
            }
        }
        if wrong.is_empty() { Ok(groups.into()) } else { Err(wrong.of(text, parts.len() <= suggest::PARTS)) }
    }

    /// Several groups between commas, if at least one is there, and each other is meant to be one.
    fn several_meant(&mut self, parts: &[&str]) -> Option<String> {
        if parts.len() < 2 || parts.len() > suggest::PARTS || !parts.iter().any(|part| self.is_group(part)) {
            return None;
        }
        let meant = |part: &&str| {
            if self.is_group(part) { Some((*part).to_owned()) } else { self.similar_group(part) }
        };
        parts.iter().map(meant).collect::<Option<Vec<_>>>().map(|parts| parts.join("; "))
    }

    fn is_group(&self, text: &str) -> bool {
        self.account.is_known && GroupPath::parse(text).is_ok_and(|path| self.account.groups.find(&path).is_some())
    }

    /// One group, or what is wrong with this text and what may be meant.
    fn resolve(&mut self, text: &str, gives: bool) -> Result<u32, (ProblemCode, Option<String>)> {
        let path = match GroupPath::parse(text) {
            Ok(path) => path,
            Err(PathProblem::Empty) => return Err((ProblemCode::GroupMissing, None)),
            Err(PathProblem::Name(TextProblem::HiddenCharacter(_))) => {
                return Err((ProblemCode::HiddenCharacter, self.similar_group(text)));
            }
            Err(_) => return Err((ProblemCode::GroupMalformed, self.similar_group(text))),
        };
        let groups = &self.account.groups;
        let in_scope = |group| groups.is_in_part(group, &self.account.scope);
        if !self.account.is_known {
            return Ok(self.named(&path, |path| NamedGroup::ToCreate(path.clone())));
        }
        if let Some(group) = groups.find(&path) {
            return if in_scope(group) {
                Ok(self.named(&path, |_| NamedGroup::Existing(group)))
            } else {
                Err((ProblemCode::GroupNotYours, None))
            };
        }
        let key = path.key();
        if let Some(renamed) = self.renamed(&path, &key) {
            return Err(renamed);
        }
        let above = group::keys_above(&key).find_map(|above| groups.with_key(above));
        let may_create = above.is_some_and(in_scope);
        let makes = self.makes(&key);
        if gives && may_create && !self.unknown_keys.contains(&key) {
            self.unknown_groups.push(path.clone());
            self.unknown_keys.insert(key);
        } else if !gives && may_create && makes && !self.meant_groups.contains_key(&key) {
            let meant = self.similar_group(text);
            self.meant_groups.insert(key, meant);
        }
        match (makes, may_create) {
            (true, true) => Ok(self.named(&path, |path| NamedGroup::ToCreate(path.clone()))),
            (true, false) => Err((ProblemCode::GroupNotYours, None)),
            (false, _) => Err((ProblemCode::GroupUnknown, self.similar_group(text))),
        }
    }

    /// The index of a group among those that were named.
    fn named(&mut self, path: &GroupPath, group: impl FnOnce(&GroupPath) -> NamedGroup) -> u32 {
        *self.group_index.entry(path.key()).or_insert_with(|| {
            self.groups.push(group(path));
            u32::try_from(self.groups.len() - 1).unwrap_or(u32::MAX)
        })
    }

    /// Whether the group of this path is made where it is not there.
    fn makes(&self, key: &str) -> bool {
        self.options.create_groups || !self.to_make.is_empty() && self.to_make.contains(key)
    }

    /// What is to be said of a path that names no group, if a group on the way there was known by it before: an old file must not make that
    /// group anew.
    fn renamed(&self, path: &GroupPath, key: &str) -> Option<(ProblemCode, Option<String>)> {
        let groups = &self.account.groups;
        let is_there = |key: &str| key.is_empty() || groups.with_key(key).is_some();
        let mut on_the_way = [key].into_iter().chain(group::keys_above(key)).take_while(|key| !is_there(key));
        let (known, group) = on_the_way.find_map(|key| Some((key, *self.former.get(key)?)))?;
        if !groups.is_in_part(group, &self.account.scope) {
            return Some((ProblemCode::GroupNotYours, None));
        }
        let below = path.names()[known.split('/').count()..].iter().cloned();
        let today = below.fold(groups.path(group)?.clone(), |path, name| path.join(name));
        let may_be = self.makes(key) || groups.find(&today).is_some();
        may_be.then(|| (ProblemCode::GroupRenamed, Some(today.to_string())))
    }

    fn similar_group(&mut self, text: &str) -> Option<String> {
        let account = self.account;
        let groups = self.suggested.get_or_insert_with(|| {
            let in_scope = |group| account.groups.is_in_part(group, &account.scope);
            suggest::Groups::new(
                account.groups.sorted().into_iter().filter(|(id, _)| in_scope(*id)).map(|(_, path)| path),
            )
        });
        groups.similar(text)
    }
}

/// Says what is wrong with a cell. `true`: nothing.
fn say_wrong<T>(named: &Named<T>, column: Column, text: &str, problems: &mut Vec<Problem>) -> bool {
    if let Err(wrong) = named {
        let said = |it: &Wrong| problem(column, it.code, it.part.as_deref().unwrap_or(text), it.meant.clone());
        problems.extend(wrong.iter().map(said));
    }
    named.is_ok()
}
