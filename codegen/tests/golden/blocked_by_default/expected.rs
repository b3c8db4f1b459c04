// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `Shape`: one of its subtypes.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Shape {
    /// `Shape` itself.
    Base(Box<ShapeBase>),
    /// `Circle`.
    Circle(Box<Circle>),
    /// A type that the schema did not know.
    Unknown(Box<rt::UnknownType>),
}

rt::variants! {
    Shape, Unknown;
    0 => Base(ShapeBase);
    1 => Circle(Circle);
}

/// `Shape` itself, without what its subtypes add.
#[derive(Clone, Default)]
pub struct ShapeBase {}

rt::table! {
    ShapeBase, "Shape", ORDERS;
}

/// `Circle`.
#[derive(Clone, Default)]
pub struct Circle {}

rt::table! {
    Circle, "Circle", ORDERS;
}

/// `box`.
#[derive(Clone, Default)]
pub struct BoxType {
    /// `held`.
    pub held: Shape,
}

rt::table! {
    BoxType, "", "", rt::required("<box>", ORDERS);
    _ => held: rt::required("<held>", ORDERS).but(&[("Circle", ORDERS)]);
}

rt::grammar! {
    elements;
    0 => element("box", ORDERS, Own(2)).blocks(EXTENSION);
    1 => local_element("held", ORDERS, Own(0)).blocks(EXTENSION);
    attributes;
    types;
    0 => complex("Shape", ORDERS, xs::ANY_TYPE, RESTRICTION).blocks(EXTENSION);
    1 => complex("Circle", ORDERS, Own(0), EXTENSION).blocks(EXTENSION);
    2 => complex("", "", xs::ANY_TYPE, RESTRICTION).elements(1).blocks(EXTENSION);
    particles;
    0 => item(1);
    1 => sequence(&[0]);
    identities;
}

rt::validated! {
    ShapeBase: 0;
    Circle: 1;
    BoxType: 2;
}
