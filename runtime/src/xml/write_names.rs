//! Names, prefixes and declarations that come from values, not from a schema: they are checked, as nobody has read them as XML.

use std::borrow::Cow;

use super::error::{Error, ErrorKind};
use super::scope::{XML, XMLNS};
use super::writer::{Tag, Writer};
use crate::record::{Record, Ref, State};
use crate::table::Place;
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
    #[inline]
    pub(super) fn start_of(
        &mut self,
        name: &str,
        namespace: &'static str,
        value: Ref<'_>,
    ) -> Result<Tag, Error> {
        match declarations_of(value) {
            [] => self.start(name, namespace),
            declarations => self.start_declaring(name, namespace, declarations),
        }
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
