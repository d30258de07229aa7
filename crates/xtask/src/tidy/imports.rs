//! Who may import what in the pages: features stand side by side, and only `platform` knows that there is a host.

use super::sources::is_script;
use super::{Complaint, line_of};

const SOURCES: &str = "ui/src/";
const PLATFORM: &str = "ui/src/platform/";
const HOST: &str = "@tauri-apps/";

/// All imports of this file that break a rule.
pub(super) fn complaints(file: &str, text: &str) -> Vec<Complaint> {
    if !is_script(file) || !file.starts_with(SOURCES) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (offset, wanted) in imports(text) {
        let line = line_of(text, offset);
        if wanted.starts_with(HOST) && !file.starts_with(PLATFORM) {
            let mend = "only ui/src/platform knows that there is a host: add what is needed to its interface";
            found.push(Complaint::new(file, line, format!("imports {wanted}"), mend));
        }
        if let (Some(own), Some(other)) = (feature(file), feature(&resolve(file, wanted)))
            && own != other
        {
            let what = format!("the feature {own} imports the feature {other}");
            let mend = "features do not know each other: move what both need to ui/src/components or ui/src/ipc";
            found.push(Complaint::new(file, line, what, mend));
        }
    }
    found
}

/// What is imported, with the place of each: `from "x"`, `import "x"`, `import("x")`, `require("x")`, `vi.mock("x")`.
fn imports(text: &str) -> impl Iterator<Item = (usize, &str)> {
    ["from", "import", "require", "mock"].into_iter().flat_map(move |word| {
        text.match_indices(word).filter_map(move |(start, _)| {
            let rest = text[start + word.len()..].trim_start();
            let rest = rest.strip_prefix('(').unwrap_or(rest).trim_start();
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
            let inside = &rest[1..];
            let end = inside.find([quote, '\n'])?;
            Some((start, &inside[..end]))
        })
    })
}

/// The path from the top that an import names, when it is one of ours: `./x`, `../x`, or `@/x` for `ui/src/x`.
fn resolve(file: &str, wanted: &str) -> String {
    if let Some(rest) = wanted.strip_prefix("@/").or_else(|| wanted.strip_prefix("~/")) {
        return format!("{SOURCES}{rest}");
    }
    if !wanted.starts_with('.') {
        return String::new();
    }
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in wanted.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

/// The feature that a path belongs to.
fn feature(path: &str) -> Option<&str> {
    path.strip_prefix("ui/src/features/")?.split(['/', '.']).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(file: &str, text: &str) -> Vec<String> {
        complaints(file, text).into_iter().map(|complaint| format!("{}: {}", complaint.line, complaint.what)).collect()
    }

    #[test]
    fn a_feature_does_not_import_another_by_any_spelling() {
        let file = "ui/src/features/users/List.tsx";
        for import in [
            "import { Row } from \"../imports/Row\";",
            "import {\n  Row,\n} from '@/features/imports';",
            "const Row = lazy(() => import(\"../imports/Row\"));",
            "vi.mock(`../imports/Row`);",
        ] {
            assert_eq!(wrong(file, import).len(), 1, "{import}");
        }
    }

    #[test]
    fn a_feature_imports_itself_and_what_all_share() {
        let file = "ui/src/features/users/parts/Row.tsx";
        let text = "import a from \"../List\";\nimport b from \"../../../components/Table\";\nimport \"./Row.css\";\n";
        assert_eq!(wrong(file, text), Vec::<String>::new());
    }

    #[test]
    fn the_app_may_import_every_feature() {
        assert_eq!(wrong("ui/src/app/routes.tsx", "import a from \"../features/users\";"), Vec::<String>::new());
    }

    #[test]
    fn only_platform_knows_the_host() {
        let import = "\nimport { invoke } from '@tauri-apps/api/core';";
        assert_eq!(wrong("ui/src/ipc/call.ts", import), ["2: imports @tauri-apps/api/core"]);
        assert_eq!(wrong("ui/src/platform/tauri.ts", import), Vec::<String>::new());
        assert_eq!(wrong("ui/vite.config.ts", import), Vec::<String>::new());
    }
}
