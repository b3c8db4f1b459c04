//! What the runtime makes of any bytes, held equal to what other readers make of them, and to what its own other ways make of them.

use std::fmt::Debug;

use castile::codegen::{Slot, Type};
use castile::json;
use castile::soap::{Reply, read_reply, reply_items};
use castile::xml::{Error, ItemReader, ReadOptions, decode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

#[path = "../../runtime/tests/scanner_differential/comparison.rs"]
mod comparison;
#[path = "../../runtime/tests/streaming/orders.rs"]
mod orders;
#[path = "../../runtime/tests/json_subject/mod.rs"]
mod subject;
#[path = "../../runtime/tests/scanner_differential/verdict.rs"]
mod verdict;

use orders::{Order, OrderResponse, parts};

/// A function that takes any bytes.
pub type Target = fn(&[u8]);

/// The targets by name.
pub const TARGETS: &[(&str, Target)] = &[
    ("scanner", scanner),
    ("items", items),
    ("json_value", json_value),
];

/// Reads a document by the scanner, quick-xml and roxmltree.
pub fn scanner(bytes: &[u8]) {
    if let Ok(text) = decode(bytes, None) {
        assert_eq!(comparison::difference(&text), None, "{text:?}");
    }
}

/// Reads the items of a reply while it comes in, in pieces of different sizes, and the whole reply.
pub fn items(bytes: &[u8]) {
    let whole = decode(bytes, None).and_then(|text| response(&text));
    for length in [1, 3, 50, bytes.len().max(1)] {
        match (by_items(bytes, length), &whole) {
            (Ok(by_items), Ok(whole)) => assert_eq!(&by_items, whole, "{length}"),
            // Of several errors, the one that is seen first depends on the pieces.
            (Err(_), Err(_)) => {}
            (by_items, _) => panic!("{length}: by items {by_items:?}, as a whole {whole:?}"),
        }
    }
}

/// The response that comes in pieces of this length, put together of its items and the rest.
fn by_items(bytes: &[u8], length: usize) -> Result<Option<OrderResponse>, Error> {
    let path = reply_items::<Order, _>(parts).expect("a path");
    let mut reader = ItemReader::new(&path, &ReadOptions::default(), None);
    let mut items = Vec::new();
    for piece in bytes.chunks(length) {
        reader.feed(piece);
        for item in &mut reader {
            items.push(item?);
        }
    }
    let mut response = response(&reader.finish()?)?;
    if let (Some(response), false) = (&mut response, items.is_empty()) {
        *parts(response) = items;
    }
    Ok(response)
}

/// The response; `None` if the reply is a fault.
fn response(text: &str) -> Result<Option<OrderResponse>, Error> {
    match read_reply::<Order>(text, &ReadOptions::default())? {
        Reply::Response(response) => Ok(Some(response.body)),
        Reply::Fault(..) => Ok(None),
    }
}

/// Reads a JSON document by the own engine and by serde_json.
pub fn json_value(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let plain = serde_json::from_str::<Value>(&text);
    read_both_ways::<subject::Campaign>(&text, plain.as_ref().ok());
    read_both_ways::<subject::Reply>(&text, plain.as_ref().ok());
    read_both_ways::<subject::Values>(&text, plain.as_ref().ok());
}

fn read_both_ways<T>(text: &str, plain: Option<&Value>)
where
    T: Type + Slot + PartialEq + Debug + DeserializeOwned + Serialize,
{
    let own = json::from_str::<T>(text);
    match (&own, plain) {
        // Members that are passed over are looked at less closely.
        (Ok(_), None) => assert!(text.contains("\\u") || text.contains(['e', 'E'])),
        (Err(error), Some(_)) => assert_eq!(error.kind(), json::ErrorKind::Value, "{error}"),
        _ => {}
    }
    // The engine takes the first of two members and a number digit by digit; a `Value` has the last one, and doubles.
    if let Some(plain) = plain
        && members(plain) == colons(text)
        && has_only_integers(plain)
    {
        match (&own, T::deserialize(plain)) {
            (Ok(own), Ok(other)) => assert!(same(own, &other), "{own:?}, by serde_json {other:?}"),
            (Err(_), Err(_)) => {}
            (own, other) => panic!("{own:?}, by serde_json {other:?}"),
        }
    }
    // A member with the discriminator's name may give way to it in writing: so what is written twice is compared, not the values.
    if let Ok(own) = own {
        let written = json::to_string(&own).expect("a value that was read");
        let again: T = json::from_str(&written).expect("what was written is read");
        assert_eq!(json::to_string(&again).expect("read"), written);
        let written = serde_json::to_string(&own).expect("a value that was read");
        let again: T = serde_json::from_str(&written).expect("what was written is read");
        assert_eq!(serde_json::to_string(&again).expect("read"), written);
    }
}

/// Whether two values are the same, but for the order that a `Value` gives to the members of what is of an unknown type.
fn same<T: PartialEq + Serialize>(left: &T, right: &T) -> bool {
    let plain = |value| serde_json::to_value(value).expect("a value that was read");
    left == right || plain(left) == plain(right)
}

fn members(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(members).sum(),
        Value::Object(object) => object.len() + object.values().map(members).sum::<usize>(),
        _ => 0,
    }
}

