//! The project's own rules, those that no other tool knows.

mod crates;
mod imports;
mod links;
mod sources;

use crate::project;
use crate::step::{Failure, Outcome, fail};
use std::fmt;

/// Something against a rule: where, what, and how to mend it.
#[derive(Debug, PartialEq, Eq)]
struct Complaint {
    file: String,
    line: usize,
    what: String,
    mend: String,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}\n    {}", self.file, self.line, self.what, self.mend)
    }
}

impl Complaint {
    fn new(file: &str, line: usize, what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, what: what.into(), mend: mend.into() }
    }
}

/// Who may use what, how long a file may be, and what may not be left in it.
pub(crate) fn rules() -> Outcome {
    let mut complaints = crates::complaints(&project::metadata()?, &|path| project::read(path))?;
    for file in project::files()? {
        if project::GENERATED.contains(&file.as_str()) || !sources::is_source(&file) {
            continue;
        }
        let text = project::read(&project::root().join(&file))?;
        complaints.extend(sources::complaints(&file, &text));
        complaints.extend(imports::complaints(&file, &text));
    }
    report(&complaints)
}

/// Whether everything that Markdown points to inside the project is there.
pub(crate) fn links() -> Outcome {
    let files = project::files()?;
    let mut pages = Vec::new();
    for file in files.iter().filter(|file| is_markdown(file)) {
        pages.push((file.clone(), project::read(&project::root().join(file))?));
    }
    report(&links::complaints(&pages, &|path| project::root().join(path).exists()))
}

fn is_markdown(file: &str) -> bool {
    std::path::Path::new(file).extension().is_some_and(|ending| ending == "md")
}

fn report(complaints: &[Complaint]) -> Outcome {
    for complaint in complaints {
        eprintln!("{complaint}");
    }
    match complaints.len() {
        0 => Ok(()),
        1 => fail!("one complaint"),
        several => fail!("{several} complaints"),
    }
}

/// The line on which the byte at `offset` stands, counted from 1.
fn line_of(text: &str, offset: usize) -> usize {
    1 + text[..offset].matches('\n').count()
}

type Reader<'a> = &'a dyn Fn(&std::path::Path) -> Result<String, Failure>;
