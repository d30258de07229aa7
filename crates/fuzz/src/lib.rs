//! What is tried with inputs that an engine makes, so that what nobody thought of is found by a machine and not by a stranger.
//!
//! Inputs that were interesting are kept in `corpus`, those that found something in `regressions`; a test tries all of them again at every
//! `cargo test`.

mod address;
mod archives;
mod headers;
mod known_ends;
mod model;
mod planner;
mod rows;
mod sheets;
mod tables;
mod wants;

/// One thing that is tried.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// Its name, and that of its folder of inputs.
    pub name: &'static str,
    /// Tries one input. Panics where something does not hold that should.
    pub run: fn(&[u8]),
}

/// Everything that is tried.
pub const TARGETS: &[Target] = &[
    Target { name: "address", run: address::run },
    Target { name: "answer", run: sheets::answer },
    Target { name: "csv", run: sheets::text },
    Target { name: "file", run: sheets::file },
    Target { name: "headers", run: headers::run },
    Target { name: "ods", run: sheets::ods },
    Target { name: "planner", run: planner::run },
    Target { name: "rows", run: rows::run },
    Target { name: "xls", run: sheets::xls },
    Target { name: "xlsb", run: sheets::xlsb },
    Target { name: "xlsx", run: sheets::xlsx },
];

/// The target of this name.
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
