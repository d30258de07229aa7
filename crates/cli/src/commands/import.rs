//! `rollcall import`: carry out a spreadsheet of users.

mod columns;
mod telling;

use super::{Session, remove::consequences};
use crate::{
    answer::{Answer, Failure, Status},
    files::{self, Draft},
    progress::{Progress, Stop},
    words::say,
};
use clap::Args;
use columns::Meant;
use rollcall_app::{
    Error, Permit,
    check_anywhere::Desk,
    check_import::{Checked, ImportCheck, Upload},
    check_offline::Offline,
};
use rollcall_domain::{
    ImportId,
    import::{Mend, Options, ProblemCode, RowOutcome},
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// The arguments.
#[derive(Debug, Args)]
#[command(after_help = STATUSES)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(crate) struct Import {
    /// The spreadsheet: .xlsx, .xlsm, .xlsb, .xls, .ods, .csv or .tsv. With - rows are read from standard input, as text
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Say what would be done, and write nothing to the workspace. Without a workspace the file is checked by itself
    #[arg(long)]
    check: bool,
    /// Check the file by itself, though there is a workspace: groups, roles and people are not compared
    #[arg(long, requires = "check")]
    offline: bool,
    /// The sheet of the workbook to read, instead of the one that looks most like a table of users
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// What a column means: its header, or its letter where it has none, and one of Email, Name, First name, Last name, Group, Role, Action
    /// and Language, or nothing to pass over it. May be given several times
    #[arg(long, value_name = "HEADER=COLUMN", value_parser = columns::meant)]
    map: Vec<Meant>,
    /// The group of every row that names none
    #[arg(long, value_name = "PATH")]
    group: Option<String>,
    /// The role of every row that names none
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,
    /// Write what is suggested for problems with this code, as --json and --check name it, or for all. May be given several times, or with
    /// commas
    #[arg(long, value_name = "CODE|all", value_delimiter = ',', value_parser = suggestions)]
    suggestions: Vec<Suggestions>,
    /// Make the groups that the file names and that are not there
    #[arg(long)]
    create_groups: bool,
    /// Let the file give the role Administrator
    #[arg(long)]
    allow_administrators: bool,
    /// How many users the file may remove from the account: exactly as many as it does
    #[arg(long, value_name = "COUNT", default_value_t = 0)]
    removals: u32,
    /// Write the table again with what became of each row; a file that is there is replaced
    #[arg(long, value_name = "FILE.xlsx")]
    report: Option<PathBuf>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// Shown below the help.
const STATUSES: &str = "\
Exit status:
  0  every row was done, or was so already
  1  some rows were rejected; the others were done, or were so already
  2  nothing was done: every row was rejected, or standard error says why
With --check it is what carrying out would end with.";

/// The most bytes of standard input.
const MOST_INPUT: u64 = 64 * 1024 * 1024;

/// Where a file is checked.
enum Place<'a> {
    /// In a workspace, by somebody.
    Workspace(&'a Session, Permit),
    /// By itself.
    Offline(Offline),
}

impl Place<'_> {
    fn desk(&self) -> Desk<'_> {
        match self {
            Self::Workspace(session, permit) => Desk::With(session.app(), permit),
            Self::Offline(offline) => Desk::Alone(offline),
        }
    }
}

/// Which suggestions are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Suggestions {
    All,
    Of(ProblemCode),
}

impl Import {
    /// Whether it can do without a workspace.
    pub(crate) const fn is_check(&self) -> bool {
        self.check
    }

