//! What reading messages of three shapes takes, as a ratio to what quick-xml takes to only find the events, in one run:
//! `cargo bench -p msads-types --bench ratios`. The messages are those of the bench `messages`.
#![allow(missing_docs)]

#[path = "../runtime/benches/paired/mod.rs"]
mod paired;
#[path = "messages/seeded.rs"]
mod seeded;

use castile::codegen::{Slot, Type};
use castile::xml::{from_str, to_string};
use msads_types::campaign_management::{
    ApplyOfflineConversionsRequest, GetCampaignsByAccountIdResponse,
    GetConversionGoalsByIdsResponse,
};
use quick_xml::events::Event;
use seeded::Seeded;

/// How many records a message has.
const RECORDS: usize = 1000;

fn main() {
    if !paired::keeps_memory() {
        return;
    }
    read::<ApplyOfflineConversionsRequest>("W1, flat records of short texts", 0.55);
    read::<GetConversionGoalsByIdsResponse>("W2, subtypes of which half is nil", 0.75);
    read::<GetCampaignsByAccountIdResponse>("W3, records within records", 0.75);
}

fn read<T: Type + Slot>(name: &str, target: f64) {
    let value: T = Seeded::new(RECORDS).message();
    let text = to_string(&value).expect("a writable message");
    let pair = paired::pair(
        || from_str::<T>(&text).expect("a readable message"),
        || events(&text),
    );
    paired::print(&format!("read {name}"), pair, Some(target));
}

fn events(text: &str) -> usize {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut events = 0;
    while !matches!(reader.read_event().expect("well-formed"), Event::Eof) {
        events += 1;
    }
    events
}
