//! The join service with an invented account, to look at in a browser:
//!
//! ```text
//! cargo run -p rollcall-join --example pages
//! ```
//!
//! It prints a link for each kind of page. The workspace is in a temporary folder and gone when the program ends.

#![allow(clippy::unwrap_used, reason = "an example that cannot go on should stop")]
#![allow(dead_code, reason = "the house is built for the tests, and not all of it is lived in here")]

#[path = "../tests/it/house.rs"]
mod house;

#[tokio::main]
async fn main() {
    let mut rows = vec![
        "zoe@example.net|Zoë Ünal|Sales/EMEA|Buyer|en".to_owned(),
        "zoe@example.net||Finance|Approver|".to_owned(),
        "ben@example.net||/|Finance|".to_owned(),
        "lena@example.net||Vertrieb/Süd|Buyer|de".to_owned(),
    ];
    let deep = "Department of very long names/".repeat(6);
    rows.extend((0..60).map(|n| format!("max@example.net||{deep}Team {n}|Buyer|fr")));
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let house = house::House::build("Northwind Traders", "Ana Silva", &rows).await;
    let message = "Welcome to Northwind, Kim.\n\nYou will find the price lists in “Sales”.\nאם יש שאלות, אנא כתבו לי.\nSee you on Monday — Ana";
    house.invite_saying("kim@example.net", message).await;
    let served = house.serve().await;
    let at = format!("http://{}", served.address);
    for who in ["zoe", "ben", "lena", "max", "kim"] {
        println!("{who}\t{at}{}", house.link(&format!("{who}@example.net")));
    }
    println!("gone\t{at}/i/x\nhome\t{at}/");
    served.ended.await.unwrap().unwrap();
}
