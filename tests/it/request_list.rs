//! The list of requests: what is found, and what is said and suggested of each.

use rollcall_app::{
    ask_to_join::Asked,
    list_requests::{RequestQuery, SuggestedBy},
    share_join_link::JoinLinkInput,
};
use rollcall_domain::{Assignment, RequestStatus, RoleId, UserState, invitation::Answer};
use rollcall_testkit::TestApp;

const BUYER: RoleId = RoleId(2);

async fn acme() -> (TestApp, String) {
    let test = TestApp::acme().await;
    let link = test.share_link(&JoinLinkInput::default()).await;
    (test, link)
}

#[tokio::test]
async fn a_domain_is_known_by_those_who_have_an_address_in_exactly_that_one() {
    let (test, link) = acme().await;
    let by = test.administrator().await;
    test.import(&[
        "a@partner.example,,Sales,Buyer",
        "b@PARTNER.example,,Sales,Buyer",
        "c@partner.example,,Finance,Approver",
        "d@invited.example,,Finance,Approver",
        "e@declined.example,,Finance,Approver",
        "f@bücher.example,,Marketing,Tech",
        "g@gmail.com,,Marketing,Tech",
        "h@gone.example,,Marketing,Tech",
    ])
    .await;
    let tokens = test.deliver_to_folder().await;
    for (address, token) in tokens.iter().filter(|(address, _)| *address != "d@invited.example") {
        let answer = if address == "e@declined.example" { Answer::Decline } else { Answer::Accept };
        test.app.answer_invitation(token, answer, None, None).await.unwrap().unwrap();
    }
    let gone = [(test.id_of("h@gone.example").await, UserState::Active)];
    test.app.remove_users(&by, &gone, "").await.unwrap();
    for (address, known, suggested) in [
        ("zoe@Partner.EXAMPLE", true, Some("Sales")),
        ("zoe@xn--bcher-kva.example", true, Some("Marketing")),
        // Ana is an administrator, which is suggested to nobody.
        ("zoe@acme.example", true, None),
        ("zoe@invited.example", true, None),
        ("zoe@declined.example", false, None),
        ("zoe@gone.example", false, None),
        ("zoe@gmail.com", false, None),
        ("zoe@mail.partner.example", false, None),
        ("zoe@artner.example", false, None),
        ("zoe@partner.example.net", false, None),
        ("zoe@bucher.example", false, None),
    ] {
        assert_eq!(test.ask(&link, address).await, Asked::Taken);
        let token = test.answer_asks().await.into_values().next().unwrap();
        assert!(test.app.confirm_request(&token).await.unwrap());
        let row = test.request(address).await;
        let suggestion = row.suggested.as_ref().map(|one| one.group_path.as_str());
        assert_eq!((row.domain_known, suggestion), (known, suggested), "{address}");
        assert_eq!(row.suggested_by, suggested.map(|_| SuggestedBy::Domain));
        assert_eq!(test.app.show_request(&by, row.id).await.as_ref(), Ok(&row), "the panel says what the list says");
    }
    let row = test.request("zoe@Partner.EXAMPLE").await;
    test.deny(row.id, "").await;
    assert_eq!(test.request("zoe@Partner.EXAMPLE").await.suggested, None, "there is nothing to give any more");
}

#[tokio::test]
async fn what_is_suggested_can_be_given_by_who_looks() {
    let test = TestApp::acme().await;
    let bo = test.administrator_of("Sales", "bo@acme.example").await;
    test.import(&[
        "a@partner.example,,Finance,Buyer",
        "b@partner.example,,Finance,Buyer",
        "c@partner.example,,Sales,Tech",
    ])
    .await;
    for token in test.deliver_to_folder().await.into_values() {
        test.app.answer_invitation(&token, Answer::Accept, None, None).await.unwrap().unwrap();
    }
    let sales = Assignment { group: test.group("Sales/EMEA").await, role: BUYER };
    let link = test.share_link(&JoinLinkInput { suggested: Some(sales), ..JoinLinkInput::default() }).await;
    test.requested(&link, "zoe@partner.example").await;
    let row = &test.requests(&bo).await[0];
    assert_eq!((row.suggested_by, row.suggested.as_ref().unwrap().group), (Some(SuggestedBy::Link), sales.group));
    let by = test.administrator().await;
    let id = test.app.join_link(&by).await.unwrap().unwrap().id;
    test.app.change_join_link(&by, id, &JoinLinkInput::default()).await.unwrap();
    test.requested(&link, "una@partner.example").await;
    let addresses: Vec<_> = test.requests(&bo).await.into_iter().map(|row| row.address).collect();
    assert_eq!(addresses, ["zoe@partner.example"], "what no link suggests is for administrators of the whole account");
    let seen = test.request("una@partner.example").await;
    assert_eq!(
        (seen.suggested_by, seen.suggested.unwrap().group_path.as_str()),
        (Some(SuggestedBy::Domain), "Finance")
    );
}

#[tokio::test]
async fn requests_are_searched_filtered_and_paged() {
    let (test, link) = acme().await;
    let by = test.administrator().await;
    for (n, address) in ["zoe@example.net", "bo@example.net", "al@example.org"].into_iter().enumerate() {
        test.requested(&link, address).await;
        if n == 0 {
            test.deny(test.request(address).await.id, "").await;
        }
        test.clock.pass_days(10);
    }
    let ask = async |query: RequestQuery| {
        let page = test.app.list_requests(&by, &RequestQuery { limit: 2, ..query }).await.unwrap();
        let addresses: Vec<_> = page.requests.iter().map(|row| row.address.clone()).collect();
        assert_eq!((page.counts.pending, page.counts.ageing, page.counts.denied), (1, 1, 1));
        (page.total, addresses)
    };
    let query = RequestQuery::default;
    let page = |total, addresses: &[&str]| (total, addresses.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>());
    assert_eq!(ask(query()).await, page(3, &["al@example.org", "bo@example.net"]));
    assert_eq!(ask(RequestQuery { offset: 2, ..query() }).await, page(3, &["zoe@example.net"]));
    assert_eq!(
        ask(RequestQuery { oldest_first: true, ..query() }).await,
        page(3, &["zoe@example.net", "bo@example.net"])
    );
    let ageing = RequestQuery { statuses: vec![RequestStatus::Ageing], ..query() };
    assert_eq!(ask(ageing).await, page(1, &["bo@example.net"]));
    let words = RequestQuery { search: "unal EXAMPLE.net".into(), limit: 9, ..query() };
    assert_eq!(
        test.app.list_requests(&by, &words).await.unwrap().total,
        2,
        "words of the name and of the address, whatever their accents"
    );
    let waiting = test.app.waiting_requests(&by, "example.net").await.unwrap();
    assert_eq!(waiting, [test.request("bo@example.net").await]);
}