    /// Whether it wants none.
    pub(crate) const fn is_offline(&self) -> bool {
        self.offline
    }

    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let permit = session.permit().await?;
        self.run_at(&Place::Workspace(session, permit)).await
    }

    /// Checks the file by itself.
    pub(crate) async fn run_offline(self) -> Result<Answer, Failure> {
        self.run_at(&Place::Offline(rollcall_host::offline()?)).await
    }

    async fn run_at(self, place: &Place<'_>) -> Result<Answer, Failure> {
        let report = self.begin_report(place)?;
        let stop = Stop::watch();
        let progress = Progress::begin();
        progress.show(&say("progress-reading", &[("file", &files::shown(&self.file))]));
        let checked = tokio::select! {
            checked = self.check(place.desk()) => checked?,
            () = stop.requested() => return Err(Error::Cancelled.into()),
        };
        let (check, import) = match place {
            Place::Workspace(session, permit) if !self.check && checked.plan.counts.changes_something() => {
                carry_out(session, permit, checked, self.removals, (&progress, &stop)).await?
            }
            _ => (checked, None),
        };
        drop(progress);
        let written = match report {
            Some(draft) => Some(write_report(place, &check, import, draft).await),
            None => None,
        };
        let ends = match place {
            Place::Workspace(session, permit) if self.check && !check.plan.removals.is_empty() => {
                consequences(&session.app().preview_import_removals(permit, &check).await?)
            }
            _ => Vec::new(),
        };
        self.answer(&check, import, ends, written)
    }

    /// Reads the file, and plans it with what was said of its columns and of its problems.
    async fn check(&self, desk: Desk<'_>) -> Result<Arc<ImportCheck>, Failure> {
        let options = Options { create_groups: self.create_groups, allow_administrators: self.allow_administrators };
        let mut upload = self.read(desk).await?;
        if let Some(mapping) =
            columns::mapping(&upload.sheet.table, &self.map, self.group.as_deref(), self.role.as_deref())?
        {
            upload.sheet.mapping = Some(mapping);
        }
        let mut check = match desk.check_upload(upload, options).await? {
            Checked::Plan(check) => check,
            unclear @ Checked::Columns(_) => {
                let headers = columns::shown(&unclear.upload().sheet.table);
                let why = unclear.plan().err().map(|why| why.sentence()).unwrap_or_default();
                return Err(Failure::Own(format!("{why} {}", say("import-map", &[("headers", &headers)]))));
            }
        };
        for code in self.codes(&check) {
            check = desk.mend(&check, Mend::Suggestions { code }).await?.0;
        }
        Ok(check)
    }

    async fn read(&self, desk: Desk<'_>) -> Result<Upload, Failure> {
        if self.file != Path::new("-") {
            return Ok(desk.read_upload(&self.file, self.sheet.as_deref()).await?);
        }
        // Whoever types the rows may stop before the last.
        let file = self.file.clone();
        let read = tokio::task::spawn_blocking(move || files::read_input(&file, MOST_INPUT)).await;
        let bytes = read.map_err(|error| Failure::Own(error.to_string()))??;
        let text = String::from_utf8(bytes).map_err(|_| Failure::Own(say("error-input-not-text", &[])))?;
        let upload = desk.read_pasted(&text).await?;
        Ok(Upload { file_name: say("standard-input", &[]), ..upload })
    }

    /// The kinds of problems whose suggestions are taken.
    fn codes(&self, check: &ImportCheck) -> Vec<ProblemCode> {
        if !self.suggestions.contains(&Suggestions::All) {
            let of = |suggestions: &Suggestions| match suggestions {
                Suggestions::Of(code) => Some(*code),
                Suggestions::All => None,
            };
            return self.suggestions.iter().filter_map(of).collect();
        }
        let kinds = check.problem_kinds().into_iter();
        kinds.filter(|kind| kind.suggested > 0).map(|kind| kind.code).collect()
    }

    /// Begins the report before anything is done: then there is little left that can go wrong with it.
    fn begin_report(&self, place: &Place<'_>) -> Result<Option<Draft>, Failure> {
        let Some(path) = &self.report else { return Ok(None) };
        if files::is_same_file(path, &self.file) {
            return Err(Failure::Own(say("error-same-file", &[("path", &path.display())])));
        }
        if let Place::Workspace(session, _) = place
            && files::is_same_file(path, session.workspace.path())
        {
            return Err(Failure::Own(say("error-is-workspace", &[("path", &path.display())])));
        }
        Draft::begin(path).map(Some)
    }

    fn answer(
        &self,
        check: &ImportCheck,
        import: Option<ImportId>,
        ends: Vec<String>,
        report: Option<Result<PathBuf, (PathBuf, String)>>,
    ) -> Result<Answer, Failure> {
        let status = telling::status(&check.plan.counts);
        let mut answer = if self.json {
            telling::document(check, import, self.check)
        } else {
            let written = report.as_ref().and_then(|report| report.as_ref().ok());
            let mut text = telling::in_words(check, import, self.check, ends);
            text.extend(written.map(|path| say("import-report", &[("path", &path.display())])));
            Answer::text(&text.join("\n"))
        }
        .with(status);
        if status == Status::Nothing {
            let id = if self.check { "import-all-rejected-checked" } else { "import-all-rejected" };
            answer.complaint = Some(say(id, &[]));
        }
        match report {
            Some(Err((path, why))) if import.is_some() => {
                answer.complaint = Some(say("error-report-late", &[("path", &path.display()), ("why", &why)]));
                answer.status = Status::Partly;
            }
            Some(Err((path, why))) => {
                return Err(Failure::Own(say("error-not-written", &[("path", &path.display()), ("why", &why)])));
            }
            _ => {}
        }
        Ok(answer)
    }
}

