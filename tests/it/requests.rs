//! Those who ask to join: every way from the page of the join link to an end, and who may decide.

use rollcall_app::{
    Error,
    decide_requests::{Approval, BlockInput, DenyInput},
    list_requests::RequestRow,
    ports::store::{MailKind, Verb},
    share_join_link::JoinLinkInput,
};
use rollcall_domain::{
    Assignment, CameBy, RequestId, RequestState, RequestStatus, RoleId, Status, Timestamp, UserState,
    invitation::Answer,
};
use rollcall_testkit::{TestApp, links_in};

const ZOE: &str = "zoe@example.net";
const BUYER: RoleId = RoleId(2);

/// Acme with a join link that anybody may use.
async fn acme() -> (TestApp, String) {
    let test = TestApp::acme().await;
    let link = test.share_link(&JoinLinkInput::default()).await;
    (test, link)
}

/// How a request stands, as whoever asked sees it.
async fn seen(test: &TestApp, token: &str) -> RequestState {
    test.app.open_request(token).await.unwrap().unwrap().state
}

async fn kinds(test: &TestApp, address: &str) -> Vec<MailKind> {
    test.mails_to(address).await.into_iter().map(|(kind, _)| kind).collect()
}

fn field_of(refused: Error) -> String {
    let Error::InvalidInput(mut problems) = refused else { panic!("{refused:?}") };
    problems.remove(0).field
}

#[tokio::test]
async fn whoever_asks_and_is_let_in_is_a_member_at_once_and_is_told() {
    let test = TestApp::acme().await;
    let suggested = Some(Assignment { group: test.group("Sales").await, role: BUYER });
    let link = test.share_link(&JoinLinkInput { suggested, ..JoinLinkInput::default() }).await;
    test.ask(&link, ZOE).await;
    let by = test.administrator().await;
    let token = test.answer_asks().await.remove(ZOE).unwrap();
    for _ in 0..2 {
        assert_eq!(seen(&test, &token).await, RequestState::Unconfirmed, "opening changes nothing");
    }
    assert!(test.requests(&by).await.is_empty(), "nobody sees what is not proven");

    assert!(test.app.confirm_request(&token).await.unwrap());
    assert!(!test.app.confirm_request(&token).await.unwrap(), "only once");
    assert_eq!(seen(&test, &token).await, RequestState::Pending);
    let row = test.request(ZOE).await;
    assert_eq!((row.status, row.lapses_at), (RequestStatus::Pending, Some(TestApp::START.plus_days(30))));
    assert_eq!((row.name.as_str(), row.note.as_deref()), ("Zoë Ünal", Some("I am new in Sales")));
    assert_eq!(row.suggested.unwrap().group_path, "Sales");
    test.app.deliver_mail().await.unwrap();
    let (kind, told) = test.mails_to("ana@acme.example").await.pop().unwrap();
    let place = format!("rollcall://open/{}/requests/{}", test.app.account_key().await.unwrap(), row.id);
    assert!(kind == MailKind::Request && told.text.contains("Zoë Ünal") && told.text.contains(&place), "{}", told.text);

    assert_eq!(test.approve(row.id, "Finance").await.done, 1);
    let zoe = test.user(ZOE).await.unwrap();
    assert_eq!((zoe.status, zoe.joined_at, zoe.came_by), (Status::Active, Some(TestApp::START), CameBy::Link));
    assert_eq!((zoe.name.as_deref(), zoe.assignments[0].group_path.as_str()), (Some("Zoë Ünal"), "Finance"));
    assert_eq!(test.app.deliver_mail().await.unwrap().sent, 1);
    let (kind, told) = test.mails_to(ZOE).await.pop().unwrap();
    assert_eq!(kind, MailKind::Approved);
    assert!(["Finance", "Buyer", "ana@acme.example"].iter().all(|words| told.text.contains(words)), "{}", told.text);
    assert_eq!(seen(&test, &token).await, RequestState::Approved, "the link that they have says so, too");
    let row = test.request(ZOE).await;
    assert_eq!((row.status, row.decided_by.as_deref()), (RequestStatus::Approved, Some("Ana López")));
    assert_eq!(row.given.unwrap().group_path, "Finance");
    let history = test.app.show_user(&by, zoe.id).await.unwrap().history;
    assert!(history.iter().any(|entry| entry.verb == Verb::RequestApproved), "{history:?}");
}

