//! Whose address it is that somebody types is told to nobody but the mailbox behind it.

use crate::{acme, visitor::Visitor};
use rollcall_domain::Status;

#[tokio::test]
async fn a_member_a_stranger_and_everybody_in_between_get_one_and_the_same_answer_and_only_their_mailbox_tells() {
    let house = acme().await;
    let link = house.join_link(&[], "").await;
    let served = house.serve().await;
    let mut visitor = Visitor::at(served.address).await;
    // Ben is invited. Zoë joins, and so do those who are removed again.
    house.invite(&["gone@example.net|Gone|/|Tech|", "no@example.net|No|/|Tech|"]).await;
    for who in ["zoe", "gone"] {
        let answer = visitor.post(&house.link(&format!("{who}@example.net")), "answer=accept").await;
        assert_eq!(answer.status, 303, "{who}");
    }
    visitor.post(&house.link("no@example.net"), "answer=decline").await;
    house.remove("gone@example.net").await;
    house.ask(&link, "Una", "unproven@example.net", "").await;
    house.wait_for(&link, "Pen", "pending@example.net", "").await;
    house.wait_for(&link, "Den", "denied@example.net", "").await;
    house.deny("denied@example.net", "No.", false).await;
    house.wait_for(&link, "Blo", "blocked@example.net", "").await;
    house.deny("blocked@example.net", "", true).await;
    house.wait_for(&link, "App", "approved@example.net", "").await;
    house.approve("approved@example.net").await;
    for _ in 0..3 {
        house.ask(&link, "Often", "often@example.net", "").await;
        house.ask(&link, "Often", "often+more@example.net", "").await;
    }
    house.go_round().await;

    let everybody = [
        ("stranger@example.net", &["confirm"][..]),
        ("unproven@example.net", &["confirm"]),
        ("pending@example.net", &["waiting"]),
        ("denied@example.net", &["confirm"]),
        ("gone@example.net", &["confirm"]),
        ("no@example.net", &["confirm"]),
        ("ben@example.net", &["invitation"]),
        ("zoe@example.net", &["member"]),
        ("ZOE@Example.NET", &["member"]),
        ("approved@example.net", &["member"]),
        ("ana@example.org", &["member"]),
        ("blocked@example.net", &[]),
        ("often@example.net", &[]),
        ("often+tag@example.net", &[]),
    ];
    let mut first = None;
    for (address, mails) in everybody {
        let mailbox = if address.starts_with("ZOE") { "zoe@example.net" } else { address };
        let before = house.mails_to(mailbox).len();
        let form = format!("name=Somebody&address={}&note=Hello", address.replace('@', "%40").replace('+', "%2B"));
        let answer = visitor.post(&link, &form).await.without_date();
        assert_eq!((answer.status, answer.header("location")), (303, Some("/asked")), "{address}");
        let seen = (answer, visitor.get("/asked").await.without_date(), visitor.get(&link).await.without_date());
        assert_eq!(first.get_or_insert_with(|| seen.clone()), &seen, "{address}");
        house.go_round().await;
        assert_eq!(house.mails_to(mailbox)[before..], *mails, "{address}");
    }
    assert_eq!(house.user("zoe@example.net").await.0, Status::Active);
    assert_eq!(house.user("gone@example.net").await.0, Status::Removed);
    assert_eq!(house.user("ben@example.net").await.0, Status::Pending);
}

#[tokio::test]
async fn an_open_invitation_that_is_mailed_again_keeps_its_links() {
    let house = acme().await;
    let link = house.join_link(&[], "").await;
    let served = house.serve().await;
    let mut visitor = Visitor::at(served.address).await;
    let first = house.link("ben@example.net");
    assert_eq!(visitor.post(&link, "name=Ben&address=ben%40example.net").await.status, 303);
    house.go_round().await;
    let second = house.link("ben@example.net");
    assert_ne!(first, second);
    assert_eq!([visitor.get(&first).await.status, visitor.get(&second).await.status], [200, 200]);
    assert_eq!(visitor.post(&first, "answer=accept&name=Ben").await.status, 303);
}
