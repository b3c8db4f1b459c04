//! Reading and writing, beside what quick-xml takes to only find the events, and a program for this one type to write them.
//!
//! `cargo bench -p castile --bench speed`; every number is for a document of [`RECORDS`](documents::RECORDS) records.

mod documents;
mod work;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use documents::{DOCUMENTS, RECORDS};
use work::{Subject, WORK};

fn main() {
    divan::main();
}

fn all() -> impl Iterator<Item = String> {
    let named = |work: &'static str| DOCUMENTS.iter().map(move |d| format!("{work} {}", d.name));
    WORK.iter().flat_map(move |(work, _)| named(work))
}

#[divan::bench(args = all())]
fn work(bencher: Bencher<'_, '_>, name: &str) {
    let (work, document) = name.split_once(' ').expect("work and document");
    let (_, run) = WORK
        .iter()
        .find(|(known, _)| *known == work)
        .expect("known work");
    let document = DOCUMENTS.iter().find(|known| known.name == document);
    let subject = Subject::new(document.expect("a known document"));
    bencher
        .counter(BytesCount::of_str(&subject.xml))
        .counter(ItemsCount::new(RECORDS))
        .bench(|| run(divan::black_box(&subject)));
}