#[tokio::test]
async fn whoever_is_denied_reads_the_words_and_may_ask_again() {
    let (test, link) = acme().await;
    let (request, token) = test.requested(&link, ZOE).await;
    assert_eq!(test.deny(request, "Ask Bo first,\nplease").await.done, 1);
    test.app.deliver_mail().await.unwrap();
    let (kind, told) = test.mails_to(ZOE).await.pop().unwrap();
    assert!(kind == MailKind::Denied && told.text.contains("Ask Bo first,"), "{}", told.text);
    assert_eq!(seen(&test, &token).await, RequestState::Denied);
    assert!(test.user(ZOE).await.is_none());
    let again = test.requested(&link, ZOE).await.0;
    assert_ne!(again, request);
    assert_eq!(test.requests(&test.administrator().await).await.len(), 2);
}

#[tokio::test]
async fn what_is_taken_back_cannot_be_decided_any_more() {
    let (test, link) = acme().await;
    let (request, token) = test.requested(&link, ZOE).await;
    assert!(test.app.withdraw_request(&token).await.unwrap());
    assert!(!test.app.withdraw_request(&token).await.unwrap());
    assert_eq!(test.request(ZOE).await.status, RequestStatus::Withdrawn);
    for outcome in [test.approve(request, "Sales").await, test.deny(request, "").await] {
        assert_eq!((outcome.done, outcome.not_done.len()), (0, 1));
        let message = &outcome.not_done[0].message;
        assert!(message.contains(ZOE) && message.contains("21 November 2026 at 09:00 UTC"), "{message}");
    }
    assert!(test.user(ZOE).await.is_none());
    assert_eq!(kinds(&test, ZOE).await, [MailKind::Confirm], "nothing more is said");
}

#[tokio::test]
async fn what_nobody_decides_ages_and_lapses_to_the_millisecond_also_when_the_program_was_closed() {
    let (mut test, link) = acme().await;
    let (request, token) = test.requested(&link, ZOE).await;
    let at = |days: i64, millis: i64| Timestamp::from_millis(TestApp::START.plus_days(days).as_millis() + millis);
    for (now, status, lapsed) in [
        (at(15, -1), RequestStatus::Pending, 0),
        (at(15, 0), RequestStatus::Ageing, 0),
        (at(30, -1), RequestStatus::Ageing, 0),
        (at(30, 0), RequestStatus::Lapsed, 1),
        (at(90, 0), RequestStatus::Lapsed, 0),
    ] {
        test = test.restart().await;
        test.clock.set(now);
        assert_eq!(test.app.tend_requests().await.unwrap(), lapsed, "{now}");
        assert_eq!(test.request(ZOE).await.status, status, "{now}");
    }
    test.app.deliver_mail().await.unwrap();
    assert_eq!(kinds(&test, ZOE).await, [MailKind::Confirm, MailKind::Lapsed], "told once");
    assert_eq!(seen(&test, &token).await, RequestState::Lapsed);
    let late = test.approve(request, "Sales").await;
    assert!(late.done == 0 && late.not_done[0].message.contains("21 December 2026 at 09:00 UTC"), "{late:?}");
}

#[tokio::test]
async fn the_account_sets_how_long_requests_wait_also_those_that_wait_already() {
    let (test, link) = acme().await;
    test.requested(&link, ZOE).await;
    let mut settings = test.app.settings().await.unwrap();
    settings.set("requests.lapse_days", Some("7")).unwrap();
    test.app.change_settings(&test.administrator().await, &settings).await.unwrap();
    assert_eq!(test.request(ZOE).await.lapses_at, Some(TestApp::START.plus_days(7)));
    test.clock.pass_days(6);
    assert_eq!((test.app.tend_requests().await.unwrap(), test.request(ZOE).await.status), (0, RequestStatus::Ageing));
    test.clock.pass_days(1);
    assert_eq!((test.app.tend_requests().await.unwrap(), test.request(ZOE).await.status), (1, RequestStatus::Lapsed));
}

