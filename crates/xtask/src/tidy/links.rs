//! Markdown: every link to a file or a heading of ours, and every path named in code type, leads somewhere.

use super::Complaint;
use std::collections::{HashMap, HashSet};

/// Paths in code type are checked when they begin with one of these.
const ROOMS: &[&str] = &["crates/", "src-tauri/", "ui/", "tests/", "docs/", ".ci/", ".github/"];

/// Built, and so not there in a fresh checkout.
const BUILT: &[&str] = &["ui/dist", "ui/node_modules"];

/// All links and names in these pages that lead nowhere. `exists` is asked about paths from the top.
pub(super) fn complaints(pages: &[(String, String)], exists: &dyn Fn(&str) -> bool) -> Vec<Complaint> {
    let anchors: HashMap<&str, HashSet<String>> =
        pages.iter().map(|(file, text)| (file.as_str(), headings(text))).collect();
    let mut found = Vec::new();
    for (file, text) in pages {
        for (line, words) in prose(text) {
            for target in targets(words) {
                if let Some(what) = dead(file, target, &anchors, exists) {
                    found.push(Complaint::new(file, line, what, "mend the link, or take it out"));
                }
            }
            for path in named_paths(words).filter(|path| !exists(path)) {
                let what = format!("names `{path}`, which is not there");
                found.push(Complaint::new(file, line, what, "say where it is now; a placeholder is written <name>"));
            }
        }
    }
    found
}

/// Lines outside fenced code, with their numbers.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    text.lines().enumerate().filter_map(move |(index, line)| {
        let fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        fenced ^= fence;
        (!fenced && !fence).then_some((index + 1, line))
    })
}

/// Where the links of a line lead: `](x)`, `[name]: x`, `src="x"`, `href="x"`.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    let without_code = line.split('`').step_by(2);
    let inline = without_code.flat_map(|part| between(part, "](", ')'));
    let html = between(line, "src=\"", '"').chain(between(line, "href=\"", '"'));
    let reference = line.trim_start().strip_prefix('[').and_then(|rest| rest.split_once("]: ")).map(|(_, to)| to);
    inline.chain(html).chain(reference).filter_map(|target| target.split_whitespace().next())
}

fn between<'a>(text: &'a str, start: &'static str, end: char) -> impl Iterator<Item = &'a str> {
    text.match_indices(start)
        .filter_map(move |(at, _)| text[at + start.len()..].split_once(end).map(|(inside, _)| inside))
}

/// What is wrong with this target, if it is ours and leads nowhere.
fn dead(
    file: &str,
    target: &str,
    anchors: &HashMap<&str, HashSet<String>>,
    exists: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let target = target.trim_matches(['<', '>']);
    if target.contains("://") || target.starts_with("mailto:") {
        return None;
    }
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let path = if path.is_empty() { file.to_owned() } else { join(file, path) };
    if !exists(&path) {
        return Some(format!("links to {path}, which is not there"));
    }
    match anchors.get(path.as_str()) {
        Some(known) if !anchor.is_empty() && !known.contains(anchor) => {
            Some(format!("links to the heading #{anchor}, which {path} does not have"))
        }
        _ => None,
    }
}

/// The path from the top of what a page links to.
fn join(file: &str, path: &str) -> String {
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { file.split('/').collect() };
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/").replace("%20", " ")
}

/// Paths of the project in code type, without a line number; patterns and placeholders are none.
fn named_paths(line: &str) -> impl Iterator<Item = &str> {
    let code = line.split('`').skip(1).step_by(2);
    let path = code.map(|code| code.split(':').next().unwrap_or(code).trim_end_matches('/'));
    path.filter(|path| ROOMS.iter().any(|room| path.starts_with(room)))
        .filter(|path| !path.contains(|c: char| c.is_whitespace() || "*{}<>[]…$".contains(c)))
        .filter(|path| !BUILT.iter().any(|built| path.starts_with(built)))
}

/// The anchors of a page's headings, made as GitHub makes them.
fn headings(text: &str) -> HashSet<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut anchors = HashSet::new();
    for (_, line) in prose(text) {
        let words = line.trim_start_matches('#');
        if words.len() == line.len() || !words.starts_with(' ') {
            continue;
        }
        let anchor = slug(words.trim());
        let times = seen.entry(anchor.clone()).or_default();
        anchors.insert(if *times == 0 { anchor } else { format!("{anchor}-{times}") });
        *times += 1;
    }
    anchors
}

fn slug(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(pages: &[(&str, &str)], there: &[&str]) -> Vec<String> {
        let pages: Vec<_> = pages.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect();
        let exists = |path: &str| there.contains(&path) || pages.iter().any(|(file, _)| file == path);
        let found = complaints(&pages, &exists);
        found.iter().map(|complaint| format!("{}:{}: {}", complaint.file, complaint.line, complaint.what)).collect()
    }

    #[test]
    fn a_link_to_a_file_that_is_not_there_is_found_in_every_form() {
        let text = "[a](gone.md)\n<img src=\"gone.png\">\n[b]: gone.txt\n![c](docs/there.png \"title\")\n";
        assert_eq!(
            wrong(&[("README.md", text)], &["docs/there.png"]),
            [
                "README.md:1: links to gone.md, which is not there",
                "README.md:2: links to gone.png, which is not there",
                "README.md:3: links to gone.txt, which is not there",
            ]
        );
    }

    #[test]
    fn links_are_relative_to_the_page_that_has_them() {
        assert!(wrong(&[("docs/a.md", "[up](../README.md) [top](/README.md)"), ("README.md", "")], &[]).is_empty());
    }

    #[test]
    fn headings_are_named_as_github_names_them() {
        let page = "# Who acts\n## `cargo xtask` & more\n## Who acts\n```\n# no heading\n```\n";
        let links = "[1](a.md#who-acts) [2](a.md#cargo-xtask--more) [3](a.md#who-acts-1)\n[4](a.md#no-heading)\n";
        assert_eq!(
            wrong(&[("a.md", page), ("b.md", links)], &[]),
            ["b.md:2: links to the heading #no-heading, which a.md does not have"]
        );
    }

    #[test]
    fn addresses_outside_and_code_are_not_followed() {
        let text = "[a](https://example.net/x.md) `[b](gone.md)` <mailto:a@example.net>\n```\n[c](gone.md)\n```\n";
        assert!(wrong(&[("a.md", text)], &[]).is_empty());
    }

    #[test]
    fn a_path_in_code_type_must_be_there_and_a_pattern_need_not() {
        let text =
            "`crates/app/src/gone.rs:12` `crates/app/` `crates/<name>/src` `ui/src/features/*` `ui/dist` `and/or`";
        assert_eq!(
            wrong(&[("a.md", text)], &["crates/app"]),
            ["a.md:1: names `crates/app/src/gone.rs`, which is not there"]
        );
    }
}
