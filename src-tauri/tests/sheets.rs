//! From a file to what it does, and its report.

use crate::page::{Page, cautious, everybody};
use serde_json::{Value, json};

const PEOPLE: &str = "\
Email,Name,Group,Role
zoe@example.net,Zoë Ünal,Sales/EMEA,Buyer
ben@example.net,Ben,Finanse,Approver
no address,Cy,Sales,Buyer
dana@example.net,Dana,Finance,Finance
";

#[test]
fn a_file_is_checked_carried_out_and_listed() {
    let page = Page::with_account();
    let sheet = page.path("people.csv");
    std::fs::write(&sheet, PEOPLE).unwrap();
    let plan = page.check(&sheet, &cautious());
    assert_eq!(plan["file"], "people.csv");
    assert_eq!((&plan["counts"]["invited"], &plan["counts"]["rejected"]), (&json!(2), &json!(2)));
    assert_eq!(plan["unknown_groups"], json!({ "count": 1, "first": ["Finanse"] }));

    let query = json!({ "query": { "plan": plan["plan"], "outcomes": [], "offset": 0, "limit": 10 } });
    let rows = page.done("plan_rows", query);
    let numbers: Vec<_> = rows["rows"].as_array().unwrap().iter().map(|row| row["row"].as_u64().unwrap()).collect();
    assert_eq!(numbers, [3, 4, 2, 5], "those with problems first");
    assert_eq!(rows["rows"][0]["problems"][0]["suggestion"], "Finance");
    assert_eq!(rows["rows"][0]["problems"][0]["cell"], 2);

    let of_kind = |code: &str| {
        let query = json!({ "plan": plan["plan"], "outcomes": [], "problem": code, "offset": 0, "limit": 10 });
        let rows = page.done("plan_rows", json!({ "query": query }));
        let numbers = rows["rows"].as_array().unwrap().iter().map(|row| row["row"].as_u64().unwrap());
        (numbers.collect::<Vec<_>>(), rows["total"].clone())
    };
    assert_eq!(of_kind("group_unknown"), (vec![3], json!(1)));
    assert_eq!(of_kind("role_unknown"), (Vec::new(), json!(0)));

    let import = page.carry_out(&plan["plan"]);
    assert_eq!((&import["invitations"], &import["by"]), (&json!(2), &json!("Ana Almeida")));
    assert_eq!(page.done("list_users", everybody())["total"], 3);
    assert_eq!(page.done("list_imports", json!({}))[0], import);
    assert_eq!(page.done("show_import", json!({ "id": import["id"] })), import);
    let query = json!({ "query": { "import": import["id"], "outcomes": ["rejected"], "offset": 1, "limit": 10 } });
    let rows = page.done("import_rows", query);
    assert_eq!((&rows["total"], &rows["rows"][0]["row"]), (&json!(2), &json!(4)));
    assert!(!page.events("import-progress").is_empty());
    assert!(!page.events("changed").is_empty());

    let zoe = page.done("list_users", everybody())["users"][2].clone();
    assert_eq!(zoe["name"], "Zoë Ünal");
    let details = page.done("show_user", json!({ "user": zoe["id"] }));
    assert_eq!(details["history"][0]["verb"], "invited");
    assert_eq!(details["assignments"][0]["group_path"], "Sales/EMEA");
}

#[test]
fn a_plan_is_carried_out_once_and_a_stale_one_not_at_all() {
    let page = Page::with_account();
    let sheet = page.path("people.csv");
    std::fs::write(&sheet, PEOPLE).unwrap();
    let [first, second] = [(), ()].map(|()| page.check(&sheet, &cautious())["plan"].clone());
    page.carry_out(&first);
    assert_eq!(page.refused("carry_out", json!({ "plan": first, "removals": 0 })), "plan_gone");
    assert_eq!(page.refused("carry_out", json!({ "plan": second, "removals": 0 })), "plan_stale");
    let again = page.check(&sheet, &cautious());
    assert_eq!((&again["counts"]["unchanged"], &again["invitations"]), (&json!(2), &json!(0)));
    assert!(again["seen_before"].is_string());
    assert_eq!(page.done("list_imports", json!({})).as_array().unwrap().len(), 1);
}

#[test]
fn other_options_and_a_changed_file_make_another_plan() {
    let page = Page::with_account();
    let sheet = page.path("people.csv");
    std::fs::write(&sheet, PEOPLE).unwrap();
    page.pick(&sheet);
    let file = page.done("choose_file", json!({}))["handle"].clone();
    let check = |create: bool| -> Value {
        let options = json!({ "create_groups": create, "allow_administrators": false });
        page.plan("check_file", json!({ "file": file, "options": options }))
    };
    assert_eq!(check(false)["counts"]["invited"], 2);
    let with_group = check(true);
    assert_eq!(with_group["counts"]["invited"], 3);
    assert_eq!(with_group["new_groups"], json!({ "count": 1, "first": ["Finanse"] }));
    std::fs::write(&sheet, PEOPLE.replace("Finanse", "Finance")).unwrap();
    assert_eq!(check(false)["counts"]["invited"], 3);
}

