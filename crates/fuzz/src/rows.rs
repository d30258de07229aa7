//! A few people, and rows about them that mean something: the planner's law again, where rows meet that have to do with each other.
//!
//! Each byte of an input chooses a word, or how many there are of something; what comes of it is tried as an input of the planner's, so whatever
//! the engine changes, another row is planned. Single letters of a table that are changed make rows that are refused.

use crate::planner;
use std::fmt::Write as _;

const ADDRESSES: [&str; 4] = ["a@x.org", "b@x.org", "c@x.org", "d@x.org"];
const STATES: [&str; 5] = ["active", "pending", "expired", "declined", "removed"];
const GROUPS: [&str; 10] = [
    "Sales",
    "Sales/EMEA",
    "Finance",
    "/",
    "",
    "Sales; Finance",
    "Sales/EMEA; Sales",
    "Trade",
    "Legal/Patents",
    "Salse",
];
const ROLES: [&str; 8] = ["Buyer", "Approver", "Administrator", "Finance", "", "Buyer; Approver", "Byer", ";"];
const ACTIONS: [&str; 6] = ["Add", "Change role", "Remove from group", "Remove from account", "", "Keep"];
const MENDS: [&str; 10] =
    ["cell", "text", "everywhere", "suggestions", "group", "path", "skip", "skip all", "skip value", "unskip"];

pub(crate) fn run(input: &[u8]) {
    planner::run(written(&mut Choices(input)).as_bytes());
}

/// What is chosen, as an input of the planner's.
fn written(choices: &mut Choices<'_>) -> String {
    let mut text = String::new();
    let options = choices.below(32);
    for (bit, option) in
        ["allow administrators", "create groups", "part", "account gives", "no account"].iter().enumerate()
    {
        if options & (1 << bit) != 0 {
            let _ = writeln!(text, "{option}");
        }
    }
    for address in &ADDRESSES[..choices.below(ADDRESSES.len() + 1)] {
        let _ = write!(text, "{address} {}", choices.one_of(&STATES));
        for _ in 0..choices.below(4) {
            let _ = write!(text, " {}:{}", choices.below(4) + 1, choices.below(4) + 1);
        }
        text.push('\n');
    }
    text.push_str("--\nEmail\tGroup\tRole\tAction\n");
    for _ in 0..choices.below(16) {
        let row = [&ADDRESSES[..], &GROUPS, &ROLES, &ACTIONS].map(|words| choices.one_of(words));
        let _ = writeln!(text, "{}", row.join("\t"));
    }
    text.push_str("--\n");
    while !choices.0.is_empty() {
        let (mend, number) = (choices.one_of(&MENDS), choices.below(20));
        let mut word = || match choices.below(2) {
            0 => choices.one_of(&GROUPS),
            _ => choices.one_of(&ROLES),
        };
        let (first, second) = (word(), word());
        let _ = match mend {
            "cell" => writeln!(text, "{mend}\t{number}\t{}\t{first}", 1 + number % 3),
            _ => writeln!(text, "{mend}\t{number}\t{first}\t{second}"),
        };
    }
    text
}

/// The bytes that are left. Where there is none, the first of all is chosen.
struct Choices<'a>(&'a [u8]);

impl Choices<'_> {
    fn below(&mut self, count: usize) -> usize {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(*first) % count
    }

    fn one_of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_choose_people_rows_about_them_and_mends() {
        let people = [1, 1, 0, 1, 1, 2];
        let rows = [2, 0, 0, 1, 1, 3, 5, 0, 2];
        let mends = [4, 7, 0, 3, 1, 4, 0, 2];
        let expected = "allow administrators\na@x.org active 2:3\n--\nEmail\tGroup\tRole\tAction\n\
            a@x.org\tSales\tApprover\tChange role\nd@x.org\tSales; Finance\tBuyer\tRemove from group\n--\n\
            group\t7\t/\t\ncell\t2\t3\tSales\n";
        assert_eq!(written(&mut Choices(&[&people[..], &rows, &mends].concat())), expected);
    }
}
