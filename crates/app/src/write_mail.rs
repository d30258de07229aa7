//! Write a mail of the outbox: who it is from, what it says, as of the moment when it leaves.

mod requests;

use crate::{
    App, Error, Settings,
    make_report::report_name,
    ports::{
        MailContent, OutgoingMail, Post,
        store::{MailKind, MailRecord, OpenInvitation, RequestRecord, UserRecord},
    },
};
use rollcall_domain::{
    AccountKey, Assignment, EmailAddress, GroupId, GroupTree, InvitationId, InvitationState, Language, RequestId, Role,
    Timestamp, Token, UserId,
};
use std::collections::HashMap;
use url::Url;

/// What is needed to write mails, looked up once for a round.
pub(crate) struct Desk<'a> {
    pub(crate) app: &'a App,
    pub(crate) settings: Settings,
    pub(crate) account: String,
    account_key: AccountKey,
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
        Ok(Self {
            app,
            settings,
            account: account.name,
            account_key: account.key,
            created_at: account.created_at,
            groups,
            roles,
            from,
        })
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
        let matters = self.look_up(std::iter::once(mail)).await?;
        let draft = self.draft(mail, link, date, &matters).await?;
        Ok(draft.map(|draft| draft.rendered(self.app.outside.post.as_ref())))
    }

    /// Looks up what mails are about, for all of them at once.
    pub(crate) async fn look_up(
        &self,
        mails: impl Iterator<Item = &MailRecord> + Clone + Send,
    ) -> Result<Matters, Error> {
        let invitations: Vec<_> = mails.clone().filter_map(|mail| mail.invitation.or(mail.answered)).collect();
        let members: Vec<_> =
            mails.clone().filter(|mail| is_to_a_member(mail.kind)).filter_map(|mail| mail.user).collect();
        let requests: Vec<_> = mails.filter_map(|mail| mail.request).collect();
        let mut matters = Matters::default();
        if !invitations.is_empty() {
            let offers = self.app.store().offers(&invitations).await?;
            matters.offers = offers.into_iter().map(|offer| (offer.id, offer)).collect();
        }
        if !members.is_empty() {
            let readers = self.app.store().users(&members).await?;
            matters.readers = readers.into_iter().map(|reader| (reader.entry.id, reader)).collect();
        }
        if !requests.is_empty() {
            let requests = self.app.store().requests_by_id(&requests).await?;
            matters.requests = requests.into_iter().map(|request| (request.id, request)).collect();
        }
        Ok(matters)
    }

    /// What a mail is to say as of `date`. `None` if what it is about is gone.
    pub(crate) async fn draft(
        &self,
        mail: &MailRecord,
        link: Option<Url>,
        date: Timestamp,
        matters: &Matters,
    ) -> Result<Option<Draft>, Error> {
        use MailKind as Kind;
        let letter = match mail.kind {
            Kind::Invitation | Kind::Reminder => self.invitation_letter(mail, link, date, matters),
            Kind::Gained | Kind::Answer | Kind::Member => self.letter_to_member(mail, matters),
            Kind::Confirm | Kind::Waiting | Kind::Approved | Kind::Denied | Kind::Lapsed => {
                self.letter_to_asker(mail, link, matters)
            }
            Kind::Request => self.letter_about_request(mail, matters),
            Kind::Requests => self.letter_about_requests(mail, date, matters).await?,
            Kind::ImportReport => self.letter_about_import(mail).await?,
        };
        let Some(Letter { name, language, content, reply_to, attachment }) = letter else { return Ok(None) };
        let message_id = format!(
            "{}.{}.{}@{}",
            mail.id,
            mail.created_at.as_millis(),
            self.created_at.as_millis(),
            self.from.key().domain()
        );
        let from = (self.account.clone(), self.from.clone());
        let (to, language) = ((name, mail.to.clone()), language.unwrap_or_default());
        Ok(Some(Draft { from, to, reply_to, message_id, date, language, content, attachment }))
    }

    fn invitation_letter(
        &self,
        mail: &MailRecord,
        link: Option<Url>,
        date: Timestamp,
        matters: &Matters,
    ) -> Option<Letter> {
        let offer = matters.offers.get(&mail.invitation?)?;
        // What it said when it left, or may have, it says always.
        let ends = mail.ends_at.or(offer.expires_at).unwrap_or_else(|| self.end_from(date));
        let content = self.invitation(offer.clone(), mail.kind == MailKind::Reminder, link, ends);
        let reply_to = Some((offer.inviter_name.clone(), offer.inviter_address.clone()));
        Some(Letter { reply_to, ..Letter::new(offer.name.clone(), offer.language, content) })
    }

    fn letter_to_member(&self, mail: &MailRecord, matters: &Matters) -> Option<Letter> {
        let reader = matters.readers.get(&mail.user?)?;
        let account = self.account.clone();
        let content = match mail.kind {
            MailKind::Answer => {
                let answered = matters.offers.get(&mail.answered?)?;
                MailContent::Answer {
                    account,
                    inviter: name_of(reader),
                    invitee: answered.name.clone(),
                    address: answered.address.clone(),
                    accepted: answered.state == InvitationState::Accepted,
                    note: answered.answer_note.clone(),
                }
            }
            MailKind::Member => MailContent::Member { account, member: name_of(reader) },
            _ => {
                let gained = in_words(&mail.gained, &self.groups, &self.roles);
                MailContent::Gained { account, member: name_of(reader), gained }
            }
        };
        Some(Letter::to(reader, content))
    }

    async fn letter_about_import(&self, mail: &MailRecord) -> Result<Option<Letter>, Error> {
        let Some(id) = mail.import else { return Ok(None) };
        let Some(import) = self.app.store().import(id).await? else { return Ok(None) };
        let attachment = Some((report_name(&import.file_name), self.app.report_of(id).await?));
        let content = MailContent::ImportReport {
            account: self.account.clone(),
            file_name: import.file_name,
            counts: import.counts,
            invitations: import.invitations,
        };
        Ok(Some(Letter { attachment, ..Letter::new(None, None, content) }))
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

    /// The page that a mail of this kind leads the bearer of a token to: to answer an invitation, or of a request.
    pub(crate) fn link(&self, kind: MailKind, token: &Token) -> Option<Url> {
        let page = if matches!(kind, MailKind::Confirm | MailKind::Waiting) { "r" } else { "i" };
        Url::parse(&format!("{}/{page}/{}", self.settings.link_base(), token.to_link_text())).ok()
    }
}

