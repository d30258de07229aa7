//! What may stand in a source file: not too much, nothing left over, no way to make markup out of text.

use super::{Complaint, line_of};
use std::path::Path;

/// The longest a file may be: what one can still hold in one's head.
const LONGEST: usize = 400;

/// Words that say that something was left for later, and calls that print or stop for the one who was debugging.
const LEFT_OVER: &[&str] = &["TODO", "FIXME", "dbg!", "todo!", "unimplemented!"];

/// Ways to make markup or code out of text that somebody else wrote.
const MARKUP: &[&str] =
    &["dangerouslySetInnerHTML", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval", "srcdoc"];

/// Names of files that say nothing about what is in them.
const NAMELESS: &[&str] = &["common", "helper", "helpers", "misc", "util", "utils"];

/// This file names what it forbids.
const ITSELF: &str = "crates/xtask/src/tidy/sources.rs";

/// Whether the rules are about this file.
pub(super) fn is_source(file: &str) -> bool {
    file != ITSELF && (is_script(file) || matches!(ending(file), "rs" | "css"))
}

/// Whether it runs in the web view, or tests what does.
pub(super) fn is_script(file: &str) -> bool {
    matches!(ending(file), "ts" | "tsx" | "js" | "mjs")
}

fn ending(file: &str) -> &str {
    Path::new(file).extension().and_then(|ending| ending.to_str()).unwrap_or_default()
}

/// All that is wrong in this file.
pub(super) fn complaints(file: &str, text: &str) -> Vec<Complaint> {
    let mut found = Vec::new();
    let lines = text.lines().count();
    if lines > LONGEST {
        let mend = "split it by what its parts mean; a file says one thing";
        found.push(Complaint::new(file, LONGEST + 1, format!("{lines} lines, and {LONGEST} are allowed"), mend));
    }
    if Path::new(file).file_stem().is_some_and(|stem| NAMELESS.iter().any(|name| stem == *name)) {
        let mend = "name it after what it gives";
        found.push(Complaint::new(file, 1, "the file's name says nothing about what is in it", mend));
    }
    let script = is_script(file);
    for (words, applies, what, mend) in [
        (LEFT_OVER, true, "is left over", "do it now, or open an issue; then take the word out"),
        (MARKUP, script, "makes markup or code out of text", "use text nodes: text from outside may hold anything"),
    ] {
        for word in words.iter().filter(|_| applies) {
            found.extend(places(text, word).map(|line| Complaint::new(file, line, format!("`{word}` {what}"), mend)));
        }
    }
    found.sort_by_key(|complaint| complaint.line);
    found
}

/// The lines on which the word stands by itself.
fn places<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).filter_map(move |(start, _)| {
        let before = text[..start].chars().next_back().is_some_and(part_of_word);
        let after = text[start + word.len()..].chars().next().is_some_and(part_of_word);
        (!before && !after).then(|| line_of(text, start))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(file: &str, text: &str) -> String {
        let lines: Vec<_> = complaints(file, text).iter().map(|complaint| complaint.line.to_string()).collect();
        lines.join(" ")
    }

    #[test]
    fn a_file_of_400_lines_is_allowed_and_one_of_401_is_not() {
        assert_eq!(lines("ui/src/a.css", &"\n".repeat(400)), "");
        assert_eq!(lines("ui/src/a.css", &"\n".repeat(401)), "401");
    }

    #[test]
    fn what_is_left_over_is_found_on_its_line() {
        assert_eq!(lines("a.rs", "fn a() {\n    dbg!(1);\n    // TODO: more\n}\n"), "2 3");
    }

    #[test]
    fn a_word_inside_another_is_not_that_word() {
        assert_eq!(lines("a.ts", "const retrieval = MASTODON + evaluate(TODOS);\n"), "");
    }

    #[test]
    fn markup_from_text_is_refused_in_scripts_and_may_be_named_in_rust() {
        assert_eq!(lines("ui/src/a.tsx", "\nnode.innerHTML = name;\n"), "2");
        assert_eq!(lines("crates/join/src/a.rs", "// never innerHTML\n"), "");
    }

    #[test]
    fn a_file_is_named_after_what_it_gives() {
        assert_eq!(lines("ui/src/utils.ts", ""), "1");
        assert_eq!(lines("crates/domain/src/address.rs", ""), "");
    }

    #[test]
    fn spreadsheets_and_pictures_are_not_source() {
        assert!(is_source("ui/src/a.css") && is_source("src-tauri/src/lib.rs"));
        assert!(!is_source("tests/a.xlsx") && !is_source("README.md") && !is_source(ITSELF));
    }
}
