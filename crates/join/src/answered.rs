//! What is said after an answer, for as long as somebody may look at it again. The page has an address of its own, without the
//! invitation's secret, so that loading it again sends nothing again.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use rollcall_app::ports::store::OpenInvitation;
use rollcall_domain::{Clock, Timestamp, invitation::Answer};
use sha2::{Digest as _, Sha256};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

/// So long the page after an answer still knows the names, in seconds. Later it says the same without them.
const KNOWN_SECONDS: i64 = 60 * 60;

/// Of so many answers at most.
const MOST: usize = 1_000;

/// An invitation that was answered.
pub(crate) struct Kept {
    pub(crate) invitation: OpenInvitation,
    /// Whether a reason was passed on with the answer.
    pub(crate) with_reason: bool,
}

/// The answers of the last hour, oldest first.
pub(crate) struct Answered {
    clock: Arc<dyn Clock>,
    latest: Mutex<VecDeque<(Timestamp, String, Arc<Kept>)>>,
}

impl Answered {
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, latest: Mutex::default() }
    }

    /// Keeps what was answered, and returns the receipt: made from the link, so that nobody else can guess it, and so that the
    /// link cannot be made from it.
    pub(crate) fn keep(&self, link: &str, kept: Kept) -> String {
        let receipt = URL_SAFE_NO_PAD.encode(Sha256::new().chain_update("answered:").chain_update(link).finalize());
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        if latest.len() >= MOST {
            latest.pop_front();
        }
        latest.push_back((self.clock.now(), receipt.clone(), Arc::new(kept)));
        receipt
    }

    /// What was answered, if the receipt is right and not too old.
    pub(crate) fn find(&self, receipt: &str) -> Option<Arc<Kept>> {
        let oldest = self.clock.now().plus_seconds(-KNOWN_SECONDS);
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        latest.retain(|(at, ..)| *at > oldest);
        latest.iter().find(|(_, known, _)| known == receipt).map(|(.., kept)| Arc::clone(kept))
    }
}

/// The word of an answer in the page's address.
pub(crate) const fn word(answer: Answer) -> &'static str {
    match answer {
        Answer::Accept => "accepted",
        Answer::Decline => "declined",
    }
}

/// The answer of a word.
pub(crate) fn from_word(text: &str) -> Option<Answer> {
    [Answer::Accept, Answer::Decline].into_iter().find(|answer| word(*answer) == text)
}
