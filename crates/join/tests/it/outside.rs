//! What a workspace has around it, made for tests: a clock, dice, files, and a mailbag.

use async_trait::async_trait;
use rollcall_app::{
    ports::{
        Courier, MailContent, OutgoingMail, Post, ReadFile, Rendered, Report, Secrets, SendOutcome, Spreadsheets,
        Template, Unreadable,
        mail::{Bounce, RouteProblem},
        sheets::{NotMade, PlainTable, Rows, TableFormat},
    },
    settings::MailRoute,
};
use rollcall_domain::{
    Clock, Dice, Language, Timestamp,
    table::{Cell, Table, TableRow},
};
use std::{
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};

/// A clock that is moved by hand.
pub(crate) struct Hand(pub(crate) AtomicI64);

impl Hand {
    pub(crate) fn pass_days(&self, days: i64) {
        self.pass_seconds(days * 24 * 60 * 60);
    }

    pub(crate) fn pass_seconds(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1000, Ordering::SeqCst);
    }
}

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// Different bits each time, the same in each run.
pub(crate) struct Counted(pub(crate) AtomicU64);

impl Dice for Counted {
    fn roll(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            // SplitMix64.
            let mut z = self.0.fetch_add(1, Ordering::SeqCst).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

/// Whatever the file is: the rows that were put here.
pub(crate) struct Sheets(pub(crate) Arc<Mutex<Vec<String>>>);

#[async_trait]
impl Spreadsheets for Sheets {
    async fn read(&self, _: &Path, _: Option<&str>) -> Result<ReadFile, Unreadable> {
        let rows = self.0.lock().unwrap();
        let lines = ["Email|Name|Group|Role|Language"].into_iter().chain(rows.iter().map(String::as_str));
        let cells = |line: &str| line.split('|').map(|cell| Cell::Text(cell.into())).collect();
        let rows = lines.zip(1..).map(|(line, number)| TableRow { number, cells: cells(line) }).collect();
        Ok(ReadFile { table: Table { rows, ..Table::default() }, hash: [0; 32] })
    }

    async fn read_text(&self, _: &str) -> Result<ReadFile, Unreadable> {
        Err(Unreadable::Empty)
    }

    fn template(&self, _: &Template) -> Result<Vec<u8>, String> {
        Err("no template is made here".into())
    }

    fn filled(&self, _: &Template, _: Rows<'_>) -> Result<Vec<u8>, NotMade> {
        Err(NotMade::Failed("no table is made here".into()))
    }

    fn table(&self, _: &PlainTable, _: TableFormat, _: Rows<'_>) -> Result<Vec<u8>, NotMade> {
        Err(NotMade::Failed("no table is made here".into()))
    }

    fn report(&self, _: &Report) -> Result<Vec<u8>, String> {
        Ok(Vec::new())
    }
}

/// Takes every mail, and keeps what it is about and its link.
pub(crate) struct Mailbag(pub(crate) Mails);

#[async_trait]
impl Post for Mailbag {
    fn render(&self, content: &MailContent, _: Language) -> Rendered {
        let (kind, link) = match content {
            MailContent::Invitation { link, .. } => ("invitation", link.as_ref()),
            MailContent::Confirm { link, .. } => ("confirm", link.as_ref()),
            MailContent::Waiting { link, .. } => ("waiting", link.as_ref()),
            MailContent::Member { .. } => ("member", None),
            MailContent::Approved { .. } => ("approved", None),
            MailContent::Denied { .. } => ("denied", None),
            MailContent::Lapsed { .. } => ("lapsed", None),
            MailContent::Request { .. } => ("request", None),
            MailContent::ImportReport { .. } => ("report", None),
            _ => ("other", None),
        };
        let link = link.map(ToString::to_string).unwrap_or_default();
        Rendered { subject: kind.into(), text: link, html: String::new() }
    }

    fn join_link_message(&self, _: &str, link: &url::Url, _: Language) -> String {
        link.to_string()
    }

    fn as_file(&self, _: &OutgoingMail) -> Result<Vec<u8>, String> {
        Err("no file is made here".into())
    }

    fn read_bounce(&self, _: &[u8]) -> Vec<Bounce> {
        Vec::new()
    }

    async fn open(&self, _: &MailRoute, _: Option<&str>) -> Result<Box<dyn Courier>, RouteProblem> {
        Ok(Box::new(Self(Arc::clone(&self.0))))
    }
}

#[async_trait]
impl Courier for Mailbag {
    async fn hand_over(
        &mut self,
        mail: &OutgoingMail,
        _: Option<&OutgoingMail>,
        begins: &(dyn Fn() -> bool + Send + Sync),
    ) -> SendOutcome {
        if !begins() {
            return SendOutcome::Held;
        }
        let Rendered { subject: kind, text: link, .. } = mail.rendered.clone();
        self.0.lock().unwrap().push(Mail { to: mail.to.1.to_string(), kind, link });
        SendOutcome::Sent(String::new())
    }

    async fn close(self: Box<Self>) {}
}

pub(crate) struct NoSecrets;

impl Secrets for NoSecrets {
    fn get(&self, _: &str) -> Result<Option<String>, String> {
        Ok(None)
    }

    fn set(&self, _: &str, _: Option<&str>) -> Result<(), String> {
        Ok(())
    }
}

/// The mails that have left, oldest first.
pub(crate) type Mails = Arc<Mutex<Vec<Mail>>>;

/// A mail that has left.
pub(crate) struct Mail {
    pub(crate) to: String,
    /// What it is about, in a word.
    pub(crate) kind: String,
    /// The link that it carries, if it carries one.
    pub(crate) link: String,
}
