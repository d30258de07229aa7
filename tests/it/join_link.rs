//! The join link: whom it lets ask, and until when.

use rollcall_app::{
    Error,
    ask_to_join::Asked,
    share_join_link::{JoinLinkInput, JoinLinkView},
};
use rollcall_domain::{Assignment, JoinLinkStatus, Language, RoleId, Timestamp, role::ADMINISTRATOR};
use rollcall_testkit::TestApp;

const ZOE: &str = "zoe@example.net";
const BUYER: RoleId = RoleId(2);

async fn acme() -> (TestApp, String) {
    let test = TestApp::acme().await;
    let link = test.share_link(&JoinLinkInput::default()).await;
    (test, link)
}

async fn shown(test: &TestApp) -> JoinLinkView {
    test.app.join_link(&test.administrator().await).await.unwrap().unwrap()
}

/// Sets other terms, or switches the link.
async fn change(test: &TestApp, is_on: bool, terms: &JoinLinkInput) {
    let (by, id) = (test.administrator().await, shown(test).await.id);
    test.app.switch_join_link(&by, id, is_on).await.unwrap();
    test.app.change_join_link(&by, id, terms).await.unwrap();
}

async fn is_open(test: &TestApp, link: &str) -> bool {
    let page = test.app.open_join_link(link).await.unwrap();
    let asked = test.ask(link, ZOE).await;
    assert_eq!(page.is_some(), asked == Asked::Taken, "the page and the form say the same: {asked:?}");
    page.is_some()
}

#[tokio::test]
async fn the_link_is_shown_again_as_it_was_made() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    assert_eq!(test.app.join_link(&by).await.unwrap(), None);
    let terms = JoinLinkInput {
        last_day: Some("2026-12-31".to_owned()),
        most_uses: Some(20),
        domains: vec!["@bücher.example".to_owned(), " Example.NET".to_owned(), "example.net".to_owned()],
        suggested: Some(Assignment { group: test.group("Sales").await, role: BUYER }),
        welcome: "Welcome to Acme".to_owned(),
    };
    let made = test.app.make_join_link(&by, &terms).await.unwrap();
    let test = test.restart().await;
    let again = shown(&test).await;
    assert_eq!(again, made);
    let domains = ["example.net", "xn--bcher-kva.example"].map(str::to_owned).to_vec();
    assert_eq!(again.terms, JoinLinkInput { domains, ..terms });
    assert_eq!((again.status, again.uses, again.stays_here), (JoinLinkStatus::Open, 0, true));
    assert!(again.link.as_str().starts_with("http://127.0.0.1:8710/j/"), "{}", again.link);
    let page = test.app.open_join_link(again.link.path().rsplit('/').next().unwrap()).await.unwrap().unwrap();
    assert_eq!((page.account.as_str(), page.welcome.as_deref()), ("Acme", Some("Welcome to Acme")));
    for language in [Language::En, Language::De] {
        let words = test.app.join_link_message(&by, language).await.unwrap();
        assert!(words.contains(again.link.as_str()) && words.contains("Acme"), "{words}");
    }
    let mut settings = test.app.settings().await.unwrap();
    settings.set("join.public_url", Some("https://join.acme.example/in/")).unwrap();
    test.app.change_settings(&by, &settings).await.unwrap();
    let public = shown(&test).await;
    assert!(public.link.as_str().starts_with("https://join.acme.example/in/j/") && !public.stays_here);
}

#[tokio::test]
async fn a_new_link_ends_the_old_one_at_once_and_what_came_by_that_stays() {
    let (test, old) = acme().await;
    let (pending, _) = test.requested(&old, ZOE).await;
    test.ask(&old, "bo@example.net").await;
    let unconfirmed = test.answer_asks().await.remove("bo@example.net").unwrap();
    let id = shown(&test).await.id;
    let new = test.share_link(&JoinLinkInput::default()).await;
    assert!(!is_open(&test, &old).await && is_open(&test, &new).await);
    assert!(test.app.confirm_request(&unconfirmed).await.unwrap());
    assert_eq!(test.approve(pending, "Sales").await.done, 1);
    assert_eq!(shown(&test).await.uses, 0, "they came by the old one");
    let by = test.administrator().await;
    let changed = test.app.change_join_link(&by, id, &JoinLinkInput::default()).await;
    assert_eq!(changed, Err(Error::NotFound), "what was replaced is not to be had any more");
    assert_eq!(test.app.switch_join_link(&by, id, true).await, Err(Error::NotFound));
    assert!(!is_open(&test, &old).await);
}

#[tokio::test]
async fn a_link_is_switched_off_and_on() {
    let (test, link) = acme().await;
    change(&test, false, &JoinLinkInput::default()).await;
    assert!(!is_open(&test, &link).await);
    assert_eq!(shown(&test).await.status, JoinLinkStatus::Off);
    change(&test, true, &JoinLinkInput::default()).await;
    assert!(is_open(&test, &link).await);
    for wrong in ["", "A", &"A".repeat(43), "../../etc/passwd"] {
        assert!(!is_open(&test, wrong).await, "{wrong}");
    }
}

