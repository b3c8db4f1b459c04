// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `Relative`: one of its values.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub enum Relative {
    /// `smaller`.
    #[default]
    Smaller,
    /// `larger`.
    Larger,
    /// A value that the schema did not know.
    Unknown(String),
}

rt::values! {
    Relative, Unknown, Collapse;
    0 => Smaller = "smaller";
    1 => Larger = "larger";
}

/// `Size`: a value of one of several types.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Size {
    /// A value of `int`.
    Int(i32),
    /// A value of `Relative`.
    Relative(Relative),
    /// A text that is a value of none of the types.
    Unknown(String),
}

rt::union_leaf! {
    Size, Unknown, Kept;
    0 => Int(i32);
    1 => Relative(Relative);
}

/// `Mark`: a value of one of several types.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Mark {
    /// A value of `int`.
    Int(i32),
    /// A value of `Relative`.
    Relative(Relative),
    /// Any other text.
    Text(String),
}

rt::union_leaf! {
    Mark, Text, Member;
    0 => Int(i32);
    1 => Relative(Relative);
}

/// `font`.
#[derive(Clone, Default)]
pub struct Font {
    /// Attribute `size`: may be absent.
    pub size: Option<Size>,
    /// `marks`: may be absent.
    pub marks: Option<Vec<Size>>,
    /// `mark`: repeated.
    pub mark: Vec<Mark>,
}

rt::table! {
    Font, "", "", rt::required("<font>", ORDERS);
    0 => size: rt::optional_attribute("size", "");
    1 => marks: rt::optional("<marks>", ORDERS).list();
    _ => mark: rt::optional("<mark>", ORDERS).many();
}
