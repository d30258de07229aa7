//! Our mails as Python's email package reads them, from the mail folder and from a server that is not ours.

use crate::{
    foreign::{Python, finished},
    place::Place,
};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io::{BufRead as _, BufReader},
    path::Path,
};

/// Names that have gone wrong in headers before.
const NAMES: [&str; 26] = [
    "Zoë Ünal",
    "Ünal, Zoë",
    "O'Neil \"the boss\"",
    "back\\slash\\",
    "\"",
    "(a comment)",
    "Group: a@example.net, b@example.net;",
    "Ben <eve@example.com>",
    "a@example.net",
    "=?utf-8?q?not_encoded?=",
    "=?utf-8?b?",
    "J. R. R.",
    "[brackets] {braces} ~ ^ `",
    "100 % of $1 & #2; <b>bold</b>",
    "{{ name }} { $name } ${name}",
    "-- ",
    "😀",
    "Emoji 😀 and words, 👍🏽",
    "王小明",
    "محمد علي",
    "דוד לוי (אבא)",
    "a\u{301}\u{302}\u{303}\u{304} marks",
    "ÄÖÜ äöü ß",
    "Two  blanks",
    "Eve\r\nBcc: eve@example.com\r\n\r\nHello",
    "Tab\tin between",
];
const LANGUAGES: [&str; 5] = ["en", "de", "es", "fr", "it"];

pub(crate) fn people() -> BTreeMap<String, (String, &'static str)> {
    let long = ["王", "x", "😀", "ü", "\" "].map(|piece| piece.repeat(200).chars().take(200).collect::<String>());
    let words = ["Wörter ".repeat(28), "words ".repeat(33)];
    let names = NAMES.map(str::to_owned).into_iter().chain(long).chain(words);
    let person = |(at, name)| {
        let domain = if at % 7 == 3 { "bücher.example" } else { "example.net" };
        (format!("person.{at}@{domain}"), (name, LANGUAGES[at % 5]))
    };
    names.enumerate().map(person).collect()
}

/// A workspace whose names are hostile too, with an invitation for everybody and a report, all in the outbox.
fn place(people: &BTreeMap<String, (String, &'static str)>) -> Place {
    let place = Place::empty();
    let (account, admin) = ("Müller, Söhne & \"Co.\" <x@example.net> 😀", "Ana \"the boss\" O'Neil, Dr.");
    place.run(["init", "--account", account, "--admin-name", admin, "--admin-email", "ana@example.org"]).done();
    place.run(["group", "add", "Öffentlichkeit & \"Presse\"/<b>مجموعة</b>"]).done();
    place.run(["settings", "set", "join.public_url", "https://join.example.org"]).done();
    place.run(["settings", "set", "mail.from", "rollcall@example.org"]).done();
    let mut rows = "Email,Name,Group,Role,Language\n".to_owned();
    for (email, (name, language)) in people {
        let name = name.replace('"', "\"\"");
        for (group, role) in [("Öffentlichkeit & \"\"Presse\"\"/<b>مجموعة</b>", "Buyer"), ("/", "Tech")] {
            writeln!(rows, "{email},\"{name}\",\"{group}\",{role},{language}").unwrap();
        }
    }
    writeln!(rows, "bad,=1+1,Nowhere,King,").unwrap();
    let file = place.file("=cmd \"née\", Ünal 😀.csv", &rows);
    let document = place.json(["import", &file], 1);
    assert_eq!((&document["invitations"], &document["rejected"]), (&json!(people.len()), &json!(1)), "{document}");
    place
}

/// A name as it is kept: one line, trimmed, composed.
pub(crate) fn kept(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").replace("a\u{301}", "á")
}

/// Every mail of the folder has no defect, and says what it should to whom it should.
fn assert_read(python: &Python, folder: &Path, people: &BTreeMap<String, (String, &str)>) {
    let mails = python.run("mails.py", &[folder], &json!(null));
    let mails = mails.as_array().unwrap();
    assert_eq!(mails.len(), people.len() + 1);
    let reports: Vec<_> = mails.iter().filter(|mail| mail["attachments"] != json!([])).collect();
    assert_eq!(reports.len(), 1);
    for mail in mails {
        assert_sound(mail);
    }
    report(reports[0]);
    for mail in mails.iter().filter(|mail| mail["attachments"] == json!([])) {
        invitation(mail, people);
    }
}

/// Python has nothing to say against it, and nobody's words have become a header or markup.
pub(crate) fn assert_sound(mail: &Value) {
    assert_eq!(mail["defects"], json!([]), "{mail}");
    assert_eq!((&mail["ascii"], &mail["bare_line_ends"]), (&json!(true), &json!(false)), "{mail}");
    assert!(mail["longest_line"].as_u64().unwrap() <= 998, "{mail}");
    let headers = mail["headers"].as_object().unwrap();
    for (name, values) in headers {
        assert_eq!(values.as_array().unwrap().len(), 1, "{name} twice: {mail}");
        assert!(!["Bcc", "Cc", "Hello"].contains(&name.as_str()), "{mail}");
    }
    for needed in ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"] {
        assert!(headers[needed][0].as_str().is_some_and(|value| !value.trim().is_empty()), "{needed}: {mail}");
    }
    assert_eq!(mail["from"].as_array().unwrap().len(), 1, "{mail}");
    assert_eq!(mail["from"][0][1], "rollcall@example.org", "{mail}");
    let (text, html) = (mail["text"].as_str().unwrap(), mail["html"].as_str().unwrap());
    assert!(html.trim_start().starts_with("<!DOCTYPE html>") && html.trim_end().ends_with("</html>"), "{html}");
    assert!(text.trim().len() > 100 && !text.contains("</p>"), "{text}");
}