#[tokio::test]
async fn the_last_day_is_over_at_midnight_in_utc_and_not_before() {
    let test = TestApp::acme().await;
    let terms = JoinLinkInput { last_day: Some("2026-11-22".to_owned()), ..JoinLinkInput::default() };
    let link = test.share_link(&terms).await;
    let midnight = Timestamp::end_of_day("2026-11-22").unwrap();
    test.clock.set(Timestamp::from_millis(midnight.as_millis() - 1));
    assert!(is_open(&test, &link).await);
    let token = test.answer_asks().await.remove(ZOE).unwrap();
    test.clock.set(midnight);
    assert!(!is_open(&test, &link).await);
    assert_eq!(shown(&test).await.status, JoinLinkStatus::Over);
    assert!(test.app.confirm_request(&token).await.unwrap(), "whoever asked in time has time to prove it");
    // A clock that is set back opens nothing.
    test.clock.set(TestApp::START);
    assert!(!is_open(&test, &link).await);
    change(&test, true, &JoinLinkInput { last_day: Some("2026-11-30".to_owned()), ..terms }).await;
    assert!(is_open(&test, &link).await);
}

#[tokio::test]
async fn as_many_come_by_a_link_as_it_says_and_who_only_typed_does_not_count() {
    let test = TestApp::acme().await;
    let link = test.share_link(&JoinLinkInput { most_uses: Some(1), ..JoinLinkInput::default() }).await;
    for address in [ZOE, "bo@example.net", "al@example.net"] {
        assert_eq!(test.ask(&link, address).await, Asked::Taken);
    }
    let tokens = test.answer_asks().await;
    assert_eq!((tokens.len(), shown(&test).await.uses), (3, 0));
    assert!(test.app.confirm_request(&tokens[ZOE]).await.unwrap());
    assert_eq!((shown(&test).await.uses, shown(&test).await.status), (1, JoinLinkStatus::UsedUp));
    assert!(!test.app.confirm_request(&tokens["bo@example.net"]).await.unwrap(), "they come too late");
    assert!(test.app.open_join_link(&link).await.unwrap().is_none());
    assert_eq!(test.ask(&link, "cy@example.net").await, Asked::NoLink);
    change(&test, true, &JoinLinkInput { most_uses: Some(2), ..JoinLinkInput::default() }).await;
    assert!(test.app.confirm_request(&tokens["bo@example.net"]).await.unwrap());
    assert!(!test.app.confirm_request(&tokens["al@example.net"]).await.unwrap());
}

#[tokio::test]
async fn a_link_for_some_domains_turns_the_others_away_on_the_page() {
    let test = TestApp::acme().await;
    let domains = vec!["example.net".to_owned(), "bücher.example".to_owned()];
    let link = test.share_link(&JoinLinkInput { domains, ..JoinLinkInput::default() }).await;
    for (address, asked) in [
        ("zoe@EXAMPLE.net", Asked::Taken),
        ("zoe@xn--bcher-kva.example", Asked::Taken),
        ("zoe@mail.example.net", Asked::NotAdmitted),
        ("zoe@bucher.example", Asked::NotAdmitted),
        ("ana@acme.example", Asked::NotAdmitted),
    ] {
        assert_eq!(test.ask(&link, address).await, asked, "{address}");
    }
}

#[tokio::test]
async fn terms_that_cannot_be_are_named_field_by_field_and_the_link_before_works_on() {
    let (test, link) = acme().await;
    let by = test.administrator().await;
    let base = JoinLinkInput::default;
    let root = test.group("/").await;
    for (field, terms) in [
        ("last_day", JoinLinkInput { last_day: Some("31.12.2026".to_owned()), ..base() }),
        ("most_uses", JoinLinkInput { most_uses: Some(0), ..base() }),
        ("domains", JoinLinkInput { domains: vec!["*.example.net".to_owned()], ..base() }),
        ("domains", JoinLinkInput { domains: (0..51).map(|n| format!("d{n}.example")).collect(), ..base() }),
        ("welcome", JoinLinkInput { welcome: "a\u{202e}b".to_owned(), ..base() }),
        ("suggested", JoinLinkInput { suggested: Some(Assignment { group: root, role: RoleId(99) }), ..base() }),
        ("suggested", JoinLinkInput { suggested: Some(Assignment { group: root, role: ADMINISTRATOR }), ..base() }),
    ] {
        let id = shown(&test).await.id;
        let made = test.app.make_join_link(&by, &terms).await.unwrap_err();
        let changed = test.app.change_join_link(&by, id, &terms).await.unwrap_err();
        for refused in [made, changed] {
            let Error::InvalidInput(problems) = refused else { panic!("{field}: {refused:?}") };
            assert_eq!(problems.iter().map(|problem| problem.field.as_str()).collect::<Vec<_>>(), [field]);
            assert!(problems[0].message.ends_with('.') && !problems[0].message.contains("{$"), "{problems:?}");
        }
    }
    assert!(is_open(&test, &link).await);
    let all_wrong = JoinLinkInput { last_day: Some("x".to_owned()), most_uses: Some(0), ..base() };
    let Err(Error::InvalidInput(problems)) = test.app.make_join_link(&by, &all_wrong).await else { panic!("refused") };
    assert_eq!(problems.len(), 2, "everything that is wrong is said at once");
}
