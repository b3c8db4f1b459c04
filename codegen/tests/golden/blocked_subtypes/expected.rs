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
    /// `Numbered`.
    Numbered(Box<Numbered>),
    /// A type that the schema did not know.
    Unknown(Box<rt::UnknownType>),
}

rt::variants! {
    Shape, Unknown;
    0 => Base(ShapeBase);
    1 => Circle(Circle);
    2 => Numbered(Numbered);
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

/// `Numbered`.
#[derive(Clone, Default)]
pub struct Numbered {}

rt::table! {
    Numbered, "Numbered", ORDERS;
}

/// `drawing`.
#[derive(Clone, Default)]
pub struct Drawing {
    /// `Main`.
    pub main: Shape,
    /// `More`: repeated.
    pub more: Vec<Shape>,
    /// `Any`: may be absent.
    pub any: Option<Shape>,
    /// `Size`: may be absent.
    pub size: Option<i32>,
}

rt::table! {
    Drawing, "", "", rt::required("<drawing>", ORDERS);
    0 => main: rt::required("<Main>", ORDERS).but(&[("Circle", ORDERS)]);
    1 => more:
        rt::optional("<More>", ORDERS).but(&[("Circle", ORDERS), ("Numbered", ORDERS)]).many();
    2 => any: rt::optional("<Any>", ORDERS);
    _ => size: rt::optional("<Size>", ORDERS);
}
