//! A client's side of faults: details read from JSON objects.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::ROOT;
use crate::json::{self, ReadOptions, Tree};
use crate::operation::FaultDetail;
use crate::record::Val;
use crate::soap::{Fault, FaultCode};
use crate::table::Table;
use crate::value::{AnyElement, QName};

/// How much of a fault of another kind is shown, in characters.
const EXCERPT: usize = 300;

type Members<'a> = BTreeMap<String, &'a RawValue>;

/// An object with what is in it.
struct Object<'a> {
    text: &'a str,
    members: Members<'a>,
}

impl<'a> Object<'a> {
    fn parse(text: &'a str) -> Result<Self, serde_json::Error> {
        let members = serde_json::from_str(text)?;
        Ok(Self { text, members })
    }

    /// The object that is wrapped in this one: its only member, if that is an object.
    fn unwrapped(&self) -> Option<Self> {
        let (1, Some(inner)) = (self.members.len(), self.members.values().next()) else {
            return None;
        };
        Self::parse(inner.get()).ok()
    }

    /// The text of a member.
    fn text_of(&self, name: &str) -> Option<String> {
        serde_json::from_str(self.members.get(name)?.get()).ok()
    }
}

/// The details that a service declares, each with its table.
fn declared<F: FaultDetail>() -> Vec<&'static Table> {
    let mut detail = F::default();
    let count = detail.rows().len();
    let tables = (0..count).filter_map(|index| {
        detail.select(index);
        match detail.slot_mut()?.open() {
            Val::Record(record) => Some(record.table()),
            _ => None,
        }
    });
    tables.collect()
}

/// The class that an object says it is.
fn class_of(object: &Object<'_>, tables: &[&'static Table]) -> Option<String> {
    let key = tables.first()?.json.style.discriminator;
    object.text_of(key)
}

/// The detail that an object is: by its class, or without one the smallest detail that has all its members, if there is
/// one such.
fn detail_of(object: &Object<'_>, tables: &[&'static Table]) -> Option<usize> {
    if let Some(class) = class_of(object, tables) {
        let is_named = |table: &&Table| {
            table.name == class
                || table.json.discriminator == Some(class.as_str())
                || table.json.aliases.contains(&class.as_str())
        };
        return tables.iter().position(is_named);
    }
    if object.members.is_empty() {
        return None;
    }
    let has_all = |table: &&&'static Table| {
        let mut names = object.members.keys();
        names.all(|name| table.rows.iter().any(|row| row.name == name))
    };
    let fitting: Vec<&&Table> = tables.iter().filter(has_all).collect();
    let fewest = fitting.iter().map(|table| table.rows.len()).min()?;
    let mut smallest = fitting.iter().filter(|table| table.rows.len() == fewest);
    let (only, None) = (smallest.next()?, smallest.next()) else {
        return None;
    };
    tables.iter().position(|table| std::ptr::eq(*table, **only))
}

/// Whether the body of a reply whose status is a success is a fault all the same.
///
/// That is an object, alone or wrapped in one with one member, that names a detail as its class; or one without a class that has
/// members of a detail alone, none of them members of the response, and something listed in one.
pub(crate) fn is_fault<F: FaultDetail>(text: &str, response: Option<&Table>) -> bool {
    let tables = declared::<F>();
    let is_named = |table: &&Table| text.contains(&format!("\"{}\"", table.name));
    if !tables.iter().any(is_named) && begins_with_member_of(response, text) {
        return false;
    }
    let Ok(whole) = Object::parse(text) else {
        return false;
    };
    let inner = whole.unwrapped();
    let is_response = |object: &Object<'_>| object.members.keys().any(|name| has(response, name));
    [Some(&whole), inner.as_ref()]
        .into_iter()
        .flatten()
        .any(|object| match class_of(object, &tables) {
            Some(_) => detail_of(object, &tables).is_some(),
            None => {
                let lists_something = |value: &&RawValue| {
                    let text = value.get();
                    text.starts_with(['[', '{']) && text.len() > 2
                };
                detail_of(object, &tables).is_some()
                    && object.members.values().any(lists_something)
                    && !is_response(&whole)
            }
        })
}

fn has(table: Option<&Table>, name: &str) -> bool {
    table.is_none_or(|table| table.rows.iter().any(|row| row.name == name))
}

/// Whether the first member of an object is one of the response, as it is but in faults. An empty object has none, and is none.
fn begins_with_member_of(response: Option<&Table>, text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let name = start.strip_prefix('{').map(str::trim_start);
    match name.and_then(|rest| rest.strip_prefix('"')?.split_once('"')) {
        Some((name, _)) => has(response, name),
        None => true,
    }
}

/// Reads a fault: its detail alone, or wrapped in an object with one member.
///
/// A detail of another kind is kept as a tree of elements. The reason is then its `Message`, or else what came; an object of a
/// message alone has no detail.
///
/// # Errors
///
/// [`json::Error`] if the text is not JSON, or a value in it does not fit its place.
pub(crate) fn read_fault<F: FaultDetail>(text: &str, status: u16) -> Result<Fault<F>, json::Error> {
    let tables = declared::<F>();
    let mut detail = F::default();
    let Ok(whole) = Object::parse(text) else {
        detail.set_unknown(element("", &json::from_str_tree(text)?));
        return Ok(fault(detail, status, excerpt(text)));
    };
    let object = match detail_of(&whole, &tables) {
        Some(_) => whole,
        None => whole.unwrapped().unwrap_or(whole),
    };
    let Some(index) = detail_of(&object, &tables) else {
        let class = class_of(&object, &tables).unwrap_or_default();
        detail.set_unknown(element(&class, &json::from_str_tree(object.text)?));
        let message = object.text_of("Message");
        let is_all = message.is_some() && object.members.len() == 1;
        let reason = message.unwrap_or_else(|| excerpt(object.text));
        let mut fault = fault(detail, status, reason);
        if is_all {
            fault.details.clear();
        }
        return Ok(fault);
    };
    detail.select(index);
    if let Some(slot) = detail.slot_mut() {
        json::read_into(object.text, ROOT, slot, &ReadOptions::default())?;
    }
    Ok(fault(detail, status, String::new()))
}

fn fault<F>(detail: F, status: u16, reason: String) -> Fault<F> {
    let code = match status {
        500.. => FaultCode::Receiver,
        _ => FaultCode::Sender,
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
