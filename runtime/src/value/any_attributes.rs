//! Attributes of any name, and the declarations that their values need.

use std::collections::HashMap;
use std::hash::Hash;

use super::QName;

/// The attributes that no type describes: those that an `xs:anyAttribute` admits, or those of an element of any kind.
///
/// The declarations of prefixes stand apart from the attributes. They are what a value needs that is a name, such as `p:local`, or
/// has names in it, as an XPath has: without the declaration of `p`, such a value means nothing.
///
/// ```
/// use castile::value::{AnyAttributes, QName};
///
/// let mut others = AnyAttributes::default();
/// others.declare_namespace("tns1", "http://www.onvif.org/ver10/topics");
/// others.set_attribute(QName::without_namespace("topic"), "tns1:Device/Trigger");
/// assert_eq!(others.attribute(None, "topic"), Some("tns1:Device/Trigger"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnyAttributes {
    namespaces: Vec<(String, String)>,
    attributes: Vec<(QName, String)>,
}

impl AnyAttributes {
    /// Whether there is neither an attribute nor a declaration.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.namespaces.is_empty() && self.attributes.is_empty()
    }

    /// The declarations, as prefix and namespace. Of the attributes of an `xs:anyAttribute`, and of mixed content beside it, they
    /// are those that a value or text names: `p` for `p:local`, wherever the document declares it.
    #[must_use]
    pub fn namespaces(&self) -> &[(String, String)] {
        &self.namespaces
    }

    /// The namespace that is declared for the prefix, or for `""` by default.
    #[must_use]
    pub fn namespace_of(&self, prefix: &str) -> Option<&str> {
        self.namespaces
            .iter()
            .find(|(declared, _)| declared == prefix)
            .map(|(_, namespace)| namespace.as_str())
    }

    /// Declares a prefix, in the place of an earlier declaration of it.
    pub fn declare_namespace(&mut self, prefix: impl Into<String>, namespace: impl Into<String>) {
        set(&mut self.namespaces, prefix.into(), namespace.into());
    }

    /// Declarations and attributes; of those that are there twice, the last ones.
    #[cfg(feature = "json")]
    pub(crate) fn of(
        namespaces: impl IntoIterator<Item = (String, String)>,
        attributes: impl IntoIterator<Item = (QName, String)>,
    ) -> Self {
        Self {
            namespaces: last_of_each(namespaces),
            attributes: last_of_each(attributes),
        }
    }

    /// Declares prefixes that are known to be different ones, in the place of all before.
    pub(crate) fn set_namespaces(&mut self, namespaces: impl Iterator<Item = (String, String)>) {
        self.namespaces = namespaces.collect();
    }

    /// The attributes, in their order.
    #[must_use]
    pub fn attributes(&self) -> &[(QName, String)] {
        &self.attributes
    }

    /// The value of the attribute `local` in `namespace`; most attributes have none.
    #[must_use]
    pub fn attribute(&self, namespace: Option<&str>, local: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(name, _)| name.is(namespace, local))
            .map(|(_, value)| value.as_str())
    }

    /// Sets the attribute, in the place of an earlier one of its name.
    pub fn set_attribute(&mut self, name: QName, value: impl Into<String>) {
        set(&mut self.attributes, name, value.into());
    }

    /// Adds an attribute that is known to be a new one.
    pub(crate) fn push(&mut self, name: QName, value: String) {
        self.attributes.push((name, value));
    }
}

/// Sets the value of a key, in the place of an earlier one.
fn set<K: PartialEq>(pairs: &mut Vec<(K, String)>, key: K, value: String) {
    match pairs.iter_mut().find(|(present, _)| *present == key) {
        Some((_, present)) => *present = value,
        None => pairs.push((key, value)),
    }
}

/// Sets one attribute after the other.
impl FromIterator<(QName, String)> for AnyAttributes {
    fn from_iter<I: IntoIterator<Item = (QName, String)>>(attributes: I) -> Self {
        Self {
            namespaces: Vec::new(),
            attributes: last_of_each(attributes),
        }
    }
}

/// The pairs with the last value that each key has, in the order of the keys' first ones.
fn last_of_each<K: Clone + Eq + Hash>(
    pairs: impl IntoIterator<Item = (K, String)>,
) -> Vec<(K, String)> {
    let mut places = HashMap::new();
    let mut last: Vec<(K, String)> = Vec::new();
    for (key, value) in pairs {
        match places.get(&key) {
            Some(place) => {
                let (_, earlier) = &mut last[*place];
                *earlier = value;
            }
            None => {
                places.insert(key.clone(), last.len());
                last.push((key, value));
            }
        }
    }
    last
}
