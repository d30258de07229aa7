//! A run: every act is done to the model and to the program, on a file, and both must say the same.

use super::{
    acts::{Act, OfInvitation, picked},
    checks::came_as_shown,
    commands::{Command, What},
    compare::everybody,
    reference::{By, Model, Outcome, PEOPLE, Who},
};
use proptest::{prop_assert, prop_assert_eq, test_runner::TestCaseError};
use rollcall_app::{
    App, Error, ErrorCode, Permit, Who as Whoever, create_account::NewAccountInput, invite_people::InviteInput,
    ports::store::ActRange,
};
use rollcall_domain::{Clock as _, GroupId, ImportId, RoleGivers, RoleId, Timestamp, UserId};
use rollcall_testkit::{AnotherProgram, TestApp, links_in};
use std::{collections::BTreeMap, fmt::Write as _, path::Path};
use tempfile::TempDir;

/// Two programs on one file, and what should be in it.
pub(super) struct Run {
    folder: TempDir,
    programs: Vec<AnotherProgram>,
    /// How often a program was opened: each time has dice of its own.
    opened: i64,
    pub(super) model: Model,
    /// The latest moment that the workspace has seen, as far as that shows.
    seen: Timestamp,
    /// The latest moment that any clock has shown.
    latest: Timestamp,
    pub(super) users: BTreeMap<Who, UserId>,
    pub(super) groups: Vec<GroupId>,
    pub(super) roles: Vec<RoleId>,
    /// The links that were in mails or were copied.
    pub(super) links: Vec<(String, OfInvitation)>,
    pub(super) deeds: Vec<Deed>,
    pub(super) files: u32,
    /// The newest link of the chain that was noted.
    pub(super) head: Option<[u8; 32]>,
}

/// What can be undone.
#[derive(Debug, Clone, Copy)]
pub(super) enum Deed {
    Act(ActRange),
    Import(ImportId),
}

/// That something went as it should, or how it did not.
pub(super) type Told<T = ()> = Result<T, TestCaseError>;

/// What a refusal means for the model; any other error fails the run.
pub(super) fn refusal(error: &Error) -> Told<Outcome> {
    use ErrorCode::{
        InUse, InvalidInput, InvitationNotOpen, LastAdministrator, NotFound, NotPermitted, PlanStale,
        RemovalsUnconfirmed,
    };
    match error.code() {
        code @ (InUse | InvalidInput | InvitationNotOpen | LastAdministrator | NotFound | NotPermitted | PlanStale
        | RemovalsUnconfirmed) => Ok(Outcome::Refused(code)),
        code => Err(TestCaseError::fail(format!("{code:?}: {error}"))),
    }
}

pub(super) fn failed(error: impl std::fmt::Display) -> TestCaseError {
    TestCaseError::fail(error.to_string())
}

