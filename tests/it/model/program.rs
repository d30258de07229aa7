//! The acts, done by the program.

use super::{
    acts::Act,
    against::{Deed, Run, Told, failed, refusal},
    members::Change,
    reference::{By, Gid, Grant, Outcome, PEOPLE, Rid, Who},
};
use rollcall_app::{
    Error, Who as Whoever,
    act_on_invitations::{ActionOutcome, InvitationSelection},
    invite_people::{InviteInput, InviteOutcome, PersonInput},
    manage_roles::RoleInput,
    record_answer::RecordedAnswer,
    select_users::{UserSelection, UsersDone},
};
use rollcall_domain::{Assignment, GrantChange, GroupId, InvitationId, RoleGivers, RoleId, UserId, invitation::Answer};
use std::collections::BTreeSet;

impl Run {
    /// Does it, and says what the program said.
    pub(super) async fn act(&mut self, second: usize, by: &By, act: &Act) -> Told<Outcome> {
        match self.acted(second, by, act).await? {
            Ok(outcome) => Ok(outcome),
            Err(error) => refusal(&error),
        }
    }

    async fn acted(&mut self, second: usize, by: &By, act: &Act) -> Told<Result<Outcome, Error>> {
        let permit = &self.permit(second, by).await?;
        let app = self.app(second);
        Ok(match act {
            Act::Idle | Act::Deliver | Act::Import(_) | Act::Pass(_) | Act::Restart => Ok(Outcome::Idle),
            Act::Invite(people, offers) => {
                let person = |who: &Who| PersonInput { address: PEOPLE[*who].into(), name: None };
                let people = people.iter().map(person).collect();
                let input = InviteInput { people, assignments: self.assignments(offers), ..InviteInput::default() };
                app.invite(permit, &input).await.map(|done| Outcome::Invited(counts(done)))
            }
            Act::Remind => app.remind_invitees().await.map(|count| Outcome::Count(count as usize)),
            Act::Answer(link, accept) => {
                let answered = app.answer_invitation(&self.links[*link].0, answer(*accept), None, None).await;
                answered.map(|user| Outcome::Worked(user.is_some()))
            }
            Act::Record(who, accept) => {
                let recorded = RecordedAnswer { answer: answer(*accept), name: String::new(), note: String::new() };
                app.record_answer(permit, self.invitation(*who).await?, &recorded).await.map(|()| Outcome::Done)
            }
            Act::CopyLink(who) => match app.copy_link(permit, self.invitation(*who).await?).await {
                Ok(copied) => {
                    let it = self.model.people[who].invitation.unwrap();
                    let link = copied.link.path().rsplit('/').next().unwrap_or_default().to_owned();
                    self.links.push((link, (it, self.model.invitations[it].round)));
                    Ok(Outcome::Done)
                }
                Err(error) => Err(error),
            },
            Act::Resend(people) => app.resend(permit, &self.invitations(people).await?).await.map(|done| acted(&done)),
            Act::Cancel(people) => app.cancel(permit, &self.invitations(people).await?).await.map(|done| acted(&done)),
            Act::Change(people, change) => {
                let done = app.change_roles(permit, &self.selection(people), &self.change(change)).await;
                done.map(|done| self.did(&done))
            }
            Act::Remove(seen) => {
                let users: Vec<_> = seen.iter().map(|(who, state)| (self.users[who], *state)).collect();
                let removed = app.remove_users(permit, &users, "").await;
                removed.map(|removed| {
                    self.deeds.extend(removed.undo.map(Deed::Act));
                    Outcome::Did(removed.users.len(), seen.len() - removed.users.len())
                })
            }
            Act::Undo(deed) => match self.deeds[*deed] {
                Deed::Act(range) => app.undo(permit, range).await.map(|done| self.did(&done)),
                Deed::Import(id) => self.undo_import(second, permit, (id, self.model.deeds[*deed].len())).await?,
            },
            Act::AddGroups(paths) => app.add_groups(permit, paths).await.map(|made| Outcome::Count(made.len())),
            Act::RenameGroup(group, name) => done(app.rename_group(permit, self.groups[*group], name).await),
            Act::MoveGroup(group, into) => done(app.move_group(permit, self.groups[*group], self.groups[*into]).await),
            Act::MergeGroups(from, into) => {
                done(app.merge_groups(permit, self.groups[*from], self.groups[*into]).await)
            }
            Act::RemoveGroup(group) => done(app.remove_group(permit, self.groups[*group]).await),
            Act::AddRole(name, given_by) => app.add_role(permit, &role(name, *given_by)).await.map(|_| Outcome::Done),
            Act::ChangeRole(id, name, given_by) => {
                done(app.change_role(permit, self.roles[*id], &role(name, *given_by)).await)
            }
            Act::RemoveRole(id) => done(app.remove_role(permit, self.roles[*id]).await),
        })
    }

