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

impl Shape {
    /// `Id`. `None` if the type is unknown.
    #[inline]
    pub fn id(&self) -> Option<&i64> {
        rt::field(self, 0)
    }
}

rt::variants! {
    Shape, Unknown;
    0 => Base(ShapeBase);
    1 => Circle(Circle);
}

/// `Shape` itself, without what its subtypes add.
#[derive(Clone, Default)]
pub struct ShapeBase {
    /// `Id`.
    pub id: i64,
}

rt::table! {
    ShapeBase, "Shape", ORDERS;
    _ => id: rt::required("<Id>", ORDERS);
}

/// `Circle`.
#[derive(Clone, Default)]
pub struct Circle {
    /// `Id`.
    pub id: i64,
    /// `Radius`.
    pub radius: f64,
}

rt::table! {
    Circle, "Circle", ORDERS;
    0 => id: rt::required("<Id>", ORDERS);
    _ => radius: rt::required("<Radius>", ORDERS);
}

/// `Drawing`.
#[derive(Clone, Default)]
pub struct Drawing {
    /// `Main`.
    pub main: Shape,
    /// `More`: repeated.
    pub more: Vec<Shape>,
    /// `Logo`: may be absent.
    pub logo: Option<Box<Circle>>,
}

rt::table! {
    Drawing, "Drawing", ORDERS;
    0 => main: rt::required("<Main>", ORDERS);
    1 => more: rt::optional("<More>", ORDERS).many();
    _ => logo: rt::optional("<Logo>", ORDERS);
}
