//! A client's side of faults: details read from JSON objects.

use super::evidence::{Declared, Kind, Object};
use crate::json::{self, ReadOptions, Tree};
use crate::soap::envelope::Details;
use crate::soap::{Fault, FaultCode};
use crate::table::Row;
use crate::value::{AnyElement, QName};

/// How much of a fault of another kind is shown, in characters.
const EXCERPT: usize = 300;

/// Reads a fault: its detail alone, or wrapped in an object with one member. The detail goes to its place.
///
/// A detail of another kind is kept as a tree of elements. The reason is then its `Message`, or else what came; an object of a
/// message alone has no detail.
///
/// # Errors
///
/// [`json::Error`] if the text is not JSON, or a value in it does not fit its place.
pub(crate) fn read_fault(
    text: &str,
    status: u16,
    details: &mut dyn Details,
) -> Result<Fault<()>, json::Error> {
    let declared = Declared::of(details);
    let Ok(whole) = Object::parse(text) else {
        keep(details, element("", &json::from_str_tree(text)?));
        return Ok(fault(status, excerpt(text)));
    };
    let object = match declared.detail_of(&whole) {
        Some(_) => whole,
        None => whole.unwrapped().unwrap_or(whole),
    };
    let read = match declared.detail_of(&object) {
        Some(Kind::Certain(index)) => read_detail(object.text, index, details).map(|()| true)?,
        Some(Kind::Likely(index)) => read_detail(object.text, index, details).is_ok(),
        None => false,
    };
    match read {
        true => Ok(fault(status, String::new())),
        false => unknown(&object, &declared, status, details),
    }
}

fn read_detail(text: &str, index: usize, details: &mut dyn Details) -> Result<(), json::Error> {
    let Some(detail) = details.push() else {
        return Ok(());
    };
    detail.select(index);
    match detail.slot_mut() {
        Some(slot) => json::read_into(text, Row::ROOT, slot, &ReadOptions::default()),
        None => Ok(()),
    }
}

/// A fault of another kind.
fn unknown(
    object: &Object<'_>,
    declared: &Declared,
    status: u16,
    details: &mut dyn Details,
) -> Result<Fault<()>, json::Error> {
    details.clear();
    let message = object.message();
    let is_all = message.is_some() && object.is_single();
    let reason = message.unwrap_or_else(|| excerpt(object.text));
    let tree = json::from_str_tree(object.text)?;
    if !is_all {
        let class = declared.class_in(object).unwrap_or_default();
        keep(details, element(&class, &tree));
    }
    Ok(fault(status, reason))
}

/// Adds a detail that nobody declared.
fn keep(details: &mut dyn Details, element: AnyElement) {
    if let Some(detail) = details.push() {
        detail.set_unknown(element);
    }
}

/// A fault without its detail; a status that does not blame the caller leaves open what became of the request.
fn fault(status: u16, reason: String) -> Fault<()> {
    let code = match status {
        400..500 => FaultCode::Sender,
        _ => FaultCode::Receiver,
    };
    Fault::new(code, reason)
}

/// The start of a text, for people.
fn excerpt(text: &str) -> String {
    text.chars().take(EXCERPT).collect()
}

/// A JSON value as an element: members and items are children, items without a name of their own.
fn element(name: &str, value: &Tree) -> AnyElement {
    let mut element = AnyElement::new(QName::without_namespace(name));
    match value {
        Tree::Object(members) => {
            for (name, value) in members.iter().filter(|(_, value)| *value != Tree::Null) {
                element.push_element(self::element(name, value));
            }
            element
        }
        Tree::Array(items) => {
            for item in items {
                element.push_element(self::element("Item", item));
            }
            element
        }
        Tree::Null => element,
        Tree::Bool(value) => element.with_text(&value.to_string()),
        Tree::Number(text) | Tree::Text(text) => element.with_text(text),
    }
}
