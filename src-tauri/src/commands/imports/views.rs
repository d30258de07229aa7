//! What pages see of a table on its way into the account.

use rollcall_app::check_import::{Checked, ColumnsCheck, ImportCheck, ProblemKind};
use rollcall_domain::{
    GroupPath, Timestamp,
    import::{HEADER_WITHIN, Layout, Mapping, Options, ProblemCode, RowCounts, RowOutcome, Severity, Sheet},
};
use serde::{Deserialize, Serialize};

/// What came of reading a table: a plan, or the question what its columns mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum CheckedView {
    /// It can be carried out.
    Plan {
        /// What it would do.
        plan: PlanView,
    },
    /// Somebody has to say what its columns mean.
    Columns {
        /// What they look like.
        columns: ColumnsView,
    },
}

/// The columns of a table, for saying what they mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub(crate) struct ColumnsView {
    /// By what it is known.
    plan: u32,
    /// The file's name.
    file: String,
    /// The sheet that was read; empty for a text file.
    sheet: String,
    /// The sheets that were not.
    other_sheets: Vec<String>,
    /// Why they have to be said; none where they need not.
    why: Option<String>,
    /// The product whose template the file is, where it is one.
    product: Option<String>,
    /// What they mean now, or may mean.
    mapping: Mapping,
    /// The first rows as they are, titles and headers among them, with their own numbers.
    rows: Vec<(u32, Vec<String>)>,
}

/// What a file would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub(crate) struct PlanView {
    /// What it is carried out by.
    plan: u32,
    /// Whether groups, roles and people were compared with those of an account. Where not, it cannot be carried out.
    compared: bool,
    /// The file's name.
    file: String,
    /// The sheet that was read; empty for a text file.
    sheet: String,
    /// The sheets that were not.
    other_sheets: Vec<String>,
    /// The headers of its table.
    headers: Vec<String>,
    /// Those that are not ours.
    ignored_headers: Vec<String>,
    /// What the columns mean, where somebody has said it, now or earlier.
    mapping: Option<Mapping>,
    /// The product whose template the file is, where it is one.
    product: Option<String>,
    /// What is wrong, by kind.
    problems: Vec<ProblemKind>,
    /// How many mends can be taken back.
    mends: u32,
    /// How many users would be removed from the account.
    removals: u32,
    /// Rows by outcome.
    counts: RowCounts,
    /// Invitations that would be sent.
    invitations: u32,
    /// The groups that would be made.
    new_groups: SomeGroups,
    /// The groups that the file names and that are not there.
    unknown_groups: SomeGroups,
    /// Rows that would give the Administrator role, whether that is allowed or not.
    administrator_rows: u32,
    /// What is worth knowing and stops nothing.
    warnings: u32,
    /// What was chosen.
    options: Options,
    /// When the very same file was carried out before.
    seen_before: Option<Timestamp>,
}

/// Groups, of which there may be as many as a file has rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub(crate) struct SomeGroups {
    /// How many there are.
    count: u32,
    /// The first few.
    first: Vec<String>,
}

/// What mending came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub(crate) struct MendedView {
    /// What would be done now.
    pub(super) plan: PlanView,
    /// How many rows were mended.
    pub(super) rows: u32,
}

/// Which rows of a plan are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, specta::Type)]
pub(crate) struct PlanRowsQuery {
    /// The plan.
    pub(super) plan: u32,
    /// With one of these outcomes; empty for all.
    pub(super) outcomes: Vec<RowOutcome>,
    /// With a problem of this kind.
    pub(super) problem: Option<ProblemCode>,
    /// How many to pass over.
    pub(super) offset: u32,
    /// How many at most.
    pub(super) limit: u32,
}

/// How many rows show what the columns are about: wherever the header may be, with some below it.
const SAMPLE: usize = HEADER_WITHIN + 5;

/// How many groups are named.
const GROUPS: usize = 20;

impl CheckedView {
    /// What pages see of what is known by this number.
    pub(crate) fn of(plan: u32, checked: &Checked) -> Self {
        match checked {
            Checked::Plan(check) => Self::Plan { plan: PlanView::of(plan, check) },
            Checked::Columns(columns) => Self::Columns { columns: ColumnsView::unclear(plan, columns) },
        }
    }
}

impl ColumnsView {
    /// The columns of what is known by this number.
    pub(crate) fn of(plan: u32, checked: &Checked) -> Self {
        match checked {
            Checked::Columns(columns) => Self::unclear(plan, columns),
            Checked::Plan(check) => {
                Self::new(plan, &check.file_name, &check.draft.sheet, check.draft.layout.mapping(), None)
            }
        }
    }

    fn unclear(plan: u32, columns: &ColumnsCheck) -> Self {
        let ColumnsCheck { upload, guess, .. } = columns;
        Self::new(plan, &upload.file_name, &upload.sheet, guess.clone(), Some(columns.why_words()))
    }

    fn new(plan: u32, file: &str, sheet: &Sheet, mapping: Mapping, why: Option<String>) -> Self {
        let table = &sheet.table;
        let row = |row: &rollcall_domain::table::TableRow| {
            (row.number, row.cells.iter().map(|cell| cell.shown().to_owned()).collect())
        };
        Self {
            plan,
            file: file.to_owned(),
            sheet: table.sheet.clone(),
            other_sheets: table.other_sheets.clone(),
            why,
            product: Layout::product_of(table, &mapping).map(str::to_owned),
            mapping,
            rows: table.rows.iter().take(SAMPLE).map(row).collect(),
        }
    }
}

impl PlanView {
    /// What pages see of a plan that is known by this number.
    pub(crate) fn of(plan: u32, check: &ImportCheck) -> Self {
        let draft = &check.draft;
        Self {
            plan,
            compared: check.account.is_known,
            file: check.file_name.clone(),
            sheet: draft.sheet.table.sheet.clone(),
            other_sheets: draft.sheet.table.other_sheets.clone(),
            headers: check.headers().to_vec(),
            ignored_headers: draft.layout.ignored.clone(),
            mapping: draft.sheet.mapping.clone(),
            product: draft.layout.product.map(str::to_owned),
            problems: check.problem_kinds(),
            mends: count(draft.sheet.mends()),
            removals: count(check.plan.removals.len()),
            counts: check.plan.counts,
            invitations: check.plan.invitations,
            new_groups: SomeGroups::of(&check.plan.new_groups),
            unknown_groups: SomeGroups::of(&draft.unknown_groups),
            administrator_rows: check.plan.administrator_rows,
            warnings: count(check.count(Severity::Warning)),
            options: check.options,
            seen_before: check.seen_before,
        }
    }
}

impl SomeGroups {
    fn of(groups: &[GroupPath]) -> Self {
        Self { count: count(groups.len()), first: groups.iter().take(GROUPS).map(ToString::to_string).collect() }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
