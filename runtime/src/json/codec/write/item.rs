//! Writing values: what each kind is in JSON.

use serde_core::ser::{Error, Serialize, SerializeMap, Serializer};

use super::super::element::write_any_attributes;
use super::super::name::name_of;
use super::super::number::special_name;
use super::text::{Clean, joined};
use super::tree::write_number;
use super::{Items, MAX_DEPTH, Numbers, Spot, Written};
use crate::json::{Integers64, Lists};
use crate::leaf::{Leaf, LeafKind};
use crate::record::{Alternatives, Ref, Sequence, State};
use crate::table::{Content, Place};

/// A value.
pub(super) struct Item<'a> {
    pub(super) spot: &'a Spot<'a>,
    /// Behind a reference: what was just returned in memory is slow to copy at once.
    pub(super) value: &'a Ref<'a>,
}

impl Serialize for Item<'_> {
    #[inline]
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match *self.value {
            Ref::Str(text) => to.serialize_str(text),
            Ref::I32(number) => to.serialize_i32(number),
            Ref::Bool(value) => to.serialize_bool(value),
            Ref::F64(number) if number.is_finite() => to.serialize_f64(number),
            Ref::F64(number) => to.serialize_str(special_name(number)),
            Ref::I64(number) => match self.spot.style.integers64 {
                Integers64::Number => to.serialize_i64(number),
                Integers64::Text => to.serialize_str(itoa::Buffer::new().format(number)),
            },
            Ref::DateTime(value) => {
                let writing = self.spot.writing;
                value.with_text(|text| Clean { writing, text }.serialize(to))
            }
            Ref::Leaf(leaf) => self.leaf(leaf, to),
            Ref::Record(record) => self.nest(|| self.record(record, to)),
            Ref::Subtypes(subtypes) => self.nest(|| self.subtypes(subtypes, to)),
            Ref::Sequence(items) => self.sequence(items, to),
            Ref::Choice(choice) => self.nest(|| self.choice(choice, to)),
            Ref::QName(name) => to.collect_str(name),
            Ref::Any(element) => element.serialize(to),
            Ref::AnyAttributes(attributes) => write_any_attributes(attributes, to),
        }
    }
}

impl Item<'_> {
    fn nest<T, E: Error>(&self, write: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let depth = &self.spot.writing.depth;
        depth.set(depth.get() + 1);
        if depth.get() > MAX_DEPTH {
            return Err(self.spot.writing.refuse("the value is nested too deep"));
        }
        let written = write();
        depth.set(depth.get() - 1);
        written
    }

    fn leaf<S: Serializer>(&self, leaf: &dyn Leaf, to: S) -> Result<S::Ok, S::Error> {
        let kind = match (leaf.kind(), self.spot.style.integers64) {
            (LeafKind::Integer64, Integers64::Text) => LeafKind::Text,
            (kind, _) => kind,
        };
        self.spot.writing.with_text(
            |text| leaf.write(text),
            |text| match kind {
                LeafKind::Text => to.serialize_str(text),
                LeafKind::Number | LeafKind::Integer64 => match self.spot.writing.numbers {
                    Numbers::Digits => write_number(Numbers::Digits, text, to),
                    // A double does not keep the zeros: read again, it would be another text.
                    Numbers::Doubles => write_number(Numbers::Doubles, without_zeros(text), to),
                },
            },
        )
    }

    fn sequence<S: Serializer>(&self, items: &dyn Sequence, to: S) -> Result<S::Ok, S::Error> {
        let spot = self.spot;
        let row = match spot.row.content {
            Content::Array(item) | Content::Items(item, _) => item,
            Content::List | Content::DefaultList(_) => match spot.style.lists {
                Lists::Joined(separator) => return self.list(items, separator, to),
                Lists::Array => spot.row,
            },
            Content::Plain
            | Content::Default(_)
            | Content::But(_)
            | Content::Group(_)
            | Content::Wildcard(_) => spot.row,
        };
        let spot = &spot.with_row(row);
        Items { spot, items }.serialize(to)
    }

    fn list<S: Serializer>(
        &self,
        items: &dyn Sequence,
        separator: &str,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match joined(items, separator) {
            Some(text) => to.serialize_str(&text),
            None => {
                let spot = self.spot;
                Items { spot, items }.serialize(to)
            }
        }
    }

    fn choice<S: Serializer>(&self, choice: &dyn Alternatives, to: S) -> Result<S::Ok, S::Error> {
        let Some((index, slot)) = choice.selected() else {
            let mut object = to.serialize_map(None)?;
            if let Some(element) = choice.unknown() {
                object.serialize_entry("$any", element)?;
            }
            return object.end();
        };
        let row = &choice.rows()[index];
        if let (Place::Text, State::Value(Ref::Str(text))) = (row.place, slot.state()) {
            return to.serialize_str(text);
        }
        let spot = &self.spot.with_row(row);
        let member = Written { spot, slot };
        let mut object = to.serialize_map(None)?;
        object
            .serialize_entry(&name_of(choice.rows(), index), &member)
            .inspect_err(|_| self.spot.writing.path.member(row.name()))?;
        object.end()
    }
}

/// The text of a number without a fraction of zeros alone.
fn without_zeros(text: &str) -> &str {
    match text.split_once('.') {
        Some((whole, zeros)) if zeros.bytes().all(|byte| byte == b'0') => whole,
        _ => text,
    }
}
