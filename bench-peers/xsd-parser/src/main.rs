//! `bench-xsd-parser FILE OUT` reads and writes the document by the code that xsd-parser generates.

use std::time::Duration;

use cpu_time::ThreadTime;
use schema::t::ApplyOfflineConversionsRequest as Request;
use xsd_parser_types::quick_xml::{DeserializeSync, SerializeSync, SliceReader};
use xsd_parser_types::xml::Nillable;

#[allow(warnings)]
mod schema {
    include!(concat!(env!("OUT_DIR"), "/schema.rs"));
}

/// How long each piece of work is repeated; the best time counts.
const TIME: Duration = Duration::from_secs(2);

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

fn read(text: &str) -> Request {
    Request::deserialize(&mut SliceReader::new(text)).expect("a readable document")
}

fn write(value: &Request) -> Vec<u8> {
    let mut writer = quick_xml::Writer::new(Vec::new());
    value
        .serialize("ApplyOfflineConversionsRequest", &mut writer)
        .expect("a writable value");
    writer.into_inner()
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&arguments[1]).expect("a readable file");
    let value = read(&text);
    let Some(Nillable(Some(array))) = &value.offline_conversions else {
        panic!("an array is missing");
    };
    let records = array.offline_conversion.len();
    std::fs::write(&arguments[2], write(&value)).expect("a writable file");
    let reading = best(records, || read(&text));
    let writing = best(records, || write(&value));
    let out = &arguments[2];
    println!("xsd-parser with quick-xml\tcrate:xsd-parser\t{reading:.0}\t{writing:.0}\t{out}");
}