#[tokio::test]
async fn what_was_never_proven_is_forgotten_after_three_days() {
    let (test, link) = acme().await;
    test.ask(&link, ZOE).await;
    let token = test.answer_asks().await.remove(ZOE).unwrap();
    test.clock.set(Timestamp::from_millis(TestApp::START.plus_days(3).as_millis() - 1));
    assert_eq!(seen(&test, &token).await, RequestState::Unconfirmed);
    test.clock.set(TestApp::START.plus_days(3));
    assert!(test.app.open_request(&token).await.unwrap().is_none());
    assert!(!test.app.confirm_request(&token).await.unwrap());
    assert_eq!(test.app.tend_requests().await.unwrap(), 0, "nobody is mailed for that");
    assert!(test.mails_to(ZOE).await.is_empty());
    test.requested(&link, ZOE).await;
}

#[tokio::test]
async fn whoever_was_removed_is_invited_and_comes_back_only_by_accepting() {
    let (test, link) = acme().await;
    test.import(&["bo@example.net,Bo,Sales,Buyer"]).await;
    let invited = test.deliver_to_folder().await.remove("bo@example.net").unwrap();
    test.app.answer_invitation(&invited, Answer::Accept, None, None).await.unwrap().unwrap();
    let bo = test.id_of("bo@example.net").await;
    let by = test.administrator().await;
    test.app.remove_users(&by, &[(bo, UserState::Active)], "").await.unwrap();

    let (request, token) = test.requested(&link, "bo@example.net").await;
    let row = test.request("bo@example.net").await;
    assert_eq!((row.user, row.user_state), (Some(bo), Some(UserState::Removed)));
    assert_eq!(test.approve(request, "Finance").await.done, 1);
    let user = test.user("bo@example.net").await.unwrap();
    assert_eq!((user.status, user.came_by), (Status::Pending, CameBy::Link));
    let invitation = test.deliver_to_folder().await.remove("bo@example.net").unwrap();
    assert!(!kinds(&test, "bo@example.net").await.contains(&MailKind::Approved));
    assert_eq!(seen(&test, &token).await, RequestState::Approved);
    test.app.answer_invitation(&invitation, Answer::Accept, None, None).await.unwrap().unwrap();
    let user = test.user("bo@example.net").await.unwrap();
    let paths: Vec<_> = user.assignments.iter().map(|one| one.group_path.as_str()).collect();
    assert_eq!((user.id, user.status, paths), (bo, Status::Active, vec!["Finance"]));
}

#[tokio::test]
async fn whoever_has_an_open_invitation_gets_that_once_more_and_it_loses_neither_link_nor_time() {
    let (test, link) = acme().await;
    test.import(&["zoe@example.net,Zoë,Sales,Buyer"]).await;
    let first = test.deliver_to_folder().await.remove(ZOE).unwrap();
    let before = test.invitation(ZOE).await;
    test.clock.pass_days(3);
    // Twice at once: one mail says it.
    test.ask(&link, ZOE).await;
    test.ask(&link, ZOE).await;
    assert!(test.answer_asks().await.is_empty(), "there is no request to see");
    let second = links_in(&test.folder().join("mails")).remove(ZOE).unwrap();
    assert_eq!(kinds(&test, ZOE).await, [MailKind::Invitation; 2]);
    let after = test.invitation(ZOE).await;
    assert_eq!((after.id, after.sent_at, after.expires_at), (before.id, before.sent_at, before.expires_at));
    assert!(test.requests(&test.administrator().await).await.is_empty());
    for token in [&first, &second] {
        let page = test.app.open_invitation(token).await.unwrap().unwrap();
        assert_eq!(page.ends, before.expires_at);
    }
    test.app.answer_invitation(&first, Answer::Accept, None, None).await.unwrap().unwrap();
}

#[tokio::test]
async fn whoever_was_invited_meanwhile_is_offered_what_is_approved_and_joins_by_accepting() {
    let (test, link) = acme().await;
    let (request, _) = test.requested(&link, ZOE).await;
    test.import(&["zoe@example.net,Zoë,Sales,Approver"]).await;
    let invitation = test.deliver_to_folder().await.remove(ZOE).unwrap();
    assert_eq!(test.request(ZOE).await.user_state, Some(UserState::Invited));
    let outcome = test.approve(request, "Finance").await;
    assert_eq!((outcome.done, outcome.invited), (1, 1));
    let zoe = test.user(ZOE).await.unwrap();
    assert_eq!((zoe.status, zoe.assignments.len()), (Status::Pending, 2), "what is approved is offered, too");
    test.app.answer_invitation(&invitation, Answer::Accept, None, None).await.unwrap().unwrap();
    let zoe = test.user(ZOE).await.unwrap();
    assert_eq!((zoe.status, zoe.assignments.len()), (Status::Active, 2));
}

