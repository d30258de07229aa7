//! How fast Rollcall is, beside something that anybody can run on the same machine. Figures of different machines do not compare; the
//! ratios do.
//!
//! `ROLLCALL_BIN` names the command to measure; `cargo xtask bench` builds it and sets it. Without arguments `import` and `mail` are measured.
//! Others are `many` (imports into an account of a million users), `formats` and `users`. For imports, numbers of rows may follow
//! (10000 100000 200000); for `users`, how many there are (1000000).

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a measurement that cannot go on should stop")]

mod baseline;
mod delivery;
mod formats;
mod import;
mod measure;
mod spreadsheet;
mod users;

use std::path::Path;

const RUNS: usize = 5;

fn main() {
    let command =
        std::env::var("ROLLCALL_BIN").expect("ROLLCALL_BIN names the command to measure; use cargo xtask bench");
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [mode, workspace, file] = &arguments[..]
        && mode == "baseline"
    {
        return baseline::import(Path::new(workspace), Path::new(file));
    }
    if let [mode, workspace, users] = &arguments[..]
        && mode == "workspace"
    {
        return users::make(&command, Path::new(workspace), users.parse().expect("how many users"));
    }
    let (words, sizes): (Vec<_>, Vec<_>) = arguments.iter().partition(|word| word.parse::<u32>().is_err());
    let sizes: Vec<u32> = sizes.iter().filter_map(|rows| rows.parse().ok()).collect();
    let wanted = |name: &str| words.iter().any(|word| *word == name);
    if wanted("users") {
        return users::measure(&command, sizes.first().copied().unwrap_or(1_000_000));
    }
    let rows = if sizes.is_empty() { &[10_000, 100_000, 200_000] } else { &sizes[..] };
    if wanted("import") || words.is_empty() {
        import::compare(&command, rows, RUNS);
    }
    if wanted("many") {
        import::compare_into(&command, 1_000_000, rows, RUNS);
    }
    if wanted("formats") {
        formats::measure(&command, RUNS);
    }
    if wanted("mail") || arguments.is_empty() {
        delivery::compare(&command, RUNS);
    }
}
