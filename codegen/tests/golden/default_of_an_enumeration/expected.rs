// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

/// `Level`: one of its values.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub enum Level {
    /// `High`, number 5.
    High,
    /// Nothing is \[urgent\].
    ///
    /// `Low`, number 0.
    #[default]
    Low,
    /// A value that the schema did not know.
    Unknown(String),
}

rt::values! {
    Level, Unknown;
    0 => High = "High";
    1 => Low = "Low";
}
