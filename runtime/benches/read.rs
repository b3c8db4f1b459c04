//! Reading documents, beside what quick-xml takes to only find their events.
//!
//! `cargo bench -p castile --bench read`; every number is for a document of [`RECORDS`](documents::RECORDS) records.

mod documents;

use castile::codegen::Type;
use castile::xml::{ReadOptions, Tokenizer, read_element};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use documents::{Document, NILS, PREFIXED, RECORDS, Request, W1};
use quick_xml::events::Event;

const DOCUMENTS: [Document; 3] = [W1, NILS, PREFIXED];

fn main() {
    divan::main();
}

fn bench(bencher: Bencher<'_, '_>, name: &str, read: impl Fn(&str) -> usize + Sync) {
    let document = DOCUMENTS.into_iter().find(|document| document.name == name);
    let xml = document.expect("a document of that name").xml();
    bencher
        .counter(BytesCount::of_str(&xml))
        .counter(ItemsCount::new(RECORDS))
        .bench(|| read(divan::black_box(&xml)));
}

fn typed(xml: &str, tokenizer: Tokenizer) -> usize {
    let root = Request::TABLE.root.expect("the request has a root element");
    let options = ReadOptions::default().with_tokenizer(tokenizer);
    let request: Request = read_element(xml, &root, &options).expect("a readable document");
    request
        .offline_conversions
        .into_option()
        .map_or(0, |items| items.len())
}

/// The events alone, each looked at and dropped.
#[divan::bench(args = ["w1", "nils", "prefixed"])]
fn quick_xml_events(bencher: Bencher<'_, '_>, document: &str) {
    bench(bencher, document, |xml| {
        let mut reader = quick_xml::Reader::from_str(xml);
        let mut events = 0;
        while !matches!(reader.read_event().expect("well-formed"), Event::Eof) {
            events += 1;
        }
        events
    });
}

/// Into types, by the scanner.
#[divan::bench(args = ["w1", "nils", "prefixed"])]
fn typed_by_scanner(bencher: Bencher<'_, '_>, document: &str) {
    bench(bencher, document, |xml| typed(xml, Tokenizer::Scanner));
}

/// Into types, by quick-xml.
#[divan::bench(args = ["w1", "nils", "prefixed"])]
fn typed_by_quick_xml(bencher: Bencher<'_, '_>, document: &str) {
    bench(bencher, document, |xml| typed(xml, Tokenizer::QuickXml));
}
