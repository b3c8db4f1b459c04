//! Reading values of any kind as trees.

use std::fmt;

use serde_core::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor,
};
use serde_json::value::RawValue;

use super::super::options::ReadOptions;
use super::Reading;
use crate::json::Tree;

/// Reads a value as a tree.
pub(in super::super) struct TreeSeed<'a>(pub(in super::super) &'a Reading<'a>);

impl<'de> DeserializeSeed<'de> for TreeSeed<'_> {
    type Value = Tree;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Tree, D::Error> {
        let reading = self.0;
        if reading.text.is_none() {
            return from.deserialize_any(self);
        }
        let raw = <&RawValue as Deserialize>::deserialize(from)?.get();
        if raw.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
            return Ok(Tree::Number(raw.to_owned()));
        }
        serde_json::Deserializer::from_str(raw)
            .deserialize_any(self)
            .map_err(|error| reading.move_error(raw, &error))
    }
}

impl<'de> Visitor<'de> for TreeSeed<'_> {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_none<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Tree, D::Error> {
        self.deserialize(from)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Tree, E> {
        Ok(Tree::Number(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Tree, E> {
        Ok(Tree::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Tree, E> {
        let mut text = String::new();
        crate::value::write(&number, &mut text);
        // It stays a double when it is written.
        if text.bytes().all(|byte| matches!(byte, b'-' | b'0'..=b'9')) {
            text.push_str(".0");
        }
        Ok(Tree::Number(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Tree, A::Error> {
        let reading = self.0;
        reading.nest(|| {
            let mut items = Vec::new();
            while let Some(item) = array.next_element_seed(TreeSeed(reading))? {
                items.push(item);
            }
            Ok(Tree::Array(items))
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Tree, A::Error> {
        let reading = self.0;
        reading.nest(|| {
            let mut members = Vec::new();
            while let Some(name) = object.next_key()? {
                members.push((name, object.next_value_seed(TreeSeed(reading))?));
            }
            Ok(Tree::Object(members))
        })
    }
}

impl<'de> Deserialize<'de> for Tree {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let reading = Reading::new(&ReadOptions::default(), None);
        TreeSeed(&reading).deserialize(from).map_err(|error| {
            let place = reading.path.place(&error);
            place.map_or(error, Error::custom)
        })
    }
}