/// What mails are about, by number.
#[derive(Debug, Default)]
pub(crate) struct Matters {
    offers: HashMap<InvitationId, OpenInvitation>,
    readers: HashMap<UserId, UserRecord>,
    requests: HashMap<RequestId, RequestRecord>,
}

/// What a mail says, and to whom.
struct Letter {
    /// What the reader is called, if that is known.
    name: Option<String>,
    /// In which language they are written to, if that is known.
    language: Option<Language>,
    content: MailContent,
    /// Whom an answer goes to, if not the sender.
    reply_to: Option<(String, EmailAddress)>,
    attachment: Option<(String, Vec<u8>)>,
}

impl Letter {
    const fn new(name: Option<String>, language: Option<Language>, content: MailContent) -> Self {
        Self { name, language, content, reply_to: None, attachment: None }
    }

    /// To a user.
    fn to(reader: &UserRecord, content: MailContent) -> Self {
        Self::new(name_of(reader), reader.language, content)
    }
}

/// A mail that is yet to be put into words.
#[derive(Debug)]
pub(crate) struct Draft {
    from: (String, EmailAddress),
    to: (Option<String>, EmailAddress),
    reply_to: Option<(String, EmailAddress)>,
    message_id: String,
    date: Timestamp,
    language: Language,
    content: MailContent,
    attachment: Option<(String, Vec<u8>)>,
}

impl Draft {
    /// Puts it into words.
    pub(crate) fn rendered(self, post: &dyn Post) -> OutgoingMail {
        let rendered = post.render(&self.content, self.language);
        let Self { from, to, reply_to, message_id, date, language, attachment, .. } = self;
        OutgoingMail { from, to, reply_to, message_id, date, language, rendered, attachment }
    }
}

/// Whether its words need to know the user to whom it goes.
const fn is_to_a_member(kind: MailKind) -> bool {
    matches!(kind, MailKind::Gained | MailKind::Answer | MailKind::Member | MailKind::Request | MailKind::Requests)
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
    /// The address that mails come from by these settings. Until one is set, whoever was the first of those to come who administer
    /// the whole account stands in: others may join without changing it.
    pub(crate) async fn sender(&self, settings: &Settings) -> Result<EmailAddress, Error> {
        if let Some(address) = &settings.mail_from {
            return Ok(address.clone());
        }
        let administrators = self.store().administrators().await?;
        let of_all = administrators.into_iter().filter(|one| one.groups.contains(&GroupId::ROOT));
        let first = of_all.min_by_key(|one| one.id);
        first.map(|one| one.address).ok_or(Error::NotFound)
    }
}