fn has_only_integers(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().all(has_only_integers),
        Value::Object(object) => object.values().all(has_only_integers),
        Value::Number(number) => number.is_i64() || number.is_u64(),
        _ => true,
    }
}

/// How many colons a document has outside of its texts: as many as members, those that are there twice counted twice.
fn colons(text: &str) -> usize {
    let (mut colons, mut quoted, mut bytes) = (0, false, text.bytes());
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => quoted = !quoted,
            b'\\' if quoted => drop(bytes.next()),
            b':' if !quoted => colons += 1,
            _ => {}
        }
    }
    colons
}

/// Documents to begin with, beside those of the tests.
pub const SEEDS: &[&str] = &[
    "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'>\n\
     <s:Header><o:T xmlns:o='urn:t' o:a='>'/></s:Header><s:Body><OrderResponse xmlns='urn:example:orders'><Label>]]&gt;<![CDATA[</Label>]]></Label>\
     <o:Page xmlns:o='urn:example:orders'>\n <Part><Number>1</Number><Name>a&amp;b</Name></Part>\n<o:Part ><o:Number>2</o:Number><Name i:nil='true'/></o:Part>\
     <Part xmlns='urn:other'><x/></Part><Last>true</Last></o:Page><!-- end --></OrderResponse></s:Body></s:Envelope>",
    "<?xml version='1.0' encoding='utf-8'?>\n<?p i?><!-- c --><p:a xmlns:p='urn:a' xmlns='urn:b' b='&lt;&#13;&#x1F600;\t' p:b=\"'\"><c xml:lang='en'>x]] \r\n\
     <![CDATA[]]]]><![CDATA[>&amp;]]></c><c xmlns=''>é中</c><p:d/></p:a >\n",
    "{\"BiddingScheme\":{\"Type\":\"TargetRoasBiddingScheme\",\"Target\":1.50,\"Inner\":{\"ManualCpc\":2,\"Type\":\"Cpc\"}},\"Goal\":[{\"Id\":\"5\",\
     \"Type\":\"Search\",\"Word\":null},{\"Type\":\"New\",\"a\":[1,{}]}],\"CampaignType\":\"Search, Shopping\",\"Kind\":\"Other\",\"BudgetId\":7,\
     \"Grid\":[[1,2],[]],\"Name\":[\"\\u00e9\\n\\ud83d\\ude00\"]}",
    "{\"Ids\":[\"1\",null,3],\"PartialErrors\":[{\"Type\":\"EditorialError\",\"Code\":1,\"Details\":\"d\",\"Index\":0,\"Appealable\":true},null]}",
    "{\"@unit\":\"u\",\"Int\":-1,\"Long\":\"9223372036854775807\",\"UnsignedLong\":18446744073709551615,\"Byte\":255,\"Boolean\":true,\"Double\":1e3,\"Float\":\
     \"INF\",\"Decimal\":0.10,\"Integer\":\"123456789012345678901234567890\",\"DateTime\":\"2026-01-31T23:59:59.5Z\",\"Date\":\"2026-01-31\",\"Duration\":\"P1D\",\
     \"Base64\":\"YWJj\",\"QName\":\"{urn:q}l\",\"Any\":{\"$name\":\"{urn:x}Item\",\"$namespaces\":[[\"q\",\"urn:y\"]],\"$attributes\":[[\"a\",\"1\"]],\
     \"$content\":[\"t\",{\"$name\":\"b\"}]},\"Price\":{\"@currency\":\"EUR\",\"$text\":1.5},\"Text\":\"t\",\"Needed\":1}",
];
