//! Deliver what is due in the outbox: one round.

use crate::{
    App, Error, Settings,
    make_report::report_name,
    ports::{
        Courier, MailContent, OutgoingMail, SendOutcome,
        store::{ClaimedMail, Delivery, MailKind, MailRecord, OpenInvitation},
    },
};
use rollcall_domain::{
    DeliveryState, EmailAddress, GroupTree, Language, Role, Timestamp, Token, TokenHash, mail::pause_after,
};
use serde::Serialize;
use std::{collections::HashMap, sync::Mutex};
use url::Url;

/// What became of the mails of one round.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Round {
    /// Left.
    pub sent: u32,
    /// To be tried again later.
    pub deferred: u32,
    /// Not to be tried again.
    pub failed: u32,
    /// Perhaps taken.
    pub uncertain: u32,
}

/// Mails taken at a time. If the program is killed, so many may be shown as uncertain: few enough to look through.
const BATCH: u32 = 10;

/// For how long taken mails are nobody else's, in seconds: longer than sending them can take.
const LEASE_SECONDS: i64 = 15 * 60;

impl App {
    /// Sends every mail that is due.
    ///
    /// # Errors
    /// Nothing can leave at all, for a reason that concerns every mail alike: all wait as they were. Or the workspace failed.
    pub async fn deliver_mail(&self) -> Result<Round, Error> {
        self.store().settle_interrupted(self.outside.clock.now()).await?;
        let mut round = Round::default();
        let now = self.now().await?;
        if self.store().next_mail_due().await?.is_none_or(|due| due > now) {
            return Ok(round);
        }
        let desk = Desk::open(self).await?;
        let mut courier = self
            .outside
            .post
            .open(&desk.settings.mail_route, self.mail_password(&desk.settings.mail_route)?.as_deref())
            .await?;
        let result = desk.deliver(courier.as_mut(), &mut round).await;
        courier.close().await;
        result.map(|()| round)
    }

    /// When the next mail is due, if one waits.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn next_mail_due(&self) -> Result<Option<Timestamp>, Error> {
        Ok(self.store().next_mail_due().await?)
    }
}

/// What is needed to write mails, looked up once for a round.
pub(crate) struct Desk<'a> {
    app: &'a App,
    pub(crate) settings: Settings,
    account: String,
    created_at: Timestamp,
    groups: GroupTree,
    roles: Vec<Role>,
    pub(crate) from: EmailAddress,
}

impl<'a> Desk<'a> {
    pub(crate) async fn open(app: &'a App) -> Result<Self, Error> {
        let account = app.store().account().await?.ok_or(Error::NoAccount)?;
        let settings = app.settings().await?;
        let from = match &settings.mail_from {
            Some(address) => address.clone(),
            // Until a sender is set, the first administrator of the whole account stands in.
            None => {
                app.store().administrators().await?.into_iter().map(|one| one.address).next().ok_or(Error::NotFound)?
            }
        };
        let (groups, roles) = (app.group_tree().await?, app.store().roles().await?);
        Ok(Self { app, settings, account: account.name, created_at: account.created_at, groups, roles, from })
    }

    async fn deliver(&self, courier: &mut dyn Courier, round: &mut Round) -> Result<(), Error> {
        loop {
            let now = self.app.now().await?;
            let minted = Mutex::new(HashMap::new());
            let mint = || -> TokenHash {
                let token = Token::mint(self.app.outside.dice.as_ref());
                let hash = token.hash();
                minted.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(hash, token);
                hash
            };
            let claimed = self.app.store().claim_mails(BATCH, now.plus_seconds(LEASE_SECONDS), now, &mint).await?;
            if claimed.is_empty() {
                return Ok(());
            }
            let tokens = minted.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
            let mut deliveries = Vec::with_capacity(claimed.len());
            for mail in &claimed {
                let token = mail.link.and_then(|hash| tokens.get(&hash));
                deliveries.push(self.send(courier, mail, token, now, round).await?);
            }
            self.app.store().record_deliveries(&deliveries, self.app.outside.clock.now()).await?;
        }
    }

    async fn send(
        &self,
        courier: &mut dyn Courier,
        claimed: &ClaimedMail,
        token: Option<&Token>,
        now: Timestamp,
        round: &mut Round,
    ) -> Result<Delivery, Error> {
        let mail = &claimed.mail;
        let ends = now.plus_days(i64::from(self.settings.invitation_days));
        let link = token
            .and_then(|token| Url::parse(&format!("{}/i/{}", self.settings.link_base(), token.to_link_text())).ok());
        let Some(outgoing) = self.write(mail, link, ends, now).await? else {
            round.failed += 1;
            let reply = Some("what the mail was about is not there any more".to_owned());
            return Ok(Delivery {
                mail: mail.id,
                state: DeliveryState::Failed,
                reply,
                not_before: None,
                expires_at: None,
            });
        };
        let outcome = courier.send(&outgoing).await;
        let (state, reply, counter) = match outcome {
            SendOutcome::Sent(reply) => (DeliveryState::Sent, reply, &mut round.sent),
            SendOutcome::Deferred(reply) => (DeliveryState::Deferred, reply, &mut round.deferred),
            SendOutcome::Failed(reply) => (DeliveryState::Failed, reply, &mut round.failed),
            SendOutcome::Uncertain(reply) => (DeliveryState::Uncertain, reply, &mut round.uncertain),
        };
        *counter += 1;
        let after = self.app.outside.clock.now().max(now);
        Ok(Delivery {
            mail: mail.id,
            state,
            reply: Some(reply),
            not_before: (state == DeliveryState::Deferred).then(|| after.plus_seconds(pause_after(mail.attempts))),
            // The server may have the mail: then its link works, and its time runs.
            expires_at: matches!(state, DeliveryState::Sent | DeliveryState::Uncertain).then_some(ends),
        })
    }

    /// Writes a mail. `None` if what it is about is gone.
    pub(crate) async fn write(
        &self,
        mail: &MailRecord,
        link: Option<Url>,
        ends: Timestamp,
        now: Timestamp,
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
            date: now,
            language: Language::default(),
            rendered: crate::ports::Rendered { subject: String::new(), text: String::new(), html: String::new() },
            attachment: None,
        };
        let content = match (mail.kind, mail.invitation, mail.import) {
            (MailKind::Invitation, Some(id), _) => {
                let Some(offer) = self.app.store().offer(id).await? else { return Ok(None) };
                written.language = offer.language.unwrap_or_default();
                written.to.0.clone_from(&offer.name);
                written.reply_to = Some((offer.inviter_name.clone(), offer.inviter_address.clone()));
                self.invitation(offer, link, ends)
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

    fn invitation(&self, offer: OpenInvitation, link: Option<Url>, ends: Timestamp) -> MailContent {
        MailContent::Invitation {
            account: offer.account,
            invitee: offer.name,
            inviter_name: offer.inviter_name,
            inviter_address: offer.inviter_address,
            offered: in_words(&offer.offered, &self.groups, &self.roles),
            ends,
            link,
        }
    }
}

/// Path and role of each assignment, in the order of the paths.
pub(crate) fn in_words(
    offered: &[rollcall_domain::Assignment],
    groups: &GroupTree,
    roles: &[Role],
) -> Vec<(String, String)> {
    let word = |assignment: &rollcall_domain::Assignment| {
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
