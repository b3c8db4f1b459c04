// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

/// `Mark`: one of its values.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub enum Mark {
    /// "".
    #[default]
    Empty,
    /// `1`.
    Value1,
    /// `-1`.
    Minus1,
    /// `Self`.
    SelfValue,
    /// `None`.
    None,
    /// `Unknown`.
    Unknown,
    /// `a-b`.
    AB,
    /// `a_b`.
    AB2,
    /// `C++`.
    CPlusPlus,
    /// `IN_PROGRESS`.
    InProgress,
    /// A value that the schema did not know.
    UnknownValue(String),
}

rt::values! {
    Mark, UnknownValue;
    0 => Empty = "";
    1 => Value1 = "1";
    2 => Minus1 = "-1";
    3 => SelfValue = "Self";
    4 => None = "None";
    5 => Unknown = "Unknown";
    6 => AB = "a-b";
    7 => AB2 = "a_b";
    8 => CPlusPlus = "C++";
    9 => InProgress = "IN_PROGRESS";
}
