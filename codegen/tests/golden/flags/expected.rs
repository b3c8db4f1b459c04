// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `Plan`.
#[derive(Clone, Default)]
pub struct Plan {
    /// `Days`: flags.
    pub days: Vec<Days>,
    /// `Ports`: may be absent.
    pub ports: Option<Vec<String>>,
}

rt::table! {
    Plan, "Plan", ORDERS;
    0 => days: rt::required("<Days>", ORDERS).list();
    _ => ports: rt::optional("<Ports>", ORDERS).list();
}

/// `Days`: one of its values.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub enum Days {
    /// `Monday`.
    #[default]
    Monday,
    /// `Tuesday`.
    Tuesday,
    /// A value that the schema did not know.
    Unknown(String),
}

rt::values! {
    Days, Unknown;
    0 => Monday = "Monday";
    1 => Tuesday = "Tuesday";
}