#[test]
fn an_import_that_is_stopped_does_nothing_and_can_be_carried_out_later() {
    let page = Page::with_account();
    let sheet = page.path("many.csv");
    let mut lines = vec!["Email,Group,Role".to_owned()];
    lines.extend((0..20_000).map(|number| format!("person{number}@example.net,Sales,Buyer")));
    std::fs::write(&sheet, lines.join("\n")).unwrap();
    let plan = page.check(&sheet, &cautious())["plan"].clone();
    let stopping = page.keep_calling("cancel_import", json!({ "plan": plan }));
    assert_eq!(page.refused("carry_out", json!({ "plan": plan, "removals": 0 })), "cancelled");
    stopping.end();
    assert_eq!(page.done("list_imports", json!({})), json!([]));
    assert_eq!(page.done("list_users", everybody())["total"], 1);
    assert_eq!(page.carry_out(&plan)["invitations"], 20_000);
    let shares = page.events("import-progress");
    assert!((2..=201).contains(&shares.len()), "{} steps", shares.len());
}

#[test]
fn files_that_are_no_table_are_refused_with_their_reason() {
    let page = Page::with_account();
    for (name, text, code) in [
        ("empty.csv", "", "file_unreadable"),
        ("paper.xlsx", "%PDF-1.7 something", "file_unreadable"),
        ("headers.csv", "Email,Group,Role\n", "not_a_table"),
    ] {
        let path = page.path(name);
        std::fs::write(&path, text).unwrap();
        page.pick(&path);
        let file = page.done("choose_file", json!({}))["handle"].clone();
        assert_eq!(page.refused("check_file", json!({ "file": file, "options": cautious() })), code, "{name}");
    }
}

#[test]
fn what_the_columns_of_a_table_mean_is_asked_and_said() {
    let page = Page::with_account();
    let path = page.path("poem.csv");
    std::fs::write(&path, "Reach,Called,Where\nzoe@example.net,Zoë,Sales\n").unwrap();
    page.pick(&path);
    let file = page.done("choose_file", json!({}))["handle"].clone();
    let asked = page.done("check_file", json!({ "file": file, "sheet": null, "options": cautious() }));
    assert_eq!(asked["kind"], "columns");
    let columns = &asked["columns"];
    assert_eq!(columns["rows"][1], json!([2, ["zoe@example.net", "Zoë", "Sales"]]));
    assert_eq!(columns["mapping"]["columns"][0], "email");
    assert_eq!(page.refused("carry_out", json!({ "plan": columns["plan"], "removals": 0 })), "plan_gone");

    let mapping = json!({ "header_row": 1, "columns": ["email", "name", "group"], "group": null, "role": "Buyer" });
    let said = json!({ "plan": columns["plan"], "mapping": mapping, "options": cautious() });
    let plan = page.plan("check_again", said);
    assert_eq!((&plan["counts"]["invited"], &plan["mapping"]), (&json!(1), &mapping));
    assert_eq!(page.done("columns_of", json!({ "plan": plan["plan"] }))["mapping"]["columns"][2], "group");
    let import = page.carry_out(&plan["plan"]);
    let again = page.plan("check_file", json!({ "file": file, "sheet": null, "options": cautious() }));
    assert_eq!(again["mapping"], mapping, "it is remembered");
    assert_eq!(page.done("undoable_of_import", json!({ "id": import["id"] })), json!({ "users": 1, "of": 1 }));
    assert_eq!(page.done("preview_undo_import", json!({ "id": import["id"] })), json!({ "users": 1, "of": 1 }));
    assert_eq!(page.done("undo_import", json!({ "id": import["id"] }))["done"], 1);
}

#[test]
fn a_template_of_a_product_that_lacks_something_is_known_by_its_name() {
    let page = Page::with_account();
    let path = page.path("google.csv");
    std::fs::write(
        &path,
        "First Name [Required],Last Name [Required],Email Address [Required],Password Hash Function [UPLOAD ONLY],\
         Org Unit Path [Required]\nZoë,Ünal,zoe@example.net,,/Sales\n",
    )
    .unwrap();
    page.pick(&path);
    let file = page.done("choose_file", json!({}))["handle"].clone();
    let asked = page.done("check_file", json!({ "file": file, "sheet": null, "options": cautious() }));
    assert_eq!((&asked["kind"], &asked["columns"]["product"]), (&json!("columns"), &json!("Google Workspace")));
}

#[test]
fn of_many_groups_a_page_gets_some_and_how_many_there_are() {
    let page = Page::with_account();
    let sheet = page.path("groups.csv");
    let rows = (1..=25).map(|number| format!("person{number}@example.net,Team {number},Buyer"));
    std::fs::write(&sheet, rows.fold("Email,Group,Role".to_owned(), |text, row| format!("{text}\n{row}"))).unwrap();
    let plan = page.check(&sheet, &json!({ "create_groups": true, "allow_administrators": false }));
    for groups in [&plan["new_groups"], &plan["unknown_groups"]] {
        assert_eq!(groups["count"], 25);
        let first = groups["first"].as_array().unwrap();
        assert_eq!((first.len(), &first[0], &first[19]), (20, &json!("Team 1"), &json!("Team 20")));
    }
}

