//! Write a mail of the outbox: who it is from, what it says, as of the moment when it leaves.

use crate::{
    App, Error, Settings,
    make_report::report_name,
    ports::{
        MailContent, OutgoingMail, Rendered,
        store::{MailKind, MailRecord, OpenInvitation, UserRecord},
    },
};
use rollcall_domain::{
    Assignment, EmailAddress, GroupId, GroupTree, InvitationState, Language, Role, Timestamp, Token,
};
use url::Url;

/// What is needed to write mails, looked up once for a round.
pub(crate) struct Desk<'a> {
    pub(crate) app: &'a App,
    pub(crate) settings: Settings,
    pub(crate) account: String,
    created_at: Timestamp,
    pub(crate) groups: GroupTree,
    pub(crate) roles: Vec<Role>,
    pub(crate) from: EmailAddress,
}

impl<'a> Desk<'a> {
    pub(crate) async fn open(app: &'a App) -> Result<Self, Error> {
        let account = app.store().account().await?.ok_or(Error::NoAccount)?;
        let settings = app.settings().await?;
        let from = app.sender(&settings).await?;
        let (groups, roles) = (app.group_tree().await?, app.store().roles().await?);
        Ok(Self { app, settings, account: account.name, created_at: account.created_at, groups, roles, from })
    }

    /// When an invitation ends that leaves now.
    pub(crate) fn end_from(&self, now: Timestamp) -> Timestamp {
        now.plus_days(i64::from(self.settings.invitation_days))
    }

    /// Writes a mail as of `date`. `None` if what it is about is gone.
    pub(crate) async fn write(
        &self,
        mail: &MailRecord,
        link: Option<Url>,
        date: Timestamp,
    ) -> Result<Option<OutgoingMail>, Error> {
        let mut written = OutgoingMail {
            from: (self.account.clone(), self.from.clone()),
            to: (None, mail.to.clone()),
            reply_to: None,
            message_id: format!(
                "{}.{}.{}@{}",
                mail.id,
                mail.created_at.as_millis(),
                self.created_at.as_millis(),
                self.from.key().domain()
            ),
            date,
            language: Language::default(),
            rendered: Rendered { subject: String::new(), text: String::new(), html: String::new() },
            attachment: None,
        };
        let content = match (mail.kind, mail.invitation.or(mail.answered), mail.import) {
            (MailKind::Invitation | MailKind::Reminder, Some(id), _) => {
                let Some(offer) = self.app.store().offer(id).await? else { return Ok(None) };
                written.language = offer.language.unwrap_or_default();
                written.to.0.clone_from(&offer.name);
                written.reply_to = Some((offer.inviter_name.clone(), offer.inviter_address.clone()));
                // What it said when it left, or may have, it says always.
                let ends = mail.ends_at.or(offer.expires_at).unwrap_or_else(|| self.end_from(date));
                self.invitation(offer, mail.kind == MailKind::Reminder, link, ends)
            }
            (MailKind::Answer, Some(id), _) => {
                let Some(answered) = self.app.store().offer(id).await? else { return Ok(None) };
                let Some(reader) = self.reader(mail).await? else { return Ok(None) };
                written.language = reader.language.unwrap_or_default();
                written.to.0 = name_of(&reader);
                MailContent::Answer {
                    account: self.account.clone(),
                    inviter: name_of(&reader),
                    invitee: answered.name,
                    address: answered.address,
                    accepted: answered.state == InvitationState::Accepted,
                    note: answered.answer_note,
                }
            }
            (MailKind::Gained, ..) => {
                let Some(reader) = self.reader(mail).await? else { return Ok(None) };
                written.language = reader.language.unwrap_or_default();
                written.to.0 = name_of(&reader);
                MailContent::Gained {
                    account: self.account.clone(),
                    member: name_of(&reader),
                    gained: in_words(&mail.gained, &self.groups, &self.roles),
                }
            }
            (MailKind::ImportReport, _, Some(id)) => {
                let Some(import) = self.app.store().import(id).await? else { return Ok(None) };
                written.attachment = Some((report_name(&import.file_name), self.app.report_of(id).await?));
                MailContent::ImportReport {
                    account: self.account.clone(),
                    file_name: import.file_name,
                    counts: import.counts,
                    invitations: import.invitations,
                }
            }
            _ => return Ok(None),
        };
        written.rendered = self.app.outside.post.render(&content, written.language);
        Ok(Some(written))
    }

    /// The user to whom a mail goes.
    async fn reader(&self, mail: &MailRecord) -> Result<Option<UserRecord>, Error> {
        Ok(self.app.store().users(&[mail.user]).await?.pop())
    }

    pub(crate) fn invitation(
        &self,
        offer: OpenInvitation,
        reminder: bool,
        link: Option<Url>,
        ends: Timestamp,
    ) -> MailContent {
        MailContent::Invitation {
            reminder,
            account: offer.account,
            invitee: offer.name,
            inviter_name: offer.inviter_name,
            inviter_address: offer.inviter_address,
            offered: in_words(&offer.offered, &self.groups, &self.roles),
            message: offer.message,
            ends,
            link,
        }
    }

    /// The page on which the bearer of a token answers.
    pub(crate) fn link(&self, token: &Token) -> Option<Url> {
        Url::parse(&format!("{}/i/{}", self.settings.link_base(), token.to_link_text())).ok()
    }
}

fn name_of(reader: &UserRecord) -> Option<String> {
    Some(reader.entry.name.clone()).filter(|name| !name.is_empty())
}

/// Path and role of each assignment, in the order of the paths.
pub(crate) fn in_words(offered: &[Assignment], groups: &GroupTree, roles: &[Role]) -> Vec<(String, String)> {
    let word = |assignment: &Assignment| {
        let role = roles.iter().find(|role| role.id == assignment.role);
        (
            groups.path(assignment.group).map(ToString::to_string).unwrap_or_default(),
            role.map(|role| role.name.clone()).unwrap_or_default(),
        )
    };
    let mut words: Vec<_> = offered.iter().map(word).collect();
    words.sort();
    words
}

impl App {
    /// The address that mails come from by these settings. Until one is set, the first administrator of the whole account, by address,
    /// stands in.
    pub(crate) async fn sender(&self, settings: &Settings) -> Result<EmailAddress, Error> {
        if let Some(address) = &settings.mail_from {
            return Ok(address.clone());
        }
        let administrators = self.store().administrators().await?;
        let first = administrators.into_iter().find(|one| one.groups.contains(&GroupId::ROOT));
        first.map(|one| one.address).ok_or(Error::NotFound)
    }
}
