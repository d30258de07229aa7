//! Listing users.

use crate::place::{Place, keys};
use rollcall_domain::Clock as _;
use rollcall_host::SystemClock;
use serde_json::{Value, json};
use std::process::Stdio;

const ROWS: &str = "Email,Name,Group,Role\n\
    zoe@example.net,Zoë Ünal,Sales/EMEA,Buyer\n\
    zoe@example.net,Zoë Ünal,Finance,Finance\n\
    ben@example.net,Ben,Sales,Approver\n\
    王@example.net,,Sales,Buyer\n\
    cy@example.net,,Finance,Tech\n";

fn place() -> Place {
    let place = Place::with_account();
    let file = place.file("users.csv", &ROWS.replace("王@", "wang@"));
    place.run(["import", &file]).done();
    place
}

fn emails(page: &Value) -> Vec<&str> {
    page["users"].as_array().unwrap().iter().map(|user| user["email"].as_str().unwrap()).collect()
}

#[test]
fn a_user_in_json_has_exactly_the_keys_that_were_promised() {
    let place = place();
    let page = place.json(["users", "--search", "zoe"], 0);
    assert_eq!(keys(&page), ["counts", "next", "total", "users"]);
    assert_eq!((&page["counts"]["pending"], &page["counts"]["all"]), (&json!(1), &json!(1)));
    let user = &page["users"][0];
    let promised = [
        "assignments",
        "came_by",
        "delivery",
        "email",
        "expires_at",
        "id",
        "invited_at",
        "joined_at",
        "name",
        "status",
    ];
    assert_eq!(keys(user), promised);
    assert_eq!((&user["email"], &user["name"]), (&json!("zoe@example.net"), &json!("Zoë Ünal")));
    assert_eq!(
        (&user["status"], &user["delivery"], &user["joined_at"]),
        (&json!("pending"), &json!("queued"), &Value::Null)
    );
    let assignments = json!([{ "group": "Finance", "role": "Finance" }, { "group": "Sales/EMEA", "role": "Buyer" }]);
    assert_eq!(user["assignments"], assignments);
    assert!(user["id"].is_i64());
    let came_by = |search| place.json(["users", "--search", search], 0)["users"][0]["came_by"].clone();
    assert_eq!((&user["came_by"], came_by("ana")), (&json!("import"), json!("founding")));
    place.run(["mail", "deliver"]).done();
    let page = place.json(["users", "--search", "zoe"], 0);
    let moment = |key: &str| page["users"][0][key].as_str().map(str::to_owned).unwrap_or_default();
    assert!(moment("invited_at").ends_with('Z') && moment("expires_at") > moment("invited_at"), "{page}");
}

#[test]
fn users_are_filtered_sorted_and_paged() {
    let place = place();
    let list = |arguments: &[&str]| place.json(["users"].iter().chain(arguments).copied(), 0);
    assert_eq!(emails(&list(&["--group", "sales"])), ["ben@example.net", "zoe@example.net", "wang@example.net"]);
    assert_eq!(emails(&list(&["--group", "/", "--role", "Administrator"])), ["ana@example.org"]);
    assert_eq!(emails(&list(&["--group", "Finance", "--role", "buyer"])), Vec::<&str>::new());
    assert_eq!(emails(&list(&["--status", "active"])), ["ana@example.org"]);
    assert_eq!(list(&["--status", "active,pending", "--status", "removed"])["total"], 5);
    let address = ["ana@example.org", "ben@example.net", "cy@example.net", "wang@example.net", "zoe@example.net"];
    assert_eq!(emails(&list(&["--sort", "address"])), address);
    let backwards: Vec<_> = address.into_iter().rev().collect();
    assert_eq!(emails(&list(&["--sort", "-address", "--limit", "0"])), backwards);
    assert_eq!(emails(&list(&["--sort=-address"])), backwards);

    let (mut seen, mut after) = (Vec::new(), None::<String>);
    loop {
        let cursor = after.iter().flat_map(|after| ["--after", after.as_str()]).collect::<Vec<_>>();
        let page = list(&[&["--sort", "address", "--limit", "2"], &cursor[..]].concat());
        assert_eq!(page["total"], 5);
        seen.extend(emails(&page).into_iter().map(str::to_owned));
        match page["next"].as_str() {
            Some(next) => after = Some(next.to_owned()),
            None => break,
        }
    }
    assert_eq!(seen, address);
}

#[test]
fn the_place_where_a_page_ends_keeps_its_order() {
    let place = place();
    let first = place.json(["users", "--sort", "-address", "--limit", "2"], 0);
    let next = first["next"].as_str().unwrap();
    let second = place.json(["users", "--after", next, "--limit", "2"], 0);
    assert_eq!(emails(&second), ["cy@example.net", "ben@example.net"], "in the order of the first");
    let text = place.run(["users", "--after", next, "--limit", "2"]).done();
    assert!(text.contains("The next ones: --after ") && text.contains(":-address"), "{text}");
    let why = place.run(["users", "--after", next, "--sort", "address"]).refused();
    assert!(why.contains("sorted by -address, and --sort says address") && why.contains("--sort=-address"), "{why}");
}