#[test]
fn the_template_and_the_report_are_saved_where_the_person_says() {
    let page = Page::with_account();
    page.pick(&page.path("template"));
    let saved = page.done("save_template", json!({}));
    assert_eq!(
        (&saved["name"], &saved["folder"]),
        (&json!("template.xlsx"), &json!(page.path("").display().to_string().trim_end_matches('/')))
    );
    assert!(std::fs::read(page.path("template.xlsx")).unwrap().starts_with(b"PK"));

    let sheet = page.path("people.csv");
    std::fs::write(&sheet, PEOPLE).unwrap();
    let plan = page.check(&sheet, &cautious());
    let import = page.carry_out(&plan["plan"]);
    page.pick(&page.path("report.xlsx"));
    page.done("save_report", json!({ "id": import["id"] }));
    let again = page.check(&page.path("report.xlsx"), &cautious());
    assert_eq!((&again["counts"]["skipped"], &again["counts"]["rejected"]), (&json!(2), &json!(2)));

    // Not over the workspace, and not into a folder that is not there.
    page.pick(&page.path("Acme.rollcall"));
    let before = std::fs::metadata(page.path("Acme.rollcall")).unwrap().len();
    page.done("save_report", json!({ "id": import["id"] }));
    assert_eq!(std::fs::metadata(page.path("Acme.rollcall")).unwrap().len(), before);
    page.pick(&page.path("none/report.xlsx"));
    assert_eq!(page.refused("save_report", json!({ "id": import["id"] })), "file_not_written");
    assert_eq!(page.done("save_report", json!({ "id": import["id"] })), json!(null), "the dialog was closed");
}

#[test]
fn without_a_workspace_a_file_is_checked_mended_and_saved_and_not_carried_out() {
    let page = Page::new();
    let sheet = page.path("people.csv");
    std::fs::write(&sheet, "Email,Name,Group,Role\nzoe@exmaple,Zoë,Sales,Buyer\nben@@example.net,Ben,Sales,Buyer\n")
        .unwrap();
    let plan = page.check(&sheet, &cautious());
    assert_eq!((&plan["compared"], &plan["counts"]["rejected"]), (&json!(false), &json!(2)));
    let mend = json!({ "kind": "cell", "row": 2, "cell": 0, "text": "zoe@example.net" });
    let mended = page.done("mend_plan", json!({ "plan": plan["plan"], "mend": mend }));
    assert_eq!((&mended["rows"], &mended["plan"]["counts"]["rejected"]), (&json!(1), &json!(1)));
    let back = page.done("take_back_mend", json!({ "plan": mended["plan"]["plan"] }));
    assert_eq!((&back["counts"]["rejected"], &back["mends"]), (&json!(2), &json!(0)));

    let number = mended["plan"]["plan"].clone();
    let query =
        json!({ "query": { "plan": number, "outcomes": ["rejected"], "problem": null, "offset": 0, "limit": 10 } });
    assert_eq!(page.done("plan_rows", query)["total"], 1);
    page.pick(&page.path("corrected.xlsx"));
    let saved = page.done("save_checked", json!({ "plan": number }));
    assert_eq!(saved["name"], "corrected.xlsx");
    assert_eq!(page.refused("carry_out", json!({ "plan": number, "removals": 0 })), "no_workspace");
    let again = page.check(&page.path("corrected.xlsx"), &cautious());
    assert_eq!((&again["counts"]["rejected"], &again["counts"]["invited"]), (&json!(1), &json!(1)));

    let pasted = page.plan(
        "check_pasted",
        json!({ "text": "Email\tGroup\tRole\nzoe@example.net\tSales\tBuyer\n", "options": cautious() }),
    );
    assert_eq!(pasted["counts"]["invited"], 1);
}

#[test]
fn users_are_saved_for_another_product_under_the_ending_of_its_files() {
    let page = Page::with_account();
    let all = json!({ "kind": "these", "users": [1] });
    for (elsewhere, name, begins) in [
        ("entra", "them.csv", "\u{feff}version:v1.0\r\n"),
        ("google", "them-2.csv", "\u{feff}First Name [Required],"),
        ("okta", "them-3.csv", "\u{feff}login,firstName,"),
        ("ldif", "them.ldif", "version: 1\n"),
        ("scim", "them.json", "{\"schemas\":["),
    ] {
        page.pick(&page.path(name.split('.').next().unwrap()));
        let saved = page.done("export_users", json!({ "selection": all, "elsewhere": elsewhere }));
        assert_eq!(saved["name"], name);
        let text = std::fs::read_to_string(page.path(name)).unwrap();
        assert!(text.starts_with(begins), "{text}");
        assert!(text.contains("ana@"), "{text}");
    }
    page.pick(&page.path("table.csv"));
    let saved = page.done("export_users", json!({ "selection": all, "elsewhere": null }));
    assert_eq!(saved["name"], "table.csv");
}
