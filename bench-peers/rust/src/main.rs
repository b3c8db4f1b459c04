//! `bench-peers FILE` reads and writes the document of that file by each crate; prints `name, read ns, write ns` for each record.

mod by_castile;
mod by_quick_xml;
mod by_yaserde;

use std::time::{Duration, Instant};

/// How long each piece of work is repeated; the best time counts.
const TIME: Duration = Duration::from_secs(2);

fn main() {
    let path = std::env::args().nth(1).expect("the path of a document");
    let text = std::fs::read_to_string(path).expect("a readable file");
    let records = text.matches("<OfflineConversion>").count();
    by_castile::measure(&text, records);
    by_quick_xml::measure(&text, records);
    by_yaserde::measure(&text, records);
}

/// The best time of a piece of work for each record, in nanoseconds.
fn best<T>(records: usize, mut work: impl FnMut() -> T) -> f64 {
    let started = Instant::now();
    let mut best = Duration::MAX;
    while started.elapsed() < TIME {
        let before = Instant::now();
        std::hint::black_box(work());
        best = best.min(before.elapsed());
    }
    best.as_secs_f64() * 1e9 / records as f64
}

/// Prints a row of the table.
fn report(name: &str, read: Option<f64>, write: Option<f64>) {
    let shown = |time: Option<f64>| time.map_or("-".to_owned(), |time| format!("{time:.0}"));
    println!("{name}\t{}\t{}", shown(read), shown(write));
}
