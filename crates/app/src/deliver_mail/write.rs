//! Putting claimed mails into words.

use super::{
    keep::Batch,
    works::{Letter, Works},
};
use crate::{
    Error,
    check_import::off_thread,
    ports::{SendOutcome, store::Delivery},
};
use rollcall_domain::Token;
use std::sync::Arc;
use tokio::sync::mpsc;

/// So many mails are put into words at once, on a thread of their own: few enough that the first of them need not wait long.
const AT_ONCE: usize = 32;

type Told = mpsc::UnboundedSender<Delivery>;

impl Works<'_> {
    /// Writes what was claimed, until no more is or nobody carries it any more.
    pub(super) async fn write(
        &self,
        mut claimed: mpsc::Receiver<Batch<'_>>,
        letters: mpsc::Sender<Letter>,
        told: Told,
    ) {
        while let Some(batch) = claimed.recv().await {
            match self.write_batch(batch, &letters, &told).await {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => return self.end_because(error),
            }
        }
    }

    /// `false`: nobody carries letters any more.
    async fn write_batch(
        &self,
        mut batch: Batch<'_>,
        letters: &mpsc::Sender<Letter>,
        told: &Told,
    ) -> Result<bool, Error> {
        let mails = std::mem::take(&mut batch.mails);
        let matters = batch.desk.look_up(mails.iter().map(|(mail, _)| mail)).await?;
        for mails in mails.chunks(AT_ONCE) {
            let mut drafts = Vec::with_capacity(AT_ONCE);
            for (mail, token) in mails {
                if self.is_over() {
                    return Ok(false);
                }
                let link = token.as_ref().and_then(|token: &Token| batch.desk.link(mail.kind, token));
                let delivery = match batch.desk.draft(mail, link, batch.now, &matters).await {
                    Ok(Some(draft)) => {
                        drafts.push((mail.id, mail.attempts, draft));
                        continue;
                    }
                    Ok(None) => self.dropped(mail.id, mail.attempts),
                    Err(error @ Error::Store(_)) => return Err(error),
                    // It could not be written (a report could not be made). That concerns this mail alone.
                    Err(error) => {
                        self.ended(mail.id, mail.attempts, batch.now, SendOutcome::Deferred(error.sentence()))
                    }
                };
                // `keep` hears of it for as long as anything is in hand.
                let _ = told.send(delivery);
            }
            let (post, claimed_at) = (Arc::clone(&self.app.outside.post), batch.now);
            let written = off_thread(move || {
                let letter = |(id, attempt, draft): (_, _, crate::write_mail::Draft)| Letter {
                    id,
                    attempt,
                    claimed_at,
                    mail: draft.rendered(&*post),
                };
                drafts.into_iter().map(letter).collect::<Vec<_>>()
            })
            .await?;
            for letter in written {
                if letters.send(letter).await.is_err() {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }
}
