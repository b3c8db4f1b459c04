// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `Node`.
#[derive(Clone, Default)]
pub struct Node {
    /// `Next`: may be absent.
    pub next: Option<Box<Node>>,
    /// `Other`: may be absent.
    pub other: Option<Box<Pair>>,
    /// `Children`: repeated.
    pub children: Vec<Node>,
}

rt::table! {
    Node, "Node", ORDERS;
    0 => next: rt::optional("<Next>", ORDERS);
    1 => other: rt::optional("<Other>", ORDERS);
    _ => children: rt::optional("<Children>", ORDERS).many();
}

/// `Pair`.
#[derive(Clone, Default)]
pub struct Pair {
    /// `Left`: may be absent.
    pub left: Option<Box<Node>>,
    /// `Leaf`.
    pub leaf: Leaf,
}

rt::table! {
    Pair, "Pair", ORDERS;
    0 => left: rt::optional("<Left>", ORDERS);
    _ => leaf: rt::required("<Leaf>", ORDERS);
}

/// `Leaf`.
#[derive(Clone, Default)]
pub struct Leaf {
    /// `Text`.
    pub text: String,
}

rt::table! {
    Leaf, "Leaf", ORDERS;
    _ => text: rt::required("<Text>", ORDERS);
}
