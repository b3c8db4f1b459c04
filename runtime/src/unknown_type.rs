//! A value of a type that the schema did not know.

use std::fmt;

use crate::json::Tree;
use crate::value::{AnyElement, QName};

/// A value in the place of a base type whose `xsi:type`, or whose discriminator in JSON, the schema did not know.
///
/// It is kept as it was read and written back in the same format. The other format cannot carry it: writing it there is an error.
#[derive(Clone, PartialEq)]
pub struct UnknownType {
    type_name: QName,
    content: Content,
}

/// Not derived: that would be compiled in every crate with a base type, with trees of XML and JSON.
impl fmt::Debug for UnknownType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnknownType")
            .field("type_name", &self.type_name)
            .field("content", &self.content)
            .finish()
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Content {
    Xml(Box<AnyElement>),
    #[cfg(feature = "json")]
    Json(Box<Tree>),
}

impl UnknownType {
    /// A value that was read from XML: its type and the element, whose own name is that of the element it stood in.
    #[must_use]
    pub fn from_xml(type_name: QName, element: AnyElement) -> Self {
        Self {
            type_name,
            content: Content::Xml(Box::new(element)),
        }
    }

    /// A value that was read from JSON: its discriminator and the whole object.
    #[cfg(feature = "json")]
    #[must_use]
    pub fn from_json(discriminator: &str, object: Tree) -> Self {
        Self {
            type_name: QName::without_namespace(discriminator),
            content: Content::Json(Box::new(object)),
        }
    }

    /// The type's name; that of a value from JSON is its discriminator and has no namespace.
    #[must_use]
    pub const fn type_name(&self) -> &QName {
        &self.type_name
    }

    /// The element, if the value was read from XML.
    #[must_use]
    pub fn element(&self) -> Option<&AnyElement> {
        match &self.content {
            Content::Xml(element) => Some(element),
            #[cfg(feature = "json")]
            Content::Json(_) => None,
        }
    }

    /// The object, if the value was read from JSON.
    #[must_use]
    pub fn json(&self) -> Option<&Tree> {
        match &self.content {
            #[cfg(feature = "json")]
            Content::Json(object) => Some(object),
            Content::Xml(_) => None,
        }
    }
}