impl Run {
    /// An account with Ana, and the groups Sales, Sales/EMEA and Finance; two programs have it open.
    pub(super) async fn begin() -> Told<Self> {
        // In memory, where the machine has that: whether the disk keeps what it took is not what is tried here.
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() }.map_err(failed)?;
        let first = program(&folder, 1, TestApp::START).await;
        let input = NewAccountInput {
            account: "Acme".into(),
            administrator_name: "Ana López".into(),
            administrator_address: PEOPLE[0].into(),
            groups: ["Sales/EMEA", "Finance"].map(str::to_owned).to_vec(),
        };
        let ana = first.app.create_account(&input.check().map_err(failed)?).await.map_err(failed)?;
        let second = program(&folder, 2, TestApp::START).await;
        let mut run = Self {
            folder,
            programs: vec![first, second],
            opened: 2,
            model: Model::acme(TestApp::START),
            seen: TestApp::START,
            latest: TestApp::START,
            users: BTreeMap::from([(0, ana)]),
            groups: Vec::new(),
            roles: Vec::new(),
            links: Vec::new(),
            deeds: Vec::new(),
            files: 0,
            head: None,
        };
        run.learn().await?;
        run.settle_in().await?;
        Ok(run)
    }

    /// Bo administers the account too, and Cy Sales; Di is a member, Ed and Flo are invited, and Auditors are made by administrators of the account
    /// only.
    async fn settle_in(&mut self) -> Told {
        let (ana, cy) = ((0, vec![0]), (2, vec![1]));
        let invited = |who, offers: &[_]| Act::Invite(vec![who], offers.to_vec());
        for ((who, part), act) in [
            (&ana, Act::AddRole("Auditor", RoleGivers::Account)),
            (&ana, invited(1, &[(0, 0)])),
            (&ana, invited(2, &[(1, 0)])),
            (&ana, invited(3, &[(2, 1), (3, 2), (1, 5)])),
            (&ana, Act::Deliver),
            (&ana, Act::Answer(0, true)),
            (&ana, Act::Answer(1, true)),
            (&ana, Act::Answer(2, true)),
            (&cy, invited(4, &[(2, 1)])),
            (&ana, invited(5, &[(1, 1), (3, 1)])),
        ] {
            let by = By { who: *who, part: part.clone() };
            match act {
                Act::Deliver => self.deliver(0, self.now(0)).await?,
                act => self.both(0, &by, &act, self.now(0)).await?,
            };
            self.learn().await?;
        }
        Ok(())
    }

    /// Does a command both ways, and compares. What it is about is written down before.
    pub(super) async fn step(&mut self, command: &Command, told: &mut String) -> Told<(Act, Outcome)> {
        let done = self.perform(command, told).await?;
        self.compare(&command.ask).await?;
        Ok(done)
    }

    /// Does a command both ways.
    pub(super) async fn perform(&mut self, command: &Command, told: &mut String) -> Told<(Act, Outcome)> {
        let second = usize::from(command.second);
        let (by, now) = (self.administrator(command.by), self.now(second));
        let act = self.model.meant(&command.what, self.links.len());
        let _ = write!(told, "\n{now} program {second}, {}: {act:?}", PEOPLE[by.who]);
        let outcome = match &act {
            Act::Idle => return Ok((act, Outcome::Idle)),
            Act::Pass(seconds) => {
                self.programs[second].clock.pass_seconds(*seconds);
                Outcome::Done
            }
            Act::Restart => {
                self.restart().await?;
                Outcome::Done
            }
            Act::Deliver => self.deliver(second, now).await?,
            Act::Remove(seen) => {
                let shown = self.preview(second, &by, seen).await?;
                let outcome = self.both(second, &by, &act, now).await?;
                came_as_shown(shown.as_ref(), &outcome)?;
                outcome
            }
            Act::Import(import) => {
                let meanwhile =
                    if let What::Import { meanwhile, .. } = &command.what { meanwhile.as_deref() } else { None };
                self.import(second, &by, import, meanwhile, told).await?
            }
            act => self.both(second, &by, act, now).await?,
        };
        prop_assert_eq!(self.deeds.len(), self.model.deeds.len(), "what can be undone: {:?}", act);
        self.learn().await?;
        Ok((act, outcome))
    }

    async fn both(&mut self, second: usize, by: &By, act: &Act, now: Timestamp) -> Told<Outcome> {
        let happened = self.model.happened;
        let links: Vec<OfInvitation> = self.links.iter().map(|(_, of)| *of).collect();
        let expected = self.model.act(by, act, &links, now);
        let done = self.act(second, by, act).await?;
        prop_assert_eq!(&done, &expected, "the program, and the model: {:?} by {:?}", act, by);
        if self.model.happened > happened {
            self.saw(now);
        }
        Ok(expected)
    }

    /// The workspace has seen this moment.
    pub(super) fn saw(&mut self, now: Timestamp) {
        self.seen = now;
    }

    /// An import can be undone.
    pub(super) fn imported(&mut self, id: ImportId) {
        self.deeds.push(Deed::Import(id));
    }

    /// Whose command it is: administrators of the account come first.
    pub(super) fn administrator(&self, pick: u8) -> By {
        let mut all = self.model.administrators();
        all.sort_by_key(|by| !by.is_root());
        picked(&all, pick).expect("there always is one").clone()
    }

    pub(super) fn app(&self, second: usize) -> &App {
        &self.programs[second].app
    }

    /// The now of a program: its clock never runs behind what the workspace has seen.
    pub(super) fn now(&self, second: usize) -> Timestamp {
        self.programs[second].clock.now().max(self.seen)
    }

    pub(super) async fn permit(&self, second: usize, by: &By) -> Told<Permit> {
        self.app(second).act_as(&Whoever::User(self.users[&by.who])).await.map_err(failed)
    }

    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Learns the numbers of whom and what is new, and what the workspace has seen.
    pub(super) async fn learn(&mut self) -> Told {
        let (permit, app) = (self.permit(0, &self.administrator(0)).await?, &self.programs[0].app);
        if self.users.len() < self.model.people.len() {
            for user in app.list_users(&permit, &everybody()).await.map_err(failed)?.users {
                let who = PEOPLE.iter().position(|address| *address == user.address);
                self.users.insert(who.ok_or_else(|| failed("a stranger"))?, user.id);
            }
        }
        if self.groups.len() < self.model.groups.len() {
            let groups = app.list_groups(&permit).await.map_err(failed)?;
            for gid in self.groups.len()..self.model.groups.len() {
                let path = self.model.path(gid);
                let found =
                    groups.iter().find(|group| group.path == path).ok_or_else(|| failed(format!("no {path}")))?;
                self.groups.push(found.id);
            }
        }
        if self.roles.len() < self.model.roles.len() {
            let roles = app.list_roles(&permit).await.map_err(failed)?;
            for role in &self.model.roles[self.roles.len()..] {
                let found = roles.iter().find(|known| known.name == role.name).ok_or_else(|| failed("no such role"))?;
                self.roles.push(found.id);
            }
        }
        self.learn_what_was_seen(&permit).await
    }

    /// It shows by a clock that is behind what the workspace has seen: such a program says when an invitation would end that leaves now.
    async fn learn_what_was_seen(&mut self, permit: &Permit) -> Told {
        let clocks = [0, 1].map(|second: usize| self.programs[second].clock.now());
        let second = usize::from(clocks[1] < clocks[0]);
        self.latest = self.latest.max(clocks[0]).max(clocks[1]);
        let check = self.app(second).check_invite(permit, &InviteInput::default()).await;
        let said = check.map_err(failed)?.ends.plus_days(-90);
        prop_assert!(said >= self.now(second), "time runs backwards: {:?} before {:?}", said, self.now(second));
        prop_assert!(said <= self.latest, "ahead of every clock: {:?}", said);
        if said > clocks[second] {
            self.seen = said;
        }
        Ok(())
    }

    async fn restart(&mut self) -> Told {
        self.everything_holds().await?;
        for second in 0..2 {
            self.opened += 1;
            self.programs[second] = program(&self.folder, self.opened, self.programs[second].clock.now()).await;
        }
        self.everything_holds().await
    }

    async fn deliver(&mut self, second: usize, now: Timestamp) -> Told<Outcome> {
        let folder = self.folder().join("mails");
        let _ = std::fs::remove_dir_all(&folder);
        self.app(second).deliver_mail().await.map_err(failed)?;
        let mut links = links_in(&folder);
        let left = self.model.deliver(now);
        for invitation in &left {
            let it = &self.model.invitations[*invitation];
            let link =
                links.remove(PEOPLE[it.whom]).ok_or_else(|| failed(format!("no mail to {}", PEOPLE[it.whom])))?;
            self.links.push((link, (*invitation, it.round)));
        }
        prop_assert!(links.is_empty(), "mails that should not go out: {:?}", links);
        Ok(Outcome::Count(left.len()))
    }
}

/// A program that opens the workspace, with dice of its own.
async fn program(folder: &TempDir, number: i64, clock: Timestamp) -> AnotherProgram {
    let program = AnotherProgram::at(folder.path(), Timestamp::from_millis(number)).await;
    program.clock.set(clock);
    program
}
