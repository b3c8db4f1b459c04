//! Elements and attributes of any kind that nobody thought of: what is written is read back as the same, or refused.

#[path = "by_hand/groups.rs"]
#[allow(dead_code, unreachable_pub)]
mod groups;

use castile::codegen::required;
use castile::value::{AnyAttributes, AnyElement, AnyNode, QName};
use castile::xml::{ErrorKind, ReadOptions, WriteOptions, read_element, write_element};
use groups::Order;
use proptest::prelude::*;

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

fn namespace() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "",
        "urn:a",
        "urn:b",
        "urn:shop",
        XSI,
        XML,
        "urn:<&\"'\t\n x",
    ])
}

/// Prefixes that the writer itself makes up are among them.
fn prefix() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", "a", "b", "i", "n4", "p", "s", "xml"])
}

fn local() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["a", "b", "nil", "type", "lang", "é"])
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop::sample::select(vec!["a:b", "i:c", " ", "<", "&", "]]>", "\r\n", "\"", "é"]),
        0..4,
    )
    .prop_map(|pieces| pieces.join(" "))
}

fn name() -> impl Strategy<Value = QName> {
    (namespace(), local()).prop_map(|(namespace, local)| match namespace {
        "" => QName::without_namespace(local),
        namespace => QName::new(namespace, local),
    })
}

fn attributes() -> impl Strategy<Value = AnyAttributes> {
    let declarations = prop::collection::vec((prefix(), namespace()), 0..4);
    // What `xsi:nil` and `xsi:type` may hold is another matter.
    let own = name().prop_filter("of xsi", |name| name.namespace() != Some(XSI));
    let attributes = prop::collection::vec((own, text()), 0..4);
    (declarations, attributes).prop_map(|(declarations, attributes)| {
        let mut all: AnyAttributes = attributes.into_iter().collect();
        for (prefix, namespace) in declarations {
            all.declare_namespace(prefix, namespace);
        }
        all
    })
}

fn element() -> impl Strategy<Value = AnyElement> {
    let leaf = (name(), attributes(), text()).prop_map(|(name, attributes, text)| {
        element_of(name, &attributes, [AnyElement::default().with_text(&text)])
    });
    leaf.prop_recursive(3, 12, 3, |inner| {
        (name(), attributes(), prop::collection::vec(inner, 0..3))
            .prop_map(|(name, attributes, children)| element_of(name, &attributes, children))
    })
}

/// An element with these children; one without a name is the text that it has.
fn element_of(
    name: QName,
    attributes: &AnyAttributes,
    children: impl IntoIterator<Item = AnyElement>,
) -> AnyElement {
    let mut element = AnyElement::new(name);
    for (prefix, namespace) in attributes.namespaces() {
        element.declare_namespace(prefix, namespace);
    }
    for (name, value) in attributes.attributes() {
        element.set_attribute(name.clone(), value);
    }
    for child in children {
        match child.name().local() {
            "" => element.push_text(&child.text().unwrap_or_default()),
            _ => element.push_element(child),
        }
    }
    element
}

/// Whether both have the same names, values and texts, and the second all declarations of the first that its name leaves in force.
fn is_kept(written: &AnyElement, read: &AnyElement) -> bool {
    let same = |pair: (&AnyNode, &AnyNode)| match pair {
        (AnyNode::Text(left), AnyNode::Text(right)) => left == right,
        (AnyNode::Element(left), AnyNode::Element(right)) => is_kept(left, right),
        _ => false,
    };
    written.name() == read.name()
        && written.attributes().len() == read.attributes().len()
        && (written.attributes().iter())
            .all(|(name, value)| read.attribute(name.namespace(), name.local()) == Some(value))
        && written.children().len() == read.children().len()
        && written.children().iter().zip(read.children()).all(same)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_tree_is_read_as_it_was_written(element in element(), has_prefixes in any::<bool>()) {
        let mut around = AnyElement::default();
        around.push_element(element);
        let options = match has_prefixes {
            true => WriteOptions::default().with_prefixes(&[("urn:a", "p"), ("urn:b", "s"), (XSI, "a")]),
            false => WriteOptions::default(),
        };
        match write_element(&around, &required("<w>", ""), &options) {
            Ok(text) => {
                let read = read_element::<AnyElement>(&text, &required("<w>", ""), &ReadOptions::strict());
                let read = read.map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
                prop_assert!(
                    around.children().len() == read.children().len()
                        && (around.elements().zip(read.elements())).all(|(left, right)| is_kept(left, right)),
                    "{text}\n{around:?}\n{read:?}"
                );
            }
            Err(error) => prop_assert_eq!(error.kind(), ErrorKind::Name, "{}", error),
        }
    }

    #[test]
    fn attributes_of_any_name_and_their_declarations_are_read_as_they_were_written(any in attributes(), below in attributes()) {
        let mut child = AnyElement::new(QName::new("urn:other", "e"));
        for (prefix, namespace) in below.namespaces() {
            child.declare_namespace(prefix, namespace);
        }
        let order = Order { any_attributes: any, any: vec![child], ..Order::default() };
        match castile::xml::to_string(&order) {
            Ok(text) => {
                let read: Order = castile::xml::from_str(&text)
                    .map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
                let (written, read) = (&order.any_attributes, &read.any_attributes);
                prop_assert_eq!(written.attributes().len(), read.attributes().len(), "{}", text);
                for (name, value) in written.attributes() {
                    prop_assert_eq!(read.attribute(name.namespace(), name.local()), Some(&**value), "{}", text);
                    // What a value names, and its attributes declare, is declared.
                    for (prefix, named) in [("a", "a:b"), ("i", "i:c")] {
                        let declared = written.namespace_of(prefix);
                        if value.split(' ').any(|word| word == named) && declared.is_some() {
                            prop_assert_eq!(read.namespace_of(prefix), declared, "{}", text);
                        }
                    }
                }
            }
            Err(error) => prop_assert_eq!(error.kind(), ErrorKind::Name, "{}", error),
        }
    }
}
