//! How long a million users take: `cargo run --release -p rollcall-index --example measure [USERS]`.
//!
//! The users are invented, always the same. Each question is asked 200 times, with another word, group or place each time
//! where that makes a difference; the table has the median, the 99th of 100 and the slowest, in milliseconds.

mod lists;
mod people;
mod puts;
mod searches;
mod sorts;

use people::people;
use rollcall_domain::Timestamp;
use rollcall_index::Index;
use std::hint::black_box;
use std::time::Instant;

const NOW: Timestamp = Timestamp::from_millis(1_800_000_000_000);
const TIMES: usize = 200;

/// Times one thing and prints its line.
fn line(what: &str, mut act: impl FnMut(usize) -> usize) {
    let mut found = Vec::new();
    let mut times: Vec<f64> = (0..TIMES)
        .map(|n| {
            let start = Instant::now();
            found.push(black_box(act(n)));
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    found.sort_unstable();
    let [median, late, last] = [TIMES / 2, TIMES * 99 / 100 - 1, TIMES - 1].map(|at| times[at]);
    println!("| {what:<58} | {median:>7.2} | {late:>7.2} | {last:>7.2} | {:>9} |", found[TIMES / 2]);
}

/// Resident memory of this process in MiB, where there is `/proc` and a page has 4 KiB.
fn resident() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    pages.split_whitespace().nth(1).and_then(|pages| pages.parse::<usize>().ok()).unwrap_or(0) / 256
}

fn main() {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1_000_000);
    let start = Instant::now();
    people(count).for_each(|entry| drop(black_box(entry)));
    let inventing = start.elapsed().as_secs_f64();
    let before = resident();
    let start = Instant::now();
    let mut index = Index::load(people(count));
    let loading = start.elapsed().as_secs_f64() - inventing;
    println!(
        "{count} users loaded in {loading:.2} s; {} MiB by its own count, {} MiB resident more than before\n",
        index.bytes() >> 20,
        resident() - before,
    );
    println!("| {:<58} | median | 99th | slowest | matching (median) |", "milliseconds of 200");
    println!("| --- | --- | --- | --- | --- |");
    searches::measure(&index);
    lists::measure(&index);
    sorts::measure(&index);
    puts::measure(&mut index, count);
}
