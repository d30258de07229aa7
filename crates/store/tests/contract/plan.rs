//! Plans as the planner makes them, written by hand.

use rollcall_app::ports::store::{Act, CarriedOut, ImportToCarryOut, InviteToCarryOut, Invited, Store, StoreError};
use rollcall_domain::{
    AddressKey, Assignment, EmailAddress, GroupId, GroupPath, GroupTree, ImportId, InvitationId, Language, Note,
    PersonName, Role, RoleId, UserId, UserState,
    import::{
        Column, Grant, GroupRef, KnownUser, Layout, Options, PersonStep, Plan, PlannedPerson, PlannedRow, Problem,
        ProblemCode, RowCounts, RowOutcome,
    },
    table::{Cell, CellKind, Table, TableRow},
};

/// Buyer.
pub(crate) const BUYER: RoleId = RoleId(2);
/// Approver.
pub(crate) const APPROVER: RoleId = RoleId(3);
/// The group Sales of [`crate::database::with_account`].
pub(crate) const SALES: GroupRef = GroupRef::Existing(GroupId(2));
/// The group Sales/EMEA.
pub(crate) const EMEA: GroupRef = GroupRef::Existing(GroupId(3));

/// A plan with the table that it was made for.
#[derive(Clone)]
pub(crate) struct Sheet {
    pub(crate) plan: Plan,
    pub(crate) rows: Vec<TableRow>,
    pub(crate) options: Options,
    /// Whether the table is a report of ours that comes back.
    pub(crate) is_report: bool,
    /// Who is removed.
    removed: Vec<AddressKey>,
    /// The groups and roles for which it was made; none for those that there are.
    pub(crate) names: Option<(GroupTree, Vec<Role>)>,
}

/// The headers of a report; the first four are those of the table.
const REPORT: [&str; 7] = ["Email", "Name", "Group", "Role", "Result", "Problem", "How to fix"];

impl Sheet {
    pub(crate) fn new() -> Self {
        let plan = Plan {
            rows: Vec::new(),
            people: Vec::new(),
            new_groups: Vec::new(),
            counts: RowCounts::default(),
            invitations: 0,
            removals: Vec::new(),
            administrator_rows: 0,
        };
        let options = Options::default();
        Self { plan, rows: Vec::new(), options, is_report: false, removed: Vec::new(), names: None }
    }

    /// A row that does nothing by itself.
    pub(crate) fn row(mut self, outcome: RowOutcome, address: &str, problems: Vec<Problem>) -> Self {
        // Row 1 is the header's.
        let number = u32::try_from(self.rows.len()).unwrap() + 2;
        self.plan.rows.push(PlannedRow { number, outcome, was: Box::default(), problems });
        self.plan.counts.count(outcome);
        let cells = vec![
            Cell::Text(address.into()),
            Cell::Empty,
            Cell::NotText { kind: CellKind::Number, shown: "12.5".into() },
            Cell::Text("say \"hi\"\n\u{1F600} \\ '; DROP TABLE users;--".into()),
        ];
        self.rows.push(TableRow { number, cells });
        self
    }

    fn person(mut self, key: AddressKey, step: PersonStep, grants: &[(GroupRef, RoleId)], outcome: RowOutcome) -> Self {
        self.plan.invitations += u32::from(!matches!(step, PersonStep::Change(_)));
        for _ in grants {
            self = self.row(outcome, key.as_str(), Vec::new());
        }
        let grants = grants.iter().map(|(group, role)| Grant { group: *group, role: *role }).collect();
        self.plan.people.push(PlannedPerson { key, step, name: None, language: None, grants, losses: Vec::new() });
        self
    }

    /// Somebody new.
    pub(crate) fn invite(self, address: &str, name: Option<&str>, grants: &[(GroupRef, RoleId)]) -> Self {
        let address = EmailAddress::parse(address).unwrap();
        let key = address.key();
        self.person(key, PersonStep::Invite(address), grants, RowOutcome::Invited).called(name, Some(Language::De))
    }

    /// What was said of the last person.
    pub(crate) fn called(mut self, name: Option<&str>, language: Option<Language>) -> Self {
        let person = self.plan.people.last_mut().unwrap();
        person.name = name.map(|name| PersonName::parse(name).unwrap());
        person.language = language;
        self
    }

    /// Somebody known gains something.
    pub(crate) fn add(self, address: &str, id: UserId, grants: &[(GroupRef, RoleId)]) -> Self {
        self.person(key(address), PersonStep::Change(id), grants, RowOutcome::Added)
    }

    /// Somebody known has, or is offered, something else.
    pub(crate) fn change(
        self,
        address: &str,
        id: UserId,
        losses: &[(GroupId, RoleId)],
        grants: &[(GroupRef, RoleId)],
    ) -> Self {
        self.row(RowOutcome::Changed, address, Vec::new())
            .person(key(address), PersonStep::Change(id), grants, RowOutcome::Changed)
            .losing(losses)
    }

