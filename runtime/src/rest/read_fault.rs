//! A client's side of faults: details read from JSON objects.

use super::ROOT;
use super::evidence::{Details, Kind, Object};
use crate::json::{self, ReadOptions, Tree};
use crate::operation::FaultDetail;
use crate::soap::{Fault, FaultCode};
use crate::value::{AnyElement, QName};

/// How much of a fault of another kind is shown, in characters.
const EXCERPT: usize = 300;

/// Reads a fault: its detail alone, or wrapped in an object with one member.
///
/// A detail of another kind is kept as a tree of elements. The reason is then its `Message`, or else what came; an object of a
/// message alone has no detail.
///
/// # Errors
///
/// [`json::Error`] if the text is not JSON, or a value in it does not fit its place.
pub(crate) fn read_fault<F: FaultDetail>(text: &str, status: u16) -> Result<Fault<F>, json::Error> {
    let details = Details::of::<F>();
    let mut detail = F::default();
    let Ok(whole) = Object::parse(text) else {
        detail.set_unknown(element("", &json::from_str_tree(text)?));
        return Ok(fault(detail, status, excerpt(text)));
    };
    let object = match details.detail_of(&whole) {
        Some(_) => whole,
        None => whole.unwrapped().unwrap_or(whole),
    };
    let read = match details.detail_of(&object) {
        Some(Kind::Certain(index)) => {
            read_detail(object.text, index, &mut detail).map(|()| true)?
        }
        Some(Kind::Likely(index)) => read_detail(object.text, index, &mut detail).is_ok(),
        None => false,
    };
    match read {
        true => Ok(fault(detail, status, String::new())),
        false => unknown(&object, &details, status),
    }
}

fn read_detail<F: FaultDetail>(
    text: &str,
    index: usize,
    detail: &mut F,
) -> Result<(), json::Error> {
    detail.select(index);
    match detail.slot_mut() {
        Some(slot) => json::read_into(text, ROOT, slot, &ReadOptions::default()),
        None => Ok(()),
    }
}

/// A fault of another kind.
fn unknown<F: FaultDetail>(
    object: &Object<'_>,
    details: &Details,
    status: u16,
) -> Result<Fault<F>, json::Error> {
    let mut detail = F::default();
    let class = details.class_in(object).unwrap_or_default();
    detail.set_unknown(element(&class, &json::from_str_tree(object.text)?));
    let message = object.message();
    let is_all = message.is_some() && object.is_single();
    let reason = message.unwrap_or_else(|| excerpt(object.text));
    let mut fault = fault(detail, status, reason);
    if is_all {
        fault.details.clear();
    }
    Ok(fault)
}

/// A fault; a status that does not blame the caller leaves open what became of the request.
fn fault<F>(detail: F, status: u16, reason: String) -> Fault<F> {
    let code = match status {
        400..500 => FaultCode::Sender,
        _ => FaultCode::Receiver,
    };
    let mut fault = Fault::new(code, reason);
    fault.details.push(detail);
    fault
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
