//! How long it takes to bring the index up to date.

use crate::people::Random;
use crate::{TIMES, line};
use rollcall_index::{Entry, Index};

pub(crate) fn measure(index: &mut Index, count: i64) {
    let mut random = Random(5);
    let mut some = |count: i64, many: usize, new: bool| -> Vec<Vec<Entry>> {
        let mut id = |n: usize| {
            if new { count + i64::try_from(n).unwrap_or(0) + 1 } else { 1 + random.number(1_000) * (count / 1_000) }
        };
        let ids: Vec<i64> = (0..TIMES * many).map(&mut id).collect();
        let mut random = Random(6);
        ids.chunks(many).map(|ids| ids.iter().map(|id| random.entry(*id)).collect()).collect()
    };
    let mut put = |what: &str, mut batches: Vec<Vec<Entry>>| {
        line(what, |n| {
            index.put(std::mem::take(&mut batches[n]));
            index.len()
        });
    };
    put("put of one known user, all of whom changed", some(count, 1, false));
    put("put of one new user", some(count, 1, true));
    put("put of 1,000 known users, all of whom changed", some(count, 1000, false));
    put("put of 1,000 new users", some(count + 200, 1000, true));
}
