//! What the administrators of a group see, and find, of users who have something in other groups too.

use rollcall_app::{
    Error, ErrorCode, Permit,
    list_invitations::{InvitationQuery, InvitationRow},
    list_users::UserQuery,
};
use rollcall_domain::GroupId;
use rollcall_index::Sort;
use rollcall_testkit::TestApp;

/// Acme, and Bo, who administers Sales.
async fn acme() -> (TestApp, Permit) {
    let test = TestApp::acme().await;
    let bo = test.administrator_of("Sales", "bo@acme.example").await;
    (test, bo)
}

fn places(invitation: &InvitationRow) -> Vec<&str> {
    invitation.offered.iter().map(|offered| offered.group_path.as_str()).collect()
}

async fn paths(test: &TestApp, by: &Permit) -> Vec<String> {
    test.app.list_groups(by).await.unwrap().into_iter().map(|group| group.path).collect()
}

#[tokio::test]
async fn of_an_invitation_they_see_what_is_offered_in_their_part() {
    let (test, bo) = acme().await;
    test.import(&["zoe@x.org,,Sales/EMEA,Buyer", "zoe@x.org,,Finance,Approver"]).await;
    let query = InvitationQuery { search: "zoe".into(), limit: 10, ..InvitationQuery::default() };
    let zoe = test.id_of("zoe@x.org").await;
    for (by, seen) in [(&test.administrator().await, vec!["Finance", "Sales/EMEA"]), (&bo, vec!["Sales/EMEA"])] {
        let listed = test.app.list_invitations(by, &query).await.unwrap().invitations;
        assert_eq!((listed.len(), places(&listed[0])), (1, seen.clone()));
        let shown = test.app.show_user(by, zoe).await.unwrap();
        assert_eq!((shown.invitations.len(), places(&shown.invitations[0])), (1, seen));
    }
}

#[tokio::test]
async fn lists_are_sorted_by_the_groups_that_they_see() {
    let (test, bo) = acme().await;
    test.import(&["cy@x.org,,Sales/EMEA,Buyer", "cy@x.org,,Finance,Buyer", "di@x.org,,Sales,Buyer"]).await;
    for (by, sorted) in [(&test.administrator().await, ["cy@x.org", "di@x.org"]), (&bo, ["di@x.org", "cy@x.org"])] {
        let query = UserQuery { search: "x.org".into(), sort: Sort::Groups, limit: 10, ..UserQuery::default() };
        let users = test.app.list_users(by, &query).await.unwrap().users;
        assert_eq!(users.into_iter().map(|user| user.address).collect::<Vec<_>>(), sorted);
        let query =
            InvitationQuery { search: "x.org".into(), sort: Sort::Groups, limit: 10, ..InvitationQuery::default() };
        let invitations = test.app.list_invitations(by, &query).await.unwrap().invitations;
        assert_eq!(invitations.into_iter().map(|one| one.address).collect::<Vec<_>>(), sorted);
    }
}

#[tokio::test]
async fn a_group_is_added_in_the_very_group_that_was_chosen_whatever_it_is_called_by_now() {
    let (test, bo) = acme().await;
    let sales = test.group("Sales").await;
    test.app.rename_group(&test.administrator().await, sales, "Vertrieb").await.unwrap();
    test.app.add_group_in(&bo, sales, "APAC / Japan").await.unwrap();
    assert_eq!(paths(&test, &bo).await, ["Vertrieb", "Vertrieb/APAC", "Vertrieb/APAC/Japan", "Vertrieb/EMEA"]);
    assert!(!paths(&test, &test.administrator().await).await.contains(&"Sales".to_owned()));
}

#[tokio::test]
async fn no_group_is_added_outside_their_part_nor_where_one_of_the_name_is() {
    let (test, bo) = acme().await;
    let (sales, finance) = (test.group("Sales").await, test.group("Finance").await);
    for parent in [finance, GroupId::ROOT, GroupId(999)] {
        assert_eq!(test.app.add_group_in(&bo, parent, "Tax").await.unwrap_err(), Error::NotFound);
    }
    for path in ["emea", "/", "", "a//b", &["deep"; 20].join("/")] {
        let error = test.app.add_group_in(&bo, sales, path).await.unwrap_err();
        assert_eq!(error.code(), ErrorCode::InvalidInput, "{path}: {error}");
    }
    assert_eq!(paths(&test, &bo).await, ["Sales", "Sales/EMEA"]);
}

#[tokio::test]
async fn a_group_says_how_many_administer_it_and_how_many_are_offered_to() {
    let (test, bo) = acme().await;
    let chosen = rollcall_domain::import::Options { allow_administrators: true, ..Default::default() };
    let rows = ["cy@x.org,,Sales,Administrator", "di@x.org,,Sales,Buyer", "eve@x.org,,Sales/EMEA,Administrator"];
    let check = test.check(&rows, chosen).await.unwrap();
    test.app.carry_out_import(&test.administrator().await, &check, 0, &|_| true).await.unwrap();
    let groups = test.app.list_groups(&bo).await.unwrap();
    let counts: Vec<_> =
        groups.iter().map(|group| (group.path.as_str(), group.administrators, group.administrators_offered)).collect();
    assert_eq!(counts, [("Sales", 1, 1), ("Sales/EMEA", 0, 1)]);
}
