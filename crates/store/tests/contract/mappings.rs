//! What was said of the columns of tables with the same headers.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
};
use rollcall_app::ports::store::Act;
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

async fn what_was_said_of_columns_is_known_for_the_same_headers(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    assert_eq!(store.mapping_for("who\u{1f}mail").await.unwrap(), None);
    let feed = store.latest_change().await.unwrap();
    store.keep_mapping("who\u{1f}mail", &mapping(), Act { now: NOW.plus_days(1), ..act }).await.unwrap();
    let other = database.open().await;
    assert_eq!(other.mapping_for("who\u{1f}mail").await.unwrap(), Some(mapping()));
    for another in ["who", "", "Who\u{1f}mail", "who\u{1f}mail "] {
        assert_eq!(other.mapping_for(another).await.unwrap(), None, "{another:?}");
    }
    assert_eq!(store.latest_change().await.unwrap(), feed, "no user is another");
}

async fn what_is_said_anew_takes_the_place_of_what_was(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    store.keep_mapping("a", &mapping(), act).await.unwrap();
    store.keep_mapping("b", &mapping(), act).await.unwrap();
    store.keep_mapping("a", &Mapping::default(), act).await.unwrap();
    assert_eq!(store.mapping_for("a").await.unwrap(), Some(Mapping::default()));
    assert_eq!(store.mapping_for("b").await.unwrap(), Some(mapping()));
}