#[test]
fn users_are_filtered_by_how_and_when_they_came_and_by_what_they_lack() {
    let place = Place::with_account_since(300);
    place.invited_days_ago(100, &["zoe@example.net", "ben@example.net"]);
    place.run(["resend", "ben@example.net"]).done();
    place.run(["accept", "--record", "ben@example.net"]).done();
    place.run(["invite", "cy@example.net", "--group", "Sales/EMEA", "--role", "Administrator"]).done();
    place.run(["accept", "--record", "cy@example.net"]).done();
    place.asked_days_ago(1, &["di@example.net"]);
    place.run(["approve", "di@example.net", "--group", "Finance", "--role", "Tech", "--as", "ana@example.org"]).done();
    let list = |arguments: &[&str]| {
        let page =
            place.json(["users", "--as", "ana@example.org", "--sort", "address"].iter().chain(arguments).copied(), 0);
        emails(&page).into_iter().map(|email| email.split('@').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(list(&["--group", "Sales"]), ["ben", "cy", "zoe"]);
    assert_eq!(list(&["--group", "Sales", "--no-subgroups"]), ["ben", "zoe"]);
    assert_eq!(list(&["--came-by", "import"]), ["ben", "zoe"]);
    assert_eq!(list(&["--came-by", "hand,link", "--came-by", "founding"]), ["ana", "cy", "di"]);
    let day = |ago: i64| SystemClock.now().plus_days(-ago).to_string()[..10].to_owned();
    assert_eq!(list(&["--invited-from", &day(100), "--invited-until", &day(100)]), ["ben", "zoe"]);
    assert_eq!(list(&["--invited-from", &day(99)]), ["cy"], "who came by the link was not invited");
    assert_eq!(list(&["--invited-until", &day(101)]), Vec::<String>::new());
    assert_eq!(list(&["--expires-until", &day(9), "--status", "expired"]), ["zoe"]);
    assert_eq!(list(&["--joined-from", &day(1), "--group", "Sales"]), ["ben", "cy"]);
    assert_eq!(list(&["--joined-until", &day(299)]), ["ana"]);
    assert_eq!(list(&["--administrators"]), ["ana", "cy"]);
    assert_eq!(list(&["--administrators", "--group", "Sales"]), ["cy"]);
    assert_eq!(list(&["--without-group"]), Vec::<String>::new());
    place.run(["role", "take", "di@example.net", "--group", "Finance", "--as", "ana@example.org"]).done();
    assert_eq!(list(&["--without-group"]), ["di"]);
}

#[test]
fn users_are_sorted_by_every_column() {
    let place = place();
    let first = |sort: &str| emails(&place.json(["users", "--sort", sort], 0))[0].to_owned();
    assert_eq!(first("groups"), "ana@example.org", "the whole account comes before every group");
    assert_eq!(first("-groups"), "wang@example.net");
    for (sort, email) in [
        ("name", "ana@example.org"),
        ("-name", "zoe@example.net"),
        ("email", "ana@example.org"),
        ("status", "ana@example.org"),
        ("-status", "zoe@example.net"),
        ("joined", "ana@example.org"),
        ("joined_at", "ana@example.org"),
        ("came-by", "ana@example.org"),
        ("delivery", "ben@example.net"),
        ("invited", "ben@example.net"),
        ("expires", "ana@example.org"),
    ] {
        assert_eq!(first(sort), email, "{sort}");
    }
}

#[test]
fn what_cannot_be_listed_is_said() {
    let place = place();
    assert!(place.run(["users", "--group", "Sales/APAC"]).refused().contains("Sales/APAC"));
    assert!(place.run(["users", "--role", "King"]).refused().contains("Administrator"));
    assert!(place.run(["users", "--after", "x"]).refused().contains("not a place"));
    for wrong in [
        &["--status", "asleep"][..],
        &["--sort", "colour"],
        &["--limit", "many"],
        &["--came-by", "ship"],
        &["--joined-from", "31.12.2026"],
        &["--no-subgroups"],
        &["--undelivered", "--administrators"],
    ] {
        let run = place.run(["users"].iter().chain(wrong).copied());
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    }
}

#[test]
fn people_get_a_table_whose_columns_stand_below_each_other() {
    let text = place().run(["users", "--sort", "address", "--limit", "2"]).done();
    let lines: Vec<_> = text.lines().collect();
    let column = lines[0].find("Address").expect("a header");
    assert_eq!(lines[1].find("ana@example.org"), Some(column), "{text}");
    assert_eq!(lines[2].find("ben@example.net"), Some(column), "{text}");
    let last = lines.last().unwrap();
    assert!(last.starts_with("2 of 5 users.") && last.ends_with("How they stand: 1 active, 4 pending."), "{text}");
}

#[test]
fn a_reader_that_goes_away_is_no_trouble() {
    let place = place();
    let mut child = place.command(["users"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}
