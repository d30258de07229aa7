//! Mail: what is said, and the way it leaves.

use crate::settings::MailRoute;
use async_trait::async_trait;
use rollcall_domain::{EmailAddress, Language, Timestamp, import::RowCounts};
use url::Url;

/// Words and ways of mail.
#[async_trait]
pub trait Post: Send + Sync {
    /// What a mail says, in the reader's language.
    fn render(&self, content: &MailContent, language: Language) -> Rendered;

    /// The words with which the join link of an account is passed on in a chat, as plain text.
    fn join_link_message(&self, account: &str, link: &Url, language: Language) -> String;

    /// The bytes of a mail as a file, to be sent by another program: as a draft (`X-Unsent`), where that program knows such.
    ///
    /// # Errors
    /// The mail can be sent by nobody: why.
    fn as_file(&self, mail: &OutgoingMail) -> Result<Vec<u8>, String>;

    /// What a mail says that reports that others could not be delivered (RFC 3464), as it came. Empty: it is no such mail.
    fn read_bounce(&self, bytes: &[u8]) -> Vec<Bounce>;

    /// Opens the way by which mails leave, for a run of several.
    ///
    /// # Errors
    /// Nothing can be sent now, for a reason that concerns every mail alike (no connection, wrong password, no TLS).
    async fn open(&self, route: &MailRoute, password: Option<&str>) -> Result<Box<dyn Courier>, RouteProblem>;
}

/// An open way for mails: a connection kept for a run, or a folder.
#[async_trait]
pub trait Courier: Send {
    /// Hands one mail over. Never takes longer than its own time-out.
    ///
    /// Just before the mail may be taken, `begins` is called, once at most; if it says no, nothing is handed over. If `following` is given,
    /// it comes next: what the server need know of it may be said in the same breath, but nothing of it can be taken before it is handed
    /// over itself.
    async fn hand_over(
        &mut self,
        mail: &OutgoingMail,
        following: Option<&OutgoingMail>,
        begins: &(dyn Fn() -> bool + Send + Sync),
    ) -> SendOutcome;

    /// Hands over a mail of which nobody keeps notes.
    async fn send(&mut self, mail: &OutgoingMail) -> SendOutcome {
        self.hand_over(mail, None, &|| true).await
    }

    /// Says good-bye.
    async fn close(self: Box<Self>);
}

/// What a mail is about. Everything in it is data; the words around it come from the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailContent {
    /// An offer to join, or one called to mind.
    Invitation {
        /// It was sent before and has not been answered.
        reminder: bool,
        /// What the account is called.
        account: String,
        /// What the invitee is called, if that is known.
        invitee: Option<String>,
        /// What the one who invites is called.
        inviter_name: String,
        /// Where they can be asked.
        inviter_address: EmailAddress,
        /// Path and role of each assignment that is offered.
        offered: Vec<(String, String)>,
        /// What the one who invites writes, in lines.
        message: Option<String>,
        /// When the invitation ends.
        ends: Timestamp,
        /// The page on which to answer; none when it is only shown, since a link cannot be shown again.
        link: Option<Url>,
    },
    /// What a member gained.
    Gained {
        /// What the account is called.
        account: String,
        /// What the member is called, if that is known.
        member: Option<String>,
        /// Path and role of each assignment.
        gained: Vec<(String, String)>,
    },
    /// How an invitation was answered, to the one who invited.
    Answer {
        /// What the account is called.
        account: String,
        /// What the one who invited is called, if that is known.
        inviter: Option<String>,
        /// What the invitee is called, if that is known.
        invitee: Option<String>,
        /// The invitee's address.
        address: EmailAddress,
        /// Whether they joined; they declined otherwise.
        accepted: bool,
        /// What they said with it, in lines.
        note: Option<String>,
    },
    /// What became of an import.
    ImportReport {
        /// What the account is called.
        account: String,
        /// The file's name.
        file_name: String,
        /// Rows by outcome.
        counts: RowCounts,
        /// Invitations that were made.
        invitations: u32,
    },
    /// To whoever asked to join: they are to prove that the address is theirs.
    Confirm {
        /// What the account is called.
        account: String,
        /// What they are called, as they say.
        name: String,
        /// The page on which to prove it; none when it is only shown, since a link cannot be shown again.
        link: Option<Url>,
        /// From when on it cannot be proven.
        ends: Timestamp,
    },
    /// To whoever asked again: their request waits.
    Waiting {
        /// What the account is called.
        account: String,
        /// What they are called, as they say.
        name: String,
        /// The page on which they see how it stands; none when it is only shown.
        link: Option<Url>,
        /// Since when it waits.
        since: Timestamp,
    },
    /// To a member: somebody asked to join with their address.
    Member {
        /// What the account is called.
        account: String,
        /// What the member is called, if that is known.
        member: Option<String>,
    },
    /// To whoever asked: they are a member now.
    Approved {
        /// What the account is called.
        account: String,
        /// What they are called.
        name: String,
        /// Path and role of what they were given.
        given: (String, String),
        /// Who let them in, and where they can be asked.
        by: (String, EmailAddress),
    },
    /// To whoever asked: they are not let in.
    Denied {
        /// What the account is called.
        account: String,
        /// What they are called, as they say.
        name: String,
        /// What the administrator writes, in lines.
        words: Option<String>,
    },
    /// To whoever asked: nobody decided.
    Lapsed {
        /// What the account is called.
        account: String,
        /// What they are called, as they say.
        name: String,
        /// When they had asked.
        since: Timestamp,
    },
    /// To an administrator: somebody asks to join.
    Request {
        /// What the account is called.
        account: String,
        /// What the administrator is called, if that is known.
        administrator: Option<String>,
        /// Who asks.
        asker: AskerLine,
        /// What they say, in lines.
        note: Option<String>,
        /// When the request lapses.
        lapses: Timestamp,
        /// Opens the program at the request. It decides nothing.
        open: Url,
    },
    /// To an administrator, once a day: who asks to join.
    Requests {
        /// What the account is called.
        account: String,
        /// What the administrator is called, if that is known.
        administrator: Option<String>,
        /// How many wait.
        count: u32,
        /// The first of them.
        askers: Vec<AskerLine>,
        /// Opens the program at the requests. It decides nothing.
        open: Url,
    },
    /// A trial of the mail settings.
    Test {
        /// What the account is called.
        account: String,
    },
}