    fn did(&mut self, done: &UsersDone) -> Outcome {
        self.deeds.extend(done.undo.map(Deed::Act));
        Outcome::Did(done.done as usize, done.left as usize)
    }

    pub(super) fn group(&self, group: Gid) -> GroupId {
        self.groups[group]
    }

    pub(super) fn role(&self, role: Rid) -> RoleId {
        self.roles[role]
    }

    fn assignments<'a>(&self, grants: impl IntoIterator<Item = &'a Grant>) -> Vec<Assignment> {
        let one = |(group, role): &Grant| Assignment { group: self.group(*group), role: self.role(*role) };
        grants.into_iter().map(one).collect()
    }

    fn selection(&self, people: &BTreeSet<Who>) -> UserSelection {
        UserSelection::These { users: people.iter().map(|who| self.users[who]).collect::<Vec<UserId>>() }
    }

    fn change(&self, change: &Change) -> GrantChange {
        let roles = |roles: &[Rid]| roles.iter().map(|role| self.role(*role)).collect();
        match change {
            Change::Give(grant) => GrantChange::Give { grant: self.assignments([grant])[0] },
            Change::Replace(group, from, to) => {
                GrantChange::Replace { group: self.group(*group), from: roles(from), to: self.role(*to) }
            }
            Change::Take(group, taken) => GrantChange::Take { group: self.group(*group), roles: roles(taken) },
            Change::Set(from, to) => GrantChange::Set { from: self.assignments(from), to: self.assignments(to) },
        }
    }

    /// The newest invitations of these people, as an administrator of the account finds them.
    async fn invitations(&self, people: &BTreeSet<Who>) -> Told<InvitationSelection> {
        // Not one of the model's: the act may have made its administrators others already.
        let administrators = self.app(0).administrators().await.map_err(failed)?;
        let root = administrators.iter().find(|one| one.groups.contains(&GroupId::ROOT)).expect("there always is one");
        let permit = self.app(0).act_as(&Whoever::User(root.id)).await.map_err(failed)?;
        let found = self.app(0).invitations_of_users(&permit, &self.selection(people)).await;
        Ok(InvitationSelection::These { invitations: found.map_err(failed)? })
    }

    async fn invitation(&self, who: Who) -> Told<InvitationId> {
        match self.invitations(&BTreeSet::from([who])).await? {
            InvitationSelection::These { invitations } if invitations.len() == 1 => Ok(invitations[0]),
            other => Err(failed(format!("one invitation was expected: {other:?}"))),
        }
    }
}

fn done(result: Result<(), Error>) -> Result<Outcome, Error> {
    result.map(|()| Outcome::Done)
}

const fn answer(accept: bool) -> Answer {
    if accept { Answer::Accept } else { Answer::Decline }
}

fn role(name: &str, given_by: RoleGivers) -> RoleInput {
    RoleInput { name: name.to_owned(), meaning: String::new(), given_by }
}

fn counts(done: InviteOutcome) -> [u32; 6] {
    [done.new, done.again, done.resent, done.invited, done.member, done.nothing]
}

fn acted(done: &ActionOutcome) -> Outcome {
    let not_done = done.not_done.iter().map(|why| (format!("{:?}", why.reason), why.count));
    Outcome::Acted(done.done as usize, not_done.collect())
}
