//! The outbox, while mails are written to the folder.

use crate::page::{Page, cautious};
use serde_json::json;

#[test]
fn mails_are_in_the_folder_and_can_be_read() {
    let page = Page::with_account();
    let sheet = page.path("people.csv");
    std::fs::write(&sheet, "Email,Name,Group,Role\nzoe@example.net,Zoë,Sales,Buyer\n").unwrap();
    let plan = page.check(&sheet, &cautious());
    page.done("carry_out", json!({ "plan": plan["plan"] }));
    let query = json!({ "query": { "states": ["sent"], "before": null, "limit": 10 } });
    let mails = page.wait_until("list_mail", &query, |mails| mails["counts"]["sent"] == 2);
    let mails = mails["mails"].as_array().unwrap();
    let invitation = mails.iter().find(|mail| mail["kind"] == "invitation").unwrap();
    let shown = page.done("show_mail", json!({ "mail": invitation["id"] }));
    assert_eq!(shown["in_folder"], true);
    assert!(shown["subject"].as_str().unwrap().contains("Acme"));
    assert!(!shown["text"].as_str().unwrap().contains("/i/"), "a link cannot be shown again");
    let status = page.done("deliver_mail", json!({}));
    assert_eq!((&status["route"], &status["delivering"]), (&json!("folder"), &json!(false)));
    assert_eq!(status["folder"], page.path("Acme.mails").display().to_string());

    std::fs::remove_dir_all(page.path("Acme.mails")).unwrap();
    assert_eq!(page.done("show_mail", json!({ "mail": invitation["id"] }))["in_folder"], false);
    assert_eq!(page.refused("reveal_mail", json!({ "mail": invitation["id"] })), "not_found");
}
