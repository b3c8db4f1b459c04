//! Elements of any kind in JSON.
//!
//! Form: `{"$name": "{urn:x}Item", "$namespaces": [["q", "urn:y"]], "$attributes": [["{urn:y}a", "1"]], "$content": ["text", {..}]}`.
//! Names are `{namespace}local`, `local`, or `prefix:local` for a prefix that nobody declared; what is empty is left out. A plain
//! string, number or truth value is read as an element without a name that has it as its text.

use std::fmt;

use serde_core::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_core::ser::{Serialize, SerializeMap, Serializer};

use super::number::plain;
use super::pair::Pair;
use crate::value::{AnyAttributes, AnyElement, AnyNode, QName};
use crate::xml::XMLNS;

impl Serialize for AnyElement {
    #[inline]
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut object = to.serialize_map(None)?;
        object.serialize_entry("$name", &Text(self.name()))?;
        if !self.namespaces().is_empty() {
            object.serialize_entry("$namespaces", self.namespaces())?;
        }
        if !self.attributes().is_empty() {
            object.serialize_entry("$attributes", &Attributes(self.attributes()))?;
        }
        if !self.children().is_empty() {
            object.serialize_entry("$content", &Children(self.children()))?;
        }
        object.end()
    }
}

/// Writes attributes as pairs.
pub(super) fn write_attributes<S: Serializer>(
    attributes: &[(QName, String)],
    to: S,
) -> Result<S::Ok, S::Error> {
    to.collect_seq(attributes.iter().map(|(name, value)| (Text(name), value)))
}

/// Writes the attributes of a wildcard as pairs, the declarations among them: `{http://www.w3.org/2000/xmlns/}p` declares `p`.
pub(super) fn write_any_attributes<S: Serializer>(
    any: &AnyAttributes,
    to: S,
) -> Result<S::Ok, S::Error> {
    let declarations = any.namespaces().iter().map(|(prefix, namespace)| {
        let name = QName::new(XMLNS, prefix.as_str());
        (name.to_string(), namespace)
    });
    let attributes = any.attributes().iter();
    to.collect_seq(declarations.chain(attributes.map(|(name, value)| (name.to_string(), value))))
}

/// Reads what [`write_any_attributes`] wrote.
pub(super) fn read_any_attributes<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<AnyAttributes, D::Error> {
    let pairs = AttributesSeed.deserialize(from)?;
    let (declarations, attributes): (Vec<_>, Vec<_>) = pairs
        .into_iter()
        .partition(|(name, _)| name.namespace() == Some(XMLNS));
    let declarations = declarations
        .into_iter()
        .map(|(name, namespace)| (name.local().to_owned(), namespace));
    Ok(AnyAttributes::of(declarations, attributes))
}

/// A name as text.
struct Text<'a>(&'a QName);

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0.to_string())
    }
}

struct Attributes<'a>(&'a [(QName, String)]);

impl Serialize for Attributes<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        write_attributes(self.0, to)
    }
}

struct Children<'a>(&'a [AnyNode]);

impl Serialize for Children<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0)
    }
}

impl Serialize for AnyNode {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => to.serialize_str(text),
            Self::Element(element) => element.serialize(to),
        }
    }
}

impl<'de> Deserialize<'de> for AnyElement {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(ElementVisitor)
    }
}

/// Reads an element.
pub(super) struct ElementVisitor;

impl<'de> Visitor<'de> for ElementVisitor {
    type Value = AnyElement;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an element: an object with `$name`, or a plain value")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<AnyElement, E> {
        self.visit_str(if value { "true" } else { "false" })
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<AnyElement, E> {
        self.visit_str(itoa::Buffer::new().format(number))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<AnyElement, E> {
        self.visit_str(itoa::Buffer::new().format(number))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<AnyElement, E> {
        self.visit_str(&plain(number))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<AnyElement, E> {
        Ok(AnyElement::default().with_text(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<AnyElement, A::Error> {
        let (mut name, mut attributes) = (None, Vec::new());
        let mut namespaces = Vec::<Pair<String, String>>::new();
        let mut content = Vec::new();
        while let Some(key) = object.next_key::<String>()? {
            match key.as_str() {
                "$name" => name = Some(object.next_value::<Name>()?.0),
                "$namespaces" => namespaces = object.next_value()?,
                "$attributes" => attributes = object.next_value_seed(AttributesSeed)?,
                "$content" => content = object.next_value()?,
                _ => {
                    object.next_value::<de::IgnoredAny>()?;
                }
            }
        }
        let mut element = AnyElement::new(name.ok_or_else(|| de::Error::missing_field("$name"))?);
        element.set_attributes(AnyAttributes::of(
            namespaces
                .into_iter()
                .map(|Pair(prefix, uri)| (prefix, uri)),
            attributes,
        ));
        *element.children_mut() = content;
        Ok(element)
    }
}

/// A name to read.
struct Name(QName);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        // An element that was made without a name is written with an empty one.
        if text.is_empty() {
            return Ok(Self(QName::default()));
        }
        QName::parse_expanded(&text)
            .map(Self)
            .map_err(de::Error::custom)
    }
}

/// Reads attributes.
pub(super) struct AttributesSeed;

impl<'de> DeserializeSeed<'de> for AttributesSeed {
    type Value = Vec<(QName, String)>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        let pairs = Vec::<Pair<Name, String>>::deserialize(from)?;
        Ok(pairs
            .into_iter()
            .map(|Pair(name, value)| (name.0, value))
            .collect())
    }
}

impl<'de> Deserialize<'de> for AnyNode {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = AnyNode;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or an element")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<AnyNode, E> {
        Ok(AnyNode::Text(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<AnyNode, A::Error> {
        ElementVisitor.visit_map(object).map(AnyNode::Element)
    }
}
