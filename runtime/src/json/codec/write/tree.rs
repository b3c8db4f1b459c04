//! Writing numbers by their text, and trees as they were read.

use serde_core::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::super::number::Number;
use super::Numbers;
use crate::json::Tree;

/// Writes a number whose text is known.
pub(super) fn write_number<S: Serializer>(
    numbers: Numbers,
    text: &str,
    to: S,
) -> Result<S::Ok, S::Error> {
    match Number::of(text) {
        Number::Signed(number) => to.serialize_i64(number),
        Number::Unsigned(number) => to.serialize_u64(number),
        Number::Double(_) | Number::Text(_) if numbers == Numbers::Digits && is_number(text) => {
            match RawValue::from_string(text.to_owned()) {
                Ok(digits) => digits.serialize(to),
                Err(_) => to.serialize_str(text),
            }
        }
        Number::Double(number) => to.serialize_f64(number),
        Number::Text(text) => to.serialize_str(text),
    }
}

/// Whether the text begins like a number of JSON.
fn is_number(text: &str) -> bool {
    text.trim_start_matches('-')
        .starts_with(|c: char| c.is_ascii_digit())
}

/// Writes a tree as it was read.
pub(super) struct WrittenTree<'a> {
    pub(super) numbers: Numbers,
    pub(super) tree: &'a Tree,
}

impl Serialize for WrittenTree<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let inner = |tree| WrittenTree {
            numbers: self.numbers,
            tree,
        };
        match self.tree {
            Tree::Null => to.serialize_unit(),
            Tree::Bool(value) => to.serialize_bool(*value),
            Tree::Number(text) => write_number(self.numbers, text, to),
            Tree::Text(text) => to.serialize_str(text),
            Tree::Array(items) => to.collect_seq(items.iter().map(inner)),
            Tree::Object(members) => {
                to.collect_map(members.iter().map(|(name, tree)| (name, inner(tree))))
            }
        }
    }
}

impl Serialize for Tree {
    #[inline]
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let numbers = Numbers::Doubles;
        WrittenTree {
            numbers,
            tree: self,
        }
        .serialize(to)
    }
}
