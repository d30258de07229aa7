//! `rollcall invitations`: list the invitations, or all those of one user.

use super::{
    Session, group,
    listing::{AssignmentLine, shortened},
    mail,
    order::Stretch,
    people, when,
};
use crate::{
    answer::{Answer, Failure},
    table::table,
    words::say,
};
use clap::Args;
use rollcall_app::{
    Permit,
    list_invitations::{InvitationQuery, InvitationRow},
};
use rollcall_domain::{DeliveryState, EmailAddress, InvitationId, InvitationStatus, Timestamp};
use rollcall_index::InvitationCounts;
use serde::Serialize;

/// The arguments.
#[derive(Debug, Args)]
pub(crate) struct Invitations {
    /// All invitations of this user, newest first; without it, the newest of everybody
    #[arg(value_name = "EMAIL", value_parser = EmailAddress::parse,
        conflicts_with_all = ["search", "status", "group", "delivery", "after"])]
    address: Option<EmailAddress>,
    /// Words, each of which is to be found in the name or the address
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    /// How they stand: pending, expiring, expired, accepted, declined or cancelled. May be given several times, or with commas
    #[arg(long, value_name = "STATUS", value_delimiter = ',')]
    status: Vec<InvitationStatus>,
    /// Offering a role in this group or below it
    #[arg(long, value_name = "PATH")]
    group: Option<String>,
    /// How their newest mail went: queued, sending, sent, deferred, failed, uncertain or dropped. May be given several times, or with commas
    #[arg(long, value_name = "STATE", value_delimiter = ',', value_parser = mail::state)]
    delivery: Vec<DeliveryState>,
    #[command(flatten)]
    stretch: Stretch,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// The columns of the table; each is named in the catalogue as `invitations-…`.
pub(crate) const COLUMNS: [&str; 12] =
    ["address", "name", "status", "offered", "by", "sent", "expires", "reminders", "next", "answered", "note", "mail"];

#[derive(Serialize)]
struct Document {
    invitations: Vec<InvitationLine>,
    total: usize,
    next: Option<String>,
    /// How those stand that match everything but the status.
    counts: InvitationCounts,
}

#[derive(Serialize)]
struct InvitationLine {
    id: InvitationId,
    email: String,
    name: Option<String>,
    status: InvitationStatus,
    offered: Vec<AssignmentLine>,
    invited_by: String,
    created_at: Timestamp,
    sent_at: Option<Timestamp>,
    expires_at: Option<Timestamp>,
    answered_at: Option<Timestamp>,
    answered_by: Option<String>,
    answer_note: Option<String>,
    reminders: u32,
    next_reminder: Option<Timestamp>,
    delivery: Option<DeliveryState>,
    delivery_note: Option<String>,
}

/// What is shown, and where the next page begins.
struct Shown {
    invitations: Vec<InvitationRow>,
    total: usize,
    next: Option<String>,
    counts: InvitationCounts,
}

impl Invitations {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let permit = session.permit().await?;
        let json = self.json;
        let shown = match &self.address {
            Some(address) => of_user(session, &permit, address).await?,
            None => self.page(session, &permit).await?,
        };
        if json {
            let Shown { invitations, total, next, counts } = shown;
            let invitations = invitations.into_iter().map(InvitationLine::from).collect();
            return Ok(Answer::json(&Document { invitations, total, next, counts }));
        }
        Ok(Answer::text(&in_words(shown)))
    }

    async fn page(self, session: &Session, permit: &Permit) -> Result<Shown, Failure> {
        let group = match &self.group {
            Some(path) => Some(group::find(&session.app().list_groups(permit).await?, path)?.id),
            None => None,
        };
        let part = self.stretch.part()?;
        let query = InvitationQuery {
            search: self.search.unwrap_or_default(),
            statuses: self.status,
            group,
            deliveries: self.delivery,
            sort: part.order.sort,
            descending: part.order.descending,
            limit: part.limit,
            after: part.after,
            ..InvitationQuery::default()
        };
        let page = session.app().list_invitations(permit, &query).await?;
        let is_last = page.offset + page.invitations.len() >= page.total;
        let next = page.invitations.last().filter(|_| !is_last).map(|last| part.place_behind(last.user));
        Ok(Shown { invitations: page.invitations, total: page.total, next, counts: page.counts })
    }
}

