//! The join link: showing it, making a new one, changing its terms, switching it off and on.

use crate::place::{Place, keys};
use rollcall_testkit::qr::read_half_blocks;
use serde_json::{Value, json};

/// Others reach the join service, so that no link is warned of.
fn place() -> Place {
    let place = Place::with_account();
    place.run(["settings", "set", "join.public_url", "https://join.example.org"]).done();
    place
}

fn terms(link: &Value) -> [&Value; 5] {
    ["last_day", "most_uses", "domains", "suggested", "welcome"].map(|key| &link[key])
}

#[test]
fn a_link_in_json_has_exactly_the_keys_that_were_promised() {
    let place = place();
    let made = place.json(
        [
            "link",
            "new",
            "--last-day",
            "2099-12-31",
            "--uses",
            "50",
            "--domain",
            "example.org,Example.net",
            "--domain",
            "bücher.example",
            "--group",
            "sales",
            "--role",
            "buyer",
            "--welcome",
            "Come in.",
        ],
        0,
    );
    let promised = [
        "domains",
        "id",
        "is_on",
        "last_day",
        "link",
        "made_at",
        "made_by",
        "most_uses",
        "status",
        "stays_here",
        "suggested",
        "uses",
        "welcome",
    ];
    assert_eq!(keys(&made), promised);
    assert_eq!(
        terms(&made),
        [
            &json!("2099-12-31"),
            &json!(50),
            &json!(["example.net", "example.org", "xn--bcher-kva.example"]),
            &json!({ "group": "Sales", "role": "Buyer" }),
            &json!("Come in."),
        ]
    );
    assert_eq!([&made["status"], &made["uses"], &made["stays_here"]], [&json!("open"), &json!(0), &json!(false)]);
    assert_eq!(made["made_by"], "Ana");
    let link = made["link"].as_str().unwrap();
    assert_eq!(link.strip_prefix("https://join.example.org/j/").map(str::len), Some(43), "{link}");
    assert_eq!(place.json(["link", "show"], 0), made);
    let said = place.json(["link", "show", "--message"], 0);
    assert!(said["message"].as_str().unwrap().contains(link), "{said}");
}

#[test]
fn people_read_the_link_and_what_holds_for_it() {
    let place = place();
    let said = place.run(["link", "new", "--uses", "20", "--group", "Sales/EMEA", "--role", "Buyer"]).done();
    assert!(said.starts_with("The join link was made."), "{said}");
    let shown = place.run(["link", "show"]).done();
    assert!(shown.starts_with("https://join.example.org/j/"), "the link is the first line: {shown}");
    for words in ["open: whoever has it", "0 of 20", "Sales/EMEA: Buyer", "by Ana"] {
        assert!(shown.contains(words) && said.contains(words), "{words}: {shown}");
    }
    assert!(!shown.contains("Last day") && !shown.contains("Domains"), "{shown}");
}

#[test]
fn until_a_link_is_made_there_is_none() {
    let place = place();
    for arguments in [&["show"][..], &["show", "--qr"], &["set", "--uses", "5"], &["disable"], &["enable"]] {
        let why = place.run(["link"].iter().chain(arguments).copied()).refused();
        assert!(why.contains("rollcall link new"), "{why}");
    }
}

#[test]
fn a_new_link_kills_the_one_before_and_says_so() {
    let place = place();
    let old = place.json(["link", "new", "--uses", "20"], 0);
    let said = place.run(["link", "new"]).done();
    assert!(said.contains("The one before does not work from now on") && said.contains("stay"), "{said}");
    let new = place.json(["link", "show"], 0);
    assert_ne!((&new["link"], &new["id"]), (&old["link"], &old["id"]));
    assert_eq!(new["most_uses"], Value::Null, "a new link has its own terms");
}

#[test]
fn only_the_terms_that_are_given_are_changed_and_none_takes_one_back() {
    let place = place();
    let made = place.json(["link", "new", "--uses", "20", "--domain", "example.org", "--welcome", "Come in."], 0);
    let set = |arguments: &[&str]| place.json(["link", "set"].iter().chain(arguments).copied(), 0);
    let changed = set(&["--uses", "30", "--last-day", "2099-01-31", "--group", "Finance", "--role", "Tech"]);
    let suggested = json!({ "group": "Finance", "role": "Tech" });
    assert_eq!(
        terms(&changed),
        [&json!("2099-01-31"), &json!(30), &json!(["example.org"]), &suggested, &json!("Come in.")]
    );
    assert_eq!((&changed["link"], &changed["id"]), (&made["link"], &made["id"]), "it is the same link");
    let bare = set(&["--last-day", "none", "--domain", "none", "--group", "none", "--welcome", "none"]);
    assert_eq!(terms(&bare), [&Value::Null, &json!(30), &json!([]), &Value::Null, &Value::Null]);
    assert_eq!(terms(&set(&["--uses", "none"]))[1], &Value::Null);
    assert!(place.run(["link", "set"]).refused().contains("--last-day"));
}

