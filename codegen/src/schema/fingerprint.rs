//! Telling whether two declarations say the same, wherever they are written.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::XSD_NAMESPACE;
use super::xml::{Node, trim};

/// A number that two declarations share if they say the same, whatever their prefixes, annotations and white space.
pub(super) fn fingerprint(node: Node<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    hash_node(node, &mut hasher);
    hasher.finish()
}

/// Recurses no deeper than elements nest, which was checked.
fn hash_node(node: Node<'_>, hasher: &mut DefaultHasher) {
    (node.tag_name().namespace(), node.tag_name().name()).hash(hasher);
    // Sums do not depend on the order of the attributes.
    node.attributes()
        .fold(0u64, |sum, attribute| {
            sum.wrapping_add(hash_attribute(node, &attribute))
        })
        .hash(hasher);
    for child in node.children() {
        let is_annotation = child.has_tag_name((XSD_NAMESPACE, "annotation"));
        if child.is_element() && !is_annotation {
            hash_node(child, hasher);
        } else if child.is_text() {
            trim(child.text().unwrap_or_default()).hash(hasher);
        }
    }
    0xFFu8.hash(hasher);
}

fn hash_attribute(node: Node<'_>, attribute: &roxmltree::Attribute<'_, '_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    (attribute.namespace(), attribute.name()).hash(&mut hasher);
    for word in attribute.value().split_ascii_whitespace() {
        let (prefix, local) = word
            .split_once(':')
            .map_or((None, word), |(prefix, local)| (Some(prefix), local));
        match node.lookup_namespace_uri(prefix) {
            Some(namespace) => (namespace, local).hash(&mut hasher),
            None => word.hash(&mut hasher),
        }
    }
    hasher.finish()
}
