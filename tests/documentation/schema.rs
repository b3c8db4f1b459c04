//! The documentation's schemas: one type in each, as the text of the page shows it.

/// The namespace of XML Schema.
pub(crate) const XSD: &str = "http://www.w3.org/2001/XMLSchema";

/// A type as it is documented.
#[derive(Clone, Debug)]
pub(crate) enum Documented {
    /// A class: the name of its base, and its own members.
    Structure {
        base: Option<String>,
        members: Vec<Member>,
    },
    /// An enumeration; flags are a list.
    Enumeration { is_list: bool, values: Vec<String> },
}

/// A member of a class.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) is_optional: bool,
    pub(crate) is_nillable: bool,
    pub(crate) is_repeated: bool,
    /// False where an annotation says `EmitDefaultValue="false"`.
    pub(crate) emit_default: bool,
    /// The local name of its type.
    pub(crate) type_name: String,
}

/// Reads the `complexType` or `simpleType`.
pub(crate) fn documented(node: roxmltree::Node<'_, '_>) -> Documented {
    if node.has_tag_name((XSD, "simpleType")) {
        let values = node
            .descendants()
            .filter(|child| child.has_tag_name((XSD, "enumeration")));
        return Documented::Enumeration {
            is_list: node
                .children()
                .any(|child| child.has_tag_name((XSD, "list"))),
            values: values
                .filter_map(|value| value.attribute("value"))
                .map(str::to_owned)
                .collect(),
        };
    }
    let extension = node
        .descendants()
        .find(|child| child.has_tag_name((XSD, "extension")));
    let elements = node
        .descendants()
        .filter(|child| child.has_tag_name((XSD, "element")));
    Documented::Structure {
        base: extension
            .and_then(|extension| extension.attribute("base"))
            .map(local),
        members: elements.map(member).collect(),
    }
}

fn member(element: roxmltree::Node<'_, '_>) -> Member {
    let note = element
        .descendants()
        .find(|child| child.tag_name().name() == "DefaultValue");
    let emit_default = note
        .and_then(|note| note.attribute("EmitDefaultValue"))
        .unwrap_or("true");
    Member {
        name: element
            .attribute("name")
            .or(element.attribute("ref"))
            .map(local)
            .unwrap_or_default(),
        is_optional: element.attribute("minOccurs") == Some("0"),
        is_nillable: element.attribute("nillable") == Some("true"),
        is_repeated: element
            .attribute("maxOccurs")
            .is_some_and(|most| most != "1"),
        emit_default: emit_default != "false",
        type_name: element.attribute("type").map(local).unwrap_or_default(),
    }
}

fn local(name: &str) -> String {
    name.rsplit_once(':')
        .map_or(name, |(_, local)| local)
        .to_owned()
}
