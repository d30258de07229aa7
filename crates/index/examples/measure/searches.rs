//! Words to search.

use crate::people::{GIVEN, Random};
use crate::{NOW, TIMES, line};
use rollcall_index::{Index, Query, Sort, Window};

/// Family names, one for each time.
pub(crate) fn words() -> Vec<String> {
    let mut random = Random(99);
    (0..TIMES).map(|_| random.family().to_lowercase()).collect()
}

pub(crate) fn search(search: &str) -> Query {
    Query { search: search.into(), ..Query::default() }
}

pub(crate) fn measure(index: &Index) {
    let words = words();
    let short: Vec<String> = ('a'..='z').flat_map(|a| ('a'..='h').map(move |b| format!("{a}{b}"))).collect();
    // Pairs of letters as they follow each other in names: most are in tens of thousands of them, some in half.
    let dense: Vec<&str> = words.iter().map(|word| &word[..2]).collect();
    let ask = |query: Query| index.page(&query, NOW).total;
    line("everybody by name", |_| ask(Query::default()));
    line("200 different family names, by name", |n| ask(search(&words[n])));
    line("the same, first three letters", |n| ask(search(&words[n][..3])));
    line("two letters", |n| ask(search(&short[n])));
    line("two letters that many have", |n| ask(search(dense[n])));
    line("two letters and two letters that many have", |n| {
        ask(search(&format!("{} {}", dense[n], dense[(n + 7) % TIMES])))
    });
    line("one letter", |n| ask(search(&short[n][..1])));
    line("given and family name, by status", |n| {
        ask(Query { sort: Sort::Status, ..search(&format!("{} {}", GIVEN[n % 40], &words[n][..4])) })
    });
    line("five words of two letters", |n| {
        ask(search(&[0, 31, 62, 93, 124].map(|step| short[(n + step) % TIMES].as_str()).join(" ")))
    });
    line("@example.org by name", |_| ask(search("@example.org")));
    line("a whole address", |n| ask(search(&format!("{}{n}@example.com", words[n]))));
    line("a word that nobody has", |_| ask(search("xylophonist")));
    line("deep in the middle of one letter, by address descending", |n| {
        let window = Window::Offset { offset: index.len() / 4 + n * 997, limit: 100 };
        ask(Query { sort: Sort::Address, descending: true, window, ..search("a") })
    });
    line("all that match a letter (ids of everybody who does)", |_| index.matching(&search("a"), NOW).len());
}
