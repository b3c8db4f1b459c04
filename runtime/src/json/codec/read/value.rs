//! Reading values in place, whatever form they have in the document.

use std::fmt;

use serde_core::de::value::SeqAccessDeserializer;
use serde_core::de::{Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_json::value::RawValue;

use super::super::element::{ElementVisitor, read_any_attributes};
use super::super::number::plain;
use super::choice::{self, read_choice};
use super::record::Members;
use super::slot::ItemSeed;
use super::subtypes::read_subtypes;
use super::{Reading, refuse_kind};
use crate::json::{JsonStyle, Lists};
use crate::leaf::Leaf;
use crate::record::{Sequence, Val};
use crate::table::{Content, Place, Row};
use crate::value::{AnyElement, Lexical, QName};

/// Reads a value in place.
pub(super) struct ValueReader<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) style: &'a JsonStyle,
    pub(super) row: &'a Row,
    pub(super) val: Val<'a>,
}

impl<'a> ValueReader<'a> {
    #[inline]
    pub(super) fn read<'de, D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        match &self.val {
            Val::Leaf(leaf) if leaf.takes_numbers() => self.read_digits(from),
            _ => from.deserialize_any(self),
        }
    }

    /// Reads a number that may have more digits than serde can hand over.
    fn read_digits<'de, D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        let reading = self.reading;
        let raw = <&RawValue as serde_core::Deserialize>::deserialize(from)?.get();
        match self.val {
            Val::Leaf(leaf) if raw.starts_with(|c: char| c == '-' || c.is_ascii_digit()) => {
                read_number(leaf, raw).map_err(|lexical| reading.refuse(lexical))
            }
            _ => serde_json::Deserializer::from_str(raw)
                .deserialize_any(self)
                .map_err(|error| reading.move_error(raw, &error)),
        }
    }

    /// Reads a value from its text.
    pub(super) fn read_text<E: Error>(self, text: &str) -> Result<(), E> {
        let reading = self.reading;
        let read = match self.val {
            Val::Str(value) => {
                *value = text.to_owned();
                Ok(())
            }
            Val::I64(value) => assign(value, text),
            Val::I32(value) => assign(value, text),
            Val::Bool(value) => assign(value, text),
            Val::F64(value) => assign(value, text),
            Val::DateTime(value) => assign(value, text),
            Val::QName(value) => QName::parse_expanded(text).map(|name| *value = name),
            Val::Leaf(value) => value.read(text),
            Val::Sequence(items)
                if matches!(self.row.content, Content::List | Content::DefaultList(_)) =>
            {
                return read_words(reading, self.style, self.row, items, text);
            }
            Val::Record(record) => {
                let rows = record.table().rows;
                let Some(index) = rows.iter().position(|row| row.place == Place::Text) else {
                    return Err(refuse_kind(reading, Unexpected::Str(text), "an object"));
                };
                let members = Members::new(reading, record);
                return members.read_only_text(index, text);
            }
            Val::Choice(choice) => return choice::read_text(reading, choice, text),
            Val::Any(element) => {
                *element = AnyElement::default().with_text(text);
                Ok(())
            }
            Val::Sequence(_) | Val::AnyAttributes(_) => {
                return Err(refuse_kind(reading, Unexpected::Str(text), "an array"));
            }
            Val::Subtypes(_) => {
                return Err(refuse_kind(reading, Unexpected::Str(text), "an object"));
            }
        };
        read.map_err(|lexical| reading.refuse(lexical))
    }
}

fn assign<T: crate::value::Atomic>(value: &mut T, text: &str) -> Result<(), Lexical> {
    *value = crate::value::parse(text)?;
    Ok(())
}

/// Reads a number of JSON, whose form the type may not have: `7.0` for an integer, `1e3` for a decimal.
fn read_number(leaf: &mut dyn Leaf, raw: &str) -> Result<(), Lexical> {
    leaf.read(raw).or_else(|lexical| match raw.parse::<f64>() {
        Ok(number) if number.is_finite() => leaf.read(&plain(number)).map_err(|_| lexical),
        _ => Err(lexical),
    })
}

