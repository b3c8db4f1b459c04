//! Names, prefixes and declarations that come from values, not from a schema: they are checked, as nobody has read them as XML.

use std::borrow::Cow;

use super::error::{Error, ErrorKind};
use super::scope::{XML, XMLNS};
use super::writer::{Tag, Writer};
use crate::record::{Record, Ref, Selected, State};
use crate::table::{Content, Place, Row};
use crate::value::text::forbidden_char;
use crate::value::{QName, is_ncname};

impl Writer {
    /// The text of a QName, its prefix declared on the start tag that is open.
    pub(super) fn qname_text(&mut self, name: &QName) -> Result<String, Error> {
        Ok(match name.namespace() {
            Some(namespace) if !namespace.is_empty() => {
                let declared = self.prefix_of_owned(namespace)?;
                format!("{}:{}", self.scope[declared].prefix, name.local())
            }
            _ => match name.prefix() {
                Some(prefix) if !prefix.is_empty() => format!("{prefix}:{}", name.local()),
                _ => name.local().to_owned(),
            },
        })
    }

    /// As [`prefix_of`](Self::prefix_of), for a namespace that is not known at compile time.
    fn prefix_of_owned(&mut self, namespace: &str) -> Result<usize, Error> {
        if let Some(declared) = self.find_prefix(namespace) {
            return Ok(declared);
        }
        hold_to_namespace(namespace)?;
        let prefix = self.free_prefix(namespace);
        Ok(self.declare(prefix, Cow::Owned(namespace.to_owned())))
    }

    /// Opens the element of a value, with the declarations that its attributes and text need.
    pub(super) fn start_of(&mut self, row: &Row, value: Ref<'_>) -> Result<Tag, Error> {
        let declarations = declarations_of(value);
        let needs_no_default = has_bare_names(row, value) && !self.is_default("");
        if declarations.is_empty() && !needs_no_default {
            return self.start(row.name(), row.namespace);
        }
        let mut declarations = declarations.to_vec();
        if needs_no_default {
            declarations.retain(|(prefix, _)| !prefix.is_empty());
            declarations.push((String::new(), String::new()));
        }
        self.start_declaring(row.name(), row.namespace, &declarations)
    }

    /// Opens an element with declarations that come from a value.
    pub(super) fn start_declaring(
        &mut self,
        name: &str,
        namespace: &str,
        declarations: &[(String, String)],
    ) -> Result<Tag, Error> {
        hold_to_name(name)?;
        hold_to_namespace(namespace)?;
        let mut checked = Vec::with_capacity(declarations.len());
        for (prefix, namespace) in declarations {
            if prefix == "xml" && namespace == XML {
                continue;
            }
            hold_to_declaration(prefix, namespace)?;
            checked.push((Cow::Owned(prefix.clone()), Cow::Owned(namespace.clone())));
        }
        self.start_with(name, Cow::Owned(namespace.to_owned()), checked)
    }

    /// Writes attributes into the start tag that is open.
    pub(super) fn write_attributes(&mut self, attributes: &[(QName, String)]) -> Result<(), Error> {
        for (name, value) in attributes {
            hold_to_name(name.local())?;
            match name.namespace() {
                None | Some("") => self.plain_attribute(name.local(), value)?,
                Some(namespace) => {
                    let declared = self.prefix_of_owned(namespace)?;
                    self.attribute(declared, name.local(), value)?;
                }
            }
        }
        Ok(())
    }
}

/// The declarations that a record keeps beside its attributes of any name. Most have no attributes, and are done with here.
#[inline]
pub(super) fn declarations_of(value: Ref<'_>) -> &[(String, String)] {
    match value.record() {
        Some(record) => match record.table().rows {
            [first, ..] if first.place != Place::Element => kept_declarations(record),
            _ => &[],
        },
        None => &[],
    }
}

#[inline(never)]
fn kept_declarations(record: &dyn Record) -> &[(String, String)] {
    let rows = record.table().rows;
    let place = rows.iter().position(|row| row.place == Place::AnyAttribute);
    match place.map(|place| record.slot(place).state()) {
        Some(State::Value(Ref::AnyAttributes(others))) => others.namespaces(),
        _ => &[],
    }
}

/// Whether the text or the attributes of the element have names without a namespace, which a default one would give to them.
pub(super) fn has_bare_names(row: &Row, value: Ref<'_>) -> bool {
    match value {
        Ref::QName(name) => is_bare(name),
        Ref::Sequence(items) if matches!(row.content, Content::List | Content::DefaultList(_)) => {
            (0..items.len())
                .filter_map(|index| items.item(index))
                .any(|item| matches!(item.state(), State::Value(Ref::QName(name)) if is_bare(name)))
        }
        Ref::Subtypes(subtypes) => match subtypes.selected() {
            Selected::Known(variant, record) => {
                variant > 0 && record.table().namespace.is_empty() || has_bare_attributes(record)
            }
            Selected::Unknown(_) => false,
        },
        Ref::Record(record) => has_bare_attributes(record),
        _ => false,
    }
}

/// Whether an attribute, or the text, of a record is a name without a namespace.
fn has_bare_attributes(record: &dyn Record) -> bool {
    let rows = record.table().rows.iter();
    let mut rows = rows
        .take_while(|row| row.place != Place::Element)
        .enumerate();
    rows.any(|(index, row)| {
        let state = match row.place {
            Place::Attribute | Place::Text => record.slot(index).state(),
            _ => return false,
        };
        matches!(state, State::Value(value) if has_bare_names(row, value))
    })
}

/// Whether a name is written without a prefix.
fn is_bare(name: &QName) -> bool {
    name.namespace().is_none_or(str::is_empty)
        && name.prefix().is_none()
        && !name.local().is_empty()
}

/// Refuses what is no name without a colon.
fn hold_to_name(name: &str) -> Result<(), Error> {
    if is_ncname(name) {
        return Ok(());
    }
    let message = format!("{name:?} is not a name that XML can carry");
    Err(Error::new(ErrorKind::Name, message))
}

/// Refuses a namespace that XML cannot carry, or that no name can have.
fn hold_to_namespace(namespace: &str) -> Result<(), Error> {
    if namespace == XMLNS || forbidden_char(namespace).is_some() {
        let message = format!("{namespace:?} cannot be a namespace");
        return Err(Error::new(ErrorKind::Name, message));
    }
    Ok(())
}

/// Refuses a declaration that a reader would refuse.
///
/// Source: Namespaces in XML 1.0, 3, the constraints "Reserved Prefixes and Namespace Names" and "No Prefix Undeclaring".
fn hold_to_declaration(prefix: &str, namespace: &str) -> Result<(), Error> {
    hold_to_namespace(namespace)?;
    let is_default = prefix.is_empty();
    let is_reserved = matches!(prefix, "xml" | "xmlns") || namespace == XML;
    if is_reserved || !is_default && (namespace.is_empty() || !is_ncname(prefix)) {
        let message = format!("the prefix {prefix:?} cannot be declared for {namespace:?}");
        return Err(Error::new(ErrorKind::Name, message));
    }
    Ok(())
}
