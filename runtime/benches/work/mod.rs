//! The pieces of work that the benches time and callgrind counts.
#![allow(unreachable_pub)]

mod derived;

use std::any::Any;

use castile::Nillable;
use castile::codegen::{Row, Type};
use castile::xml::{ReadOptions, Tokenizer, WriteOptions, read_element, write_element};
use quick_xml::events::Event;

use crate::documents::{Document, OfflineConversion, Request};

/// A document, as text and as value.
#[derive(Debug)]
pub struct Subject {
    pub xml: String,
    pub value: Request,
    pub json: String,
    pub derived: derived::Request<String>,
    pub derived_with_times: derived::Request<derived::Moment>,
}

impl Subject {
    #[must_use]
    pub fn new(document: &Document) -> Self {
        let xml = document.xml();
        let value = read(&xml, Tokenizer::Scanner);
        let json = castile::json::to_string(&value).expect("a writable value");
        let derived = serde_json::from_str(&json).expect("the same document");
        let derived_with_times = serde_json::from_str(&json).expect("the same document");
        Self {
            xml,
            value,
            json,
            derived,
            derived_with_times,
        }
    }
}

/// A piece of work. What it returns is what it made: whoever times it drops that afterwards, as to free a value is the same work
/// whatever made it.
pub type Work = fn(&Subject) -> Made;

/// What was made.
pub type Made = Box<dyn Any>;

/// Every piece of work, by its name.
pub const WORK: &[(&str, Work)] = &[
    ("read_events_of_quick_xml", events),
    ("read_typed_by_quick_xml", |subject| {
        Box::new(read(&subject.xml, Tokenizer::QuickXml))
    }),
    ("read_typed_by_scanner", |subject| {
        Box::new(read(&subject.xml, Tokenizer::Scanner))
    }),
    ("write_literals_by_hand", by_hand),
    ("write_typed", written),
    ("read_json_by_serde_derive", |subject| {
        derived_from_json::<String>(subject)
    }),
    ("read_json_by_serde_derive_with_times", |subject| {
        derived_from_json::<derived::Moment>(subject)
    }),
    ("read_json", |subject| {
        let request: Request = castile::json::from_str(&subject.json).expect("a readable document");
        Box::new(request)
    }),
    ("write_json_by_serde_derive", |subject| {
        let text = serde_json::to_string(&subject.derived);
        Box::new(text.expect("a writable value"))
    }),
    ("write_json_by_serde_derive_with_times", |subject| {
        let text = serde_json::to_string(&subject.derived_with_times);
        Box::new(text.expect("a writable value"))
    }),
    ("write_json", |subject| {
        let text = castile::json::to_string(&subject.value);
        Box::new(text.expect("a writable value"))
    }),
];

fn root() -> Row {
    Request::TABLE.root.expect("the request has a root element")
}

fn read(xml: &str, tokenizer: Tokenizer) -> Request {
    let options = ReadOptions::default().with_tokenizer(tokenizer);
    read_element(xml, &root(), &options).expect("a readable document")
}

fn derived_from_json<T: serde::de::DeserializeOwned + 'static>(subject: &Subject) -> Made {
    let request: derived::Request<T> =
        serde_json::from_str(&subject.json).expect("a readable document");
    Box::new(request)
}

fn events(subject: &Subject) -> Made {
    let mut reader = quick_xml::Reader::from_str(&subject.xml);
    let mut events = 0;
    while !matches!(reader.read_event().expect("well-formed"), Event::Eof) {
        events += 1;
    }
    Box::new(events)
}

fn written(subject: &Subject) -> Made {
    let text = write_element(&subject.value, &root(), &WriteOptions::default());
    Box::new(text.expect("a writable value"))
}

/// What a program for this one type would do: literals for the tags, the same conversions of values, no escapes but where needed.
fn by_hand(subject: &Subject) -> Made {
    let mut out = String::with_capacity(1024);
    out.push_str("<ApplyOfflineConversionsRequest xmlns=\"");
    out.push_str(crate::documents::CM);
    out.push_str("\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"><OfflineConversions>");
    for conversion in subject.value.offline_conversions.iter().flatten().flatten() {
        push_conversion(conversion, &mut out);
    }
    out.push_str("</OfflineConversions></ApplyOfflineConversionsRequest>");
    Box::new(out)
}

macro_rules! tag {
    ($name:literal, $value:expr, $out:ident, $push:expr) => {
        match $value {
            Nillable::Absent => {}
            Nillable::Nil => $out.push_str(concat!("<", $name, " i:nil=\"true\"/>")),
            Nillable::Value(value) => {
                $out.push_str(concat!("<", $name, ">"));
                $push(value, $out);
                $out.push_str(concat!("</", $name, ">"));
            }
        }
    };
}

fn push_conversion(conversion: &OfflineConversion, out: &mut String) {
    let number = |value: &f64, out: &mut String| castile::value::write(value, out);
    let optional = |value: &Option<String>| value.clone().map_or(Nillable::Absent, Nillable::Value);
    out.push_str("<OfflineConversion>");
    tag!(
        "ConversionCurrencyCode",
        &conversion.conversion_currency_code,
        out,
        push_escaped
    );
    tag!(
        "ConversionName",
        &conversion.conversion_name,
        out,
        push_escaped
    );
    if let Some(time) = &conversion.conversion_time {
        out.push_str("<ConversionTime>");
        castile::value::write(time, out);
        out.push_str("</ConversionTime>");
    }
    tag!("ConversionValue", &conversion.conversion_value, out, number);
    tag!(
        "ExternalAttributionCredit",
        &conversion.external_attribution_credit,
        out,
        number
    );
    tag!(
        "ExternalAttributionModel",
        &conversion.external_attribution_model,
        out,
        push_escaped
    );
    tag!(
        "HashedEmailAddress",
        &optional(&conversion.hashed_email_address),
        out,
        push_escaped
    );
    tag!(
        "HashedPhoneNumber",
        &optional(&conversion.hashed_phone_number),
        out,
        push_escaped
    );
    tag!(
        "MicrosoftClickId",
        &conversion.microsoft_click_id,
        out,
        push_escaped
    );
    out.push_str("</OfflineConversion>");
}

fn push_escaped(text: &str, out: &mut String) {
    if text.bytes().any(|byte| matches!(byte, b'<' | b'>' | b'&')) {
        for character in text.chars() {
            match character {
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '&' => out.push_str("&amp;"),
                other => out.push(other),
            }
        }
    } else {
        out.push_str(text);
    }
}
