//! `bench-peers FILE OUT` reads and writes the document of that file by each crate, and prints what `run.py` says. What each crate
//! writes of what it has read is left in `OUT-CRATE`.

mod by_castile;
mod by_instant_xml;
mod by_quick_xml;
mod by_yaserde;

use std::time::Duration;

use cpu_time::ThreadTime;

/// The namespace of the document.
const CM: &str = "https://bingads.microsoft.com/CampaignManagement/v13";

/// How long each piece of work is repeated; the best time counts.
const TIME: Duration = Duration::from_secs(2);

fn main() {
    let path = std::env::args().nth(1).expect("the path of a document");
    let text = std::fs::read_to_string(path).expect("a readable file");
    let records = text.matches("<OfflineConversion>").count();
    by_castile::measure(&text, records);
    by_quick_xml::measure(&text, records);
    by_instant_xml::measure(&text, records);
    by_yaserde::measure(&text, records);
}

/// The best time of a piece of work for each record, in nanoseconds.
fn best<T>(records: usize, mut work: impl FnMut() -> T) -> f64 {
    let started = ThreadTime::now();
    let mut best = Duration::MAX;
    while started.elapsed() < TIME {
        let before = ThreadTime::now();
        std::hint::black_box(work());
        best = best.min(before.elapsed());
    }
    best.as_secs_f64() * 1e9 / records as f64
}

/// Prints a row of the table of what a crate can do.
fn report(name: &str, package: &str, read: f64, write: Option<(f64, &[u8])>) {
    let Some((write, text)) = write else {
        println!("{name}\tcrate:{package}\t{read:.0}\t-\t-");
        return;
    };
    let out = std::env::args()
        .nth(2)
        .expect("the path for what is written");
    let out = format!("{out}-{package}");
    std::fs::write(&out, text).expect("a writable file");
    println!("{name}\tcrate:{package}\t{read:.0}\t{write:.0}\t{out}");
}