#[tokio::test]
async fn a_member_who_asks_reads_that_they_are_one_and_nothing_changes() {
    let (test, link) = acme().await;
    let by = test.administrator().await;
    test.ask(&link, "ana@acme.example").await;
    assert!(test.answer_asks().await.is_empty());
    assert_eq!(kinds(&test, "ana@acme.example").await, [MailKind::Member]);
    assert!(test.requests(&by).await.is_empty());
}

#[tokio::test]
async fn whoever_asks_again_while_they_wait_is_told_so_with_a_link_that_works_beside_the_other() {
    let (test, link) = acme().await;
    let (_, first) = test.requested(&link, ZOE).await;
    test.app.deliver_mail().await.unwrap();
    test.ask(&link, ZOE).await;
    let second = test.answer_asks().await.remove(ZOE).unwrap();
    assert_eq!(kinds(&test, ZOE).await, [MailKind::Confirm, MailKind::Waiting]);
    assert_eq!(test.requests(&test.administrator().await).await.len(), 1);
    assert_eq!((seen(&test, &first).await, seen(&test, &second).await), (RequestState::Pending, RequestState::Pending));
    assert!(test.app.withdraw_request(&second).await.unwrap());
    assert_eq!(seen(&test, &first).await, RequestState::Withdrawn);
}

async fn block(test: &TestApp, request: RequestId, block: BlockInput) -> Result<u32, Error> {
    let input = DenyInput { requests: vec![request], words: String::new(), block: Some(block) };
    Ok(test.app.deny_requests(&test.administrator().await, &input).await?.done)
}

#[tokio::test]
async fn whoever_is_blocked_is_answered_on_the_page_as_everybody_and_mailed_nothing() {
    let (test, link) = acme().await;
    let by = test.administrator().await;
    let (one, _) = test.requested(&link, ZOE).await;
    let (other, _) = test.requested(&link, "eve@spam.example").await;
    assert_eq!(block(&test, one, BlockInput::Addresses).await.unwrap(), 1);
    assert_eq!(block(&test, other, BlockInput::Domains).await.unwrap(), 1);
    let blocked: Vec<_> = test.app.list_blocks(&by).await.unwrap().into_iter().map(|row| row.what).collect();
    assert_eq!(blocked.len(), 2);
    assert!(blocked.contains(&ZOE.to_owned()) && blocked.contains(&"@spam.example".to_owned()), "{blocked:?}");
    test.clock.pass_days(2);
    test.app.deliver_mail().await.unwrap();
    for address in ["ZOE@example.net", "mallory@SPAM.example", "mallory@1.spam.example"] {
        test.ask(&link, address).await;
        assert!(test.answer_asks().await.is_empty(), "{address}");
    }
    for address in ["bo@example.net", "eve@not-spam.example"] {
        test.requested(&link, address).await;
    }
    test.app.unblock(&by, "@spam.example").await.unwrap();
    test.requested(&link, "eve@spam.example").await;
    assert!(matches!(test.app.unblock(&by, "@spam.example").await, Err(Error::NotFound)));
    assert_eq!(field_of(test.app.unblock(&by, "spam@@example").await.unwrap_err()), "what");
}

#[tokio::test]
async fn nobody_blocks_themself() {
    let (test, link) = acme().await;
    let by = test.administrator().await;
    let (stranger, _) = test.requested(&link, "eve@spam.example").await;
    let (colleague, _) = test.requested(&link, "cy@acme.example").await;
    let input =
        DenyInput { requests: vec![stranger, colleague], words: String::new(), block: Some(BlockInput::Domains) };
    let refused = test.app.deny_requests(&by, &input).await.unwrap_err();
    assert!(refused.sentence().contains("@acme.example"), "{refused}");
    assert_eq!(field_of(refused), "block");
    assert!(test.app.list_blocks(&by).await.unwrap().is_empty());
    assert!(test.requests(&by).await.iter().all(|row| row.status == RequestStatus::Pending), "nothing was done");
    assert_eq!(block(&test, colleague, BlockInput::Addresses).await.unwrap(), 1, "the colleague is somebody else");
}

