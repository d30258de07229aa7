//! The join link: show it, make a new one, change what holds for those who ask by it. For administrators of the whole account.

use crate::{
    App, Error, FieldProblem, Permit,
    ports::store::JoinLinkRecord,
    typed::{assignment_problems, note_of},
    words::say,
};
use rollcall_domain::{
    Assignment, JoinLinkId, JoinLinkStatus, JoinLinkTerms, Language, MailDomain, Timestamp, Token,
    join_link::MOST_DOMAINS, role::ADMINISTRATOR,
};
use serde::{Deserialize, Serialize};
use url::Url;

/// What holds for those who ask by the join link, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct JoinLinkInput {
    /// Its last day in UTC, `2026-12-31`; none: it has none.
    pub last_day: Option<String>,
    /// How many may ask by it; none: as many as want.
    pub most_uses: Option<u32>,
    /// In which domains an address must be; empty: any.
    pub domains: Vec<String>,
    /// The group and role that administrators are suggested for whoever asks by it.
    pub suggested: Option<Assignment>,
    /// What the page says to who opens it; empty for nothing.
    pub welcome: String,
}

/// The join link, as administrators see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct JoinLinkView {
    /// Which one.
    pub id: JoinLinkId,
    /// The link.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub link: Url,
    /// How it stands.
    pub status: JoinLinkStatus,
    /// Whether it is switched on.
    pub is_on: bool,
    /// What holds for those who ask by it.
    pub terms: JoinLinkInput,
    /// When it was made.
    pub made_at: Timestamp,
    /// Who made it.
    pub made_by: String,
    /// How many have asked by it and proven their address.
    pub uses: u32,
    /// Whether it works on this computer only, since no public address is set.
    pub stays_here: bool,
}

impl App {
    /// The join link; none if none was made yet.
    ///
    /// # Errors
    /// It needs an administrator of the whole account; or the workspace could not be read.
    pub async fn join_link(&self, by: &Permit) -> Result<Option<JoinLinkView>, Error> {
        by.require_root()?;
        match self.store().join_link().await? {
            Some(record) => Ok(Some(self.view_link(record).await?)),
            None => Ok(None),
        }
    }

    /// Makes a new join link. The one before dies at once; requests that came by it stay.
    ///
    /// # Errors
    /// Something that was typed is not right, or the workspace could not be written: the link before works on.
    pub async fn make_join_link(&self, by: &Permit, input: &JoinLinkInput) -> Result<JoinLinkView, Error> {
        by.require_root()?;
        let terms = self.check_terms(by, input).await?;
        let secret = Token::mint(self.outside.dice.as_ref());
        self.store().make_join_link(&secret, &terms, self.act(by)).await?;
        self.join_link(by).await?.ok_or(Error::NotFound)
    }

    /// Switches the join link on or off. What holds for those who ask by it stays as it is.
    ///
    /// # Errors
    /// The link was replaced meanwhile, or the workspace could not be written: it is as it was.
    pub async fn switch_join_link(&self, by: &Permit, id: JoinLinkId, is_on: bool) -> Result<JoinLinkView, Error> {
        by.require_root()?;
        if !self.store().switch_join_link(id, is_on, self.act(by)).await? {
            return Err(Error::NotFound);
        }
        self.join_link(by).await?.ok_or(Error::NotFound)
    }

    /// Sets what holds for those who ask by the join link. Whether it is switched on stays as it is.
    ///
    /// # Errors
    /// Something that was typed is not right, the link was replaced meanwhile, or the workspace could not be written: it is as it was.
    pub async fn change_join_link(
        &self,
        by: &Permit,
        id: JoinLinkId,
        input: &JoinLinkInput,
    ) -> Result<JoinLinkView, Error> {
        by.require_root()?;
        let terms = self.check_terms(by, input).await?;
        if !self.store().change_join_link(id, &terms, self.act(by)).await? {
            return Err(Error::NotFound);
        }
        self.join_link(by).await?.ok_or(Error::NotFound)
    }

    /// The words with which the join link can be passed on, in a chat or by hand.
    ///
    /// # Errors
    /// There is no link, or the workspace could not be read.
    pub async fn join_link_message(&self, by: &Permit, language: Language) -> Result<String, Error> {
        let link = self.join_link(by).await?.ok_or(Error::NotFound)?;
        let account = self.account_name().await?;
        Ok(self.outside.post.join_link_message(&account, &link.link, language))
    }

    async fn view_link(&self, record: JoinLinkRecord) -> Result<JoinLinkView, Error> {
        let (settings, now) = (self.settings().await?, self.now().await?);
        let link = Url::parse(&format!("{}/j/{}", settings.link_base(), record.secret.to_link_text()));
        let terms = record.terms;
        Ok(JoinLinkView {
            id: record.id,
            // The base is an address that was checked, and a secret has no character that means anything there.
            link: link.map_err(|_| Error::NotFound)?,
            status: terms.status(record.is_on, record.uses, now),
            is_on: record.is_on,
            terms: JoinLinkInput {
                last_day: terms.ends_at.map(Timestamp::last_day),
                most_uses: terms.most_uses,
                domains: terms.domains.iter().map(ToString::to_string).collect(),
                suggested: terms.suggested,
                welcome: terms.welcome.map(String::from).unwrap_or_default(),
            },
            made_at: record.made_at,
            made_by: record.made_by,
            uses: record.uses,
            stays_here: settings.links_stay_here(),
        })
    }

    async fn check_terms(&self, by: &Permit, input: &JoinLinkInput) -> Result<JoinLinkTerms, Error> {
        let mut problems = Vec::new();
        let mut wrong = |field: &str, message| problems.push(FieldProblem { field: field.to_owned(), message });
        let day = input.last_day.as_deref().map(str::trim).filter(|day| !day.is_empty());
        let ends_at = day.and_then(|day| {
            let end = Timestamp::end_of_day(day);
            if end.is_none() {
                wrong("last_day", say("field-day", &[("value", &day)]));
            }
            end
        });
        if input.most_uses == Some(0) {
            wrong("most_uses", say("field-most-uses", &[]));
        }
        let mut domains = Vec::new();
        for text in input.domains.iter().filter(|text| !text.trim().is_empty()) {
            match MailDomain::parse(text) {
                Ok(domain) => domains.push(domain),
                Err(why) => wrong("domains", say("field-domain", &[("value", &text.trim()), ("why", &why)])),
            }
        }
        domains.sort_unstable();
        domains.dedup();
        if domains.len() > MOST_DOMAINS {
            wrong("domains", say("field-domains-too-many", &[("most", &MOST_DOMAINS)]));
        }
        let welcome = note_of(&input.welcome).unwrap_or_else(|message| {
            wrong("welcome", message);
            None
        });
        if let Some(suggested) = input.suggested {
            let (groups, roles) = (self.group_tree().await?, self.store().roles().await?);
            let wrong = assignment_problems(by, &[suggested], &groups, &roles);
            problems.extend(wrong.into_iter().map(|wrong| FieldProblem { field: "suggested".into(), ..wrong }));
            // Nobody becomes an administrator because it stood there already.
            if suggested.role == ADMINISTRATOR {
                let message = say("field-suggested-administrator", &[]);
                problems.push(FieldProblem { field: "suggested".into(), message });
            }
        }
        if !problems.is_empty() {
            return Err(Error::InvalidInput(problems));
        }
        Ok(JoinLinkTerms { ends_at, most_uses: input.most_uses, domains, suggested: input.suggested, welcome })
    }
}
