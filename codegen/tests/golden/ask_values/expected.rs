// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `Code`: one of its values.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub enum Code {
    /// `M`.
    #[default]
    M,
    /// `m`.
    M2,
    /// `-`.
    Minus,
    /// `+`.
    Plus,
    /// "".
    Empty,
    /// `11`.
    Value11,
    /// `11.1`.
    Value11_1,
    /// `1_11`.
    Value1_11,
    /// `<=`.
    LessEquals,
    /// `Self`.
    SelfValue,
    /// A value that the schema did not know.
    Unknown(String),
}

rt::values! {
    Code, Unknown;
    0 => M = "M";
    1 => M2 = "m";
    2 => Minus = "-";
    3 => Plus = "+";
    4 => Empty = "";
    5 => Value11 = "11";
    6 => Value11_1 = "11.1";
    7 => Value1_11 = "1_11";
    8 => LessEquals = "<=";
    9 => SelfValue = "Self";
}

/// `codes`.
#[derive(Clone, Default)]
pub struct Codes {
    /// `code`: repeated.
    pub code: Vec<Code>,
}

rt::table! {
    Codes, "", "", rt::required("<codes>", ORDERS);
    _ => code: rt::required("<code>", ORDERS).many();
}