#[tokio::test]
async fn administrators_of_a_group_see_and_decide_what_its_link_suggests_and_nothing_else() {
    let test = TestApp::acme().await;
    let bo = test.administrator_of("Sales", "bo@acme.example").await;
    let mut rows: Vec<RequestRow> = Vec::new();
    for (path, address) in [("Sales/EMEA", "zoe@example.net"), ("Finance", "al@example.net"), ("/", "cy@example.net")] {
        let suggested = Some(Assignment { group: test.group(path).await, role: BUYER });
        let link = test.share_link(&JoinLinkInput { suggested, ..JoinLinkInput::default() }).await;
        test.requested(&link, address).await;
        rows.push(test.request(address).await);
    }
    let (mine, others) = (rows[0].id, [rows[1].id, rows[2].id]);
    test.app.deliver_mail().await.unwrap();
    assert_eq!(kinds(&test, "bo@acme.example").await.iter().filter(|kind| **kind == MailKind::Request).count(), 1);

    let seen: Vec<_> = test.requests(&bo).await.into_iter().map(|row| row.id).collect();
    assert_eq!(seen, [mine]);
    let waiting: Vec<_> = test.app.waiting_requests(&bo, "").await.unwrap().iter().map(|row| row.id).collect();
    assert_eq!(waiting, [mine]);
    let sales = Assignment { group: test.group("Sales").await, role: BUYER };
    for request in others {
        assert_eq!(test.app.show_request(&bo, request).await, Err(Error::NotFound));
        let approved = test.app.approve_requests(&bo, &[Approval { request, assignment: sales }]).await.unwrap();
        let input = DenyInput { requests: vec![request], ..DenyInput::default() };
        let denied = test.app.deny_requests(&bo, &input).await.unwrap();
        for outcome in [approved, denied] {
            assert_eq!((outcome.done, outcome.not_done.len()), (0, 1));
            assert!(!outcome.not_done[0].message.contains('@'), "it does not say whose: {outcome:?}");
        }
    }
    let finance = Assignment { group: test.group("Finance").await, role: BUYER };
    let refused = test.app.approve_requests(&bo, &[Approval { request: mine, assignment: finance }]).await;
    assert_eq!(field_of(refused.unwrap_err()), "assignments");
    let input = DenyInput { requests: vec![mine], block: Some(BlockInput::Domains), ..DenyInput::default() };
    assert!(matches!(test.app.deny_requests(&bo, &input).await, Err(Error::NotPermitted(_))));
    assert!(test.app.list_blocks(&bo).await.is_err() && test.app.join_link(&bo).await.is_err());
    let by = test.administrator().await;
    assert!(test.requests(&by).await.iter().all(|row| row.status == RequestStatus::Pending), "nothing was done");
    let approved = test.app.approve_requests(&bo, &[Approval { request: mine, assignment: sales }]).await.unwrap();
    assert_eq!((approved.done, test.user(ZOE).await.unwrap().status), (1, Status::Active));
}

#[tokio::test]
async fn several_are_decided_at_once_and_each_that_cannot_be_is_named() {
    let (test, link) = acme().await;
    let by = test.administrator().await;
    let mut requests = Vec::new();
    for n in 0..4 {
        requests.push(test.requested(&link, &format!("p{n}@example.net")).await.0);
    }
    test.deny(requests[1], "").await;
    let assignment = Assignment { group: test.group("Sales").await, role: BUYER };
    let all = requests.iter().copied().chain([RequestId(99)]);
    let approvals: Vec<_> = all.map(|request| Approval { request, assignment }).collect();
    let outcome = test.app.approve_requests(&by, &approvals).await.unwrap();
    let not_done: Vec<_> = outcome.not_done.iter().map(|one| one.request).collect();
    assert_eq!((outcome.done, not_done), (3, vec![requests[1], RequestId(99)]));
    let [denied, unknown] = [0, 1].map(|n| outcome.not_done[n].message.as_str());
    assert!(denied.contains("p1@example.net") && denied.contains("Ana López") && !unknown.contains("Ana"), "{denied}");
    assert_eq!(test.app.approve_requests(&by, &[]).await.unwrap().done, 0);
    let gone = Approval { request: requests[1], assignment: Assignment { role: RoleId(99), ..assignment } };
    assert_eq!(field_of(test.app.approve_requests(&by, &[gone]).await.unwrap_err()), "assignments");
    let input = DenyInput { requests: vec![requests[0]], words: "a\u{202e}b".to_owned(), block: None };
    assert_eq!(field_of(test.app.deny_requests(&by, &input).await.unwrap_err()), "words");
}
