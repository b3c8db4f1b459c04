// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `drawing`.
#[derive(Clone, Default)]
pub struct Drawing {
    /// `circle` or `square`: repeated.
    pub shape: Vec<DrawingShape>,
}

rt::table! {
    Drawing, "", "", rt::required("<drawing>", ORDERS);
    _ => shape: rt::group::<DrawingShape>(rt::Presence::Required).many();
}

/// One of several elements in the content of `drawing`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum DrawingShape {
    /// `circle`.
    Circle(String),
    /// `square`.
    Square(String),
}

rt::either! {
    DrawingShape, Circle;
    0 => Circle: rt::required("<circle>", ORDERS);
    1 => Square: rt::required("<square>", ORDERS);
}
