//! Opens what opens over a page or beside it, looks at it as axe-core does, closes it with Escape, and sees where the focus is then.

use crate::{
    driver::{PATIENCE, pressable, quoted, reading},
    window::Window,
};
use std::{collections::BTreeSet, fs, path::Path, time::Instant};
use tokio::time::{Duration, sleep};

/// A way to something that opens: at which address it begins, which files of the pages it shows, and the steps.
pub(crate) struct Visit(pub(crate) &'static str, pub(crate) &'static [&'static str], pub(crate) &'static [Step]);

/// A step of a visit.
#[derive(Debug)]
pub(crate) enum Step {
    /// The focus goes to what has these words on it, and Enter is pressed.
    Open(&'static str),
    /// The same of what stands in the panel beside the page.
    OpenBeside(&'static str),
    /// The focus goes to this row of the list, and Enter is pressed.
    OpenRow(usize),
    /// The focus goes to this row of the list, and what can be done with it is asked for.
    MenuOfRow(usize),
    /// This row of the list is ticked.
    Tick(usize),
    /// What has these words on it is pressed: what is open goes on, or over into something else.
    Press(&'static str),
    /// A group is ticked in the tree.
    TickGroup(&'static str),
    /// This is typed where the focus is.
    Keys(&'static str),
    /// The field of this name is typed into.
    Type(&'static str, &'static str),
    /// The next dialog of the desktop is answered with a file of this name in which this stands.
    Pick(&'static str, &'static str),
    /// A script runs in the page: something happens elsewhere.
    Ask(&'static str),
    /// These words come, and axe-core has nothing to say.
    Look(&'static str),
    /// Escape closes what is open, and the focus is where it was when that was opened.
    Back,
}

pub(crate) const ENTER: &str = "\u{E007}";
pub(crate) const ESCAPE: &str = "\u{E00C}";
const HOME: &str = "\u{E011}";
const DOWN: &str = "\u{E015}";
const SHIFT_F10: &str = "\u{E008}\u{E03A}";

/// Goes to an address, and waits until its page is there.
const GO: &str = "\
    if (location.hash === '{at}') return;
    return new Promise((done) => {
        addEventListener('hashchange', () => requestAnimationFrame(() => requestAnimationFrame(done)), { once: true });
        location.hash = '{at}';
    });";

/// What has the focus, in words that are the same after it was painted anew.
const FOCUS: &str = "\
    const it = document.activeElement ?? document.body;
    const named = (it.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim();
    const name = it.getAttribute('aria-label') ?? (named || it.labels?.[0]?.textContent || it.textContent.slice(0, 80));
    return [it.getAttribute('role') ?? it.localName, name, it.getAttribute('aria-activedescendant') ?? ''].join(' ').trim();";

/// The list of the page gets the focus (of a dialog, where one stands over it), or one of its rows where these are focused themselves.
const TO_LIST: &str = "\
    const reached = (one) => one.checkVisibility() && one.closest('[inert], [aria-hidden=true]') === null;
    const list = [...document.querySelectorAll('[role=grid], [role=treegrid]')].find(reached);
    const rows = list?.getAttribute('role') === 'treegrid' ? [...list.querySelectorAll('[role=row]')] : null;
    (rows === null ? list : rows[arguments[0]])?.focus();
    return rows === null;";

/// Nothing has the focus.
const NOWHERE: &str = "return document.activeElement === null || document.activeElement === document.body";

/// Something modal, or a menu, stands over the page.
const COVERED: &str = "return document.querySelector('[role=dialog], [role=menu], [aria-modal=true]') !== null";

/// Makes every visit, and once more those in which something was wrong: two windows on one screen take the focus from each other now and then.
/// Gives what was wrong both times.
pub(crate) async fn make(window: &Window, visits: impl Iterator<Item = &Visit>) -> Vec<String> {
    let mut wrong = Vec::new();
    for visit in visits {
        if let Err(first) = make_one(window, visit).await {
            eprintln!("{first}");
            window.picture(&format!("visit-{}-failed", wrong.len() + 1)).await;
            window.reload().await;
            window.sees("Find or do…").await;
            wrong.extend(make_one(window, visit).await.err());
        }
    }
    wrong
}

async fn make_one(window: &Window, Visit(at, of, steps): &Visit) -> Result<(), String> {
    window.ask(&GO.replace("{at}", at)).await;
    let mut before = Vec::new();
    for step in *steps {
        let done = carry_out(window, step, &mut before).await;
        done.map_err(|why| format!("{} at {at}, {step:?}: {why}", of.join(", ")))?;
    }
    if window.ask(COVERED).await == true {
        return Err(format!("{} at {at}: something is left open", of.join(", ")));
    }
    Ok(())
}

async fn carry_out(window: &Window, step: &Step, before: &mut Vec<String>) -> Result<(), String> {
    match step {
        Step::Open(words) => {
            window.focus(&pressable(words)).await?;
            before.push(focus(window).await);
            keys(window, ENTER).await
        }
        Step::OpenBeside(words) => {
            window.focus(&format!("//aside{}", pressable(words))).await?;
            before.push(focus(window).await);
            keys(window, ENTER).await
        }
        Step::OpenRow(row) => {
            to_row(window, *row).await?;
            before.push(focus(window).await);
            keys(window, ENTER).await
        }
        Step::MenuOfRow(row) => {
            to_row(window, *row).await?;
            before.push(focus(window).await);
            keys(window, SHIFT_F10).await
        }
        Step::Tick(row) => {
            to_row(window, *row).await?;
            keys(window, " ").await
        }
        Step::Press(words) => {
            let there = window.look_for(&pressable(words)).await.ok_or("it is not there")?;
            there.click().await.map_err(|error| error.to_string())
        }
        Step::TickGroup(name) => {
            window.focus(&format!("//*[@role='dialog']//*[@role='row'][normalize-space()={}]", quoted(name))).await?;
            keys(window, " ").await
        }
        Step::Keys(text) => keys(window, text).await,
        Step::Type(label, text) => {
            window.focus(&format!("//*[@id=//label[normalize-space()={}]/@for]", quoted(label))).await?;
            keys(window, text).await
        }
        Step::Pick(name, text) => {
            let file = window.path(name);
            fs::write(&file, text).unwrap();
            window.pick(&file);
            Ok(())
        }
        Step::Ask(script) => {
            window.ask(script).await;
            Ok(())
        }
        Step::Look(words) => {
            let asked = format!("//*[contains(@placeholder, {})]", quoted(words));
            window.look_for(&format!("{} | {asked}", reading(words))).await.ok_or("it does not come")?;
            match window.violations().await {
                serde_json::Value::Array(none) if none.is_empty() => Ok(()),
                minded => Err(format!("axe-core minds {minded}")),
            }
        }
        Step::Back => {
            let there = before.pop().expect("what is closed was opened");
            // What had it may be gone: it comes into the dialog then, in a moment.
            let began = Instant::now();
            while window.ask(NOWHERE).await == true && began.elapsed() < PATIENCE {
                sleep(Duration::from_millis(20)).await;
            }
            keys(window, ESCAPE).await?;
            loop {
                let here = focus(window).await;
                if here == there {
                    return Ok(());
                }
                if began.elapsed() > PATIENCE {
                    return Err(format!("the focus is at “{here}”, not at “{there}”"));
                }
                sleep(Duration::from_millis(20)).await;
            }
        }
    }
}

async fn to_row(window: &Window, row: usize) -> Result<(), String> {
    let list = "//*[@role='grid' or @role='treegrid'][not(ancestor::*[@inert or @aria-hidden='true'])]";
    let painted = format!("{list}//*[@role='row'][@data-index or @data-key]");
    let this = format!("({painted})[{}][string-length(normalize-space()) > 0]", row + 1);
    window.look_for(&this).await.ok_or("there is no such row")?;
    let by_keys = window.ask(&TO_LIST.replace("arguments[0]", &row.to_string())).await == true;
    if by_keys { keys(window, &format!("{HOME}{}", DOWN.repeat(row))).await } else { Ok(()) }
}

async fn focus(window: &Window) -> String {
    window.ask(FOCUS).await.as_str().unwrap_or_default().to_owned()
}

async fn keys(window: &Window, keys: &str) -> Result<(), String> {
    window.keys(keys).await.map_err(|error| error.to_string())
}

/// The files of the pages that open something, by name and without their ending, of which no visit is.
pub(crate) fn not_visited<'a>(visits: impl Iterator<Item = &'a Visit>) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    openers(Path::new("ui/src"), &mut files);
    for Visit(_, of, _) in visits {
        for name in *of {
            files.remove(*name);
        }
    }
    files
}

/// Files in which something stands that opens over a page or beside it.
fn openers(folder: &Path, found: &mut BTreeSet<String>) {
    const OPEN: [&str; 7] = ["Dialog", "ModalOverlay", "Popover", "Menu", "RowMenu", "OutcomeDialog", "Panel"];
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            openers(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "tsx") {
            let text = fs::read_to_string(&path).unwrap();
            let opens = OPEN.iter().any(|name| {
                text.split(&format!("<{name}")).skip(1).any(|rest| !rest.starts_with(char::is_alphanumeric))
            });
            if opens {
                found.insert(path.file_stem().unwrap().to_string_lossy().into_owned());
            }
        }
    }
}
