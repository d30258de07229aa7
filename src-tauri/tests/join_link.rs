//! The join link, as it is passed on.

use crate::{invite::grant, page::Page};
use serde_json::{Value, json};

fn terms() -> Value {
    json!({ "last_day": null, "most_uses": null, "domains": [], "suggested": null, "welcome": "" })
}

/// What a QR code with these runs of dark modules says.
fn read(code: &Value) -> Option<String> {
    let size = usize::try_from(code["size"].as_u64().unwrap()).unwrap();
    let mut dark = vec![false; size * size];
    for run in code["path"].as_str().unwrap().split('M').skip(1) {
        let numbers: Vec<usize> = run.split([' ', 'h', 'v']).take(3).map(|number| number.parse().unwrap()).collect();
        dark[numbers[1] * size + numbers[0]..][..numbers[2]].fill(true);
    }
    rollcall_testkit::qr::read(size, |x, y| dark[y * size + x])
}

#[test]
fn the_link_is_made_changed_and_said() {
    let page = Page::with_account();
    assert_eq!(page.done("get_join_link", json!({})), json!(null));
    assert_eq!(page.refused("join_link_message", json!({ "language": "en" })), "not_found");
    let made = page.done("make_join_link", json!({ "input": terms() }));
    assert_eq!((&made["status"], &made["stays_here"]), (&json!("open"), &json!(true)));
    let link = made["link"].as_str().unwrap();
    let said = page.done("join_link_message", json!({ "language": "de" }));
    assert!(said.as_str().unwrap().contains(link), "{said}");

    let mut input = terms();
    input["suggested"] = grant(&page, "Sales", "Buyer");
    let switch = json!({ "link": made["id"], "isOn": false });
    page.done("switch_join_link", switch.clone());
    let change = json!({ "link": made["id"], "input": input });
    let changed = page.done("change_join_link", change.clone());
    assert_eq!((&changed["is_on"], &changed["link"]), (&json!(false), &json!(link)));
    let other = page.done("make_join_link", json!({ "input": terms() }));
    assert_ne!(other["link"], made["link"]);
    assert_eq!(page.refused("change_join_link", change), "not_found", "it was replaced");
    assert_eq!(page.refused("switch_join_link", switch), "not_found");
    input["last_day"] = json!("tomorrow");
    assert_eq!(page.refused("make_join_link", json!({ "input": input })), "invalid_input");
}

#[test]
fn a_camera_reads_the_link_from_its_code() {
    let page = Page::with_account();
    assert_eq!(page.refused("join_link_qr", json!({})), "not_found");
    assert_eq!(page.refused("save_join_link_qr", json!({})), "not_found", "before anybody is asked where to save it");
    let made = page.done("make_join_link", json!({ "input": terms() }));
    assert_eq!(read(&page.done("join_link_qr", json!({}))).as_deref(), made["link"].as_str());
}

#[test]
fn the_code_is_saved_as_the_picture_that_its_name_says() {
    let page = Page::with_account();
    page.done("make_join_link", json!({ "input": terms() }));
    assert_eq!(page.done("save_join_link_qr", json!({})), json!(null), "the dialog was closed");
    for (name, saved_as, begins) in [
        ("Join Acme", "Join Acme.png", b"\x89PNG".as_slice()),
        ("poster.SVG", "poster.SVG", b"<svg xmlns="),
        ("slide.png", "slide.png", b"\x89PNG"),
    ] {
        page.pick(&page.path(name));
        let saved = page.done("save_join_link_qr", json!({}));
        assert_eq!(saved["name"], saved_as);
        assert!(std::fs::read(page.path(saved_as)).unwrap().starts_with(begins), "{name}");
    }
    page.pick(&page.path("Acme.rollcall"));
    let before = std::fs::metadata(page.path("Acme.rollcall")).unwrap().len();
    assert_eq!(page.done("save_join_link_qr", json!({}))["name"], "Acme.rollcall.png");
    assert_eq!(std::fs::metadata(page.path("Acme.rollcall")).unwrap().len(), before);
}