fn report(mail: &Value) {
    assert_eq!(mail["to"], json!([["", "ana@example.org"]]));
    assert_eq!(mail["attachments"].as_array().unwrap().len(), 1);
    let attachment = &mail["attachments"][0];
    assert_eq!(attachment["type"], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    let name = attachment["name"].as_str().unwrap();
    assert!(name.contains("née") && Path::new(name).extension() == Some("xlsx".as_ref()), "{attachment}");
    assert!(attachment["cells"].as_u64().unwrap() > 100 && attachment["formulas"] == 0, "{attachment}");
}

fn invitation(mail: &Value, people: &BTreeMap<String, (String, &str)>) {
    let to = mail["to"].as_array().unwrap();
    assert_eq!(to.len(), 1, "{mail}");
    let address = to[0][1].as_str().unwrap().replace("xn--bcher-kva", "bücher");
    let (name, language) = &people[&address];
    let name = kept(name);
    assert_eq!(to[0][0], name.replace("=?", "= ?"), "{address}");
    assert_eq!(mail["headers"]["Content-Language"], json!([language]), "{mail}");
    assert_eq!(mail["reply_to"], json!([["Ana \"the boss\" O'Neil, Dr.", "ana@example.org"]]), "{mail}");
    let text = mail["text"].as_str().unwrap().replace(['\u{2068}', '\u{2069}'], "");
    assert!(text.contains(&name), "{name}: {text}");
    let links: Vec<_> = text.lines().filter(|line| line.starts_with("https://join.example.org/")).collect();
    assert_eq!(links.len(), 1, "{text}");
    let html = mail["html"].as_str().unwrap();
    assert!(html.contains(&format!("href=\"{}\"", links[0])), "{html}");
    assert!(!html.contains("<b>bold</b>") && !html.contains("<b>مجموعة</b>"), "{html}");
    if let Some(rcpt) = mail["headers"].get("X-Rcpt-To") {
        assert_eq!((rcpt, &mail["headers"]["X-Mail-From"]), (&json!([to[0][1]]), &json!(["rollcall@example.org"])));
    }
}

#[test]
fn python_reads_every_mail_of_the_folder_without_a_defect() {
    let Some(python) = Python::find("mails in the folder as Python's email package reads them") else { return };
    let people = people();
    let place = place(&people);
    let folder = place.path("sent mails");
    place.run(["settings", "set", "mail.transport", &format!("folder:{}", folder.display())]).done();
    assert_eq!(place.json(["mail", "deliver"], 0)["sent"], people.len() + 1);
    assert_read(&python, &folder, &people);
}

#[test]
fn a_foreign_server_takes_every_mail_and_python_reads_it_without_a_defect() {
    let Some(python) = Python::find("mails as aiosmtpd receives them") else { return };
    let people = people();
    let place = place(&people);
    let folder = place.path("received");
    std::fs::create_dir(&folder).unwrap();
    let mut server = python.start("receive.py", &[&folder]);
    let mut port = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut port).unwrap();
    place.run(["settings", "set", "mail.transport", &format!("smtp://127.0.0.1:{}", port.trim())]).done();
    let run = place.run(["mail", "deliver", "--json"]);
    drop(server.stdin.take());
    finished(server.wait_with_output().unwrap(), "receive.py");
    let round = json!({ "sent": people.len() + 1, "deferred": 0, "failed": 0, "uncertain": 0, "dropped": 0 });
    assert_eq!((run.status, run.document()), (Some(0), round));
    assert_read(&python, &folder, &people);
}

#[test]
fn names_and_addresses_that_hide_something_are_refused_at_import() {
    let place = Place::with_account();
    let rows = [
        "eve@example.net,\"Eve\u{202E}moc\",Sales,Buyer",
        "eve@example.net,\"Eve\u{1}\",Sales,Buyer",
        "eve@example.net,Eve\u{200B},Sales,Buyer",
        "\"eve@example.net\r\nBcc: ben@example.net\",Eve,Sales,Buyer",
        "\"eve@example.net\nRCPT TO:<ben@example.net>\",Eve,Sales,Buyer",
        "\"eve@example.net, ben@example.net\",Eve,Sales,Buyer",
        "eve@example.net,Eve,Sales,\"Buyer\r\nBcc: ben@example.net\"",
    ];
    let file = place.file("users.csv", &format!("Email,Name,Group,Role\n{}\n", rows.join("\n")));
    let run = place.run(["import", &file, "--json"]);
    assert_eq!((run.status, run.document()["rejected"].as_u64()), (Some(2), Some(7)), "{run:?}");
    let long =
        place.file("long.csv", &format!("Email,Name,Group,Role\na@example.net,{},Sales,Buyer\n", "x".repeat(201)));
    let run = place.run(["import", &long, "--json"]);
    assert_eq!(run.document()["problems"][0]["code"], "name_too_long", "{run:?}");
    assert_eq!(place.users(), 1);
}
