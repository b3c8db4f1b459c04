//! Elements of any kind: taken from a document as trees, and written back.

use super::error::Error;
use super::scope::{Resolved, Scope};
use super::source::{Node, Source};
use super::writer::Writer;
use crate::value::{AnyElement, AnyNode, QName};

/// Takes the element that the source stands at, which is left, with every declaration that is in force there.
pub(crate) fn capture(source: &mut Source<'_>) -> Result<AnyElement, Error> {
    source.charge_for_declarations()?;
    let mut element = start(source)?;
    let declared = source.scope().in_force().into_iter();
    element.set_namespaces(declared.map(|(prefix, uri)| (prefix.to_owned(), uri.to_owned())));
    take_content(source, &mut element)?;
    Ok(element)
}

fn start(source: &Source<'_>) -> Result<AnyElement, Error> {
    let scope = source.scope();
    let mut element = AnyElement::new(name(
        scope,
        (source.namespace(), source.local(), source.prefix()),
    ));
    for attribute in source.attributes() {
        let name = name(
            scope,
            (attribute.namespace, attribute.local, attribute.prefix),
        );
        element.push_attribute(name, attribute.value.as_ref());
    }
    source.hold_to_copies()?;
    Ok(element)
}

/// An expanded name, from a namespace, a local name and a prefix.
pub(super) fn name(scope: &Scope<'_>, name: (Resolved, &str, &str)) -> QName {
    let (namespace, local, prefix) = name;
    match scope.uri(namespace) {
        "" => QName::without_namespace(local),
        uri => QName::new(scope.copy(uri), local).with_prefix(prefix),
    }
}

/// Takes children and text, down to the end of the element. Depth is bounded by the source's limit.
fn take_content(source: &mut Source<'_>, element: &mut AnyElement) -> Result<(), Error> {
    source.enter()?;
    loop {
        match source.next_node()? {
            Node::End => return Ok(()),
            Node::Text(text) => element.push_text(&text),
            Node::Child => {
                let mut child = start(source)?;
                for (prefix, namespace) in source.declared_here() {
                    child.declare_namespace(prefix, namespace);
                }
                take_content(source, &mut child)?;
                element.push_element(child);
            }
        }
    }
}

impl Writer {
    /// Writes a tree as an element of that name.
    pub(crate) fn write_any(
        &mut self,
        name: &str,
        namespace: &str,
        element: &AnyElement,
    ) -> Result<(), Error> {
        let tag = self.start_declaring(name, namespace, element.namespaces())?;
        self.follow(name, namespace);
        self.write_attributes(element.attributes())?;
        for child in element.children() {
            match child {
                AnyNode::Text(text) => self.text(text)?,
                AnyNode::Element(child) => self.write_any_element(child)?,
            }
        }
        self.unfollow();
        self.end(&tag, name);
        Ok(())
    }

    /// Writes a tree under its own name; one without a name, which is what a wildcard holds by default, is none.
    pub(crate) fn write_any_element(&mut self, element: &AnyElement) -> Result<(), Error> {
        let name = element.name();
        if name.local().is_empty() {
            return Ok(());
        }
        self.write_any(name.local(), name.namespace().unwrap_or(""), element)
            .map_err(|error| error.within(name.local().to_owned()))
    }
}
