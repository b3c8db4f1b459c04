//! An element of any kind, as a tree.

use super::{AnyAttributes, QName};

/// An element that no type describes: the content of an `xs:any`, a header block, the details of an unknown fault.
///
/// It is what was read but for comments, processing instructions and the way of writing characters. The declarations of
/// prefixes stand apart from the attributes.
///
/// ```
/// use castile::value::{AnyElement, QName};
///
/// let mut error = AnyElement::new(QName::new("urn:example", "Error"));
/// error.push_element(AnyElement::new(QName::new("urn:example", "Code")).with_text("105"));
/// assert_eq!(error.find("Code").and_then(|code| code.text()).as_deref(), Some("105"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnyElement {
    name: QName,
    attributes: AnyAttributes,
    children: Vec<AnyNode>,
}

/// A child of an [`AnyElement`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnyNode {
    /// An element.
    Element(AnyElement),
    /// Text, with references resolved.
    Text(String),
}

impl AnyElement {
    /// An element without attributes and content.
    pub fn new(name: QName) -> Self {
        Self {
            name,
            ..Self::default()
        }
    }

    /// The name.
    #[must_use]
    pub const fn name(&self) -> &QName {
        &self.name
    }

    /// The declarations of prefixes, prefix and namespace, that names in the content may need: all that were in scope, if the
    /// element was read on its own, or those of the element itself, if it is a child. The prefix `""` is the default namespace,
    /// and the namespace `""` takes a declaration back.
    #[must_use]
    pub fn namespaces(&self) -> &[(String, String)] {
        self.attributes.namespaces()
    }

    /// The namespace that the element declares for the prefix, or for `""` by default.
    #[must_use]
    pub fn namespace_of(&self, prefix: &str) -> Option<&str> {
        self.attributes.namespace_of(prefix)
    }

    /// Declares a prefix, in the place of an earlier declaration of it.
    pub fn declare_namespace(&mut self, prefix: impl Into<String>, namespace: impl Into<String>) {
        self.attributes.declare_namespace(prefix, namespace);
    }

    /// Declares prefixes that are known to be different ones, in the place of all before.
    pub(crate) fn set_namespaces(&mut self, namespaces: impl Iterator<Item = (String, String)>) {
        self.attributes.set_namespaces(namespaces);
    }

    /// The attributes, in their order.
    #[must_use]
    pub fn attributes(&self) -> &[(QName, String)] {
        self.attributes.attributes()
    }

    /// The value of the attribute `local` in `namespace`; most attributes have none.
    #[must_use]
    pub fn attribute(&self, namespace: Option<&str>, local: &str) -> Option<&str> {
        self.attributes.attribute(namespace, local)
    }

    /// Sets the attribute, in the place of an earlier one of its name.
    pub fn set_attribute(&mut self, name: QName, value: impl Into<String>) {
        self.attributes.set_attribute(name, value);
    }

    /// Declarations and attributes in the place of all before.
    #[cfg(feature = "json")]
    pub(crate) fn set_attributes(&mut self, attributes: AnyAttributes) {
        self.attributes = attributes;
    }

    /// Adds an attribute that is known to be a new one.
    pub(crate) fn push_attribute(&mut self, name: QName, value: &str) {
        self.attributes.push(name, value.to_owned());
    }

    /// The children, in their order.
    #[must_use]
    pub fn children(&self) -> &[AnyNode] {
        &self.children
    }

    /// The children, to change.
    pub const fn children_mut(&mut self) -> &mut Vec<AnyNode> {
        &mut self.children
    }

    /// The children that are elements.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            AnyNode::Element(element) => Some(element),
            AnyNode::Text(_) => None,
        })
    }

    /// The first child element with the local name, in any namespace.
    #[must_use]
    pub fn find(&self, local: &str) -> Option<&Self> {
        self.elements()
            .find(|element| element.name.local() == local)
    }

    /// The text of an element that has no child elements; `""` if it is empty.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        self.children
            .iter()
            .map(|child| match child {
                AnyNode::Text(text) => Some(text.as_str()),
                AnyNode::Element(_) => None,
            })
            .collect()
    }

    /// Appends a child element.
    pub fn push_element(&mut self, element: Self) {
        self.children.push(AnyNode::Element(element));
    }

    /// Appends text, to the text before it if there is some.
    pub fn push_text(&mut self, text: &str) {
        match self.children.last_mut() {
            Some(AnyNode::Text(last)) => last.push_str(text),
            _ if text.is_empty() => {}
            _ => self.children.push(AnyNode::Text(text.to_owned())),
        }
    }

    /// The same element with the text appended.
    #[must_use]
    pub fn with_text(mut self, text: &str) -> Self {
        self.push_text(text);
        self
    }
}
