//! Our mails about those who ask to join as Python's email package reads them: whoever finds the join link chooses what is in them.

use crate::{
    foreign::Python,
    mails::{assert_sound, kept, people},
    place::Place,
};
use rollcall_app::{
    Who,
    ask_to_join::Asked,
    decide_requests::{Approval, DenyInput},
    ports::store::{Ask, Preferences},
    share_join_link::JoinLinkInput,
};
use rollcall_domain::{Assignment, EmailAddress, GroupId, Language, Note, PersonName, RequestNotices, RoleId};
use rollcall_testkit::{AnotherProgram, request_links_in};
use serde_json::{Value, json};
use std::{collections::BTreeMap, path::Path};

type People = BTreeMap<String, (String, &'static str)>;

/// So many mails about several requests at once are sent, and so many requests came too late to be told of one by one.
const LATE: usize = 3;

const NOTE: &str =
    "Dear Ana,\n\n-- \n> quoted\nTo: <eve@example.com>\nOpen this address:\nhttps://evil.example/\n<b>bold</b> שלום";

async fn ask(program: &AnotherProgram, secret: &str, people: &[(&String, &(String, &str))]) {
    for (address, (name, language)) in people {
        let ask = Ask {
            address: EmailAddress::parse(address).unwrap(),
            name: PersonName::parse(name).unwrap(),
            note: Some(Note::parse(NOTE).unwrap()),
            language: Language::parse(language).unwrap(),
        };
        assert_eq!(program.app.ask_to_join(secret, &ask).await, Ok(Asked::Taken));
    }
    while program.app.take_up_asks().await.unwrap() > 0 {}
}

/// Mails of every kind there is about requests, in a folder: all of these people ask and prove their addresses, some twice; a third is let in,
/// a third is denied, and nobody decides about the others.
async fn every_kind(program: &AnotherProgram, folder: &Path, people: &People) {
    let app = &program.app;
    let by = app.act_as(&Who::Only).await.unwrap();
    let link = app.make_join_link(&by, &JoinLinkInput::default()).await.unwrap();
    let secret = link.link.path_segments().unwrap().next_back().unwrap();
    let all: Vec<_> = people.iter().collect();
    let (early, late) = all.split_at(all.len() - LATE);
    for (people, notices) in [(early, RequestNotices::Each), (late, RequestNotices::Daily)] {
        app.change_preferences(&by, Preferences { mail_requests: notices, ..Preferences::default() }).await.unwrap();
        ask(program, secret, people).await;
        app.deliver_mail().await.unwrap();
        for (confirmed, token) in request_links_in(folder).values().enumerate() {
            if confirmed % 15 == 14 {
                // An administrator is told of so many in an hour one by one.
                program.clock.pass_seconds(60 * 60);
            }
            let _ = app.confirm_request(token).await.unwrap();
        }
    }
    ask(program, secret, late).await;
    app.deliver_mail().await.unwrap();
    program.clock.pass_days(2);
    assert_eq!(app.tend_requests().await, Ok(1), "those of a day together");
    app.deliver_mail().await.unwrap();

    let waiting: Vec<_> = app.waiting_requests(&by, "").await.unwrap().into_iter().map(|row| row.id).collect();
    assert_eq!(waiting.len(), people.len());
    let (let_in, others) = waiting.split_at(people.len() / 3);
    let assignment = Assignment { group: GroupId::ROOT, role: RoleId(5) };
    let approvals: Vec<_> = let_in.iter().map(|request| Approval { request: *request, assignment }).collect();
    assert_eq!(app.approve_requests(&by, &approvals).await.unwrap().not_done, []);
    let requests = others[..people.len() / 3].to_vec();
    let denied = DenyInput { requests, words: NOTE.to_owned(), block: None };
    assert_eq!(app.deny_requests(&by, &denied).await.unwrap().not_done, []);
    program.clock.pass_days(31);
    app.tend_requests().await.unwrap();
    app.deliver_mail().await.unwrap();
}

/// To whom it went, as they wrote their address.
fn to(mail: &Value) -> String {
    assert_eq!(mail["to"].as_array().unwrap().len(), 1, "{mail}");
    mail["to"][0][1].as_str().unwrap().replace("xn--bcher-kva", "bücher")
}

fn links(mail: &Value) -> Vec<&str> {
    let html = mail["html"].as_str().unwrap();
    html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

fn lines(mail: &Value) -> Vec<&str> {
    mail["text"].as_str().unwrap().lines().collect()
}

/// A mail that leads to a page of the join service. Whoever has the address may never have asked.
fn to_prove(mail: &Value, people: &People) {
    assert_eq!((&mail["to"][0][0], &mail["reply_to"]), (&json!(""), &json!([])), "{mail}");
    assert_eq!(mail["headers"]["Content-Language"], json!([people[&to(mail)].1]), "{mail}");
    let own: Vec<_> = lines(mail).into_iter().filter(|line| line.contains("://")).collect();
    assert_eq!((own.len(), links(mail)), (1, vec![own[0], own[0]]), "{mail}");
    assert!(own[0].starts_with("https://join.example.org/r/"), "{mail}");
}

/// A mail to an administrator, about one request or several.
fn to_decide(mail: &Value, people: &People) {
    assert_eq!(to(mail), "ana@example.org");
    let own: Vec<_> = lines(mail).into_iter().filter(|line| line.contains("://") && !line.starts_with('>')).collect();
    assert_eq!((own.len(), links(mail)), (1, vec![own[0]]), "{mail}");
    assert!(own[0].starts_with("rollcall://open/"), "{mail}");
    let subject = mail["headers"]["Subject"][0].as_str().unwrap();
    assert!(!subject.contains("://") && subject.chars().count() < 120, "{subject}");
    if let Some(asker) = mail["reply_to"].get(0) {
        let address = asker[1].as_str().unwrap().replace("xn--bcher-kva", "bücher");
        assert_eq!(asker[0], kept(&people[&address].0).replace("=?", "= ?"), "{address}");
        let quoted: Vec<_> = lines(mail).into_iter().filter(|line| line.starts_with('>')).collect();
        let wrote: Vec<_> = NOTE.lines().map(|line| format!("> {}", line.trim_end()).trim_end().to_owned()).collect();
        assert_eq!(quoted, wrote, "{mail}");
    }
}

#[test]
fn python_reads_every_mail_about_a_request_without_a_defect() {
    let Some(python) = Python::find("mails about requests as Python's email package reads them") else { return };
    let people = people();
    let place = Place::empty();
    place
        .run(["init", "--account", "Müller & \"Co.\" 😀", "--admin-name", "Ana", "--admin-email", "ana@example.org"])
        .done();
    place.run(["settings", "set", "join.public_url", "https://join.example.org"]).done();
    place.run(["settings", "set", "mail.from", "rollcall@example.org"]).done();
    let folder = place.path("sent mails");
    place.run(["settings", "set", "mail.transport", &format!("folder:{}", folder.display())]).done();
    place.days_ago(0, async |program| every_kind(program, &folder, &people).await);

    let mails = python.run("mails.py", &[&folder], &json!(null));
    let mails = mails.as_array().unwrap();
    let told_of = mails.iter().filter(|mail| to(mail) == "ana@example.org").count();
    assert_eq!(told_of, people.len() - LATE + 1);
    assert_eq!(
        mails.len() - told_of,
        people.len() * 2 + LATE,
        "each is asked to prove their address, and is told the end"
    );
    for mail in mails {
        assert_sound(mail);
        assert!(!mail["html"].as_str().unwrap().contains("<b>"), "{mail}");
        match links(mail).first() {
            Some(link) if link.starts_with("rollcall:") => to_decide(mail, &people),
            Some(_) => to_prove(mail, &people),
            None => assert_eq!(mail["to"][0][0], kept(&people[&to(mail)].0).replace("=?", "= ?"), "{mail}"),
        }
    }
}
