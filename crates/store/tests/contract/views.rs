//! The views that administrators keep.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    scene::administrator,
};
use rollcall_app::ports::store::{Act, SavedView};

every_database![views_are_each_ones_own_by_name, a_view_takes_the_place_of_one_of_its_name, a_view_is_forgotten];

fn view(name: &str, place: &str) -> SavedView {
    SavedView { name: name.to_owned(), place: place.to_owned() }
}

async fn views_are_each_ones_own_by_name(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let cy = administrator(store.as_ref(), act, "cy@acme.example", "Cy").await;
    assert_eq!(store.views(act.by).await.unwrap(), []);
    let (late, early) = (view("Zoë's \"own\"", "?show=expired"), view("Buyers", "?role=2"));
    for view in [&late, &early] {
        store.save_view(act.by, view, act).await.unwrap();
    }
    store.save_view(cy, &view("Buyers", "?role=3"), Act { by: cy, ..act }).await.unwrap();
    assert_eq!(store.views(act.by).await.unwrap(), [early, late]);
    assert_eq!(store.views(cy).await.unwrap(), [view("Buyers", "?role=3")]);
}

async fn a_view_takes_the_place_of_one_of_its_name(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    for place in ["?role=2", "?role=3"] {
        store.save_view(act.by, &view("Mine", place), act).await.unwrap();
    }
    assert_eq!(store.views(act.by).await.unwrap(), [view("Mine", "?role=3")]);
}

async fn a_view_is_forgotten(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let cy = administrator(store.as_ref(), act, "cy@acme.example", "Cy").await;
    for user in [act.by, cy] {
        store.save_view(user, &view("Mine", "?role=2"), act).await.unwrap();
    }
    store.forget_view(act.by, "Mine", act).await.unwrap();
    assert_eq!(store.views(act.by).await.unwrap(), []);
    assert_eq!(store.views(cy).await.unwrap().len(), 1, "another's");
    // Forgetting what is not there writes nothing.
    store.forget_view(act.by, "Mine", Act { now: NOW.plus_days(1), ..act }).await.unwrap();
    assert_eq!(store.latest_seen().await.unwrap(), NOW);
}
