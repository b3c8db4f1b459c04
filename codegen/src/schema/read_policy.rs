//! Whether a binding, a port, or what they belong to, asks for WS-Addressing: by an extension of WSDL, or by a policy.
//!
//! Source: WS-Addressing 1.0 WSDL Binding, 3.1; WS-Addressing 1.0 Metadata, 3.1; WS-Policy 1.2 and 1.5, 4; WS-Policy Attachment, 3.3
//! and 4.1.

use super::xml::Node;

const EXTENSIONS: [&str; 2] = [
    "http://www.w3.org/2006/05/addressing/wsdl",
    "http://www.w3.org/2007/05/addressing/metadata",
];
const POLICIES: [&str; 2] = [
    "http://schemas.xmlsoap.org/ws/2004/09/policy",
    "http://www.w3.org/ns/ws-policy",
];
const UTILITY: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

/// How many policies may refer to each other: they could go in a circle.
const MAX_REFERENCES: usize = 16;

/// Whether an element of a WSDL asks for WS-Addressing: in itself, or by the attribute `PolicyURIs`.
pub(super) fn uses_addressing(node: Node<'_>) -> bool {
    let attributes = POLICIES.map(|namespace| node.attribute((namespace, "PolicyURIs")));
    let mut uris = attributes
        .into_iter()
        .flatten()
        .flat_map(str::split_ascii_whitespace);
    uris.any(|uri| named(node, uri).is_some_and(|policy| asks_any(policy, MAX_REFERENCES)))
        || asks_any(node, MAX_REFERENCES)
}

fn asks_any(node: Node<'_>, references: usize) -> bool {
    let mut children = node.children().filter(|child| child.is_element());
    children.any(|child| asks(child, references))
}

/// Whether an assertion asks for it, or a policy, whichever of its alternatives is chosen.
fn asks(node: Node<'_>, references: usize) -> bool {
    let namespace = node.tag_name().namespace().unwrap_or_default();
    let name = node.tag_name().name();
    if EXTENSIONS.contains(&namespace) {
        return matches!(name, "UsingAddressing" | "Addressing") && !is_optional(node);
    }
    if !POLICIES.contains(&namespace) || is_optional(node) {
        return false;
    }
    match name {
        "Policy" | "All" => asks_any(node, references),
        "ExactlyOne" => {
            let alternatives: Vec<_> = node.children().filter(|child| child.is_element()).collect();
            let all = alternatives.iter().all(|child| asks(*child, references));
            !alternatives.is_empty() && all
        }
        "PolicyReference" => match references.checked_sub(1) {
            Some(left) => node
                .attribute("URI")
                .and_then(|uri| named(node, uri))
                .is_some_and(|policy| asks_any(policy, left)),
            None => false,
        },
        _ => false,
    }
}

fn is_optional(node: Node<'_>) -> bool {
    let optional = POLICIES.map(|namespace| node.attribute((namespace, "Optional")));
    let mut said = optional.into_iter().flatten();
    said.any(|value| matches!(value.trim(), "true" | "1"))
}

/// The policy of the same document that a reference in a node names.
fn named<'a>(node: Node<'a>, uri: &str) -> Option<Node<'a>> {
    let id = uri.trim().strip_prefix('#')?;
    let root = node.document().root_element();
    let mut policies = root.children().filter(|child| {
        child.tag_name().name() == "Policy"
            && POLICIES.contains(&child.tag_name().namespace().unwrap_or_default())
    });
    policies.find(|policy| {
        let own = policy.attribute((UTILITY, "Id"));
        own.or_else(|| policy.attribute(("http://www.w3.org/XML/1998/namespace", "id"))) == Some(id)
    })
}

#[cfg(test)]
mod tests {
    use super::uses_addressing;

    fn asks(policies: &str, content: &str) -> bool {
        asks_with(policies, &format!("<binding>{content}</binding>"))
    }

    fn asks_with(policies: &str, binding: &str) -> bool {
        let text = format!(
            "<d xmlns:p='http://www.w3.org/ns/ws-policy' xmlns:o='http://schemas.xmlsoap.org/ws/2004/09/policy' \
             xmlns:w='http://www.w3.org/2006/05/addressing/wsdl' xmlns:m='http://www.w3.org/2007/05/addressing/metadata' \
             xmlns:u='http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd' \
             >{policies}{binding}</d>"
        );
        let document = roxmltree::Document::parse(&text).expect("XML");
        let binding = document.root_element().last_element_child();
        uses_addressing(binding.expect("a binding"))
    }

    #[test]
    fn policies_may_be_named_in_an_attribute() {
        let policies = "<p:Policy u:Id='a'><m:Addressing/></p:Policy><p:Policy u:Id='b'/>";
        for (attribute, expected) in [
            ("p:PolicyURIs='#a'", true),
            ("o:PolicyURIs=' #b\n#a '", true),
            ("p:PolicyURIs='#b'", false),
            ("p:PolicyURIs='#c http://example.org/p#a'", false),
            ("p:PolicyURIs=''", false),
            ("PolicyURIs='#a'", false),
        ] {
            let binding = format!("<binding {attribute}/>");
            assert_eq!(asks_with(policies, &binding), expected, "{attribute}");
        }
    }

    #[test]
    fn addressing_is_used_where_every_alternative_asks_for_it() {
        let asking = [
            ("", "<w:UsingAddressing required='true'/>"),
            ("", "<m:UsingAddressing/>"),
            (
                "",
                "<p:Policy><m:Addressing><p:Policy/></m:Addressing></p:Policy>",
            ),
            (
                "",
                "<p:Policy><p:ExactlyOne><p:All><m:Addressing/></p:All></p:ExactlyOne></p:Policy>",
            ),
            (
                "<o:Policy u:Id='a'><o:ExactlyOne><o:All><w:UsingAddressing/></o:All></o:ExactlyOne></o:Policy>",
                "<o:PolicyReference URI='#a'/>",
            ),
            (
                "<p:Policy xml:id='a'><p:PolicyReference URI='#b'/></p:Policy><p:Policy u:Id='b'><m:Addressing/></p:Policy>",
                "<p:PolicyReference URI='#a'/>",
            ),
        ];
        for (policies, binding) in asking {
            assert!(asks(policies, binding), "{policies}{binding}");
        }
        let silent = [
            ("", ""),
            ("", "<x UsingAddressing=''/>"),
            ("", "<p:Policy><m:Addressing p:Optional='true'/></p:Policy>"),
            ("", "<w:UsingAddressing o:Optional='1'/>"),
            (
                "",
                "<p:Policy><p:ExactlyOne><p:All><m:Addressing/></p:All><p:All/></p:ExactlyOne></p:Policy>",
            ),
            ("", "<p:Policy><p:ExactlyOne/></p:Policy>"),
            (
                "<p:Policy u:Id='a'><m:Addressing/></p:Policy>",
                "<p:PolicyReference URI='#b'/>",
            ),
            (
                "<p:Policy u:Id='a'><p:PolicyReference URI='#a'/></p:Policy>",
                "<p:PolicyReference URI='#a'/>",
            ),
        ];
        for (policies, binding) in silent {
            assert!(!asks(policies, binding), "{policies}{binding}");
        }
    }
}
