//! Qualified names.

use std::fmt;
use std::sync::Arc;

use crate::source::Place;

/// The name of a component: a namespace, or none, and a local name.
///
/// Form: displayed as `{namespace}local`, or `local` where there is no namespace. Ordered by namespace, then local name.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct QName {
    /// The namespace; `None` for a name in no namespace.
    pub namespace: Option<Arc<str>>,
    /// The local part.
    pub local: Arc<str>,
}

impl QName {
    /// The name `local` in `namespace`.
    pub fn new(namespace: Option<&str>, local: &str) -> Self {
        Self {
            namespace: namespace.map(Arc::from),
            local: Arc::from(local),
        }
    }

    /// Whether this is the name `local` in `namespace`.
    pub fn is(&self, namespace: &str, local: &str) -> bool {
        self.namespace.as_deref() == Some(namespace) && &*self.local == local
    }
}

impl fmt::Display for QName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.namespace {
            Some(namespace) => write!(out, "{{{namespace}}}{}", self.local),
            None => out.write_str(&self.local),
        }
    }
}

impl fmt::Debug for QName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

/// The namespace of XML Schema.
pub const XSD_NAMESPACE: &str = "http://www.w3.org/2001/XMLSchema";

/// A name that refers to a component, and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    pub(crate) name: QName,
    /// As written: with the prefix of the file.
    pub(crate) written: Arc<str>,
    pub(crate) place: Place,
}

/// Whether a text is a name without a colon.
///
/// Source: Namespaces in XML 1.0, production 4; XML 1.0, second edition, as XML Schema 1.0 refers to it, is stricter in rare letters.
pub(crate) fn is_ncname(text: &str) -> bool {
    let mut characters = text.chars();
    let starts_well = characters
        .next()
        .is_some_and(|first| first == '_' || first.is_alphabetic());
    starts_well && characters.all(|next| next.is_alphanumeric() || is_name_mark(next))
}

/// Marks that may stand inside a name, and combining characters and extenders, which are not alphanumeric.
fn is_name_mark(character: char) -> bool {
    matches!(character, '.' | '-' | '_' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
        || (!character.is_ascii() && !character.is_whitespace() && !character.is_control())
}
