//! What was said of the columns of tables with the same headers.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
};
use rollcall_app::ports::store::Store;
use rollcall_domain::import::{Column, Mapping};

every_database![what_was_said_of_columns_is_known_for_the_same_headers, what_is_said_anew_takes_the_place_of_what_was];

/// The second column is the address.
fn mapping() -> Mapping {
    Mapping {
        header_row: Some(3),
        columns: vec![None, Some(Column::Email), Some(Column::Role)],
        group: Some("Sales/EMEA \u{1F600} \"; --".to_owned()),
        role: None,
    }
}

/// What was said of tables with these headers.
async fn of(store: &dyn Store, signature: &str) -> Option<Mapping> {
    store.mapping_for(&[signature.to_owned()]).await.unwrap().map(|(_, mapping)| mapping)
}

async fn what_was_said_of_columns_is_known_for_the_same_headers(database: &dyn Database) {
    let (store, _) = with_account(database).await;
    assert_eq!(of(store.as_ref(), "who\u{1f}mail").await, None);
    let feed = store.latest_change().await.unwrap();
    store.keep_mapping("who\u{1f}mail", &mapping(), NOW.plus_days(1)).await.unwrap();
    let other = database.open().await;
    assert_eq!(of(other.as_ref(), "who\u{1f}mail").await, Some(mapping()));
    for another in ["who", "", "Who\u{1f}mail", "who\u{1f}mail "] {
        assert_eq!(of(other.as_ref(), another).await, None, "{another:?}");
    }
    assert_eq!(store.latest_change().await.unwrap(), feed, "no user is another");
}

async fn what_is_said_anew_takes_the_place_of_what_was(database: &dyn Database) {
    let (store, _) = with_account(database).await;
    store.keep_mapping("a", &mapping(), NOW).await.unwrap();
    store.keep_mapping("b", &mapping(), NOW).await.unwrap();
    store.keep_mapping("a", &Mapping::default(), NOW).await.unwrap();
    assert_eq!(of(store.as_ref(), "a").await, Some(Mapping::default()));
    assert_eq!(of(store.as_ref(), "b").await, Some(mapping()));
    // Of several, the first of which something was said, and which it is.
    let asked = ["c", "b", "a"].map(str::to_owned);
    assert_eq!(store.mapping_for(&asked).await.unwrap(), Some((1, mapping())));
    assert_eq!(store.mapping_for(&[]).await.unwrap(), None);
}