/// Carries the plan out. If the account changed since it was made, the file is planned once more; nobody is asked again as long as no row
/// ends otherwise than it would have, except that it is so already.
async fn carry_out(
    session: &Session,
    permit: &Permit,
    check: Arc<ImportCheck>,
    removals: u32,
    (progress, stop): (&Progress, &Stop),
) -> Result<(Arc<ImportCheck>, Option<ImportId>), Failure> {
    let app = session.app();
    let report = |share: f32| {
        progress.show_share(share, |percent| say("progress-carrying-out", &[("percent", &percent)]));
        !stop.is_requested()
    };
    match app.carry_out_import(permit, &check, removals, &report).await {
        Ok(id) => return Ok((check, Some(id))),
        Err(Error::PlanStale) => {}
        Err(error @ Error::RemovalsUnconfirmed { removals }) => {
            let how = say("import-removals", &[("count", &removals)]);
            return Err(Failure::Own(format!("{} {how}", error.sentence())));
        }
        Err(error) => return Err(error.into()),
    }
    let again = app.check_import_again(permit, &check, check.options).await?;
    let pairs = check.plan.rows.iter().zip(&again.plan.rows);
    let is_as_planned = pairs.into_iter().all(|(before, now)| {
        now.outcome == before.outcome || now.outcome == RowOutcome::Unchanged && before.outcome != RowOutcome::Rejected
    });
    if !is_as_planned {
        return Err(Error::PlanStale.into());
    }
    if !again.plan.counts.changes_something() {
        return Ok((again, None));
    }
    // Whoever is removed by now need not be removed any more.
    let removals = u32::try_from(again.plan.removals.len()).unwrap_or(u32::MAX).min(removals);
    let id = app.carry_out_import(permit, &again, removals, &report).await?;
    Ok((again, Some(id)))
}

async fn write_report(
    place: &Place<'_>,
    check: &Arc<ImportCheck>,
    carried_out: Option<ImportId>,
    draft: Draft,
) -> Result<PathBuf, (PathBuf, String)> {
    let path = draft.path().to_owned();
    let report = match (place, carried_out) {
        (Place::Workspace(session, permit), Some(id)) => session.app().import_report(permit, id).await,
        _ => place.desk().report(check).await,
    };
    let written = match report {
        Ok(bytes) => draft.finish(&bytes).map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    match written {
        Ok(()) => Ok(path),
        Err(why) => Err((path, why)),
    }
}

fn suggestions(text: &str) -> Result<Suggestions, String> {
    if text == "all" {
        return Ok(Suggestions::All);
    }
    let code = ProblemCode::ALL.iter().find(|code| code.word() == text);
    code.map(|code| Suggestions::Of(*code)).ok_or_else(|| say("import-no-code", &[]))
}
