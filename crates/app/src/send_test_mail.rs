//! Send a mail to try the mail settings, before they are saved.

use crate::{
    App, Error, Permit, Settings,
    ports::{MailContent, OutgoingMail, SendOutcome},
};
use rollcall_domain::Language;

impl App {
    /// Sends a test mail to the acting administrator by these settings. Returns the server's words, or the name of the file.
    ///
    /// # Errors
    /// Why nothing can be sent like this.
    pub async fn send_test_mail(
        &self,
        by: &Permit,
        settings: &Settings,
        password: Option<&str>,
    ) -> Result<String, Error> {
        by.require_root()?;
        let account = self.store().account().await?.ok_or(Error::NoAccount)?.name;
        let stored = self.mail_password(&settings.mail_route)?;
        let from = self.sender(settings).await?;
        let mut courier = self.outside.post.open(&settings.mail_route, password.or(stored.as_deref())).await?;
        let me = by.administrator();
        let now = self.outside.clock.now();
        let language = Language::default();
        let mail = OutgoingMail {
            message_id: format!("test.{}@{}", now.as_millis(), from.key().domain()),
            from: (account.clone(), from),
            to: (me.name.clone(), me.address.clone()),
            reply_to: None,
            date: now,
            language,
            rendered: self.outside.post.render(&MailContent::Test { account }, language),
            attachment: None,
        };
        let outcome = courier.send(&mail).await;
        courier.close().await;
        match outcome {
            SendOutcome::Sent(reply) => Ok(reply),
            SendOutcome::RouteLost(problem) => Err(problem.into()),
            SendOutcome::Held => Err(Error::MailRefused(String::new())),
            SendOutcome::Deferred(why) | SendOutcome::Failed(why) | SendOutcome::Uncertain(why) => {
                Err(Error::MailRefused(why))
            }
        }
    }
}