    /// What the last person loses.
    pub(crate) fn losing(mut self, losses: &[(GroupId, RoleId)]) -> Self {
        let losses = losses.iter().map(|(group, role)| Assignment { group: *group, role: *role });
        self.plan.people.last_mut().unwrap().losses = losses.collect();
        self
    }

    /// Somebody is removed from the account.
    pub(crate) fn remove(mut self, address: &str, id: UserId, state: UserState) -> Self {
        self.plan.removals.push((id, state));
        self.removed.push(key(address));
        self.row(RowOutcome::Removed, address, Vec::new())
    }

    /// An open invitation starts anew.
    pub(crate) fn resend(
        self,
        address: &str,
        id: UserId,
        invitation: InvitationId,
        grants: &[(GroupRef, RoleId)],
    ) -> Self {
        self.person(key(address), PersonStep::Resend(id, invitation), grants, RowOutcome::InvitedAgain)
    }

    /// A new invitation for somebody known.
    pub(crate) fn invite_again(self, address: &str, id: UserId, grants: &[(GroupRef, RoleId)]) -> Self {
        self.person(key(address), PersonStep::InviteAgain(id), grants, RowOutcome::InvitedAgain)
    }

    /// A group that is made.
    pub(crate) fn new_group(mut self, path: &str) -> Self {
        self.plan.new_groups.push(GroupPath::parse(path).unwrap());
        self
    }

    /// What the account knows of the people of this plan now.
    pub(crate) async fn basis(&self, store: &dyn Store) -> Vec<KnownUser> {
        let people = self.plan.people.iter().map(|person| &person.key);
        let keys: Vec<AddressKey> = people.chain(&self.removed).cloned().collect();
        store.known_users(&keys).await.unwrap()
    }

    /// Carries it out on a basis.
    pub(crate) async fn carry_out_on(
        &self,
        store: &dyn Store,
        act: Act,
        basis: &[KnownUser],
        progress: &(dyn Fn(f32) -> bool + Send + Sync),
    ) -> Result<CarriedOut, StoreError> {
        let texts = |texts: &[&str]| texts.iter().map(|text| Cell::Text((*text).into())).collect();
        let rows = vec![
            TableRow { number: 1, cells: texts(if self.is_report { &REPORT } else { &REPORT[..4] }) },
            TableRow { number: 2, cells: texts(&["x"]) },
        ];
        let layout = Layout::find(&Table { rows, ..Table::default() }, None).unwrap();
        let (groups, roles) = match &self.names {
            Some(names) => names,
            None => &(GroupTree::new(&store.groups().await?), store.roles().await?),
        };
        let import = ImportToCarryOut {
            file_name: "people.xlsx",
            file_hash: [7; 32],
            options: self.options,
            plan: &self.plan,
            basis,
            // As if something had changed: so the basis is compared.
            basis_change: -1,
            groups,
            roles,
            headers: &layout.headers,
            layout: &layout,
            rows: &self.rows,
        };
        store.carry_out(&import, act, progress).await
    }

    /// Carries it out on what the account knows now.
    pub(crate) async fn carry_out(&self, store: &dyn Store, act: Act) -> ImportId {
        let basis = self.basis(store).await;
        match self.carry_out_on(store, act, &basis, &|_| true).await.unwrap() {
            CarriedOut::Done(id) => id,
            other => panic!("{other:?}"),
        }
    }
}

impl Sheet {
    /// Does the same by hand, with a message, on a basis.
    pub(crate) async fn invite_on(
        &self,
        store: &dyn Store,
        act: Act,
        basis: &[KnownUser],
        message: Option<&str>,
    ) -> Result<Invited, StoreError> {
        let message = message.map(|text| Note::parse(text).unwrap());
        let people = &self.plan.people;
        let invite = InviteToCarryOut { people, basis, basis_change: -1, message: message.as_ref() };
        store.invite(&invite, act).await
    }

    /// Does the same by hand on what the account knows now.
    pub(crate) async fn invite_by_hand(&self, store: &dyn Store, act: Act, message: Option<&str>) {
        let basis = self.basis(store).await;
        assert_eq!(self.invite_on(store, act, &basis, message).await.unwrap(), Invited::Done);
    }
}

/// A problem with a suggestion.
pub(crate) fn unknown_group() -> Problem {
    Problem {
        column: Column::Group,
        code: ProblemCode::GroupUnknown,
        value: "Finanse".to_owned(),
        suggestion: Some("Finance".to_owned()),
    }
}

/// The key of an address.
pub(crate) fn key(address: &str) -> AddressKey {
    EmailAddress::parse(address).unwrap().key()
}

/// The id of a user who is known.
pub(crate) async fn id_of(store: &dyn Store, address: &str) -> UserId {
    store.known_users(&[key(address)]).await.unwrap()[0].id
}
