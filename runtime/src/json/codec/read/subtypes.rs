//! Reading objects that are one of several subtypes: the discriminator may stand anywhere.

use std::borrow::Cow;
use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, Unexpected, Visitor};

use super::super::class::class_of;
use super::buffer::{Buffered, BufferedSeed, NameSeed};
use super::record::Members;
use super::tree::TreeSeed;
use super::{Reading, refuse_kind};
use crate::json::Tree;
use crate::record::{Subtypes, UnknownType};

/// What was read of an object before its class was known.
type Before<'de> = Vec<(Cow<'de, str>, Buffered<'de>)>;

/// Reads an object of the class that its discriminator says: the base type where there is none.
pub(super) fn read_subtypes<'de, A: MapAccess<'de>>(
    reading: &Reading<'_>,
    subtypes: &mut dyn Subtypes,
    mut object: A,
) -> Result<(), A::Error> {
    let tables = subtypes.tables();
    let key = tables
        .first()
        .map_or("", |base| base.json.style.discriminator);
    let mut before = Before::new();
    let discriminator = find_discriminator(reading, key, &mut object, &mut before)?;
    let class = match &discriminator {
        Found::Text(text) => class_of(tables, text),
        Found::Null | Found::Missing => Some(0),
    };
    let Some(class) = class else {
        return keep(reading, subtypes, key, discriminator, before, object);
    };
    subtypes.select(class);
    let Some(record) = subtypes.record_mut() else {
        return Ok(());
    };
    let mut members = Members::new(reading, record);
    match &discriminator {
        Found::Text(text) => members.note_discriminator(Some(text)),
        Found::Null => members.note_discriminator(None),
        Found::Missing => {}
    }
    for (name, value) in before {
        members.read_kept(&name, value)?;
    }
    members.read_rest(&mut object)?;
    members.settle()
}

/// The discriminator of an object.
enum Found<'de> {
    Text(Cow<'de, str>),
    Null,
    Missing,
}

/// Reads up to the discriminator and with it, and keeps what stands before.
fn find_discriminator<'de, A: MapAccess<'de>>(
    reading: &Reading<'_>,
    key: &str,
    object: &mut A,
    before: &mut Before<'de>,
) -> Result<Found<'de>, A::Error> {
    while let Some(name) = object.next_key_seed(NameSeed)? {
        if name == key {
            let found = object.next_value_seed(DiscriminatorSeed(reading));
            return found.inspect_err(|_| reading.path.member(key));
        }
        let value = object.next_value_seed(BufferedSeed(reading))?;
        before.push((name, value));
    }
    Ok(Found::Missing)
}

/// Keeps an object of a class that the schema does not know.
fn keep<'de, A: MapAccess<'de>>(
    reading: &Reading<'_>,
    subtypes: &mut dyn Subtypes,
    key: &str,
    discriminator: Found<'de>,
    before: Before<'de>,
    mut object: A,
) -> Result<(), A::Error> {
    let Found::Text(class) = discriminator else {
        return Ok(());
    };
    let mut members = Vec::with_capacity(before.len() + 1);
    for (name, value) in before {
        let tree = TreeSeed(reading).deserialize(value.deserializer(reading))?;
        members.push((name.into_owned(), tree));
    }
    members.push((key.to_owned(), Tree::Text(class.clone().into_owned())));
    while let Some(name) = object.next_key::<String>()? {
        members.push((name, object.next_value_seed(TreeSeed(reading))?));
    }
    subtypes.set_unknown(UnknownType::from_json(&class, Tree::Object(members)));
    Ok(())
}

/// Reads a discriminator: a string or null.
struct DiscriminatorSeed<'a>(&'a Reading<'a>);

impl<'de> DeserializeSeed<'de> for DiscriminatorSeed<'_> {
    type Value = Found<'de>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Found<'de>, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for DiscriminatorSeed<'_> {
    type Value = Found<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string that names a type")
    }

    fn visit_unit<E: Error>(self) -> Result<Found<'de>, E> {
        Ok(Found::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Found<'de>, E> {
        Ok(Found::Null)
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Found<'de>, E> {
        Ok(Found::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Found<'de>, E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Found<'de>, E> {
        Ok(Found::Text(Cow::Owned(text)))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Found<'de>, E> {
        Err(self.refuse(Unexpected::Signed(number)))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Found<'de>, E> {
        Err(self.refuse(Unexpected::Unsigned(number)))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Found<'de>, E> {
        Err(self.refuse(Unexpected::Bool(value)))
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<Found<'de>, A::Error> {
        Err(self.refuse(Unexpected::Map))
    }
}

impl DiscriminatorSeed<'_> {
    fn refuse<E: Error>(&self, found: Unexpected<'_>) -> E {
        refuse_kind(self.0, found, "a string that names a type")
    }
}
