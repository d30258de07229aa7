//! What is shown before users are removed from the account.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    grants::{ROOT, has, held},
    joining::{Joining, suggesting, under},
    plan::{BUYER, EMEA, SALES, Sheet},
    scene::{administrator, bob, member},
};
use UserState::{Active, Invited};
use rollcall_app::ports::store::{Act, Removal, RemovalEnds, Verb};
use rollcall_domain::{InvitationState, UserId, UserState, role::ADMINISTRATOR};

every_database![
    what_would_end_is_counted_and_ends,
    nobody_and_who_is_removed_end_nothing,
    whether_nobody_would_administer_is_told,
    requests_that_only_they_decide_of_the_groups_are_counted,
    an_administrator_above_decides_too,
    what_a_removal_ended_is_one_stretch_of_the_activity,
];

async fn what_would_end_is_counted_and_ends(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let cy = administrator(store, scene.act, "cy@acme.example", "Cy").await;
    let sheet = Sheet::new().invite("dee@acme.example", None, &[(SALES, BUYER)]);
    let sheet = sheet.invite("eve@acme.example", None, &[(SALES, BUYER), (EMEA, BUYER)]);
    sheet.invite_by_hand(store, Act { by: cy, ..scene.act }, None).await;
    let [dee, eve] = [UserId(cy.0 + 1), UserId(cy.0 + 2)];
    let ends = store.removal_ends(&[cy, eve, scene.user, eve]).await.unwrap();
    let expected = RemovalEnds {
        users: 3,
        members: 1,
        assignments: 5,
        invitations: 2,
        sent_invitations: 1,
        requests: 0,
        last_administrator: false,
    };
    assert_eq!(ends, expected);
    // And so it is; of those whose time is over, too.
    let asked = [(cy, Active), (eve, Invited), (scene.user, Invited)];
    store.remove_users(&asked, None, scene.later(200)).await.unwrap();
    let invitations = store.newest_invitations(&[dee, eve, scene.user]).await.unwrap();
    assert!(invitations.iter().all(|one| one.state == InvitationState::Cancelled));
}

async fn nobody_and_who_is_removed_end_nothing(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let cy = member(store, act, "cy@acme.example", None, &[(SALES, BUYER)]).await;
    store.remove_users(&[(cy, Active)], None, act).await.unwrap();
    for users in [vec![], vec![cy], vec![UserId(99)]] {
        assert_eq!(store.removal_ends(&users).await.unwrap(), RemovalEnds::default());
    }
    assert_eq!(store.latest_seen().await.unwrap(), NOW);
}

async fn whether_nobody_would_administer_is_told(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let cy = administrator(store, act, "cy@acme.example", "Cy").await;
    let dee = member(store, act, "dee@acme.example", None, &[(SALES, ADMINISTRATOR), (ROOT, BUYER)]).await;
    for (users, last) in [(vec![act.by], false), (vec![cy, dee], false), (vec![act.by, cy], true)] {
        assert_eq!(store.removal_ends(&users).await.unwrap().last_administrator, last, "{users:?}");
    }
}

/// Sales is suggested; Cy and Dee administer it, and two who asked by the link wait.
async fn waiting(database: &dyn Database) -> (Joining, UserId, UserId) {
    let joining = under(database, suggesting(2)).await;
    let store = joining.store.as_ref();
    let cy = member(store, joining.act, "cy@acme.example", None, &[(SALES, ADMINISTRATOR)]).await;
    let dee = member(store, joining.act, "dee@acme.example", None, &[(SALES, ADMINISTRATOR)]).await;
    for address in ["zoe@x.example", "yan@x.example"] {
        joining.pending(address, NOW).await;
    }
    (joining, cy, dee)
}

async fn requests_that_only_they_decide_of_the_groups_are_counted(database: &dyn Database) {
    let (joining, cy, dee) = waiting(database).await;
    let requests = async |users: &[UserId]| joining.store.removal_ends(users).await.unwrap().requests;
    assert_eq!(requests(&[cy]).await, 0, "Dee decides");
    assert_eq!(requests(&[dee, cy]).await, 2);
    assert_eq!(requests(&[joining.act.by]).await, 0, "of the account only");
    let listed = joining.listed().await;
    let approved = joining.approve(listed.requests[0].id, joining.act).await;
    assert!(approved);
    assert_eq!(requests(&[dee, cy]).await, 1);
    joining.store.remove_users(&[(dee, Active)], None, joining.act).await.unwrap();
    assert_eq!((requests(&[cy]).await, requests(&[dee]).await), (1, 0));
}

async fn an_administrator_above_decides_too(database: &dyn Database) {
    let joining = under(database, suggesting(3)).await;
    let store = joining.store.as_ref();
    let cy = member(store, joining.act, "cy@acme.example", None, &[(EMEA, ADMINISTRATOR)]).await;
    joining.pending("zoe@x.example", NOW).await;
    assert_eq!(store.removal_ends(&[cy]).await.unwrap().requests, 1);
    let dee = member(store, joining.act, "dee@acme.example", None, &[(SALES, ADMINISTRATOR)]).await;
    assert_eq!(store.removal_ends(&[cy]).await.unwrap().requests, 0);
    assert_eq!(store.removal_ends(&[cy, dee]).await.unwrap().requests, 1);
}

async fn what_a_removal_ended_is_one_stretch_of_the_activity(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let cy = administrator(store, scene.act, "cy@acme.example", "Cy").await;
    // Cy removes Ana, who invited Bob.
    let by_cy = Act { by: cy, ..scene.act };
    let removal = store.remove_users(&[(scene.act.by, Active)], None, by_cy).await.unwrap();
    let Removal::Done { removed, act: Some(range) } = removal else { panic!("{removal:?}") };
    assert_eq!(removed, [scene.act.by]);
    let (ana, bob) = (store.history(scene.act.by).await.unwrap().remove(0), scene.history().await.remove(0));
    assert_eq!((ana.verb, bob.verb), (Verb::Removed, Verb::Cancelled));
    assert_eq!((range.first, range.last, bob.id.0), (ana.id, bob.id, ana.id.0 + 1));
    assert!(held(store, scene.user).await.contains(&has(3, BUYER)), "what they were offered is known");
}
