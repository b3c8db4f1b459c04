//! Writing simple values as text.

use std::borrow::Cow;

use serde_core::ser::{Serialize, Serializer};

use super::document::CLEAN;
use super::{Numbers, Writing};
use crate::json::{JsonStyle, Lists};
use crate::record::{Ref, Sequence, Slot, State};

/// A text that never has anything to escape, such as the name of a member or a date.
pub(super) struct Clean<'a> {
    pub(super) writing: &'a Writing,
    pub(super) text: &'a str,
}

impl Serialize for Clean<'_> {
    #[inline]
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.writing.numbers {
            Numbers::Doubles => to.serialize_str(self.text),
            Numbers::Digits => to.serialize_newtype_struct(CLEAN, self.text),
        }
    }
}

/// The text of a simple value; none for what is no text in JSON.
pub(super) fn text_of<'a>(value: Ref<'a>, style: &JsonStyle) -> Option<Cow<'a, str>> {
    match value {
        Ref::Str(text) => Some(Cow::Borrowed(text)),
        Ref::Leaf(leaf) => {
            let mut text = String::new();
            leaf.write(&mut text);
            Some(Cow::Owned(text))
        }
        Ref::Sequence(items) => match style.lists {
            Lists::Joined(separator) => joined(items, separator).map(Cow::Owned),
            Lists::Array => None,
        },
        _ => None,
    }
}

/// The items of a list as one text; none if that text would not read back as the same items.
pub(super) fn joined(items: &dyn Sequence, separator: &str) -> Option<String> {
    let mut text = String::new();
    for index in 0..items.len() {
        let Some(State::Value(value)) = items.item(index).map(Slot::state) else {
            return None;
        };
        if index > 0 {
            text.push_str(separator);
        }
        let start = text.len();
        push_simple(value, &mut text);
        let item = &text[start..];
        let broken = |c: char| c.is_ascii_whitespace() || separator.contains(c);
        if item.is_empty() || item.contains(broken) {
            return None;
        }
    }
    Some(text)
}

fn push_simple(value: Ref<'_>, out: &mut String) {
    match value {
        Ref::Str(text) => out.push_str(text),
        Ref::I64(number) => crate::value::write(&number, out),
        Ref::I32(number) => crate::value::write(&number, out),
        Ref::Bool(value) => crate::value::write(&value, out),
        Ref::F64(number) => crate::value::write(&number, out),
        Ref::DateTime(value) => crate::value::write(value, out),
        Ref::QName(name) => out.push_str(&name.to_string()),
        Ref::Leaf(leaf) => leaf.write(out),
        _ => {}
    }
}
