//! Asking by the join link: how much is mailed for it, and what is kept of the links in those mails.

use rollcall_app::{ask_to_join::Asked, ports::store::Ask, share_join_link::JoinLinkInput};
use rollcall_domain::{
    RequestState,
    join_request::{MAILS_AN_HOUR, MAILS_TO_ONE_ADDRESS, MAILS_TO_ONE_MAILBOX},
};
use rollcall_testkit::TestApp;

const ZOE: &str = "zoe@example.net";

async fn acme() -> (TestApp, String) {
    let test = TestApp::acme().await;
    let link = test.share_link(&JoinLinkInput::default()).await;
    (test, link)
}

#[tokio::test]
async fn an_address_is_mailed_three_times_a_day_at_most_and_its_mailbox_six_times() {
    let (test, link) = acme().await;
    for n in 0..MAILS_TO_ONE_MAILBOX - MAILS_TO_ONE_ADDRESS {
        let address = format!("zoe+{n}@example.net");
        test.ask(&link, &address).await;
        assert_eq!(test.answer_asks().await.len(), 1, "{address}");
    }
    for _ in 0..MAILS_TO_ONE_ADDRESS {
        test.ask(&link, ZOE).await;
        assert!(test.answer_asks().await.contains_key(ZOE), "what others typed with tags keeps nobody out");
    }
    for address in [ZOE, "ZOE+9@example.net"] {
        assert_eq!(test.ask(&link, address).await, Asked::Taken, "the page says the same");
        assert!(test.answer_asks().await.is_empty(), "{address}");
    }
    test.ask(&link, "bo@example.net").await;
    assert_eq!(test.answer_asks().await.len(), 1, "others are not kept waiting");
    test.clock.pass_days(1);
    test.ask(&link, ZOE).await;
    assert_eq!(test.answer_asks().await.len(), 1);
}

#[tokio::test]
async fn so_many_are_mailed_in_an_hour_and_the_others_wait_their_turn() {
    let (test, link) = acme().await;
    for n in 0..=MAILS_AN_HOUR {
        test.ask(&link, &format!("p{n}@example.net")).await;
    }
    assert_eq!(test.app.next_ask_due().await.unwrap(), Some(TestApp::START));
    let mut taken = 0;
    for _ in 0..5 {
        taken += test.app.take_up_asks().await.unwrap();
    }
    assert_eq!(taken, MAILS_AN_HOUR);
    let next = TestApp::START.plus_seconds(3600);
    assert_eq!(test.app.next_ask_due().await.unwrap(), Some(next));
    test.clock.set(next);
    assert_eq!((test.app.take_up_asks().await.unwrap(), test.app.next_ask_due().await.unwrap()), (1, None));
}

#[tokio::test]
async fn when_the_clock_is_set_back_nobody_waits_for_it() {
    let (test, link) = acme().await;
    test.ask(&link, ZOE).await;
    let back = TestApp::START.plus_days(-3);
    test.clock.set(back);
    assert_eq!(test.app.next_ask_due().await.unwrap(), Some(back), "now, by the clock that is looked at");
    for n in 1..MAILS_AN_HOUR {
        test.ask(&link, &format!("p{n}@example.net")).await;
    }
    while test.app.take_up_asks().await.unwrap() > 0 {}
    test.ask(&link, "late@example.net").await;
    assert_eq!(test.app.next_ask_due().await.unwrap(), Some(back.plus_seconds(3600)));
}

#[tokio::test]
async fn nothing_of_a_link_that_was_mailed_is_kept_and_the_join_link_is() {
    let (test, link) = acme().await;
    let (request, confirm) = test.requested(&link, ZOE).await;
    test.ask(&link, ZOE).await;
    let waiting = test.answer_asks().await.remove(ZOE).unwrap();
    test.ask(&link, "bo@example.net").await;
    let unconfirmed = test.answer_asks().await.remove("bo@example.net").unwrap();
    test.approve(request, "Sales").await;
    let stands_in_a_file = |text: &str| {
        let files = std::fs::read_dir(test.folder()).unwrap().map(|entry| entry.unwrap().path());
        let mut files = files.filter(|path| path.is_file()).map(|path| std::fs::read(path).unwrap());
        files.any(|bytes| bytes.windows(text.len()).any(|window| window == text.as_bytes()))
    };
    assert!(stands_in_a_file("bo@example.net"), "it is looked where things stand");
    assert!(stands_in_a_file(&link), "it is an address that is shown again");
    for token in [&confirm, &waiting, &unconfirmed] {
        assert!(!stands_in_a_file(token));
        for address in [ZOE, "bo@example.net"] {
            assert!(test.mails_to(address).await.iter().all(|(_, mail)| !mail.text.contains(token.as_str())));
        }
    }
}

#[tokio::test]
async fn a_link_of_a_mail_that_was_renewed_is_dead_and_the_new_words_count() {
    let (test, link) = acme().await;
    test.ask(&link, ZOE).await;
    let first = test.answer_asks().await.remove(ZOE).unwrap();
    let again = Ask { note: None, ..TestApp::asking(ZOE) };
    test.app.ask_to_join(&link, &again).await.unwrap();
    let second = test.answer_asks().await.remove(ZOE).unwrap();
    assert!(test.app.open_request(&first).await.unwrap().is_none());
    assert!(!test.app.confirm_request(&first).await.unwrap());
    assert!(test.app.confirm_request(&second).await.unwrap());
    assert_eq!((test.request(ZOE).await.note, test.requests(&test.administrator().await).await.len()), (None, 1));
}

#[tokio::test]
async fn a_request_that_is_confirmed_twice_at_once_counts_once() {
    let (test, link) = acme().await;
    let other = test.another_program().await;
    for n in 0..20 {
        let address = format!("p{n}@example.net");
        test.ask(&link, &address).await;
        let token = test.answer_asks().await.remove(&address).unwrap();
        let (one, two) = tokio::join!(test.app.confirm_request(&token), other.app.confirm_request(&token));
        assert_ne!(one.unwrap(), two.unwrap());
        assert_eq!(test.app.open_request(&token).await.unwrap().unwrap().state, RequestState::Pending);
    }
    let link = test.app.join_link(&test.administrator().await).await.unwrap().unwrap();
    assert_eq!(link.uses, 20);
}
