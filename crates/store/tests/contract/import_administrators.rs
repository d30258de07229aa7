//! What imports do to administrators, and what administrators of groups may do by imports.

use crate::{
    database::{Database, with_account},
    every_database,
    grants::{ROOT, held},
    imports::stale,
    plan::{APPROVER, BUYER, EMEA, SALES, Sheet},
    scene::{administrator, bob, member},
};
use rollcall_app::ports::store::{Act, CarriedOut};
use rollcall_domain::{GroupId, UserState, import::GroupRef, role::ADMINISTRATOR};

every_database![
    the_last_administrator_is_safe_from_every_row,
    who_is_made_administrator_takes_the_place_of_who_was,
    two_administrators_who_remove_each_other_by_file_never_leave_none,
    an_administrator_of_a_group_takes_in_that_group_only,
    who_administers_a_group_no_longer_sends_nothing_again_that_offers_it,
];

async fn the_last_administrator_is_safe_from_every_row(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let cy = administrator(store, act, "cy@acme.example", "Cy").await;
    let root = (GroupId::ROOT, ADMINISTRATOR);
    // Whoever administers a group, or is only invited, does not stand in.
    member(store, act, "of.sales@acme.example", None, &[(SALES, ADMINISTRATOR)]).await;
    Sheet::new().invite("soon@acme.example", None, &[(ROOT, ADMINISTRATOR)]).invite_by_hand(store, act, None).await;
    let lose = |sheet: Sheet, address: &str, user| sheet.change(address, user, &[root], &[(SALES, BUYER)]);
    let remove = |sheet: Sheet, address: &str, user| sheet.remove(address, user, UserState::Active);
    let (ana, cys) = ("ana@acme.example", "cy@acme.example");
    let ways = [
        lose(lose(Sheet::new(), ana, act.by), cys, cy),
        remove(remove(Sheet::new(), ana, act.by), cys, cy),
        remove(lose(Sheet::new(), ana, act.by), cys, cy),
        lose(remove(Sheet::new(), ana, act.by), cys, cy),
        lose(lose(Sheet::new(), ana, act.by), cys, cy).invite("new@acme.example", None, &[(ROOT, ADMINISTRATOR)]),
    ];
    for sheet in ways {
        stale(store, act, &sheet, &sheet.basis(store).await).await;
    }
    assert_eq!(store.administrators().await.unwrap().iter().filter(|one| one.groups == [GroupId::ROOT]).count(), 2);
    lose(Sheet::new(), cys, cy).carry_out(store, act).await;
    let last = remove(Sheet::new(), ana, act.by);
    stale(store, act, &last, &last.basis(store).await).await;
}

async fn who_is_made_administrator_takes_the_place_of_who_was(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let cy = member(store, act, "cy@acme.example", None, &[(SALES, BUYER)]).await;
    let dee = member(store, act, "dee@acme.example", None, &[(SALES, BUYER)]).await;
    let root = [(ROOT, ADMINISTRATOR)];
    let sheet = Sheet::new().change("ana@acme.example", act.by, &[(GroupId::ROOT, ADMINISTRATOR)], &[(SALES, BUYER)]);
    sheet.add("cy@acme.example", cy, &root).carry_out(store, act).await;
    assert_eq!(store.administrators().await.unwrap().remove(0).id, cy);
    let by_cy = Act { by: cy, ..act };
    let sheet = Sheet::new().remove("cy@acme.example", cy, UserState::Active);
    sheet.add("dee@acme.example", dee, &root).carry_out(store, by_cy).await;
    assert_eq!(store.administrators().await.unwrap().iter().map(|one| one.id).collect::<Vec<_>>(), [dee]);
}

async fn two_administrators_who_remove_each_other_by_file_never_leave_none(database: &dyn Database) {
    for run in 0..20 {
        let database = database.another().await;
        let (store, act) = with_account(database.as_ref()).await;
        let other = database.open().await;
        let cy = administrator(store.as_ref(), act, "cy@acme.example", "Cy").await;
        let root = [(GroupId::ROOT, ADMINISTRATOR)];
        let of_ana = if run % 2 == 0 {
            Sheet::new().remove("cy@acme.example", cy, UserState::Active)
        } else {
            Sheet::new().change("cy@acme.example", cy, &root, &[(SALES, BUYER)])
        };
        let of_cy = Sheet::new().remove("ana@acme.example", act.by, UserState::Active);
        let (basis_of_ana, basis_of_cy) = (of_ana.basis(store.as_ref()).await, of_cy.basis(store.as_ref()).await);
        let by_cy = Act { by: cy, ..act };
        let a = store.clone();
        let a =
            tokio::spawn(async move { of_ana.carry_out_on(a.as_ref(), act, &basis_of_ana, &|_| true).await.unwrap() });
        let b =
            tokio::spawn(
                async move { of_cy.carry_out_on(other.as_ref(), by_cy, &basis_of_cy, &|_| true).await.unwrap() },
            );
        let ends = [a.await.unwrap(), b.await.unwrap()];
        assert!(ends.contains(&CarriedOut::Stale), "run {run}: {ends:?}");
        assert!(ends.iter().any(|end| matches!(end, CarriedOut::Done(_))), "run {run}: {ends:?}");
        assert_eq!(store.administrators().await.unwrap().len(), 1, "run {run}");
    }
}

async fn who_administers_a_group_no_longer_sends_nothing_again_that_offers_it(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let group = |id| [(GroupRef::Existing(GroupId(id)), ADMINISTRATOR)];
    let elsewhere = member(store, scene.act, "elsewhere@acme.example", None, &group(4)).await;
    let here = member(store, scene.act, "here@acme.example", None, &group(2)).await;
    let sheet = Sheet::new().resend("bob@acme.example", scene.user, scene.invitation, &[]);
    let late = scene.later(100);
    let basis = sheet.basis(store).await;
    let by = async |by| sheet.carry_out_on(store, Act { by, ..late }, &basis, &|_| true).await.unwrap();
    assert_eq!(by(elsewhere).await, CarriedOut::Stale);
    assert!(matches!(by(here).await, CarriedOut::Done(_)));
}

async fn an_administrator_of_a_group_takes_in_that_group_only(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let has = [(SALES, BUYER), (EMEA, APPROVER), (GroupRef::Existing(GroupId(4)), BUYER)];
    let cy = member(store, act, "cy@acme.example", None, &has).await;
    let by = member(store, act, "of.sales@acme.example", None, &[(SALES, ADMINISTRATOR)]).await;
    let by = Act { by, ..act };
    let change = |losses: &[_]| Sheet::new().change("cy@acme.example", cy, losses, &[]);
    let refused = [
        change(&[(GroupId(4), BUYER)]),
        change(&[(GroupId(3), APPROVER), (GroupId(4), BUYER)]),
        Sheet::new().remove("cy@acme.example", cy, UserState::Active),
    ];
    for sheet in refused {
        stale(store, by, &sheet, &sheet.basis(store).await).await;
    }
    change(&[(GroupId(2), BUYER)]).carry_out(store, by).await;
    // What is only the whole account's to give is only its to take.
    database.run("UPDATE roles SET given_by = 'account' WHERE id = 3").await.unwrap();
    let foreign = change(&[(GroupId(3), APPROVER)]);
    stale(store, by, &foreign, &foreign.basis(store).await).await;
    foreign.carry_out(store, act).await;
    assert_eq!(held(store, cy).await.len(), 1);
}
