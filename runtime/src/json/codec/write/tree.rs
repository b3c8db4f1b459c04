//! Writing numbers by their text, and trees as they were read.

use serde_core::ser::{Serialize, Serializer};

use super::super::number::Number;
use super::Numbers;
use super::document::DIGITS;
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
            to.serialize_newtype_struct(DIGITS, text)
        }
        Number::Double(number) => to.serialize_f64(number),
        Number::Text(text) => to.serialize_str(text),
    }
}

/// Whether the text is in the form of a number of JSON.
fn is_number(text: &str) -> bool {
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (
            number,
            exponent.strip_prefix(['+', '-']).unwrap_or(exponent),
        ),
        None => (text, "0"),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let whole = whole.strip_prefix('-').unwrap_or(whole);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && digits(fraction)
        && digits(exponent)
        && (whole.len() == 1 || !whole.starts_with('0'))
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
