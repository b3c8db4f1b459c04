//! Generated types: reading and writing messages of three shapes, beside what quick-xml takes to only find the events.
//!
//! `cargo bench -p msads-types`; every number is for a message of [`RECORDS`] records. W1 are flat records of short texts, W2 records
//! told apart by `xsi:type` of which nearly half the members are nil, W3 records with records within.
#![allow(missing_docs)]

mod seeded;

use castile::codegen::{Slot, Type};
use castile::xml::{from_str, to_string};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use msads_types::campaign_management::{
    ApplyOfflineConversionsRequest, GetCampaignsByAccountIdResponse,
    GetConversionGoalsByIdsResponse,
};
use quick_xml::events::Event;
use seeded::Seeded;

/// How many records a message has.
const RECORDS: usize = 1000;

type W1 = ApplyOfflineConversionsRequest;
type W2 = GetConversionGoalsByIdsResponse;
type W3 = GetCampaignsByAccountIdResponse;

fn main() {
    divan::main();
}

/// A message and its text.
fn subject<T: Type + Slot>() -> (T, String) {
    let value: T = Seeded::new(RECORDS).message();
    let text = to_string(&value).expect("a writable message");
    (value, text)
}

#[divan::bench(types = [W1, W2, W3])]
fn tokenised_by_quick_xml<T: Type + Slot>(bencher: Bencher<'_, '_>) {
    let (_, text) = subject::<T>();
    bencher
        .counter(BytesCount::of_str(&text))
        .counter(ItemsCount::new(RECORDS))
        .bench(|| {
            let mut reader = quick_xml::Reader::from_str(divan::black_box(&text));
            let mut events = 0;
            while !matches!(reader.read_event().expect("well-formed"), Event::Eof) {
                events += 1;
            }
            events
        });
}

#[divan::bench(types = [W1, W2, W3])]
fn read<T: Type + Slot>(bencher: Bencher<'_, '_>) {
    let (_, text) = subject::<T>();
    bencher
        .counter(BytesCount::of_str(&text))
        .counter(ItemsCount::new(RECORDS))
        .bench(|| from_str::<T>(divan::black_box(&text)).expect("a readable message"));
}

#[divan::bench(types = [W1, W2, W3])]
fn write<T: Type + Slot + Sync>(bencher: Bencher<'_, '_>) {
    let (value, text) = subject::<T>();
    bencher
        .counter(BytesCount::of_str(&text))
        .counter(ItemsCount::new(RECORDS))
        .bench(|| to_string(divan::black_box(&value)).expect("a writable message"));
}
