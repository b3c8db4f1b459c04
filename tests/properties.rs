//! Values of every generated type that nobody thought of: through XML and JSON they come back as they were.

#[path = "support/services.rs"]
mod services;
mod support;

use castile::codegen::{Slot, TypeEntry};
use castile::json::{self, OwnMember};
use castile::xml::ReadOptions;
use proptest::collection::vec;
use proptest::prelude::*;
use std::sync::LazyLock;
use support::arbitrary::Arbitrary;
use support::known_types::{self, Root};

static TYPES: LazyLock<Vec<TypeEntry>> = LazyLock::new(|| {
    let modules = services::modules().into_iter();
    modules.flat_map(|module| module.types).collect()
});

fn as_json(entry: &TypeEntry, value: &dyn Slot) -> Result<String, String> {
    let options = json::WriteOptions::default().with_own_member(OwnMember::Kept);
    json::write_value(value, &entry.root, &options).map_err(|error| error.to_string())
}

fn from_json(entry: &TypeEntry, text: &str) -> Result<Root, String> {
    let mut read = Root::new(entry);
    let strict = json::ReadOptions::strict();
    json::read_into(text, &entry.root, &mut read, &strict)
        .map_err(|error| format!("{error}\n{text}"))?;
    Ok(read)
}

fn from_xml(entry: &TypeEntry, text: &str) -> Result<Root, String> {
    Root::read(entry, text, &ReadOptions::strict()).map_err(|error| format!("{error}\n{text}"))
}

/// Value, JSON, value; and value, XML, value, JSON, value, XML.
fn comes_back(entry: &TypeEntry, value: &dyn Slot) -> Result<(), String> {
    let (xml, text) = (
        known_types::write(value, &entry.root)?,
        as_json(entry, value)?,
    );
    let read = from_json(entry, &text)?;
    let (xml_again, text_again) = (read.write(entry)?, as_json(entry, &read)?);
    if (&xml_again, &text_again) != (&xml, &text) {
        return Err(format!("{xml}\n{xml_again}\n{text}\n{text_again}"));
    }
    let read = from_xml(entry, &xml)?;
    let read = from_json(entry, &as_json(entry, &read)?)?;
    let xml_again = read.write(entry)?;
    match xml_again == xml {
        true => Ok(()),
        false => Err(format!("{xml}\n{xml_again}")),
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_value_of_any_type_comes_back(which in any::<prop::sample::Index>(), choices in vec(any::<u32>(), 0..400)) {
        let entry = which.get(&TYPES);
        let value = Arbitrary::new(&choices).make(entry);
        if let Err(error) = comes_back(entry, &*value) {
            return Err(TestCaseError::fail(format!("{}: {error}", entry.name)));
        }
    }
}

/// Every type is among them, with choices of its own.
#[test]
fn a_value_of_each_type_comes_back() {
    for (number, entry) in (1_u32..).zip(TYPES.iter()) {
        let choices: Vec<u32> = (1..300_u32)
            .map(|step| {
                number.wrapping_mul(2_654_435_761).rotate_left(step) ^ step.wrapping_mul(40_503)
            })
            .collect();
        let value = Arbitrary::new(&choices).make(entry);
        if let Err(error) = comes_back(entry, &*value) {
            panic!("{}: {error}", entry.name);
        }
    }
}