/// Reads the items of a list from one text.
fn read_words<E: Error>(
    reading: &Reading<'_>,
    style: &JsonStyle,
    row: &Row,
    items: &mut dyn Sequence,
    text: &str,
) -> Result<(), E> {
    let separator = match style.lists {
        Lists::Joined(separator) => separator,
        Lists::Array => "",
    };
    let between = |c: char| c.is_ascii_whitespace() || separator.contains(c);
    for word in text.split(between).filter(|word| !word.is_empty()) {
        let index = items.len();
        let item = ValueReader {
            reading,
            style,
            row,
            val: items.push().open(),
        };
        item.read_text(word)
            .inspect_err(|_| reading.path.item(index))?;
    }
    Ok(())
}

impl<'de> Visitor<'de> for ValueReader<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.val {
            Val::Sequence(_) => "an array",
            Val::Record(_) | Val::Subtypes(_) => "an object",
            _ => "a plain value",
        })
    }

    #[inline]
    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        match self.val {
            Val::Bool(place) => *place = value,
            _ => return self.read_text(if value { "true" } else { "false" }),
        }
        Ok(())
    }

    #[inline]
    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        match self.val {
            Val::I64(place) => *place = number,
            Val::F64(place) => *place = number as f64,
            _ => return self.read_text(itoa::Buffer::new().format(number)),
        }
        Ok(())
    }

    #[inline]
    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        match (self.val, i64::try_from(number), i32::try_from(number)) {
            (Val::I64(place), Ok(number), _) => *place = number,
            (Val::I32(place), _, Ok(number)) => *place = number,
            (Val::F64(place), ..) => *place = number as f64,
            (val, ..) => {
                let reader = ValueReader { val, ..self };
                return reader.read_text(itoa::Buffer::new().format(number));
            }
        }
        Ok(())
    }

    #[inline]
    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        match self.val {
            Val::F64(place) => *place = number,
            _ => return self.read_text(&plain(number)),
        }
        Ok(())
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        match self.val {
            Val::Str(place) => *place = text.to_owned(),
            _ => return self.read_text(text),
        }
        Ok(())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<(), E> {
        match self.val {
            Val::Str(place) => *place = text,
            _ => return self.read_text(&text),
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<(), A::Error> {
        let reading = self.reading;
        let items = match self.val {
            Val::Sequence(items) => items,
            Val::AnyAttributes(attributes) => {
                let array = SeqAccessDeserializer::new(array);
                *attributes = read_any_attributes(array)?;
                return Ok(());
            }
            Val::Record(_) | Val::Subtypes(_) | Val::Choice(_) | Val::Any(_) => {
                return Err(refuse_kind(reading, Unexpected::Seq, "an object"));
            }
            _ => return Err(refuse_kind(reading, Unexpected::Seq, "a plain value")),
        };
        let row = &match self.row.content {
            Content::Array(item) | Content::Items(item, _) if !self.row.is_many() => item.once(),
            _ => self.row.once(),
        };
        loop {
            let index = items.len();
            let item = ItemSeed {
                reading,
                style: self.style,
                row,
                items,
            };
            let read = array.next_element_seed(item);
            match read.inspect_err(|_| reading.path.item(index))? {
                Some(()) => {}
                None => return Ok(()),
            }
        }
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<(), A::Error> {
        let reading = self.reading;
        match self.val {
            Val::Record(record) => reading.nest(|| Members::new(reading, record).read(object)),
            Val::Subtypes(subtypes) => reading.nest(|| read_subtypes(reading, subtypes, object)),
            Val::Choice(choice) => {
                reading.nest(|| read_choice(reading, self.style, choice, object))
            }
            Val::Any(element) => {
                *element = ElementVisitor.visit_map(object)?;
                Ok(())
            }
            Val::Sequence(_) | Val::AnyAttributes(_) => {
                Err(refuse_kind(reading, Unexpected::Map, "an array"))
            }
            _ => Err(refuse_kind(reading, Unexpected::Map, "a plain value")),
        }
    }
}