/// Somebody who asks to join, as a mail names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskerLine {
    /// What they are called, as they say.
    pub name: String,
    /// The address, which they have proven.
    pub address: EmailAddress,
    /// Since when they wait.
    pub since: Timestamp,
}

/// A mail in words.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type), serde(rename = "MailPreview"))]
pub struct Rendered {
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as HTML: a whole document, without scripts, images or anything remote.
    pub html: String,
}

/// A mail ready to leave.
#[derive(Debug, Clone)]
pub struct OutgoingMail {
    /// Who sends: the shown name, and the address.
    pub from: (String, EmailAddress),
    /// Whom it goes to: the shown name if known, and the address.
    pub to: (Option<String>, EmailAddress),
    /// Whom an answer goes to, if not the sender.
    pub reply_to: Option<(String, EmailAddress)>,
    /// The Message-ID without its angle brackets; the same at every try.
    pub message_id: String,
    /// The Date.
    pub date: Timestamp,
    /// The language of the words.
    pub language: Language,
    /// The words.
    pub rendered: Rendered,
    /// A file's name and bytes (a workbook).
    pub attachment: Option<(String, Vec<u8>)>,
}

/// A mail that a server gave up to deliver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounce {
    /// Its Message-ID without the angle brackets.
    pub message_id: String,
    /// Whom it did not reach, as the server says.
    pub recipient: String,
    /// What the server said, with its status code; on one line.
    pub words: String,
}

/// What became of one mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendOutcome {
    /// It was taken; the server's words, or the name of the file.
    Sent(String),
    /// Not now: 4xx, or the connection broke before the mail could have been taken.
    Deferred(String),
    /// Never: 5xx, or a mail that cannot be sent at all.
    Failed(String),
    /// The connection ended when the mail may have been taken.
    Uncertain(String),
    /// It was not to begin: nothing of it was handed over.
    Held,
    /// The way itself is lost, and was not to be had again: nothing of this mail was handed over, and no other need be tried.
    RouteLost(RouteProblem),
}

/// Why nothing can be sent by a way at all. Concerns the settings or the network, not a mail.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RouteProblem {
    /// The server could not be reached.
    #[error("the mail server could not be reached: {0}")]
    Unreachable(String),
    /// TLS is required and was not to be had, or the certificate is not trusted.
    #[error("there is no safe connection to the mail server: {0}")]
    NotSecure(String),
    /// User or password are wrong, or missing.
    #[error("the mail server did not accept the user or the password: {0}")]
    NotAccepted(String),
    /// The folder cannot be written.
    #[error("the mail folder could not be written: {0}")]
    Folder(String),
}
