// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `Expression`.
#[derive(Clone, Default)]
pub struct Expression {
    /// Attribute `dialect`.
    pub dialect: String,
    /// Any other attributes.
    pub any_attributes: rt::AnyAttributes,
    /// Text and elements, in their order: repeated.
    pub content: Vec<ExpressionContent>,
}

rt::table! {
    Expression, "Expression", ORDERS, @mixed;
    0 => dialect: rt::required_attribute("dialect", "");
    1 => any_attributes: rt::Row::any_attribute(rt::Wildcard::Any);
    _ => content: rt::group::<ExpressionContent>(rt::Presence::Optional).many();
}

/// A piece of the content of `Expression`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum ExpressionContent {
    /// Text among the elements.
    Text(String),
    /// Any element that the schema admits here.
    Any(rt::AnyElement),
}

rt::either! {
    ExpressionContent, Text;
    0 => Text: rt::text();
    1 => Any: rt::Row::any(rt::Wildcard::Any, rt::Presence::Required);
}

/// `Path`.
#[derive(Clone, Default)]
pub struct Path {
    /// Any other attributes.
    pub any_attributes: rt::AnyAttributes,
    /// The text of the element itself.
    pub value: String,
}

rt::table! {
    Path, "Path", ORDERS;
    0 => any_attributes: rt::Row::any_attribute(rt::Wildcard::Any);
    _ => value: rt::text();
}

/// `filter`.
#[derive(Clone, Default)]
pub struct Filter {
    /// `topic`: repeated.
    pub topic: Vec<Expression>,
    /// `path`: may be absent.
    pub path: Option<Box<Path>>,
}

rt::table! {
    Filter, "", "", rt::required("<filter>", ORDERS);
    0 => topic: rt::required("<topic>", ORDERS).many();
    _ => path: rt::optional("<path>", ORDERS);
}