#[test]
fn what_cannot_hold_is_refused_and_the_link_before_works_on() {
    let place = place();
    let before = place.json(["link", "new"], 0);
    for (arguments, said) in [
        (&["--last-day", "31.12.2026"][..], "2026-12-31"),
        (&["--uses", "0"], "1 or more"),
        (&["--domain", "ana@example.org"], "ana@example.org"),
        (&["--domain", "none,example.org"], "none"),
        (&["--group", "Slaes", "--role", "Buyer"], "“Sales”"),
        (&["--group", "Sales", "--role", "King"], "King"),
        (&["--group", "Sales"], "--role"),
    ] {
        for step in ["new", "set"] {
            let why = place.run(["link", step].iter().chain(arguments).copied()).refused();
            assert!(why.contains(said), "{said}: {why}");
        }
    }
    for wrong in [&["new", "--uses", "many"][..], &["new", "--role", "Buyer"], &["show", "--language", "de"]] {
        let run = place.run(["link"].iter().chain(wrong).copied());
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    }
    assert_eq!(place.json(["link", "show"], 0), before);
}

#[test]
fn a_link_is_switched_off_and_on_again() {
    let place = place();
    let made = place.json(["link", "new", "--uses", "20"], 0);
    let said = place.run(["link", "disable"]).done();
    assert!(said.contains("nobody can ask by it") && said.contains("rollcall link enable"), "{said}");
    let off = place.json(["link", "disable"], 0);
    assert_eq!((&off["status"], &off["is_on"], &off["most_uses"]), (&json!("off"), &json!(false), &json!(20)));
    assert_eq!(place.json(["link", "set", "--uses", "20"], 0)["is_on"], false, "its terms leave that as it is");
    assert_eq!(place.json(["link", "enable"], 0), made);
}

#[test]
fn a_link_that_nobody_else_can_open_is_warned_of_until_an_address_is_set() {
    let place = Place::with_account();
    for arguments in
        [&["link", "new"][..], &["link", "show"], &["link", "show", "--json"], &["link", "set", "--uses", "9"]]
    {
        let (said, warning) = place.run(arguments.iter().copied()).warned();
        assert!(said.contains("http://127.0.0.1:8710/j/") && warning.contains("join.public_url"), "{warning}");
    }
    place.run(["link", "disable"]).done();
    assert_eq!(place.json(["link", "show"], 0)["stays_here"], true);
    place.run(["link", "enable"]).warned();
    place.run(["settings", "set", "join.public_url", "https://join.example.org"]).done();
    place.run(["link", "show"]).done();
}

#[test]
fn another_program_reads_the_link_from_its_code() {
    let place = place();
    let made = place.json(["link", "new"], 0);
    let link = made["link"].as_str().unwrap();
    let shown = place.run(["link", "show", "--qr"]).done();
    let (particulars, code) = shown.split_once("\n\n").unwrap();
    assert!(particulars.starts_with(link), "{shown}");
    assert_eq!(read_half_blocks(code).as_deref(), Some(link), "{shown}");
    assert!(!shown.contains('\u{1b}'), "no colours where nobody looks");
    let too_long = format!("https://join.example.org/{}", "a".repeat(3_000));
    place.run(["settings", "set", "join.public_url", &too_long]).done();
    assert!(place.run(["link", "show", "--qr"]).refused().contains("too long"));
}

#[cfg(target_os = "linux")]
#[test]
fn at_a_terminal_a_code_is_black_on_white_whatever_the_theme() {
    let place = place();
    let made = place.json(["link", "new"], 0);
    let shown = place.at_terminal("link show --qr", "").stdout.replace('\r', "");
    let (_, code) = shown.split_once("\n\n").unwrap();
    let (begin, end) = ("\u{1b}[38;5;16;48;5;231m", "\u{1b}[0m");
    let coloured = |line: &str| line.strip_prefix(begin)?.strip_suffix(end).map(|line| format!("{line}\n"));
    let lines: Option<String> = code.lines().map(coloured).collect();
    assert_eq!(read_half_blocks(&lines.expect("colours on every line")).as_deref(), made["link"].as_str());
}

#[test]
fn the_words_to_pass_a_link_on_are_printed_alone_in_the_language_that_is_asked_for() {
    let place = place();
    let made = place.json(["link", "new"], 0);
    let link = made["link"].as_str().unwrap();
    let words = |arguments: &[&str]| place.run(["link", "show", "--message"].iter().chain(arguments).copied()).done();
    let (english, german) = (words(&[]), words(&["--language", "de"]));
    assert!(english.contains(link) && german.contains(link) && english.contains("Acme"), "{english}");
    assert_ne!(english, german);
    assert!(!english.contains("Made"), "{english}");
    let with_code = words(&["--qr"]);
    assert!(with_code.starts_with(&english), "{with_code}");
    assert_eq!(read_half_blocks(&with_code[english.len() + 1..]).as_deref(), Some(link));
}
