// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `p`.
#[derive(Clone, Default)]
pub struct P {
    /// Attribute `lang`: may be absent.
    pub lang: Option<String>,
    /// Text and elements, in their order: repeated.
    pub content: Vec<PContent>,
}

rt::table! {
    P, "", "", rt::required("<p>", ORDERS), @mixed;
    0 => lang: rt::optional_attribute("lang", "");
    _ => content: rt::group::<PContent>(rt::Presence::Optional).many();
}

/// A piece of the content of `p`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum PContent {
    /// Text among the elements.
    Text(String),
    /// `b`.
    B(String),
    /// `Text`.
    Text2(String),
    /// `mark` or `star`.
    Mark(PMark),
}

rt::either! {
    PContent, Text;
    0 => Text: rt::text();
    1 => B: rt::required("<b>", ORDERS);
    2 => Text2: rt::required("<Text>", ORDERS);
    3 => Mark: rt::group::<PMark>(rt::Presence::Required);
}

/// One of several elements in the content of `p`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum PMark {
    /// `mark`.
    Mark(String),
    /// `star`.
    Star(String),
}

rt::either! {
    PMark, Mark;
    0 => Mark: rt::required("<mark>", ORDERS);
    1 => Star: rt::required("<star>", ORDERS);
}
