//! `rollcall activity`: what happened, newest first; and writing it as a table.

use super::{
    Session,
    day::Day,
    export::TableFile,
    listing::{no_limit_if_zero, shortened},
    people, undo, when,
};
use crate::{
    answer::{Answer, Failure},
    table::table,
    words::say,
};
use clap::Args;
use rollcall_app::{
    Permit,
    list_activity::{ActivityPage, ActivityQuery},
    ports::store::{ActivityRecord, Verb},
};
use rollcall_domain::{ActivityId, EmailAddress, ImportId, Timestamp, UserId};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// The arguments.
#[derive(Debug, Args)]
pub(crate) struct Activity {
    /// Done to this user
    #[arg(long, value_name = "EMAIL", value_parser = EmailAddress::parse)]
    user: Option<EmailAddress>,
    /// Done by this user
    #[arg(long, value_name = "EMAIL", value_parser = EmailAddress::parse)]
    by: Option<EmailAddress>,
    /// By the import with this number
    #[arg(long, value_name = "N")]
    import: Option<u32>,
    /// What was done: invited, removed, roles-changed, … May be given several times, or with commas
    #[arg(long, value_name = "VERB", value_delimiter = ',', value_parser = verb)]
    verb: Vec<Verb>,
    /// On this day or later, such as 2026-12-31. Days are in UTC
    #[arg(long, value_name = "DAY")]
    from: Option<Day>,
    /// On this day or before
    #[arg(long, value_name = "DAY")]
    until: Option<Day>,
    /// Words, each of which is to be found in the name or the address of who did it, or to whom it was done
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    search: String,
    /// How many at most; 0 for all
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: u32,
    /// How many to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: u32,
    /// Write all that match to this file instead, as .xlsx or .csv; a file that is there is replaced
    #[arg(long, value_name = "FILE", conflicts_with_all = ["limit", "offset", "json"])]
    export: Option<PathBuf>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// The columns of the table; each is named in the catalogue as `activity-…`.
pub(crate) const COLUMNS: [&str; 8] = ["id", "at", "by", "what", "whom", "detail", "import", "undo"];

#[derive(Serialize)]
struct Document {
    entries: Vec<Entry>,
    total: u64,
    /// How many to pass over for those that come next; none if there are no more.
    next: Option<u32>,
}

#[derive(Serialize)]
struct Entry {
    id: ActivityId,
    at: Timestamp,
    by: Option<String>,
    verb: Verb,
    user: Option<UserId>,
    whom: Option<String>,
    detail: Option<String>,
    import: Option<ImportId>,
    /// All entries of its act, as `rollcall undo` takes them, if it can be undone now.
    undo: Option<String>,
}

impl From<ActivityRecord> for Entry {
    fn from(record: ActivityRecord) -> Self {
        let ActivityRecord { id, at, by, verb, user, whom, detail, import, undo } = record;
        Self { id, at, by, verb, user, whom, detail, import, undo: undo.map(undo::written) }
    }
}

impl Activity {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let permit = session.permit().await?;
        let query = self.query(session, &permit).await?;
        if let Some(path) = &self.export {
            return export(session, &permit, query, path).await;
        }
        let page = session.app().list_activity(&permit, &query).await?;
        let next = next(self.offset, &page);
        if self.json {
            return Ok(Answer::json(&Document {
                entries: page.entries.into_iter().map(Entry::from).collect(),
                total: page.total,
                next,
            }));
        }
        Ok(Answer::text(&in_words(page, next)))
    }

    async fn query(&self, session: &Session, permit: &Permit) -> Result<ActivityQuery, Failure> {
        Ok(ActivityQuery {
            search: self.search.clone(),
            user: who(session, permit, self.user.as_ref()).await?,
            by: who(session, permit, self.by.as_ref()).await?,
            verbs: self.verb.clone(),
            import: self.import.map(|number| ImportId(number.into())),
            from: self.from.map(Day::start),
            before: self.until.map(Day::end),
            offset: self.offset,
            limit: no_limit_if_zero(self.limit),
        })
    }
}

async fn who(session: &Session, permit: &Permit, address: Option<&EmailAddress>) -> Result<Option<UserId>, Failure> {
    match address {
        Some(address) => Ok(Some(people::the_one(session, permit, address).await?.id)),
        None => Ok(None),
    }
}

async fn export(session: &Session, permit: &Permit, query: ActivityQuery, path: &Path) -> Result<Answer, Failure> {
    let file = TableFile::begin(session, path)?;
    let count = session.app().list_activity(permit, &ActivityQuery { limit: 0, ..query.clone() }).await?.total;
    let bytes = session.app().export_activity(permit, &query, file.format).await?;
    file.finish(&bytes)?;
    Ok(Answer::text(&say("activity-exported", &[("count", &count), ("path", &path.display())])))
}

/// How many to pass over for the next page, if there is one.
fn next(offset: u32, page: &ActivityPage) -> Option<u32> {
    let shown = u32::try_from(page.entries.len()).unwrap_or(u32::MAX);
    Some(offset.saturating_add(shown)).filter(|next| shown > 0 && u64::from(*next) < page.total)
}

fn in_words(page: ActivityPage, next: Option<u32>) -> String {
    if page.entries.is_empty() {
        return say("activity-none", &[]);
    }
    let headers = COLUMNS.map(|column| say(&format!("activity-{column}"), &[]));
    let (shown, total) = (page.entries.len(), page.total);
    let rows: Vec<_> = page.entries.into_iter().map(row).collect();
    let end = match next {
        Some(next) => say("activity-page", &[("shown", &shown), ("total", &total), ("next", &next)]),
        None => say("activity-counted", &[("total", &total)]),
    };
    format!("{}\n{end}", table(&headers, &rows))
}

fn row(entry: ActivityRecord) -> [String; 8] {
    [
        entry.id.to_string(),
        when(Some(entry.at)),
        entry.by.unwrap_or_else(|| say("activity-by-itself", &[])),
        say(&format!("verb-{}", entry.verb.word()), &[]),
        entry.whom.unwrap_or_default(),
        entry.detail.as_deref().map(shortened).unwrap_or_default(),
        entry.import.map(|import| import.to_string()).unwrap_or_default(),
        entry.undo.map(undo::written).unwrap_or_default(),
    ]
}

/// Reads a verb, also with hyphens.
fn verb(text: &str) -> Result<Verb, String> {
    let word = text.replace('-', "_");
    let found = Verb::ALL.into_iter().find(|verb| verb.word() == word);
    found.ok_or_else(|| format!("what was done is one of: {}", Verb::ALL.map(Verb::word).join(", ")))
}