async fn of_user(session: &Session, permit: &Permit, address: &EmailAddress) -> Result<Shown, Failure> {
    let user = people::the_one(session, permit, address).await?;
    let invitations = session.app().show_user(permit, user.id).await?.invitations;
    let counts = counted(&invitations);
    Ok(Shown { total: invitations.len(), next: None, counts, invitations })
}

fn counted(invitations: &[InvitationRow]) -> InvitationCounts {
    let of = |status| invitations.iter().filter(|row| row.status == status).count();
    let undelivered = |row: &&InvitationRow| {
        use DeliveryState::{Deferred, Failed, Uncertain};
        matches!(row.delivery, Some(Deferred | Failed | Uncertain))
    };
    InvitationCounts {
        all: invitations.len(),
        pending: of(InvitationStatus::Pending),
        expiring: of(InvitationStatus::Expiring),
        expired: of(InvitationStatus::Expired),
        accepted: of(InvitationStatus::Accepted),
        declined: of(InvitationStatus::Declined),
        cancelled: of(InvitationStatus::Cancelled),
        undelivered: invitations.iter().filter(undelivered).count(),
    }
}

fn in_words(shown: Shown) -> String {
    if shown.invitations.is_empty() {
        return say("invitations-none", &[]);
    }
    let headers = COLUMNS.map(|column| say(&format!("invitations-{column}"), &[]));
    let (count, total) = (shown.invitations.len(), shown.total);
    let rows: Vec<_> = shown.invitations.into_iter().map(row).collect();
    let end = match shown.next {
        Some(next) => say("invitations-page", &[("shown", &count), ("total", &total), ("next", &next)]),
        None => say("invitations-counted", &[("total", &total)]),
    };
    let statuses = InvitationStatus::ALL.into_iter().filter(|status| shown.counts.of(*status) > 0);
    let counts: Vec<_> = statuses.map(|status| format!("{} {}", shown.counts.of(status), status.word())).collect();
    format!("{}\n{end} {}", table(&headers, &rows), say("invitations-stand", &[("counts", &counts.join(", "))]))
}

fn row(invitation: InvitationRow) -> [String; 12] {
    let offered: Vec<_> = invitation.offered.into_iter().map(|one| AssignmentLine::from(one).to_string()).collect();
    let answered = match (invitation.answered_at, &invitation.answered_by) {
        (Some(at), Some(by)) => say("invitations-answered-by", &[("at", &when(Some(at))), ("by", by)]),
        (at, _) => when(at),
    };
    let mail = invitation.delivery.map(mail::word).unwrap_or_default();
    [
        invitation.address,
        invitation.name.unwrap_or_default(),
        invitation.status.word().to_owned(),
        offered.join(", "),
        invitation.invited_by,
        when(invitation.sent_at),
        when(invitation.expires_at),
        if invitation.reminders == 0 { String::new() } else { invitation.reminders.to_string() },
        when(invitation.next_reminder),
        answered,
        invitation.answer_note.as_deref().map(shortened).unwrap_or_default(),
        match invitation.delivery_note.as_deref().map(shortened) {
            Some(note) => format!("{mail}: {note}"),
            None => mail,
        },
    ]
}

impl From<InvitationRow> for InvitationLine {
    fn from(row: InvitationRow) -> Self {
        Self {
            id: row.id,
            email: row.address,
            name: row.name,
            status: row.status,
            offered: row.offered.into_iter().map(AssignmentLine::from).collect(),
            invited_by: row.invited_by,
            created_at: row.created_at,
            sent_at: row.sent_at,
            expires_at: row.expires_at,
            answered_at: row.answered_at,
            answered_by: row.answered_by,
            answer_note: row.answer_note,
            reminders: row.reminders,
            next_reminder: row.next_reminder,
            delivery: row.delivery,
            delivery_note: row.delivery_note,
        }
    }
}
