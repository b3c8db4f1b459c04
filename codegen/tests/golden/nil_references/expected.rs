// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `Node`.
#[derive(Clone, Default)]
pub struct Node {
    /// Attribute `Ref`: may be absent.
    pub r#ref: Option<String>,
    /// Whether the element is nil (`xsi:nil`): it then has its attributes and no content.
    pub nil: bool,
    /// `Next`: absent, nil or a value.
    pub next: rt::Nillable<Box<Node>>,
}

rt::table! {
    Node, "Node", ORDERS, rt::required_nillable("<Node>", ORDERS);
    0 => r#ref: rt::optional_attribute("Ref", "");
    1 => nil: rt::nil();
    _ => next: rt::nillable("<Next>", ORDERS);
}
