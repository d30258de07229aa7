//! A Python of our own under `target`, with what some tests check our files and mails with.

use crate::program::program;
use crate::project;
use crate::step::Outcome;
use std::path::PathBuf;

/// Exactly these, so that a test fails for our reasons only.
const PACKAGES: &[&str] =
    &["openpyxl==3.1.5", "pandas==3.1.1", "odfpy==1.4.1", "xlwt==1.3.0", "aiosmtpd==1.4.6", "ldif==4.3.0"];

/// The variable by which tests find this Python.
pub(crate) const VARIABLE: &str = "ROLLCALL_PYTHON";

/// The program itself.
pub(crate) fn path() -> PathBuf {
    let inside = if cfg!(windows) { r"Scripts\python.exe" } else { "bin/python" };
    project::tools().join("python").join(inside)
}

/// Makes it when it is not there or holds other packages.
pub(crate) fn ready() -> Outcome {
    let seen = project::tools().join("python").join(".packages.seen");
    if path().is_file() && std::fs::read_to_string(&seen).is_ok_and(|seen| seen == PACKAGES.join(" ")) {
        return Ok(());
    }
    let python = if cfg!(windows) { "python" } else { "python3" };
    program(python).words("-m venv --clear").args([project::tools().join("python")]).run()?;
    program(path()).words("-m pip --disable-pip-version-check --quiet install").args(PACKAGES).run()?;
    std::fs::write(seen, PACKAGES.join(" "))?;
    Ok(())
}
